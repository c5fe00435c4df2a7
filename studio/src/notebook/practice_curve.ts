// What is left of practice, as the model has it: every try counts one and fades by a rate of the engine's own table (help_fade). How many tries
// make a course, and what one try does for a person, nobody has counted: so tries are drawn, and nothing that would be felt.
import { fixed, percent } from '../lib/format';
import type { Entry } from './book.svelte';

export type Practised = 'regulation' | 'couple_work' | 'gratitude' | 'parenting';

// What a whole course of a practice does in the model; the coefficient's name is its row in the engine's table.
export const in_the_model: Record<Practised, { coefficient: string; says: (value: number) => string }> = {
  regulation: { coefficient: 'help_regulation', says: (value) => `a whole course of calming lets feelings settle ${percent(value)} faster` },
  couple_work: { coefficient: 'help_softening', says: (value) => `a whole course for two takes ${fixed(value)} from the pull toward pressing, on the model’s own scale` },
  gratitude: { coefficient: 'help_gratitude', says: (value) => `a whole course of noticing kindness lets good surprises teach ${percent(value)} more` },
  parenting: { coefficient: 'help_parenting', says: (value) => `a whole course for carers adds ${fixed(value)} to how they answer, on the model’s own scale` },
};

const year = 365.25 * 86_400_000;

export interface Try {
  at: number; // milliseconds
  times: number;
}
// A note without a number counts once if it says what happened, and not at all if it is a plan alone.
export const tries_of = (log: Entry<'practice'>[]): Try[] =>
  log
    .map(({ content }) => ({ at: Date.parse(`${content.day}T12:00:00Z`), times: content.times ?? (content.words ? 1 : 0) }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => a.at - b.at);

export const left_at = (at: number, tries: Try[], fade_a_year: number): number =>
  tries.reduce((sum, one) => (one.at > at ? sum : sum + one.times * Math.exp((-fade_a_year * (at - one.at)) / year)), 0);

export const half_life_years = (fade_a_year: number): number => Math.LN2 / fade_a_year;

export interface Fading {
  so_far: [number, number][]; // time, tries left
  ahead: [number, number][]; // if nothing is practised any more
}
export const years_ahead = 5;
export function fading(tries: Try[], now: number, fade_a_year: number): Fading {
  const first = tries[0];
  if (!first) return { so_far: [], ahead: [] };
  const so_far = tries.flatMap(({ at }): [number, number][] => [[at, left_at(at - 1, tries, fade_a_year)], [at, left_at(at, tries, fade_a_year)]]);
  so_far.push([Math.max(now, first.at), left_at(Math.max(now, first.at), tries, fade_a_year)]);
  const steps = 40;
  const ahead = Array.from({ length: steps + 1 }, (_, i): [number, number] => {
    const at = Math.max(now, first.at) + (i / steps) * years_ahead * year;
    return [at, left_at(at, tries, fade_a_year)];
  });
  return { so_far, ahead };
}
