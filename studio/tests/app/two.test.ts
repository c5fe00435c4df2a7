import { describe, expect, test } from 'vitest';
import type { Calm, EveningAnswer, EveningRun, EveningSet, Lane, Tried } from '../../src/generated/api';
import { columns_of, curtain, eight, far_from, fitting_span, last_index, minutes_waited, most_distress, most_moved, moved, peak_index, steps_back, stretches } from '../../src/rooms/two/course';
import { names } from '../../src/rooms/two/names.svelte';
import { lanes_of, not_taken, read, request_of, usual, write, type Setting } from '../../src/rooms/two/setting';
import { not_taken_words } from '../../src/lib/taken';
import * as words from '../../src/rooms/two/words';

const link = (setting: Setting) => new URLSearchParams(write(setting));

describe('a setting', () => {
  const odd: Setting = {
    moment: 'after_row',
    people: [
      { anxiety: 1.5, avoidance: 4.2, nudges: { insistence: -1.25, warmth: 2 } },
      { anxiety: 5, avoidance: 1, nudges: {} },
    ],
    starts: 1,
    heat: -1.5,
    change: 'pause',
    who: 1,
    minutes: 40,
    seat: 1,
    seed: 12345,
    pair: 7,
  };
  test('comes back from its link', () => {
    expect(read(link(odd))).toEqual(odd);
    expect(read(link(usual))).toEqual(usual);
    expect(read(new URLSearchParams())).toEqual(usual);
    expect(write({ ...usual, moment: 'hard_talk' })).toEqual({ moment: 'hard_talk' });
  });
  test('out of a broken link is the usual one, and each part that was not taken is named', () => {
    const broken = new URLSearchParams('moment=x&a=99,-5,warmth:1e9,evil:3&b=&heat=NaN&change=fight&minutes=-4&seat=7&seed=1.5&who=__proto__&hat=1');
    const bad = read(broken);
    const named = not_taken(broken);
    expect(named.map((f) => f.key)).toEqual(['moment', 'a, warmth', 'a', 'a, worry', 'a, distance', 'starts', 'heat', 'change', 'who', 'minutes', 'seat', 'seed', 'hat'].filter((k) => k !== 'starts'));
    expect(not_taken_words(named)).toMatch(/^Not taken from this link, so the usual stands there: moment=x \(none of the choices\); .*and 6 more\.$/);
    expect(not_taken(link(odd))).toEqual([]);
    expect(not_taken(new URLSearchParams())).toEqual([]);
    expect(bad.moment).toBe('late_reply');
    expect(bad.people[0]).toEqual(usual.people[0]);
    expect(bad.people[1]).toEqual(usual.people[1]);
    expect([bad.heat, bad.change, bad.minutes, bad.seat, bad.seed, bad.who]).toEqual([0, 'none', 20, 0, 1, null]);
  });
  test('asks for a change only when there is one; the seat is not asked', () => {
    expect(request_of(usual).change).toBeUndefined();
    expect(request_of(odd).change).toEqual({ kind: 'pause', who: 1, minutes: 40 });
    expect(JSON.stringify(request_of({ ...usual, seat: 1 }))).toBe(JSON.stringify(request_of(usual)));
    expect(lanes_of(1)).toEqual([1, 0]);
  });
});

describe('the eight', () => {
  test('goes from the left over the upper left through the middle to the right, and back', () => {
    expect(eight(0, 100, 40)[0]).toBeCloseTo(-100);
    expect(eight(0.5, 100, 40)[0]).toBeCloseTo(100);
    expect(eight(0.25, 100, 40)[0]).toBeCloseTo(0);
    expect(eight(0.25, 100, 40)[1]).toBeCloseTo(0);
    expect(eight(0.1, 100, 40)[1]).toBeLessThan(-10); // up, on the left
    expect(eight(0.4, 100, 40)[1]).toBeGreaterThan(10);
    expect(eight(0.6, 100, 40)[1]).toBeLessThan(-10); // up, on the right
    const tops = Array.from({ length: 1000 }, (_, i) => Math.abs(eight(i / 1000, 100, 40)[1]));
    expect(Math.max(...tops)).toBeCloseTo(40, 0);
  });
  test('has two halves of the same shape', () => {
    for (let i = 0; i <= 10; ++i) {
      const [a, b] = [eight(i / 20, 100, 40), eight(0.5 + i / 20, 100, 40)];
      expect(b[0]).toBeCloseTo(-a[0]);
      expect(b[1]).toBeCloseTo(a[1]);
    }
  });
});

