// Arithmetic of the pictures: stretches of the same act, points of the eight, where the cursor may go.
import type { Action, EveningAnswer, EveningRun, EveningSet } from '../../generated/api';
import type { Scale } from '../../lib/geometry';

export interface Stretch {
  action: Action;
  from: number; // minutes
  until: number;
}

// Neighbouring entries that show the same become one block; each entry lasts until the next one.
export function stretches(shows: readonly Action[], times: readonly number[], end: number): Stretch[] {
  const out: Stretch[] = [];
  shows.forEach((action, i) => {
    const from = times[i] ?? 0;
    if (from >= end) return;
    const until = Math.min(end, times[i + 1] ?? end);
    const last = out.at(-1);
    if (last?.action === action) last.until = until;
    else out.push({ action, from, until });
  });
  return out;
}

// Where somebody draws back: the entries at which withdrawal (0 to 1) stands clearly higher than one entry before.
export const steps_back = (withdrawal: readonly number[], last: number): number[] =>
  withdrawal.slice(0, last + 1).flatMap((now, i) => (i > 0 && now - (withdrawal[i - 1] ?? now) > 0.005 ? [i] : []));

// Minutes of the stretch shown in which most of an answer was waited for.
export const minutes_waited = (waits: readonly number[], times: readonly number[], last: number): number =>
  waits.slice(0, last).reduce((sum, waited, i) => sum + (waited >= 0.5 ? (times[i + 1] ?? 0) - (times[i] ?? 0) : 0), 0);

// Worth since the first entry, up or down.
export const moved = (worth: readonly number[], last: number): number[] => worth.slice(0, last + 1).map((now) => now - (worth[0] ?? now));

// What the scale of worth must hold; evenings in which it hardly moves are not blown up.
export const most_moved = (runs: (EveningRun | undefined)[], last: number): number =>
  Math.max(0.02, ...runs.flatMap((run) => run?.people.flatMap((person) => moved(person.worth, last).map(Math.abs)) ?? []));

// A curtain that hangs from `top`: as long as each value says, from its time to the next one.
export function curtain(values: readonly number[], times: readonly number[], x: Scale, top: number, tall: number): string {
  const end = x(times.at(-1) ?? 0).toFixed(1);
  const parts = values.map((value, i) => `H${x(times[i] ?? 0).toFixed(1)}V${(top + value * tall).toFixed(1)}`);
  return `M${x(times[0] ?? 0).toFixed(1)},${top}${parts.join('')}H${end}V${top}Z`;
}

export const spans = ['minutes_10', 'hour', 'bedtime'] as const;
export type Span = (typeof spans)[number];
export const span_names: Record<Span, string> = { minutes_10: 'Ten minutes', hour: 'An hour', bedtime: 'The evening' };

export const last_index = (answer: EveningAnswer, span: Span): number => Math.max(1, Math.min(answer.marks[span], answer.times.length - 1));

// The span that shows the usual evening best: it ends not much before both are usually calm.
export function fitting_span(answer: EveningAnswer): Span {
  const until = answer.now.calm.median;
  if (until == null) return 'bedtime';
  return spans.find((span) => (answer.times[last_index(answer, span)] ?? 0) * 1.25 >= until) ?? 'bedtime';
}

// Top of the distress scale: holds the evening shown, its ghost and nine tenths of the others, so that one wild evening
// among twenty does not flatten all the rest.
export function most_distress(sets: (EveningSet | undefined)[], shown_at: number, last: number, least: number): number {
  const peak = (run: EveningRun) => Math.max(0, ...run.people.flatMap((person) => person.distress.slice(0, last + 1)));
  const shown = sets.flatMap((set) => {
    const run = set?.runs[shown_at];
    return run ? [peak(run)] : [];
  });
  const all = sets.flatMap((set) => set?.runs.map(peak) ?? []).sort((a, b) => a - b);
  return Math.max(least, ...shown, all[Math.floor(0.9 * (all.length - 1))] ?? 0);
}

// The moment most worth looking at first: when the two together are most upset.
export function peak_index(answer: EveningAnswer, shown: number, last: number): number {
  const people = answer.now.runs[shown]?.people;
  const sum = (i: number) => (people?.[0].distress[i] ?? 0) + (people?.[1].distress[i] ?? 0);
  let best = 0;
  for (let i = 1; i <= last; ++i) if (sum(i) > sum(best)) best = i;
  return best;
}

// A point of the eight. At 0 far left; over the upper left through the middle to the far right at 0.5 (what the
// left one does, on its way to the right one), then over the upper right back to the left.
export function eight(turn: number, a: number, tall: number): [number, number] {
  const t = Math.PI * (1 + 2 * turn);
  const below = 1 + Math.sin(t) ** 2;
  return [(a * Math.cos(t)) / below, (tall * Math.sin(t) * Math.cos(t) * -2.83) / below];
}

export function eight_path(from: number, to: number, a: number, tall: number, points = 60): string {
  const at = Array.from({ length: points + 1 }, (_, i) => eight(from + ((to - from) * i) / points, a, tall));
  return `M${at.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}`;
}

// Dots piled up in columns of time: where each pair's dot stands. Whoever is not calm before sleep stands in the last
// column.
export function columns_of(minutes: (number | null)[], end: number, last: number): { column: number; row: number }[] {
  const filled: number[] = [];
  return minutes.map((minute) => {
    const column = minute == null ? last : Math.min(last - 1, Math.floor((minute / end) * last));
    const row = filled[column] ?? 0;
    filled[column] = row + 1;
    return { column, row };
  });
}

// How far the people drawn stand from the place asked for: the middle distance, in points of the questionnaire.
export function far_from(drawn: readonly [number, number][], anxiety: number, avoidance: number): number {
  const away = drawn.map(([a, b]) => Math.hypot(a - anxiety, b - avoidance)).sort((a, b) => a - b);
  return away[away.length >> 1] ?? 0;
}
