// The whole room as a link and back. What is not said in the link has its usual value.
import { ChangeKind_names, limits, Moment_names, type ChangeKind, type EveningRequest, type Moment, type Nudges } from '../../generated/api';

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
  seat: Seat; // whose lane is the first one: "you"
  seed: number;
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
};

interface Bounds {
  low: number;
  high: number;
}

const within = (text: string | null | undefined, bounds: Bounds, otherwise: number): number => {
  const x = text == null || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(x) ? Math.min(bounds.high, Math.max(bounds.low, x)) : otherwise;
};
const seat_of = <T extends Seat | null>(text: string | null, otherwise: T): Seat | T => (text === '1' ? 1 : text === '0' ? 0 : otherwise);
const one_of = <T extends string>(text: string | null, all: readonly T[], otherwise: T): T => all.find((x) => x === text) ?? otherwise;
const short = (x: number): string => String(Number(x.toFixed(2)));

// "3.4,2,insistence:0.8": the place on the plane, then whatever is nudged.
function place_of(text: string | null, otherwise: Place): Place {
  if (!text) return otherwise;
  const [anxiety, avoidance, ...rest] = text.split(',');
  const nudges: Nudges = {};
  for (const part of rest) {
    const [name, value] = part.split(':');
    const known = nudge_names.find((n) => n === name);
    if (known) nudges[known] = within(value, limits.Nudges[known], 0);
  }
  return {
    anxiety: within(anxiety, limits.EveningPerson.anxiety, otherwise.anxiety),
    avoidance: within(avoidance, limits.EveningPerson.avoidance, otherwise.avoidance),
    nudges,
  };
}

const place_text = (place: Place): string =>
  [short(place.anxiety), short(place.avoidance), ...nudge_names.flatMap((n) => (place.nudges[n] ? [`${n}:${short(place.nudges[n])}`] : []))].join(',');

export function read(link: URLSearchParams): Setting {
  return {
    moment: one_of(link.get('moment'), Moment_names, usual.moment),
    people: [place_of(link.get('a'), usual.people[0]), place_of(link.get('b'), usual.people[1])],
    starts: seat_of(link.get('starts'), usual.starts),
    heat: within(link.get('heat'), limits.EveningRequest.heat, usual.heat),
    change: one_of(link.get('change'), ChangeKind_names, usual.change),
    who: seat_of(link.get('who'), usual.who),
    minutes: within(link.get('minutes'), limits.Change.minutes, usual.minutes),
    seat: seat_of(link.get('seat'), usual.seat),
    seed: Math.round(within(link.get('seed'), limits.EveningRequest.seed, usual.seed)),
  };
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

// Whom the first lane shows; the second shows the other one.
export const lanes_of = (seat: Seat): [Seat, Seat] => [seat, seat === 0 ? 1 : 0];