test('stretches join neighbours, end where the picture ends and leave no gap', () => {
  const parts = stretches(['ask', 'ask', 'hold', 'ask', 'apart'], [0, 1, 2, 5, 60], 30);
  expect(parts).toEqual([
    { action: 'ask', from: 0, until: 2 },
    { action: 'hold', from: 2, until: 5 },
    { action: 'ask', from: 5, until: 30 },
  ]);
});

test('who draws back is drawn and said: each step, how far, and when', () => {
  const [still, closing] = [[0.02, 0.02, 0.0199, 0.0198], [0, 0, 0.2, 0.4]];
  expect(steps_back(still, 3)).toEqual([]);
  expect(steps_back(closing, 3)).toEqual([2, 3]);
  expect(steps_back(closing, 2), 'what lies behind the end of the picture is not told').toEqual([2]);
  expect(curtain([0, 0.5], [0, 10, 20].slice(0, 2), Object.assign((x: number) => x) as never, 5, 40)).toBe('M0.0,5H0.0V5.0H10.0V25.0H10.0V5Z');
  const of = (withdrawal: number[]) => ({ withdrawal, shows: withdrawal.map(() => 'hold'), sees: withdrawal.map(() => null), distress: withdrawal.map(() => 0) });
  const run = { people: [of(still), of(closing)], calm_minute: null } as unknown as Parameters<typeof words.drawing_back>[0];
  const times = [0, 3, 6, 75];
  expect(words.drawing_back(run, [0, 1], times, 3)).toBe('Robin does not draw back. Mika draws back twice, first at minute 6.');
  expect(words.drawing_back(run, [1, 0], times, 2)).toBe('Mika draws back once, at minute 6. Robin does not draw back.');
  expect(words.drawing_back(run, [0, 1], times, 1)).toBe('Neither draws back.');
  const late = { people: [of([0.4, 0.4]), of([0.1, 0.2])], calm_minute: null } as unknown as typeof run;
  expect(words.drawing_back(late, [0, 1], times, 1)).toBe('Robin, drawn back halfway from the start, does not draw back. Mika, drawn back a little from the start, draws back once, at minute 3.');
  expect(words.now(run, 2, [0, 1], 0.4)).toBe('Robin keeps it in. Underneath: calm. Mika keeps it in. Mika draws back. Underneath: calm.');
  expect(words.now(late, 0, [0, 1], 0.4)).toMatch(/^Robin keeps it in\. Robin has drawn back halfway\. .*Mika has drawn back a little\./);
});

test('who waits, and what it does to worth, is drawn and said', () => {
  const [times, last] = [[0, 3, 6, 9], 3];
  expect(minutes_waited([1, 0.5, 0.4, 1], times, last), 'the last entry begins where the picture ends').toBe(6);
  expect(minutes_waited([], times, last)).toBe(0);
  expect(moved([0.6, 0.58, 0.61], 1).map((x) => Number(x.toFixed(2)))).toEqual([0, -0.02]);
  const of = (waits: number[], worth: number[]) => ({ waits, worth });
  const run = { people: [of([1, 1, 0, 0], [0.6, 0.59, 0.58, 0.57]), of([0, 0, 0, 0], [0.7, 0.7, 0.7, 0.712])], calm_minute: null } as unknown as EveningRun;
  expect(most_moved([run, undefined], last)).toBeCloseTo(0.03);
  expect(most_moved([{ people: [of([0], [0.5]), of([0], [0.5])], calm_minute: null } as unknown as EveningRun], 0), 'what hardly moves is not blown up').toBe(0.02);
  expect(words.waiting(run, [0, 1], times, last)).toBe('Robin waits 6 of 9 minutes for an answer; own worth falls. Mika waits for no answer; own worth rises a little.');
  expect(words.worth_ends([0.6, 0.59, 0.57], 2)).toBe('0.60, then 0.57');
});

