// Order and choice of the evidence table's rows.
import { dash, fixed, statistic } from './format';
import type { Evidence, Num } from '../generated/report';

export type Column = 'quantity' | 'published' | 'simulated' | 'gap' | 'verdict';
export interface Sort {
  column: Column;
  down: boolean;
}
export interface Filter {
  domain: string; // '' for all
  verdict: string; // '' for all, 'measured', or one of 'in', 'out', 'not measured'
  text: string;
}

const rank: Record<string, number> = { out: 0, in: 1 };
export const verdict_rank = (r: Evidence): number => rank[r.inside] ?? 2;

// Distance of the simulated value from the published one; null when either is missing.
export function gap(r: Evidence): number | null {
  return r.simulated == null || r.published == null ? null : r.simulated - r.published;
}

// The gap as text: shares differ by points, other statistics by their own unit.
export function gap_text(r: Evidence): string {
  const g = gap(r);
  if (g == null) return dash;
  const text = r.statistic === 'proportion' ? `${fixed(g * 100, 1)} pt` : statistic(r.statistic, g);
  return g > 0 ? `+${text}` : text;
}

// What luck alone does to the number: each replicate of the run by itself. Nothing for a run that had none.
export function spread(r: Evidence): string {
  const s = r.replicates;
  if (!s || s.count < 2) return '';
  const text = (x: Num) => statistic(r.statistic, x);
  return `Each of ${s.count} replicates by itself: mean ${text(s.mean)}, standard deviation ${text(s.sd)}, from ${text(s.least)} to ${text(s.greatest)}.`;
}

export function kept(rows: Evidence[], filter: Filter): Evidence[] {
  const wanted = filter.text.trim().toLowerCase();
  return rows.filter(
    (r) =>
      (!filter.domain || r.domain === filter.domain) &&
      (!filter.verdict || (filter.verdict === 'measured' ? verdict_rank(r) < 2 : r.inside === filter.verdict)) &&
      (!wanted || `${r.id} ${r.quantity} ${r.population} ${r.source} ${r.note}`.toLowerCase().includes(wanted)),
  );
}

// Sorted copy; equal rows stay in file order and unknown values come last either way.
export function sorted(rows: Evidence[], sort: Sort): Evidence[] {
  const key = (r: Evidence): number | string | null => {
    switch (sort.column) {
      case 'quantity':
        return `${r.domain} ${r.id}`;
      case 'published':
        return r.published;
      case 'simulated':
        return r.simulated;
      case 'gap': {
        const g = gap(r);
        return g == null ? null : Math.abs(g);
      }
      default:
        return verdict_rank(r);
    }
  };
  const sign = sort.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [ka, kb] = [key(a), key(b)];
    if (ka == null || kb == null) return (ka == null ? 1 : 0) - (kb == null ? 1 : 0);
    return ka < kb ? -sign : ka > kb ? sign : 0;
  });
}

// Means and spreads share an axis only on the same answer scale, which the quantity names: "(1-5 scale)".
function axis_name(r: Evidence): string {
  const scale = /\((\d+-\d+) scale\)/.exec(r.quantity)?.[1];
  if (r.statistic !== 'mean' && r.statistic !== 'sd') return statistic_name(r.statistic);
  const unit = scale ? `on a scale of ${scale}` : /\bage\b/.test(r.quantity) ? 'in years' : 'in the unit of its scale';
  return `${r.statistic === 'mean' ? 'mean' : 'standard deviation'}, ${unit}`;
}

// A hit where no interval was published: near by our own rule (15 per cent of the estimate), which is less than met.
export const near = (r: Evidence): boolean => r.inside === 'in' && r.pub_low == null && r.pub_high == null;

// Rows that can share an axis: same statistic and scale, misses first, the widest gap first among them.
export interface Family {
  statistic: string;
  name: string; // the axis: statistic and scale
  rows: Evidence[];
}
const misses = (f: Family): number => f.rows.filter((r) => r.inside === 'out').length;
export function families(rows: Evidence[]): Family[] {
  const measured = rows.filter((r) => r.simulated != null && (r.inside === 'in' || r.inside === 'out'));
  const names = [...new Set(measured.map(axis_name))];
  return names
    .map((name) => ({
      statistic: measured.find((r) => axis_name(r) === name)?.statistic ?? '',
      name,
      rows: measured
        .filter((r) => axis_name(r) === name)
        .sort((a, b) => verdict_rank(a) - verdict_rank(b) || Number(near(b)) - Number(near(a)) || Math.abs(gap(b) ?? 0) - Math.abs(gap(a) ?? 0)),
    }))
    .sort((a, b) => misses(b) - misses(a) || b.rows.length - a.rows.length); // panels with most misses first
}

const names: Record<string, string> = {
  r: 'correlation r',
  d: 'standardised difference d',
  proportion: 'share',
  mean: 'mean',
  sd: 'standard deviation',
  hazard: 'hazard per year',
  odds_ratio: 'odds ratio',
  kappa: 'agreement kappa',
  rate: 'rate',
  sign: 'direction only: above or below zero',
};
export const statistic_name = (kind: string): string => names[kind] ?? kind;
export const words = (domain: string): string => domain.replaceAll('_', ' ');
