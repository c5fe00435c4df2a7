import { describe, expect, test } from 'vitest';
import type { CheckIn, Entry } from '../../src/notebook/book.svelte';
import { items, items_form, points, sentence, who_can_be, type Answers } from '../../src/notebook/items';
import { change_on, clear_change, cloud, course_of, error_with, latest, next_day, place_on, position_of, told } from '../../src/notebook/position';
import { check_in_course, diary_course } from '../../src/notebook/progress';

const all_at = (value: (axis: string, reversed: boolean) => number): Answers => Object.fromEntries(items.map((item) => [item.id, value(item.axis, item.reversed)]));
let last_id = 0;
const check_in = (day: string, answers: Answers, who: CheckIn['who'] = 'partner', name = ''): Entry<'check_in'> => ({ id: ++last_id, kind: 'check_in', saved: `${day}T10:00:00Z`, content: { who, name, items: items_form, answers } });

describe('the sentences', () => {
  test('are eight a side, three of each turned round, each with an id and a facet of its own', () => {
    for (const axis of ['worry', 'distance']) {
      const side = items.filter((item) => item.axis === axis);
      expect(side).toHaveLength(8);
      expect(side.filter((item) => item.reversed)).toHaveLength(3);
      expect(new Set(side.map((item) => item.facet)).size).toBe(8);
    }
    expect(new Set(items.map((item) => item.id)).size).toBe(16);
  });
  test('name one person, say nothing by a not, are short, and read well about anybody', () => {
    for (const item of items) {
      expect(item.words).toContain('{x}');
      expect(item.words).not.toMatch(/\b(not|never|no|none|nothing|without|cannot|\w+n't)\b/i);
      expect(item.words).not.toMatch(/\{x\}['’]s/);
      expect(item.words.split(/\s+/).length).toBeLessThanOrEqual(16);
      for (const who of who_can_be) expect(sentence(item, who, '')).toMatch(/^[A-Z][^{}]*\.$/);
      expect(sentence(item, 'friend', 'Ada')).toContain('Ada');
    }
    expect(points).toHaveLength(5);
  });
});

describe('a position', () => {
  test('is the mean of a side with the turned sentences turned back', () => {
    const most = position_of(all_at((_, reversed) => (reversed ? 1 : 5)));
    expect(most?.worry.mean).toBe(5);
    expect(most?.distance.mean).toBe(5);
    const apart = position_of(all_at((axis, reversed) => (axis === 'worry' ? (reversed ? 2 : 4) : reversed ? 5 : 1)));
    expect(apart?.worry.mean).toBe(4);
    expect(apart?.distance.mean).toBe(1);
    // Who says the same to all lands near the middle, whatever it is.
    expect(position_of(all_at(() => 5))?.worry.mean).toBeCloseTo((5 * 5 + 3 * 1) / 8);
  });
  test('takes six of eight; what does not fit counts as little as what was passed over, and makes it less sure', () => {
    const answers = all_at(() => 3);
    const worries = items.filter((item) => item.axis === 'worry').map((item) => item.id);
    answers[worries[0] ?? ''] = 'does not fit';
    delete answers[worries[1] ?? ''];
    expect(place_on('worry', answers)).toEqual({ mean: 3, error: error_with(6), answered: 6 });
    expect(error_with(6)).toBeGreaterThan(error_with(8));
    delete answers[worries[2] ?? ''];
    expect(place_on('worry', answers)).toBeNull();
    expect(position_of(answers)).toBeNull();
  });
  test('has twenty dots about it, spread as wide as its error, the same at every look, on the scale', () => {
    const position = position_of(all_at(() => 3));
    if (!position) throw new Error('no position');
    const dots = cloud(position);
    expect(dots).toHaveLength(20);
    expect(cloud(position)).toEqual(dots);
    for (const k of [0, 1] as const) {
      const mean = dots.reduce((sum, dot) => sum + dot[k], 0) / 20;
      const sd = Math.sqrt(dots.reduce((sum, dot) => sum + (dot[k] - mean) ** 2, 0) / 20);
      expect(Math.abs(mean - 3)).toBeLessThan(0.1);
      expect(sd).toBeGreaterThan(0.8 * 0.4);
      expect(sd).toBeLessThan(1.2 * 0.4);
    }
    const edge = position_of(all_at((_, reversed) => (reversed ? 5 : 1)));
    if (!edge) throw new Error('no position');
    for (const dot of cloud(edge)) for (const value of dot) expect(value).toBeGreaterThanOrEqual(1);
  });
  test('is told in three sentences without a type, a norm or a verdict', () => {
    for (let value = 1; value <= 5; ++value) {
      const position = position_of(all_at(() => value));
      if (!position) throw new Error('no position');
      const words = told(position, 'mother', '');
      expect(words).toHaveLength(3);
      expect(words.join(' ')).toMatch(/my mother/);
      expect(words.join(' ')).not.toMatch(/you are|anxious|avoidant|secure|type|style|than other|percent|%/i);
    }
  });
});

describe('over time', () => {
  const low = all_at((_, reversed) => (reversed ? 5 : 1));
  const high = all_at((_, reversed) => (reversed ? 1 : 5));
  const middle = all_at(() => 3);

  test('each relationship has its own course, told apart by who and name', () => {
    const all = [check_in('2026-01-01', low), check_in('2026-02-01', middle, 'friend', 'Ada'), check_in('2026-03-01', high), check_in('2026-04-01', middle, 'friend', 'Bo')];
    expect(latest(all).map((entry) => entry.saved.slice(0, 10))).toEqual(['2026-03-01', '2026-02-01', '2026-04-01']);
    expect(course_of(all, { who: 'friend', name: ' ada ', items: items_form, answers: {} })).toHaveLength(1);
  });
  test('the next answering is four weeks after the last', () => {
    const all = [check_in('2026-01-01', low)];
    expect(next_day(all, check_in('2026-01-02', low).content)?.toISOString()).toBe('2026-01-29T10:00:00.000Z');
    expect(next_day(all, check_in('2026-01-02', low, 'friend').content)).toBeNull();
  });
  test('a word of change comes with the third time, and only beyond what chance does', () => {
    const at = (...answers: Answers[]) => answers.map((given, i) => check_in(`2026-0${i + 1}-01`, given));
    expect(change_on('worry', at(high, low))).toBe('too few');
    expect(change_on('worry', at(high, middle, low))).toBe('easier');
    expect(change_on('worry', at(low, middle, high))).toBe('harder');
    const near = { ...middle };
    for (const item of items.slice(0, 8)) near[item.id] = item.reversed ? 2 : 4; // one point on half of the sentences
    expect(change_on('worry', at(middle, middle, near))).toBe('no clear change');
    expect(clear_change(0.4)).toBeCloseTo(1.109, 3); // 1.96 * sqrt(2) * 0.4
  });
  test('up is easier, and the band lies about the first answering', () => {
    const course = check_in_course('worry', [check_in('2026-01-01', middle), check_in('2026-02-01', low)], check_in('2026-01-01', middle).content);
    expect(course.points.map((p) => p.ease)).toEqual([3, 5]);
    expect(course.band?.[0]).toBeCloseTo(3 - 1.109, 3);
    expect(course.band?.[1]).toBeCloseTo(3 + 1.109, 3);
  });
  test('the diary has its band from ten lines on, and holds the usual days', () => {
    const line = (n: number, ease: number | null): Entry<'diary'> => ({ id: n, kind: 'diary', saved: '', content: { day: `2026-01-${String(n).padStart(2, '0')}`, ease, words: '', event: false } });
    const eases = [1, 3, 3, 3, 4, 4, 3, 4, 3, 5];
    expect(diary_course(eases.slice(0, 9).map((ease, i) => line(i + 1, ease))).band).toBeNull();
    const course = diary_course([...eases.map((ease, i) => line(i + 1, ease)), line(11, null)]);
    expect(course.points).toHaveLength(10);
    expect(course.band).toEqual([3, 4]);
  });
});
