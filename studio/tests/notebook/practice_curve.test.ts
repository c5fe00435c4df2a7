import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/notebook/book.svelte';
import { heaviest, told } from '../../src/notebook/letting_go';
import { fading, half_life_years, left_at, tries_of } from '../../src/notebook/practice_curve';

const year = 365.25 * 86_400_000;
const note = (day: string, times: number | undefined, words = ''): Entry<'practice'> => ({ id: 1, kind: 'practice', saved: `${day}T10:00:00Z`, content: { skill: 'soothe', day, plan: 'If so, then so.', words, ...(times === undefined ? {} : { times }) } });

describe('what is left of practice', () => {
  test('counts tries, never a plan alone; an older note counts once if it says what happened', () => {
    expect(tries_of([note('2026-02-01', 0), note('2026-01-02', 3), note('2026-01-01', undefined, 'it went well'), note('2026-01-03', undefined)]).map(({ times }) => times)).toEqual([1, 3]);
  });
  test('is all of it on the day, and falls by the rate of the engine', () => {
    const tries = [{ at: 0, times: 4 }, { at: year, times: 2 }];
    expect(left_at(-1, tries, 0.15)).toBe(0);
    expect(left_at(0, tries, 0.15)).toBe(4);
    expect(left_at(year, tries, 0.15)).toBeCloseTo(4 * Math.exp(-0.15) + 2, 12);
    expect(left_at(half_life_years(0.15) * year, [{ at: 0, times: 8 }], 0.15)).toBeCloseTo(4, 12);
    expect(left_at(9 * year, tries, 0)).toBe(6);
  });
  test('is drawn up to now with a rise at every try, and ahead from there', () => {
    const { so_far, ahead } = fading([{ at: 0, times: 1 }, { at: year / 2, times: 1 }], year, 0.15);
    expect(so_far[0]).toEqual([0, 0]);
    expect(so_far[1]).toEqual([0, 1]);
    expect(so_far.at(-1)).toEqual(ahead[0]);
    for (let i = 1; i < ahead.length; ++i) expect(ahead[i]![1]).toBeLessThan(ahead[i - 1]![1]);
    expect(fading([], year, 0.15)).toEqual({ so_far: [], ahead: [] });
  });
});

describe('what holds', () => {
  test('is told as it was weighed, and never summed up', () => {
    expect(told({})).toMatch(/passed it over/);
    expect(told({ time: 0 })).toMatch(/Nothing of this holds you/);
    expect(told({ time: 1, fear: 4, hope: 2 })).toBe('What holds you most, by your own weights: I fear being left with nobody. None of these is silly.');
    expect(told({ time: 2, fear: 2, hope: 2 })).toMatch(/Several things/);
    expect(heaviest({ time: 1, fear: 4, hope: 0 }).map(({ weight }) => weight)).toEqual([4, 1]);
  });
});
