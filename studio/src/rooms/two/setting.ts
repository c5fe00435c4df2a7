// The whole room as a link and back. What is not said in the link has its usual value.
import { ChangeKind_names, limits, Moment_names, type ChangeKind, type EveningRequest, type ExampleAnswer, type Moment, type Nudges } from '../../generated/api';
import { LinkReader, type NotTaken } from '../../lib/taken';

export type Seat = 0 | 1;
export type NudgeName = keyof Nudges;
export const nudge_names = Object.keys(limits.Nudges) as NudgeName[];

export interface Place {
  anxiety: number;
  avoidance: number;
  nudges: Nudges;
}

export interface Setting {
  moment: Moment;
  people: [Place, Place];
  starts: Seat;
  heat: number;
  change: ChangeKind;
  who: Seat | null; // null: the engine says whose it most often would be
  minutes: number;
  seat: Seat; // whose lane is the first one
  seed: number;
  pair: number | null; // which of the twenty is shown; null: the one most like all
}

export const usual: Setting = {
  moment: 'late_reply',
  people: [
    { anxiety: 3.4, avoidance: 2, nudges: {} },
    { anxiety: 2, avoidance: 3.4, nudges: {} },
  ],
  starts: 0,
  heat: 0,
  change: 'none',
  who: null,
  minutes: 20,
  seat: 0,
  seed: 1,
  pair: null,
};

const short = (x: number): string => String(Number(x.toFixed(2)));

// "3.4,2,insistence:0.8": the place on the plane, then whatever is nudged.
function place_of(from: LinkReader, key: string, otherwise: Place): Place {
  const text = from.text(key);
  if (text === null) return otherwise;
  const [anxiety, avoidance, ...rest] = text.split(',');
  const nudges: Nudges = {};
  for (const part of rest) {
    const [name, value] = part.split(':');
    const known = nudge_names.find((n) => n === name);
    const nudge = known ? from.part(`${key}, ${known}`, value, limits.Nudges[known], 0) : 0;
    if (known && nudge) nudges[known] = nudge;
    if (!known) from.refuse(key, part, 'no trait of that name');
  }
  return {
    anxiety: from.part(`${key}, worry`, anxiety, limits.EveningPerson.anxiety, otherwise.anxiety),
    avoidance: from.part(`${key}, distance`, avoidance, limits.EveningPerson.avoidance, otherwise.avoidance),
    nudges,
  };
}

const place_text = (place: Place): string =>
  [short(place.anxiety), short(place.avoidance), ...nudge_names.flatMap((n) => (place.nudges[n] ? [`${n}:${short(place.nudges[n])}`] : []))].join(',');

const seat_of = (from: LinkReader, key: string, otherwise: Seat | null): Seat | null => {
  const text = from.choice(key, ['', '0', '1'], '');
  return text === '' ? otherwise : text === '1' ? 1 : 0;
};

function taken(from: LinkReader): Setting {
  from.text('example'); // the room's own words stand beside it
  const pair = from.text('pair') === null ? NaN : from.number('pair', { low: 0, high: limits.EveningRequest.runs.usual - 1 }, NaN, true);
  return {
    moment: from.choice('moment', Moment_names, usual.moment),
    people: [place_of(from, 'a', usual.people[0]), place_of(from, 'b', usual.people[1])],
    starts: seat_of(from, 'starts', usual.starts) ?? 0,
    heat: from.number('heat', limits.EveningRequest.heat, usual.heat),
    change: from.choice('change', ChangeKind_names, usual.change),
    who: seat_of(from, 'who', usual.who),
    minutes: from.number('minutes', limits.Change.minutes, usual.minutes),
    seat: seat_of(from, 'seat', usual.seat) ?? 0,
    seed: from.number('seed', limits.EveningRequest.seed, usual.seed, true),
    pair: Number.isNaN(pair) ? null : pair,
  };
}

export const read = (link: URLSearchParams): Setting => taken(new LinkReader(link));

export function not_taken(link: URLSearchParams): NotTaken[] {
  const from = new LinkReader(link);
  taken(from);
  return from.not_taken();
}

export function write(setting: Setting): Record<string, string> {
  const all: Record<string, string> = {
    moment: setting.moment,
    a: place_text(setting.people[0]),
    b: place_text(setting.people[1]),
    starts: String(setting.starts),
    heat: short(setting.heat),
    change: setting.change,
    ...(setting.who == null ? {} : { who: String(setting.who) }),
    minutes: short(setting.minutes),
    seat: String(setting.seat),
    seed: String(setting.seed),
    ...(setting.pair == null ? {} : { pair: String(setting.pair) }),
  };
  if (setting === usual) return all;
  const same = write(usual);
  return Object.fromEntries(Object.entries(all).filter(([key, value]) => key === 'moment' || same[key] !== value));
}

export function request_of(setting: Setting): EveningRequest {
  const request: EveningRequest = {
    seed: setting.seed,
    moment: setting.moment,
    people: setting.people.map(({ anxiety, avoidance, nudges }) => ({ anxiety, avoidance, nudges })) as EveningRequest['people'],
    starts: setting.starts,
    heat: setting.heat,
  };
  if (setting.change !== 'none') request.change = { kind: setting.change, ...(setting.who == null ? {} : { who: setting.who }), minutes: setting.minutes };
  return request;
}

// What the engine chose as worth seeing.
export function of_example({ moment, people, pair }: ExampleAnswer): Setting {
  const places = (people ?? []).map(({ anxiety, avoidance }) => ({ anxiety, avoidance, nudges: {} }));
  return { ...usual, moment: moment ?? usual.moment, people: [places[0] ?? usual.people[0], places[1] ?? usual.people[1]], pair: pair ?? null };
}

// Whom the first lane shows; the second shows the other one.
export const lanes_of = (seat: Seat): [Seat, Seat] => [seat, seat === 0 ? 1 : 0];
