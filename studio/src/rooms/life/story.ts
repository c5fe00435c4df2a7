// A life as a list of lines in words.
import type { LifeStory } from '../../generated/api';

export interface Told {
  age: number; // whole years
  text: string;
}

export const told = (story: LifeStory): Told[] => [...story.events].sort((a, b) => a.age - b.age).map((e) => ({ age: Math.floor(e.age), text: e.text }));

// Not told in the other life within a year of that age.
export const only_here = (row: Told, other: Told[]): boolean => !other.some((o) => o.text === row.text && Math.abs(o.age - row.age) <= 1);
