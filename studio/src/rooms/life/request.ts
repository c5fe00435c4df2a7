// The link's setting as a request for a life, and the choices offered in plain words.
import { LifeChangeKind_names, limits, type Care, type LifeChange, type LifeChangeKind, type LifeRequest } from '../../generated/api';
import { LinkReader, type Bounds, type NotTaken } from '../../lib/taken';

export interface Way {
  key: string;
  says: string; // continues "The first carer ..."
  care: Care | null; // null: drawn by the engine, for each of the followed people another
}

export const ways: Way[] = [
  { key: '', says: 'answers about every second call', care: { response: 0.55, consistency: 4, rebuff: 0.25, fright: 0.03 } },
  { key: 'steady', says: 'answers most calls, day in, day out', care: { response: 0.8, consistency: 14, rebuff: 0.1, fright: 0 } },
  { key: 'unsteady', says: 'answers a lot on some days, little on others', care: { response: 0.55, consistency: 0.8, rebuff: 0.2, fright: 0 } },
  { key: 'turning', says: 'often turns the child away', care: { response: 0.3, consistency: 12, rebuff: 0.8, fright: 0 } },
  { key: 'away', says: 'is seldom there', care: { response: 0.15, consistency: 12, rebuff: 0.15, fright: 0 } },
  { key: 'frightening', says: 'is sometimes frightening', care: { response: 0.5, consistency: 3, rebuff: 0.4, fright: 0.4 } },
  { key: 'drawn', says: 'is whoever comes along', care: null },
];
export const way_of = (key: string): Way => ways.find((w) => w.key === key) ?? (ways[0] as Way);

export interface Kind {
  kind: LifeChangeKind;
  says: string; // on the button or in the list
  usual: number; // age
  from: number; // youngest age at which it means something
  months?: number; // how long, where it lasts
  way?: string; // usual way, where care is part of it
  note: string;
}

export const kinds: Kind[] = [
  { kind: 'placement', says: 'Another carer', usual: 3, from: 0, way: 'steady', note: 'The child comes to live with someone else.' },
  { kind: 'care_change', says: 'The same carer, other ways', usual: 3, from: 0, way: 'steady', note: 'The carer stays, and from now on answers in another way.' },
  { kind: 'therapy', says: 'Therapy', usual: 30, from: 6, months: 12, note: 'Someone who listens and answers well, week by week.' },
  { kind: 'secure_partner', says: 'A steadier partner', usual: 25, from: 18, note: 'The next partner answers well and evenly.' },
  { kind: 'couple_work', says: 'Help for the couple', usual: 32, from: 18, note: 'Both practise asking softly.' },
  { kind: 'regulation', says: 'Practice in calming down', usual: 25, from: 8, note: 'Exercises that let distress fade faster.' },
  { kind: 'gratitude', says: 'Practice in noticing kindness', usual: 25, from: 8, note: 'Being met counts for more.' },
  { kind: 'separation', says: 'A long time apart from the carer', usual: 2, from: 0, months: 3, note: 'The carer is away, and comes back.' },
  { kind: 'institution', says: 'Some time in shared care', usual: 1, from: 0, months: 12, note: 'Many hands, no one person.' },
  { kind: 'loss', says: 'A close person dies', usual: 12, from: 0, note: 'The first carer.' },
  { kind: 'breakup', says: 'A couple parts', usual: 35, from: 18, note: 'Only where there is a partner at that age.' },
  { kind: 'partner_change', says: 'The partner’s ways change', usual: 35, from: 18, way: 'steady', note: 'The same partner, answering in another way. Only where there is a partner at that age.' },
  { kind: 'pulse', says: 'A hard blow', usual: 40, from: 0, note: 'A crisis from outside.' },
  { kind: 'parenting', says: 'Help with being a parent', usual: 30, from: 18, note: 'Shows in how this person answers a child.' },
];
export const kind_of = (kind: string): Kind | undefined => kinds.find((k) => k.kind === kind);

// Three that most people want to try first.
export const first_ideas: { says: string; set: Record<string, string> }[] = [
  { says: 'Another carer at three', set: { change: 'placement', age: '3', way: 'steady' } },
  { says: 'Therapy at thirty', set: { change: 'therapy', age: '30', months: '12' } },
  { says: 'A steadier partner at twenty-five', set: { change: 'secure_partner', age: '25' } },
];

// Ages at which this change can come: from its youngest to the year before the story stops.
export const ages_of = (kind: Kind, until: number): Bounds => ({ low: kind.from, high: Math.max(kind.from, Math.min(limits.LifeChange.age.high, until - 1)) });

function taken_change(from: LinkReader, until: number): LifeChange | undefined {
  const kind = from.choice('change', ['', ...LifeChangeKind_names], '');
  for (const key of ['age', 'months', 'way']) from.text(key); // known here, with a change or without
  const known = kind_of(kind);
  if (!kind || !known) return undefined;
  const care = known.way ? (way_of(from.choice('way', changed_ways, known.way)).care ?? null) : null;
  return {
    kind,
    age: from.number('age', ages_of(known, until), Math.min(known.usual, ages_of(known, until).high)),
    ...(known.months === undefined ? {} : { months: from.number('months', months_of, known.months) }),
    ...(care ? { care } : {}),
  };
}
export const months_of: Bounds = { low: 1, high: limits.LifeChange.months.high };
const changed_ways = ways.filter((w) => w.care).map((w) => w.key);

// This person and those drawn faintly: each of them can be the one whose story is told.
export const followed = limits.LifeRequest.neighbours.usual + 1;

function taken(from: LinkReader): LifeRequest {
  const care = way_of(from.choice('carer', ways.map((w) => w.key), '')).care;
  const until = from.number('until', limits.LifeRequest.until, limits.LifeRequest.until.usual);
  const change = taken_change(from, until);
  const who = from.text('who') === null ? NaN : from.number('who', { low: 0, high: followed - 1 }, NaN, true);
  const telling = from.text('example') !== null && change !== undefined && Number.isNaN(who);
  return {
    seed: from.number('seed', limits.LifeRequest.seed, 1, true),
    ...(Number.isNaN(who) ? {} : { who }), // nobody asked for: the engine follows the one most like all,
    ...(telling ? { choose: 'middle_gain' as const } : {}), // or the one with the middle gain
    until,
    ...(care ? { care } : {}),
    ...(change ? { change } : {}),
  };
}

// What the room opens on: the change itself; whom it is told of is the engine's choice.
export const example_setting = { change: 'secure_partner', age: '25' };

export const request_of = (setting: URLSearchParams): LifeRequest => taken(new LinkReader(setting));
export const change_of = (setting: URLSearchParams): LifeChange | undefined => request_of(setting).change;

export function not_taken(setting: URLSearchParams): NotTaken[] {
  const from = new LinkReader(setting);
  taken(from);
  return from.not_taken();
}
