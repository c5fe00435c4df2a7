// Planning a diary of couples: what a link asks, and what came of it in words.
import { DiaryColumn_names, limits, type DiaryColumn, type PlanAnswer, type PlanCell, type PlanLength, type PlanRequest } from '../../generated/api';
import { capital, percent, plural } from '../../lib/format';
import type { LinkReader } from '../../lib/taken';

const by_chance = 0.05;
export const sizes = [25, 50, 100, 200, 400];
export const lengths = [7, 14, 28];
export const columns: Record<DiaryColumn, string> = {
  security: 'how safe one feels',
  distress: 'how upset one is',
  bids: 'how often one turned to the other',
  asked: 'how often one was asked',
  offered: 'comfort that came unasked',
};

export interface Planned {
  request: PlanRequest;
  couples: number; // where the sliders stand
  days: number;
}

// Names of arrows are looked up by the page, which has fetched them.
export function planned(from: LinkReader): Planned {
  const outcome = from.choice('outcome', DiaryColumn_names, 'security');
  return {
    request: {
      edge: from.text('arrow') ?? 'contact_soothes',
      outcome,
      predictor: from.choice('predictor', DiaryColumn_names, outcome === 'distress' ? 'security' : 'distress'),
      tested: from.choice('tested', ['own', 'partner'] as const, 'own'),
      sizes,
      days: lengths,
      prompts: limits.PlanRequest.prompts.usual,
      replicates: from.number('studies', limits.PlanRequest.replicates, limits.PlanRequest.replicates.usual, true),
      seed: from.number('seed', limits.PlanRequest.seed, 1, true),
    },
    couples: from.number('couples', { low: sizes[0] ?? 25, high: sizes.at(-1) ?? 400 }, 100, true),
    days: Number(from.choice('days', lengths.map(String), '14')),
  };
}

const is_thing = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
// What a job of this part was asked, as the server keeps it.
export function asked_of(job: unknown): PlanRequest | null {
  const order = is_thing(job) ? job['request'] : undefined;
  const request = is_thing(order) && is_thing(order['request']) ? order['request'] : order;
  return is_thing(request) && typeof request['edge'] === 'string' ? (request as unknown as PlanRequest) : null;
}
const in_order = (of: object): string => JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
export const same_plan = (a: PlanRequest | null, b: PlanRequest): boolean => a !== null && in_order(a) === in_order(b);

export const plan_words = (of: PlanRequest | null): string =>
  of ? `${capital(columns[of.outcome ?? 'security'])}, by ${of.tested === 'partner' ? 'the other’s' : 'one’s own'}: ${columns[of.predictor ?? 'distress']} (${of.edge}, ${plural(of.replicates ?? 0, 'study', 'studies')} of each size)` : 'A plan';

export const cell_of = (answer: PlanAnswer, couples: number, days: number): PlanCell | undefined => answer.cells.find((c) => c.couples === couples && c.days === days);
export const length_of = (answer: PlanAnswer, days: number): PlanLength | undefined => answer.lengths.find((l) => l.days === days);

// The height of the engine's curve, between two of its points straight; null where it drew none.
export function power_at(of: PlanLength | undefined, couples: number): number | null {
  if (!of?.couples.length) return null;
  const i = of.couples.findIndex((c) => c >= couples);
  if (i < 0) return of.power.at(-1) ?? null;
  const [x, y, before, low] = [of.couples[i] ?? 0, of.power[i] ?? 0, of.couples[i - 1], of.power[i - 1]];
  return before === undefined || low === undefined ? y : low + ((y - low) * (couples - before)) / (x - before);
}

const no_test = (failed: number): string => (failed > 0 ? `; ${plural(failed, 'study', 'studies')} had no test and found nothing` : '');

export function here_words(answer: PlanAnswer, couples: number, days: number): string {
  const power = power_at(length_of(answer, days), couples);
  const near = [...answer.cells.filter((c) => c.days === days)].sort((a, b) => Math.abs(a.couples - couples) - Math.abs(b.couples - couples))[0];
  const measured = near?.power == null ? '' : ` At ${near.couples} couples ${percent(near.power)} of ${near.replicates} studies did (${percent(near.low)} to ${percent(near.high)})${no_test(near.failed)}.`;
  const alarms = near?.alarms == null ? '' : ` Where the arrow is cut, ${percent(near.alarms)} seem to find it (${percent(near.alarms_low)} to ${percent(near.alarms_high)}); 5% would be by chance${no_test(near.alarms_failed)}.${(near.alarms_low ?? 0) > by_chance ? ' So either it is there without this arrow, too, or the test is too bold; finding it is no test of the arrow.' : ''}`;
  return `${power === null ? `With ${couples} couples and ${days} days no size here finds it more often than by chance.` : `With ${couples} couples and ${days} days, about ${Math.round(100 * power)} of 100 studies find it.`}${measured}${alarms}`;
}

export function needed_words(of: PlanLength | undefined): string {
  if (!of) return '';
  const { couples, low, high } = of.for_80;
  if (couples === null) return 'For 80 of 100 no number of couples can be told.';
  return `For 80 of 100: ${plural(couples, 'couple')} (${low ?? couples} to ${high ?? 'no end'}), by the curve through all sizes.`;
}
