// A card that one person makes for another: chosen sentences and, if wished, where the own answers lie. It has an end, is sealed under a code told in
// person, and can be taken back. Single answers are never on it.
import type { Position } from './position';

export interface PartnerCard {
  card: string; // its id, the same in both notebooks
  from: string;
  made: string; // 2026-11-30
  until: string; // the last day it is shown
  phrases: string[];
  place: Position | null;
  mine: boolean; // made here, not taken in
  withdrawn: boolean;
}
export interface PartnerPicture {
  name: string;
  worry: number; // 1 to 5, a guess
  distance: number;
}

export const most_phrases = 5;
export const longest_phrase = 200;
export const days_choices = [30, 90, 180] as const;

export const day_after = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
export const has_ended = (card: PartnerCard, today: string): boolean => card.until < today;

export const new_id = (): string => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const form = 1;
export function card_text(card: PartnerCard): string {
  const { mine: _, ...told } = card;
  return JSON.stringify({ bowlby_card: form, ...told, ...(card.withdrawn ? { phrases: [], place: null } : {}) }, null, 1);
}

type Thing = Record<string, unknown>;
const is_thing = (x: unknown): x is Thing => typeof x === 'object' && x !== null && !Array.isArray(x);
const is_day = (x: unknown): x is string => typeof x === 'string' && /^\d{4}-\d\d-\d\d$/.test(x) && !Number.isNaN(Date.parse(x));
const is_line = (x: unknown, most: number): x is string => typeof x === 'string' && x.length <= most;
const is_place = (x: unknown): boolean => is_thing(x) && typeof x['mean'] === 'number' && x['mean'] >= 1 && x['mean'] <= 5 && typeof x['error'] === 'number' && x['error'] > 0 && x['error'] <= 2 && typeof x['answered'] === 'number';

export function is_card(x: unknown): x is Omit<PartnerCard, 'mine'> {
  return (
    is_thing(x) &&
    typeof x['card'] === 'string' && /^[0-9a-f]{16}$/.test(x['card']) &&
    is_line(x['from'], 40) && is_day(x['made']) && is_day(x['until']) && typeof x['withdrawn'] === 'boolean' &&
    Array.isArray(x['phrases']) && x['phrases'].length <= most_phrases && x['phrases'].every((phrase) => is_line(phrase, longest_phrase)) &&
    (x['place'] === null || (is_thing(x['place']) && is_place(x['place']['worry']) && is_place(x['place']['distance'])))
  );
}

// The card of an opened file, or a sentence that says why not.
export function card_of(text: string, today: string): PartnerCard | string {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return 'This file holds no card of a notebook.';
  }
  if (!is_thing(told) || told['bowlby_card'] !== form) return 'This file holds no card of a notebook, or one of a newer version.';
  if (!is_card(told)) return 'This card is not whole. Ask for it once more.';
  const { card, from, made, until, phrases, place, withdrawn } = told;
  const taken: PartnerCard = { card, from, made, until, phrases, place, withdrawn, mine: false };
  if (!withdrawn && has_ended(taken, today)) return `This card was good until ${until}. Ask for a new one, if you both wish.`;
  return taken;
}

export const invitation = `I keep a small notebook about how it is between us. I would like it if you had one, too.

It runs on your own computer, in a file that only you can open. I cannot look into it, and you cannot look into mine. If we both like, each of us can make a card for the other: a few sentences, and nothing else unless we choose it.

You may say no, and you need not say why.`;

export const phrases_to_choose = [
  'When I go quiet, I am thinking. I am not gone.',
  'When I ask twice, I am scared, not angry.',
  'One line from you when you are late is enough for me.',
  'I need half an hour alone when I come home. Then I am all yours.',
  'Hold my hand first, then talk.',
  'Please do not solve it. Just listen.',
  'I like it when you ask how my day was and have time for the answer.',
];
