// From answers to a place on the plane, and how sure it is. No norms: nobody has answered these sentences yet.
import type { CheckIn, Entry } from './book.svelte';
import { items, name_of, type Answers, type Axis } from './items';

export const least_answered = 6; // of eight; below that nothing is drawn
const items_of_axis = 8;

// Assumed, not measured: of the differences between people on such a scale of eight sentences three quarters are real
// (reliability .75), and people differ by 0.8 points. Then one answering misses by 0.8 * sqrt(1 - .75) = 0.4.
export const error_of_eight = 0.4;
export const error_with = (answered: number): number => error_of_eight * Math.sqrt(items_of_axis / answered);

// A change that noise alone would show in one of twenty pairs of answerings.
export const clear_change = (error: number): number => 1.96 * Math.SQRT2 * error;

export interface Place {
  mean: number; // 1 to 5
  error: number;
  answered: number;
}

export function place_on(axis: Axis, answers: Answers): Place | null {
  const values = items
    .filter((item) => item.axis === axis)
    .flatMap((item) => {
      const answer = answers[item.id];
      return typeof answer === 'number' && answer >= 1 && answer <= 5 ? [item.reversed ? 6 - answer : answer] : [];
    });
  if (values.length < least_answered) return null;
  return { mean: values.reduce((a, b) => a + b, 0) / values.length, error: error_with(values.length), answered: values.length };
}

export interface Position {
  worry: Place;
  distance: Place;
}

export function position_of(answers: Answers): Position | null {
  const worry = place_on('worry', answers);
  const distance = place_on('distance', answers);
  return worry && distance ? { worry, distance } : null;
}

// Twenty places where the same person could as well have come out: a spiral that has the spread of the error, the same
// at every look, so that nothing seems to move by itself.
export const dots_in_cloud = 20;
export function cloud(position: Position): [number, number][] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: dots_in_cloud }, (_, i) => {
    const radius = Math.sqrt(-2 * Math.log(1 - (i + 0.5) / dots_in_cloud));
    const on_scale = (mean: number, off: number) => Math.min(5, Math.max(1, mean + off));
    return [
      on_scale(position.distance.mean, position.distance.error * radius * Math.cos(i * golden)),
      on_scale(position.worry.mean, position.worry.error * radius * Math.sin(i * golden)),
    ];
  });
}

const degree = (mean: number): string => (mean < 1.8 ? 'hardly ever' : mean < 2.6 ? 'now and then' : mean < 3.4 ? 'about half the time' : mean < 4.2 ? 'often' : 'most of the time');

// Three sentences, never more than was answered.
export function told(position: Position, who: CheckIn['who'], name: string): string[] {
  const x = name_of(who, name);
  return [
    `With ${x}, you wait and look for an answer ${degree(position.worry.mean)}.`,
    `With ${x}, you keep what you feel to yourself ${degree(position.distance.mean)}.`,
    'Any of the twenty dots could be your answers on another day. This is what you said today about one relationship; with someone else it may be different.',
  ];
}

export const what_would_change = (x: string): string[] => [
  `a time in which ${x} answers sooner, or later, than now`,
  'saying one thing out loud that you would have kept to yourself',
  'other sentences: these sixteen are ours, and nobody has tried them on a group of people',
];

// ---- Over time

export const days_between = 28; // any sooner, noise would be drawn

const same = (a: CheckIn, b: CheckIn): boolean => a.who === b.who && a.name.trim().toLowerCase() === b.name.trim().toLowerCase();

// One after another, of one relationship.
export const course_of = (all: Entry<'check_in'>[], of: CheckIn): Entry<'check_in'>[] =>
  all.filter((entry) => same(entry.content, of)).sort((a, b) => a.saved.localeCompare(b.saved));

// The latest of each relationship, in the order they were first answered.
export function latest(all: Entry<'check_in'>[]): Entry<'check_in'>[] {
  const out: Entry<'check_in'>[] = [];
  for (const entry of [...all].sort((a, b) => a.saved.localeCompare(b.saved))) {
    const at = out.findIndex((old) => same(old.content, entry.content));
    if (at < 0) out.push(entry);
    else out[at] = entry;
  }
  return out;
}

export function next_day(all: Entry<'check_in'>[], of: CheckIn): Date | null {
  const last = course_of(all, of).at(-1);
  return last ? new Date(Date.parse(last.saved) + days_between * 86_400_000) : null;
}

export type Change = 'easier' | 'harder' | 'no clear change' | 'too few';

// From the first to the last answering; a word for it only from the third on.
export function change_on(axis: Axis, course: Entry<'check_in'>[]): Change {
  const places = course.map((entry) => place_on(axis, entry.content.answers)).filter((place) => place !== null);
  const first = places[0];
  const last = places.at(-1);
  if (!first || !last || places.length < 3) return 'too few';
  const less = first.mean - last.mean;
  if (Math.abs(less) < clear_change(Math.max(first.error, last.error))) return 'no clear change';
  return less > 0 ? 'easier' : 'harder';
}
