// The server's targets in the form that the charts of the report know.
import { near } from '../../lib/evidence';
import { list, plural } from '../../lib/format';
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
