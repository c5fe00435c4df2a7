// What an arrow or a parameter does, read off the answers of a scene that was played twice with the same luck.
// Only medians are taken here; every number comes from the engine.
import { fixed } from '../../lib/format';
import { quantile_of, sure } from '../../lib/sure';
import { across, median, quantile } from '../shared/quantiles';
import type { EveningAnswer, LifeAnswer, YearAnswer } from '../../generated/api';

export type SceneName = 'year' | 'evening' | 'life';
export type Answer = EveningAnswer | YearAnswer | LifeAnswer;

// One quantity of one scene: twenty courses over the same times.
export interface Courses {
  name: string;
  unit: string; // of the times
  x: number[];
  runs: (number | null)[][];
}

const year_names: [keyof YearAnswer['care']['children'][number], string][] = [
  ['mu', 'expected answer'],
  ['nu', 'unpredictability'],
  ['kappa', 'expected rebuff'],
  ['phi', 'expected fright'],
  ['ask', 'share of open bids'],
  ['press', 'share of pressing'],
  ['hold', 'share of holding back'],
  ['security', 'felt security'],
  ['distress', 'distress'],
];

function of_year(answer: YearAnswer): Courses[] {
  return year_names.map(([key, name]) => ({ name, unit: 'months', x: answer.months, runs: answer.care.children.map((child) => child[key]) }));
}

const lane_names = [
  ['distress', 'distress'],
  ['security', 'felt security'],
  ['activation', 'need for comfort'],
  ['withdrawal', 'withdrawal'],
] as const;

function of_evening(answer: EveningAnswer): Courses[] {
  const end = answer.marks.bedtime + 1;
  const x = answer.times.slice(0, end);
  return [0, 1].flatMap((who) =>
    lane_names.map(([key, name]) => ({
      name: `${name} of the ${who ? 'second' : 'first'} person`,
      unit: 'minutes',
      x,
      runs: answer.now.runs.map((run) => (run.people[who as 0 | 1][key] ?? []).slice(0, end)),
    })),
  );
}

function of_life(answer: LifeAnswer): Courses[] {
  const n = answer.neighbours;
  const x = answer.plain.ages;
  return [
    { name: 'expected answer', unit: 'years', x, runs: n.mu },
    { name: 'expected rebuff', unit: 'years', x, runs: n.kappa },
    { name: 'felt security', unit: 'years', x, runs: n.security },
    { name: 'distress', unit: 'years', x, runs: n.distress },
  ];
}

export function courses_of(answer: Answer): Courses[] {
  return answer.kind === 'year' ? of_year(answer) : answer.kind === 'evening' ? of_evening(answer) : of_life(answer);
}

// Both settings of one quantity, and how far the second lies from the first.
export interface Shift {
  name: string;
  unit: string;
  x: number[];
  a: (number | null)[];
  b: (number | null)[];
  a_low: (number | null)[];
  a_high: (number | null)[];
  b_low: (number | null)[];
  b_high: (number | null)[];
  at: number; // where the medians lie widest apart
  size: number; // that distance, in widths of the twenty runs of the first
  sure: boolean; // run by run, with the same luck, the second lies off the first by more than the interval of that
}

// Pairs of runs with the same luck; the time is picked as the widest of so many, and the interval is that much wider.
function apart(one: Courses, two: Courses, at: number, picked_from: number): boolean {
  const d = one.runs.flatMap((run, i) => {
    const [x, y] = [run[at], two.runs[i]?.[at]];
    return x == null || y == null ? [] : [y - x];
  });
  if (d.length < 5) return false;
  const mean = d.reduce((sum, x) => sum + x, 0) / d.length;
  const sd = Math.sqrt(d.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (d.length - 1));
  const z = quantile_of(picked_from);
  const half = ((z + (z ** 3 + z) / (4 * (d.length - 1))) * sd) / Math.sqrt(d.length);
  return mean !== 0 && sure(mean - half, mean + half);
}

export function shift(one: Courses, two: Courses): Shift {
  const n = Math.min(one.x.length, two.x.length);
  const bands = (c: Courses, share: number) => across(c.runs, n, (v) => quantile(v, share));
  const [a, b] = [across(one.runs, n, median), across(two.runs, n, median)];
  const [a_low, a_high] = [bands(one, 0.1), bands(one, 0.9)];
  const widths = a_low.flatMap((low, i) => (low == null || a_high[i] == null ? [] : [(a_high[i] ?? 0) - low]));
  const width = Math.max(0.02, median(widths) ?? 0);
  let at = 0;
  let most = 0;
  for (let i = 0; i < n; i++) {
    const away = a[i] == null || b[i] == null ? 0 : Math.abs((b[i] ?? 0) - (a[i] ?? 0));
    if (away > most) [at, most] = [i, away];
  }
  return { name: one.name, unit: one.unit, x: one.x.slice(0, n), a, b, a_low, a_high, b_low: bands(two, 0.1), b_high: bands(two, 0.9), at, size: most / width, sure: apart(one, two, at, n) };
}

// Every quantity of a scene, the widest apart first.
export function shifts(one: Answer, two: Answer): Shift[] {
  const second = new Map(courses_of(two).map((c) => [c.name, c]));
  return courses_of(one)
    .flatMap((c) => {
      const other = second.get(c.name);
      return other ? [shift(c, other)] : [];
    })
    .sort((p, q) => q.size - p.size);
}

export const moves = (s: Shift): boolean => s.size > 0.05 && s.sure;

export function sentence(rows: Shift[], first: string, second: string): string {
  const s = rows.find(moves);
  if (!s) return rows.some((r) => r.size > 0.05) ? 'In twenty runs of this scene the two settings cannot be told apart.' : 'In this scene the two settings hardly differ: what this does shows elsewhere.';
  const when = `${fixed(s.x[s.at] ?? 0, s.unit === 'minutes' ? 0 : 1)} ${s.unit}`;
  return `It moves ${s.name}: after ${when} it is ${fixed(s.a[s.at])} with ${first} and ${fixed(s.b[s.at])} with ${second} (medians of twenty runs with the same luck).`;
}
