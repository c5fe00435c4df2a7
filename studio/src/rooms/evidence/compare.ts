// Two runs laid side by side, measure by measure.
import { count, fixed, plural, verb } from '../../lib/format';
import { quantile_of, sure } from '../../lib/sure';
import type { Num } from '../../generated/report';
import type { Measure, RunResult } from './types';

export interface Pair {
  key: string;
  wave: string;
  arm: string;
  scale: string;
  a: Measure | undefined;
  b: Measure | undefined;
  difference: Num; // b minus a
  low: Num;
  high: Num;
  standard: Num; // in standard deviations of the people of a
}

const key_of = (m: Measure): string => [m.wave, m.arm, m.scale].join('|');
const error = (m: Measure): Num => (m.sd == null || m.n < 2 ? null : m.sd / Math.sqrt(m.n));

export function pairs(a: RunResult, b: RunResult): Pair[] {
  const [of_a, of_b] = [a, b].map((r) => new Map(r.measures.map((m) => [key_of(m), m]))) as [Map<string, Measure>, Map<string, Measure>];
  return [...new Set([...of_a.keys(), ...of_b.keys()])].map((key) => {
    const [one, two] = [of_a.get(key), of_b.get(key)];
    const some = (one ?? two) as Measure;
    const difference = one?.mean == null || two?.mean == null ? null : two.mean - one.mean;
    const [e1, e2] = [one ? error(one) : null, two ? error(two) : null];
    // Independent people on both sides: an interval that is honest for two seeds, and wide for two of one seed.
    const half = e1 == null || e2 == null ? null : 1.96 * Math.hypot(e1, e2);
    return {
      key,
      wave: some.wave,
      arm: some.arm,
      scale: some.scale,
      a: one,
      b: two,
      difference,
      low: difference == null || half == null ? null : difference - half,
      high: difference == null || half == null ? null : difference + half,
      standard: difference == null || !one?.sd ? null : difference / one.sd,
    };
  });
}

const reach = (p: Pair): number => Math.abs(p.standard ?? 0);

// The widest differences first; what only one run measured last.
export const by_size = (list: Pair[]): Pair[] => [...list].sort((p, q) => (p.difference == null ? 1 : 0) - (q.difference == null ? 1 : 0) || reach(q) - reach(p) || p.key.localeCompare(q.key));

export const clear = (p: Pair): boolean => sure(p.low, p.high);

// The widest of many is sure only beyond an interval widened for all of them.
function widest(list: Pair[]): Pair | undefined {
  const wider = quantile_of(list.length) / quantile_of(1);
  return by_size(list).find((p) => p.difference != null && p.low != null && Math.abs(p.difference) > wider * (p.difference - p.low));
}

export function sentence(list: Pair[]): string {
  const both = list.filter((p) => p.difference != null);
  if (!both.length) return 'The two runs measured nothing in common.';
  const apart = both.filter(clear).length;
  // Of very many means some lie apart by chance alone; who reads the count must know how many.
  const luck = Math.round(both.length / 20);
  const most = widest(both);
  const far = most ? ` Far apart is ${most.scale.replaceAll('_', ' ')}${most.arm ? ` in ${most.arm}` : ''} (${most.wave}), by ${fixed(most.standard)} standard deviations of people (${fixed(most.difference)} in the unit of the scale).` : ' No single one of so many can be told to differ.';
  return `Of ${plural(both.length, 'common mean')}, ${count(apart)} ${verb(apart, 'differ')} by more than the interval of the difference${luck ? `, where about ${count(luck)} would by chance alone` : ''}; it takes everybody for a stranger, so relatives and partners make it too narrow.${far}`;
}