const calm = (part: Partial<Calm>): Calm => ({ median: 48, low: 22, high: 130, calmed: 18, of: 20, ...part });
const answer = (of: Calm): EveningAnswer =>
  ({ times: [0, 5, 10, 30, 60, 240, 840], marks: { minutes_10: 2, hour: 4, bedtime: 5, morning: 6 }, calm_below: 0.4, flooded_above: 0.7, now: { calm: of, runs: [] } }) as unknown as EveningAnswer;

test('the span shown first ends not much before the usual calm', () => {
  expect(fitting_span(answer(calm({ median: 8 })))).toBe('minutes_10');
  expect(fitting_span(answer(calm({ median: 70 })))).toBe('hour');
  expect(fitting_span(answer(calm({ median: 100 })))).toBe('bedtime');
  expect(fitting_span(answer(calm({ median: null, low: null, high: null })))).toBe('bedtime');
  expect(last_index(answer(calm({})), 'hour')).toBe(4);
});

test('one wild evening does not flatten the scale; the evening shown always fits', () => {
  const lane = (peak: number) => ({ distress: [0, peak] });
  const set = (peaks: number[]) => ({ runs: peaks.map((peak) => ({ people: [lane(peak), lane(0)] })) }) as unknown as EveningSet;
  const usual_ones = Array.from({ length: 19 }, () => 1);
  expect(most_distress([set([1, ...usual_ones.slice(1), 9]), undefined], 0, 1, 0.5)).toBe(1);
  expect(most_distress([set([9, ...usual_ones])], 0, 1, 0.5)).toBe(9);
  expect(most_distress([set([0.1])], 0, 1, 0.5)).toBe(0.5);
});

test('the scale and the moment looked at first follow the pair shown, not the first one', () => {
  const lane = (peaks: number[]) => ({ distress: peaks });
  const runs = [[1, 0], [0, 9]].map((peaks) => ({ people: [lane(peaks), lane([0, 0])] }));
  const of = { now: { runs } } as unknown as EveningAnswer;
  expect(peak_index(of, 1, 1)).toBe(1);
  expect(peak_index(of, 0, 1)).toBe(0);
  const many = { runs: [...Array.from({ length: 19 }, () => runs[0]), runs[1]] } as unknown as EveningSet;
  expect(most_distress([many], 19, 1, 0.5)).toBe(9);
  expect(most_distress([many], 0, 1, 0.5)).toBe(1);
});

test('every pair has a dot of its own, and one that is not calm before sleep stands apart', () => {
  const at = columns_of([0, 5, 239, null, null], 240, 22);
  expect(new Set(at.map((p) => `${p.column} ${p.row}`)).size).toBe(5);
  expect(at[2]?.column).toBeLessThan(at[3]?.column ?? 0);
});

test('how far the nearest people stand from a place is said where it is far', () => {
  expect(far_from([[2, 4], [2.1, 4], [2, 4.1]], 2, 4)).toBeCloseTo(0.1);
  expect(far_from([[3, 3.5], [3.5, 3.5], [3, 3]], 4.7, 4.5)).toBeGreaterThan(1);
});

