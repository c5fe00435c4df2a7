// The server's targets in the form that the charts of the report know.
import { near, words } from '../../lib/evidence';
import { list, plural, statistic } from '../../lib/format';
import type { Evidence } from '../../generated/report';
import type { Target } from './types';

const said: Record<string, string> = { inside: 'in', outside: 'out' };

export const evidence_of = (t: Target): Evidence => ({
  id: t.id,
  domain: t.domain,
  quantity: t.quantity,
  population: t.population,
  statistic: t.statistic,
  published: t.published,
  pub_low: t.published_low,
  pub_high: t.published_high,
  simulated: t.simulated,
  sim_low: t.simulated_low,
  sim_high: t.simulated_high,
  inside: said[t.verdict] ?? 'not measured',
  role: t.role,
  source: t.source,
  note: t.why || t.notes,
});

export function summary(targets: Target[]): string {
  if (!targets.length) return 'The server knows no published numbers.';
  const n = (verdict: string) => targets.filter((t) => t.verdict === verdict).length;
  const close = targets.filter((t) => near(evidence_of(t))).length;
  const met = n('inside') - close;
  const rest = targets.length - n('inside') - n('outside') - n('not run yet');
  const parts = [
    n('outside') ? `${n('outside')} missed` : '',
    met ? `${met} met` : '',
    close ? `${close} near, where no interval was published` : '',
    n('not run yet') ? `${n('not run yet')} not run yet` : '',
    rest ? `${rest} the model does not measure` : '',
  ].filter(Boolean);
  return `${plural(targets.length, 'published number')}: ${list(parts)}.`;
}

// How far a simulated number lies outside the published interval, in widths of that interval; nothing where none was published.
export function missed_by(t: Target): number | null {
  if (t.verdict !== 'outside' || t.published_low == null || t.published_high == null || t.simulated == null || t.published_high <= t.published_low) return null;
  return Math.max(t.published_low - t.simulated, t.simulated - t.published_high) / (t.published_high - t.published_low);
}

// What the room opens on: the number that is missed by most.
export const worst_rule = 'Of all published numbers with an interval of their own that this model misses, the one that lies farthest outside, in widths of its interval.';
export const worst_miss = (targets: Target[]): Target | undefined => [...targets].filter((t) => missed_by(t) !== null).sort((a, b) => (missed_by(b) ?? 0) - (missed_by(a) ?? 0))[0];

export function worst_words(t: Target, targets: Target[]): string[] {
  const by = missed_by(t) ?? 0;
  const out = targets.filter((other) => other.verdict === 'outside').length;
  const known = targets.filter((other) => other.verdict === 'outside' || other.verdict === 'inside').length;
  const text = (x: number | null) => statistic(t.statistic, x);
  return [
    `Published, of ${words(t.quantity)} (${words(t.population)}): ${text(t.published)}, between ${text(t.published_low)} and ${text(t.published_high)}.`,
    `This model says ${text(t.simulated)}. That is outside by ${by >= 10 ? Math.round(by) : by.toFixed(1)} times the width of the published interval.`,
    `Of ${known} published numbers that were measured here, ${out} are missed. They stand first, below.`,
  ];
}
