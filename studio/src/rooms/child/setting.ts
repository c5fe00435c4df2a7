// The room as a link and back; the steadiness dial is a logarithm, as the engine's number has no upper end.
import { limits, type Care, type ExampleAnswer, type YearRequest } from '../../generated/api';
import { LinkReader, type NotTaken } from '../../lib/taken';

export interface Setting {
  care: Care;
  steady: number | null; // the second carer: same in all but this steadiness; null for none
  child: number | null; // null: the engine chooses a telling one
  seed: number;
}

export const usual: Setting = { care: { response: 0.7, consistency: 8, rebuff: 0.1, fright: 0.02 }, steady: null, child: null, seed: 1 };

export type Dial = keyof Care;
export const dial_names: Dial[] = ['response', 'consistency', 'rebuff', 'fright'];
export const children = limits.YearRequest.children.usual;

const short = (x: number): string => String(Number(x.toPrecision(3)));

function taken(from: LinkReader): Setting {
  from.text('example'); // the room's own words stand beside it
  const care = Object.fromEntries(dial_names.map((name) => [name, from.number(name, limits.Care[name], usual.care[name])])) as unknown as Care;
  const steady = from.text('steady') === null ? null : from.number('steady', limits.Care.consistency, NaN);
  const child = from.text('child') === null ? null : from.number('child', { low: 0, high: children - 1 }, NaN, true);
  return {
    care,
    steady: steady === null || Number.isNaN(steady) ? usual.steady : steady,
    child: child === null || Number.isNaN(child) ? usual.child : child,
    seed: from.number('seed', limits.YearRequest.seed, usual.seed, true),
  };
}

export const read = (link: URLSearchParams): Setting => taken(new LinkReader(link));

export function not_taken(link: URLSearchParams): NotTaken[] {
  const from = new LinkReader(link);
  taken(from);
  return from.not_taken();
}

export function write(setting: Setting): Record<string, string> {
  const all: Record<string, string> = Object.fromEntries(dial_names.map((name) => [name, short(setting.care[name])]));
  if (setting.steady != null) all['steady'] = short(setting.steady);
  if (setting.child != null) all['child'] = String(setting.child);
  if (setting.seed !== usual.seed) all['seed'] = String(setting.seed);
  return all;
}

export function request_of(setting: Setting): YearRequest {
  const request: YearRequest = { seed: setting.seed, care: setting.care, children, ...(setting.child == null ? {} : { child: setting.child }) };
  if (setting.steady != null) request.compare = { ...setting.care, consistency: setting.steady };
  return request;
}

// A dial's position, 0 to 100, and back.
const { low, high } = limits.Care.consistency;
export function turn_of(name: Dial, value: number): number {
  return Math.round(100 * (name === 'consistency' ? Math.log(value / low) / Math.log(high / low) : value));
}
export function value_of(name: Dial, turn: number): number {
  const value = name === 'consistency' ? low * (high / low) ** (turn / 100) : turn / 100;
  return Number(value.toPrecision(3));
}

// The other steadiness worth seeing beside this one: a shaky carer beside a steady one, and the other way round.
export const other_steadiness = (consistency: number): number => (consistency > 2 ? 0.6 : 20);

// What the engine chose as worth seeing.
export const of_example = ({ care, compare, child }: ExampleAnswer): Setting => ({ ...usual, care: care ?? usual.care, steady: compare?.consistency ?? null, child: child ?? null });