describe('words', () => {
  test('of the headline', () => {
    expect(words.calm(calm({}))).toBe('Both are calm again after about 50 minutes (most pairs like this: 20 minutes to 2 hours).');
    expect(words.calm(calm({ low: 40, high: 62 }))).toBe('Both are calm again after about 50 minutes (most pairs like this: 40 to 60 minutes).');
    expect(words.calm(calm({ high: null }))).toMatch(/not before sleep/);
    expect(words.calm(calm({ median: null, low: null, high: null, calmed: 3 }))).toBe('Most pairs like this are not both calm again before they sleep (3 of 20 are).');
  });
  test('of minutes', () => {
    expect([0.4, 1, 7.4, 23, 88, 90, 150, 200].map(words.minutes)).toEqual(['no time at all', '1 minute', '7 minutes', '25 minutes', '90 minutes', '1½ hours', '2½ hours', '3½ hours']);
    expect(words.stretch(5, 5.2)).toBe('5 minutes');
  });
  test('of twenty dots', () => {
    expect(words.sooner({ both: 13, later: 4, same: 3, of: 20 })).toBe('Of 20 pairs like this, 13 calmed sooner, 4 later, 3 at the same time.');
    expect(words.sooner({ both: 20, later: 0, same: 0, of: 20 })).toBe('Of 20 pairs like this, 20 calmed sooner.');
  });
  test('say where there was little to answer, and only of answering first', () => {
    const spread = (median: number) => ({ median, low: 0, high: 9 });
    const totals = (asks: number) => ({ asks: spread(asks), presses: spread(0), holds: spread(1), peak_distress: spread(1) });
    const of = (asks: number) => ({ who: 1, before: { totals: [totals(asks), totals(9)] } }) as unknown as EveningAnswer;
    expect(words.little_to_answer('answer_first', of(2))).toBe('Robin asked twice; there was little to answer.');
    expect(words.little_to_answer('answer_first', of(7))).toBe('');
    expect(words.little_to_answer('pause', of(2))).toBe('');
    expect(words.does(1, totals(2))).toBe('Mika usually asks openly twice, insists not at all and keeps it in once.');
  });
  test('of a kindness say that it works over weeks', () => expect(words.changes.notice_kindness.text).toMatch(/over weeks/));
  test('of one moment are the same for whoever sits where', () => {
    const lane = (shows: Lane['shows'][number], distress: number, sees: number | null): Lane => ({ shows: [shows], sees: [sees], distress: [distress], activation: [0], security: [0], withdrawal: [0], hit: [0], worth: [0.7], waits: [0] });
    const run = { people: [lane('press', 2, 0.1), lane('hold', 0.1, null)] as [Lane, Lane], calm_minute: null };
    expect(words.now(run, 0, [0, 1], 0.4)).toBe('Robin insists. Underneath: very upset. What comes back: hardly any answer. Mika keeps it in. Underneath: calm.');
    expect(words.now(run, 0, [1, 0], 0.4)).toBe('Mika keeps it in. Underneath: calm. Robin insists. Underneath: very upset. What comes back: hardly any answer.');
  });
  test('name no type, no blame, no fate', () => {
    const all = JSON.stringify([words.moments, words.changes, words.nudges, words.no_promise, words.act_short]);
    expect(all).not.toMatch(/anxious|avoidant|secure|disorgani|disorder|fault|toxic|victim|always end|never change/i);
  });
});

describe('changes laid side by side', () => {
  const tried = (kind: Tried['kind'], who: number | undefined, both: number, later: number): Tried => ({
    kind,
    ...(who === undefined ? {} : { who }),
    minutes: 40,
    sooner: { both, later, same: 20 - both - later, of: 20 },
    safer: [
      { more: 3, less: 1, same: 16 },
      { more: 0, less: 0, same: 20 },
    ],
  });
  test('are named by who does them, and the best comes with its count', () => {
    expect(words.done_by(tried('answer_first', 1, 9, 2))).toBe('Mika answers first');
    expect(words.done_by(tried('pause', undefined, 9, 2))).toBe('A pause of 40 minutes');
    expect(words.helped_most([tried('say_one_line', 0, 14, 2)])).toBe('Robin says one line: 14 of 20 calm sooner, 2 later.');
    expect(words.helped_most([tried('pause', undefined, 2, 9)])).toMatch(/^Nothing tried here/);
    expect(words.next_morning(tried('pause', undefined, 2, 9))).toBe('The next morning Robin feels safer in 3, less safe in 1.');
  });
  test('names typed by somebody are used, cut where they are too long, and the usual ones come back', () => {
    names.call(0, 'Alexandria-Katharina');
    expect(words.done_by(tried('ask_softly', 0, 9, 2))).toBe('Alexandria-Katha asks softly');
    names.call(0, ' ');
    expect(words.done_by(tried('ask_softly', 0, 9, 2))).toBe('Robin asks softly');
  });
  test('insisting and drawing back is told with its count', () => {
    const set = (a: number, b: number) => ({ pursued: [a, b] as [number, number], of: 20 });
    expect(words.pursued(set(13, 0))).toBe('Of pairs like this, in 13 of 20 Robin insists on while Mika draws back halfway.');
    expect(words.pursued(set(0, 0))).toMatch(/^In none of 20/);
  });
});
