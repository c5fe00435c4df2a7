// Where everybody stands in the drawn room. The engine says what the child does; the drawing only needs a place for it.
import type { Behaviour, Film } from '../../generated/api';

export interface Pose {
  x: number; // of the child, drawing units
  lifted: number; // held: above the floor
  facing: 1 | -1; // 1: to the right
  away: 1 | -1; // the side on which the carer, or the door the carer left by, is not
  wiggle: boolean;
}

export const places = { door: 24, carer: 104, toys: 226, stranger: 336 };

export function pose(film: Film, i: number): Pose {
  const behaviour: Behaviour = film.behaviour[i] ?? 'play';
  const held = film.held[i] ?? false;
  const present = film.episodes.find((e) => e.number === film.episode[i])?.figure ?? true;
  const goal = present ? places.carer : places.door;
  const near = goal + (present ? 34 : 26);
  const at: Record<Behaviour, number> = {
    play: places.toys - 26,
    approach: (near + places.toys) / 2 - 20,
    call: near + (present ? 52 : 6),
    contact: near - 6,
    resist: near - 4,
    turn_away: places.toys + 40,
    contradict: near + 26 + (i % 2) * 14,
  };
  const x = held && present ? places.carer + 20 : at[behaviour];
  return {
    x,
    away: x >= goal ? 1 : -1,
    lifted: held && present ? 26 : 0,
    facing: behaviour === 'play' || behaviour === 'turn_away' || behaviour === 'contradict' ? 1 : -1,
    wiggle: behaviour === 'resist' || behaviour === 'contradict',
  };
}

// Stretches of the same behaviour, as for the lanes of two people.
export function blocks(film: Film): { behaviour: Behaviour; first: number; until: number }[] {
  const out: { behaviour: Behaviour; first: number; until: number }[] = [];
  film.behaviour.forEach((behaviour, i) => {
    const last = out.at(-1);
    if (last?.behaviour === behaviour && film.episode[i] === film.episode[i - 1]) last.until = i + 1;
    else out.push({ behaviour, first: i, until: i + 1 });
  });
  return out;
}

// Where the film opens: the return in which the child does most, as that is what a coder reads; the second one if both
// are alike.
export function telling_step(film: Film): number {
  const active = (n: number) => {
    const e = film.episodes.find((x) => x.number === n);
    return e ? film.behaviour.slice(e.first, e.first + e.steps).filter((b) => b !== 'play').length : -1;
  };
  return film.episodes.find((e) => e.number === (active(5) > active(8) ? 5 : 8))?.first ?? 0;
}

export const most_arousal = (films: Film[]): number => Math.max(0.001, ...films.flatMap((film) => film.arousal));

// A moment of the film as one reads it on a clock.
export const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;

// What everybody sees and hears: the child calls, struggles or cries.
const loud = (film: Film, i: number): boolean => ['call', 'resist', 'contradict'].includes(film.behaviour[i] ?? '') || (film.crying[i] ?? false);
const returns = [5, 8]; // episodes in which the carer comes back

// Share of the moments of both returns in which the child is loud: what a coder looks at.
export function loud_share(film: Film): number {
  const at = film.behaviour.flatMap((_, i) => (returns.includes(film.episode[i] ?? 0) ? [i] : []));
  return at.filter((i) => loud(film, i)).length / Math.max(1, at.length);
}

// Where two films open: the first moment of a return in which only one of the two is loud; else as one film does.
export function parting_step(one: Film, other: Film): number {
  const at = one.behaviour.findIndex((_, i) => returns.includes(one.episode[i] ?? 0) && loud(one, i) !== loud(other, i));
  return at < 0 ? telling_step(other) : at;
}
