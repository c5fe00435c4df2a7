// Answers to published questionnaires: what the engine tells of them, and in which words they are shown. Never a cut, a class or a comparison.
import { fixed } from '../lib/format';

export interface Key {
  name: string;
  title: string;
  items: number;
  low: number;
  high: number;
}
export const own_key = 'own';

export interface Score {
  scale: string;
  name: string;
  method: string; // mean, sum, graded
  value: number | null; // too few answers
  deviation: number | null;
  low: number | null;
  high: number | null;
  answered: number;
  items: number;
  fewest: number;
}
export interface Scored {
  key: string;
  title: string;
  source: string;
  authored: string;
  rows: number;
  help_first: boolean;
  scores: Score[];
  answers: { item: string; value: number | null }[];
  notes: string[];
}
export type Kept = Omit<Scored, 'rows' | 'help_first'> & { about: string };

export function score_words(of: Score): string {
  const asked = of.answered < of.items ? `, ${of.answered} of ${of.items} answered` : '';
  if (of.value === null) return `none; ${of.answered} of ${of.items} answered, ${of.fewest} are needed`;
  const value = fixed(of.value, Number.isInteger(of.value) ? 0 : 2);
  if (of.method === 'graded') return `${value}${of.deviation === null ? '' : ` ± ${fixed(of.deviation)}`} (graded: 0 is the middle of those the key was made from)${asked}`;
  return `${value}, a ${of.method} that can be ${fixed(of.low, 0)} to ${fixed(of.high, 0)}${asked}`;
}

// "not at all = 0, a little = 1"
export function labels_of(text: string): Record<string, number> | string {
  const out: Record<string, number> = {};
  for (const part of text.split(',').map((one) => one.trim()).filter(Boolean)) {
    const found = /^(.+?)\s*=\s*(-?\d+(?:\.\d+)?)$/.exec(part);
    if (!found?.[1]) return `“${part}” is no word with its number. Write: not at all = 0, a little = 1`;
    out[found[1]] = Number(found[2]);
  }
  return out;
}

type Thing = Record<string, unknown>;
const is_thing = (x: unknown): x is Thing => typeof x === 'object' && x !== null && !Array.isArray(x);
const is_number_or_null = (x: unknown): boolean => x === null || (typeof x === 'number' && Number.isFinite(x));
export const is_kept = (c: Thing): boolean =>
  ['about', 'key', 'title', 'source', 'authored'].every((key) => typeof c[key] === 'string') &&
  Array.isArray(c['notes']) && c['notes'].every((note) => typeof note === 'string') &&
  Array.isArray(c['answers']) && c['answers'].every((one) => is_thing(one) && typeof one['item'] === 'string' && is_number_or_null(one['value'])) &&
  Array.isArray(c['scores']) &&
  c['scores'].every((one) => is_thing(one) && ['scale', 'name', 'method'].every((key) => typeof one[key] === 'string') && ['value', 'deviation', 'low', 'high'].every((key) => is_number_or_null(one[key])) && ['answered', 'items', 'fewest'].every((key) => typeof one[key] === 'number'));
