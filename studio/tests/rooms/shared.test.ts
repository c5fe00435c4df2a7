import { describe, expect, test } from 'vitest';
import type { Job } from '../../src/generated/api';
import { ordered, seconds_left, unread, with_progress } from '../../src/rooms/shared/jobs.svelte';
import { distance, finds, nearest_name } from '../../src/rooms/shared/names';
import { median, quantile } from '../../src/rooms/shared/quantiles';
import { merged } from '../../src/rooms/shared/setting';

describe('names', () => {
  test('the nearest name to a mistyped one, and none to nonsense', () => {
    const names = ['insistence', 'learning_rate', 'learning_rate_sd', 'contact_soothing'];
    expect(nearest_name('insistense', names)).toBe('insistence');
    expect(nearest_name('Learning rate', names)).toBe('learning_rate');
    expect(nearest_name('xyzzy', names)).toBeNull();
    expect(nearest_name('  ', names)).toBeNull();
  });
  test('distance counts changed, added and dropped letters', () => {
    expect(distance('', 'abc')).toBe(3);
    expect(distance('kitten', 'sitting')).toBe(3);
    expect(distance('same', 'same')).toBe(0);
  });
  test('a search finds all its words in any order, with or without underscores', () => {
    expect(finds('press uncertainty', 'uncertainty_to_press')).toBe(true);
    expect(finds('uncertainty to press', 'uncertainty_to_press')).toBe(true);
    expect(finds('', 'anything')).toBe(true);
    expect(finds('press rebuff', 'uncertainty_to_press')).toBe(false);
  });
});

describe('the link', () => {
  const setting = new URLSearchParams('a=1&b=two&c=');
  test('keeps what is not changed and drops what is empty', () => {
    expect(merged(setting, { b: '', d: '4' })).toEqual({ a: '1', d: '4' });
  });
});

test('quantiles leave unknown values out', () => {
  expect(median([3, null, 1, undefined, 2])).toBe(2);
  expect(median([1, 2, 3, 4])).toBe(2.5);
  expect(median([null])).toBeNull();
  expect(quantile([5, 1, 3, 2, 4, 0, 6, 7, 8, 9, 10], 0.1)).toBe(1);
  expect(quantile([], 0.5)).toBeNull();
});

describe('jobs', () => {
  const job = (id: string, created: string, state: Job['state'] = 'waiting'): Job => ({ id, kind: 'run', state, title: id, done: 0, total: 10, created });
  test('are told newest first', () => {
    expect(ordered([job('a', '2026-01-01T10:00:00Z'), job('c', 'not a time'), job('b', '2026-01-02T10:00:00Z')]).map((j) => j.id)).toEqual(['b', 'a', 'c']);
  });
  test('time left follows the pace since the first sign, and is not guessed before there is one', () => {
    expect(seconds_left({ at: 0, done: 0.2 }, { at: 10_000, done: 0.4 }, 1)).toBeCloseTo(30);
    expect(seconds_left({ at: 0, done: 0.2 }, { at: 10_000, done: 0.2 }, 1)).toBeNull();
    expect(seconds_left({ at: 0, done: 0 }, { at: 500, done: 0.4 }, 1)).toBeNull();
  });
  test('progress reaches its own job only, and a job that moves is running', () => {
    const [a, b] = with_progress([job('a', ''), job('b', '')], 'a', { done: 4, total: 9, text: 'year 4', seconds_left: 3 });
    expect(a).toMatchObject({ state: 'running', done: 4, total: 9, text: 'year 4', seconds_left: 3 });
    expect(b).toMatchObject({ state: 'waiting', done: 0 });
  });
});

test('a job whose record cannot be read is told with its folder and what to do', () => {
  const text = unread({ key: 'jobs/01-02', reason: 'ends too early', remedy: 'move that folder away' });
  for (const part of ['jobs/01-02', 'ends too early', 'move that folder away.']) expect(text).toContain(part);
});
