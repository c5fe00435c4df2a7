// A readable copy comes from outside: before it is taken, each of its entries must be of a shape that the rooms can show.
import type { Entry } from './book.svelte';
import { is_kept } from './answers';
import { is_appointment } from './helper/ics';
import { is_helper } from './helper/list';
import { who_can_be } from './items';
import { holds } from './letting_go';
import { is_card } from './partner';
import { skills } from './practice';

type Thing = Record<string, unknown>;
const is_thing = (x: unknown): x is Thing => typeof x === 'object' && x !== null && !Array.isArray(x);
const is_text = (x: unknown): boolean => typeof x === 'string';
const is_day = (x: unknown): boolean => typeof x === 'string' && /^\d{4}-\d\d-\d\d$/.test(x) && !Number.isNaN(Date.parse(x));
const is_count = (x: unknown, most: number): boolean => typeof x === 'number' && Number.isInteger(x) && x >= 0 && x <= most;
const is_ease = (x: unknown): boolean => x === null || (typeof x === 'number' && Number.isInteger(x) && x >= 1 && x <= 5);
const is_answer = (x: unknown): boolean => x === 'does not fit' || (x !== null && is_ease(x));

const shapes: Record<Entry['kind'], (content: Thing) => boolean> = {
  check_in: (c) => who_can_be.some((who) => who === c['who']) && is_text(c['name']) && is_text(c['items']) && is_thing(c['answers']) && Object.values(c['answers']).every(is_answer),
  diary: (c) => is_day(c['day']) && is_ease(c['ease']) && is_text(c['words']) && typeof c['event'] === 'boolean',
  helper_sheet: (c) => ['about', 'loop', 'tried'].every((key) => is_text(c[key])) && typeof c['lines'] === 'number',
  card: (c) => is_text(c['words']),
  practice: (c) => skills.some((skill) => skill.id === c['skill']) && is_day(c['day']) && is_text(c['plan']) && is_text(c['words']) && (c['times'] === undefined || is_count(c['times'], 99)),
  letting_go: (c) => ['name', 'love', 'need', 'safe'].every((key) => is_text(c[key])) && is_thing(c['holds']) && Object.entries(c['holds']).every(([id, x]) => holds.some((hold) => hold.id === id) && is_count(x, 4)),
  partner_card: (c) => typeof c['mine'] === 'boolean' && is_card(c),
  partner_picture: (c) => is_text(c['name']) && [c['worry'], c['distance']].every((x) => typeof x === 'number' && x >= 1 && x <= 5),
  helper: is_helper,
  letter: (c) => is_text(c['to']) && is_text(c['words']),
  appointment: is_appointment,
  answers: is_kept,
  feedback: (c) => is_text(c['page']) && is_text(c['words']),
};

// The entries of a copy, or a sentence that says what is wrong with it.
export function entries_of(text: string): Entry[] | string {
  let copy: unknown;
  try {
    copy = JSON.parse(text);
  } catch {
    return 'This file is no readable copy of a notebook: it is no JSON.';
  }
  const list = is_thing(copy) ? copy['entries'] : null;
  if (!Array.isArray(list)) return 'This file is no readable copy of a notebook: it has no entries.';
  const odd = list.findIndex((entry: unknown) => {
    if (!is_thing(entry) || !is_text(entry['saved']) || !is_thing(entry['content'])) return true;
    const shape = Object.hasOwn(shapes, String(entry['kind'])) ? shapes[entry['kind'] as Entry['kind']] : undefined;
    return !shape?.(entry['content']);
  });
  return odd < 0 ? (list as Entry[]) : `Entry ${odd + 1} of this file is not of a kind this notebook knows. Nothing was taken.`;
}

// In pieces that one request may carry.
const most_in_one = 500_000; // bytes of JSON; the engine takes twice as much
export function in_pieces(entries: Entry[]): Entry[][] {
  const pieces: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = new TextEncoder().encode(JSON.stringify(entry)).length;
    if (!pieces.length || size > room) {
      pieces.push([]);
      room = most_in_one;
    }
    pieces.at(-1)?.push(entry);
    room -= size;
  }
  return pieces;
}
