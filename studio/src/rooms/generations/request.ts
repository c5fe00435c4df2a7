// The link's setting as a request for three generations, and the programmes in plain words.
import { ProgrammeKind_names, limits, type LineageRequest, type Programme, type ProgrammeKind } from '../../generated/api';
import { LinkReader, type NotTaken } from '../../lib/taken';

export const kinds: { kind: ProgrammeKind; says: string; note: string; age: number; from: number }[] = [
  { kind: 'parenting', says: 'Help with being a parent', note: 'Parents practise answering their child, fully and evenly.', age: 24, from: 18 },
  { kind: 'therapy', says: 'Therapy', note: 'Someone listens and answers well, week by week.', age: 24, from: 6 },
  { kind: 'couple_work', says: 'Help for couples', note: 'Both practise asking softly.', age: 26, from: 18 },
  { kind: 'regulation', says: 'Practice in calming down', note: 'Exercises that let distress fade faster.', age: 20, from: 8 },
  { kind: 'gratitude', says: 'Practice in noticing kindness', note: 'Being met counts for more.', age: 20, from: 8 },
  { kind: 'secure_partner', says: 'A steady partner', note: 'Not a course that can be given: what if the partner answered well and evenly?', age: 22, from: 18 },
];

export const doses: { dose: number; says: string }[] = [
  { dose: 0.5, says: 'half a course' },
  { dose: 1, says: 'a full course' },
  { dose: 2, says: 'two courses' },
  { dose: 3, says: 'three courses' },
];

export const shares: { share: number; says: string }[] = [
  { share: 0.1, says: 'one in ten' },
  { share: 0.25, says: 'one in four' },
  { share: 0.5, says: 'every second one' },
  { share: 1, says: 'everyone' },
];

const near = <T>(list: T[], of: (item: T) => number, value: number): T | undefined => [...list].sort((a, b) => Math.abs(of(a) - value) - Math.abs(of(b) - value))[0];
export const share_words = (share: number): string => near(shares, (s) => s.share, share)?.says ?? '';
export const dose_words = (dose: number): string => near(doses, (d) => d.dose, dose)?.says ?? '';

function taken_programme(from: LinkReader): Programme | undefined {
  const kind = from.choice('kind', ['none', ...ProgrammeKind_names], 'parenting');
  for (const key of ['age', 'dose', 'share', 'months']) from.text(key); // known here, with a programme or without
  if (kind === 'none') return undefined;
  const known = kinds.find((k) => k.kind === kind);
  return {
    kind,
    age: from.number('age', { ...limits.Programme.age, low: known?.from ?? 0 }, known?.age ?? limits.Programme.age.usual),
    dose: from.number('dose', limits.Programme.dose, 1),
    share: from.number('share', limits.Programme.share, 1),
    ...(kind === 'therapy' ? { months: from.number('months', limits.Programme.months, 12) } : {}),
  };
}

function taken(from: LinkReader): LineageRequest {
  const programme = taken_programme(from);
  from.text('example'); // the room's own words stand beside it
  from.text('job'); // which families are shown; the room names one that is not kept here
  const whole = (key: 'seed' | 'founders' | 'replicates', usual: number) => from.number(key, limits.LineageRequest[key], usual, true);
  return {
    seed: whole('seed', 1),
    founders: whole('founders', limits.LineageRequest.founders.usual),
    replicates: whole('replicates', limits.LineageRequest.replicates.usual),
    ...(programme ? { programme } : {}),
  };
}

export const request_of = (setting: URLSearchParams): LineageRequest => taken(new LinkReader(setting));

export function not_taken(setting: URLSearchParams): NotTaken[] {
  const from = new LinkReader(setting);
  taken(from);
  return from.not_taken();
}

// Who gets what and when, in words.
export function programme_words(p: Programme | undefined): string {
  if (!p) return 'No programme';
  const says = kinds.find((k) => k.kind === p.kind)?.says ?? p.kind;
  return `${says} at ${p.age ?? limits.Programme.age.usual}, ${dose_words(p.dose ?? 1)}, for ${share_words(p.share ?? 1)}`;
}

const is_object = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null;

// What a job of this room was asked, as the server keeps it.
export function asked_of(job: unknown): unknown {
  const order = is_object(job) ? job['request'] : undefined;
  return is_object(order) && is_object(order['request']) ? order['request'] : order;
}

export function job_words(job: unknown): string {
  const asked = asked_of(job);
  return is_object(asked) ? programme_words(request_of(new URLSearchParams(setting_of(asked))).programme) : 'Three generations';
}

// The link that shows a job's own setting again.
export function setting_of(request: unknown): Record<string, string> {
  if (!is_object(request)) return {};
  const p = is_object(request['programme']) ? request['programme'] : { kind: 'none' };
  const text = (x: unknown) => (typeof x === 'number' || typeof x === 'string' ? String(x) : '');
  return Object.fromEntries(
    [
      ['kind', text(p['kind'])],
      ...['age', 'dose', 'share', 'months'].map((k) => [k, text(p[k])]),
      ...['seed', 'founders', 'replicates'].map((k) => [k, text(request[k])]),
    ].filter((pair): pair is [string, string] => pair[1] !== ''),
  );
}

// Two requests that ask for the same families, whatever order their keys stand in and whatever was left out.
export const same_request = (a: unknown, b: unknown): boolean => {
  const whole = (request: unknown) => JSON.stringify(request_of(new URLSearchParams(setting_of(request))));
  return whole(a) === whole(b);
};

// Nothing of a request stands in the link: then the controls follow the families that are shown.
export const unset = (setting: URLSearchParams): boolean => !['kind', 'age', 'dose', 'share', 'months', 'seed', 'founders', 'replicates'].some((key) => setting.has(key));
