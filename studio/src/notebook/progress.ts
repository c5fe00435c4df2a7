// The course of a notebook as points to draw. Up is easier, for lines of the diary and for check-ins alike.
import type { CheckIn, Entry } from './book.svelte';
import { clear_change, course_of, place_on } from './position';
import type { Axis } from './items';

export const eases = ['a hard day', 'rather hard', 'so-so', 'rather easy', 'an easy day'] as const;

export interface Point {
  at: number; // milliseconds
  ease: number; // 1 to 5
}
export interface Course {
  points: Point[];
  band: [number, number] | null; // within it nothing has clearly changed
}

const on_scale = (x: number): number => Math.min(5, Math.max(1, x));

// About the first answering, as wide as two answerings of somebody unchanged may differ.
export function check_in_course(axis: Axis, all: Entry<'check_in'>[], of: CheckIn): Course {
  const places = course_of(all, of).flatMap((entry) => {
    const place = place_on(axis, entry.content.answers);
    return place ? [{ at: Date.parse(entry.saved), place }] : [];
  });
  const first = places[0]?.place;
  const wide = first ? clear_change(Math.max(...places.map(({ place }) => place.error))) : 0;
  return {
    points: places.map(({ at, place }) => ({ at, ease: 6 - place.mean })),
    band: first ? [on_scale(6 - first.mean - wide), on_scale(6 - first.mean + wide)] : null,
  };
}

// A single day tells little. From ten lines on the band holds the middle eight of ten days so far.
export const least_lines = 10;
export function diary_course(lines: Entry<'diary'>[]): Course {
  const points = lines
    .flatMap(({ content }) => (content.ease === null ? [] : [{ at: Date.parse(`${content.day}T12:00:00Z`), ease: content.ease }]))
    .sort((a, b) => a.at - b.at);
  if (points.length < least_lines) return { points, band: null };
  const eases = points.map((p) => p.ease).sort((a, b) => a - b);
  const one_in_ten = Math.floor(eases.length / 10);
  return { points, band: [eases[one_in_ten] ?? 1, eases[eases.length - 1 - one_in_ten] ?? 5] };
}
