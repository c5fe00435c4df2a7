// What stands behind a statement, and how the model fares with it: the engine's own tables, never a copy of them.
import { get } from '../../lib/api';
import { fixed, percent } from '../../lib/format';
import { meaning, state_of } from '../../rooms/evidence/claims';
import type { Claim, Claims, Target, Targets } from '../../rooms/evidence/types';
import type { Work } from './library';

export interface Known {
  claims: Map<string, Claim>;
  targets: Map<string, Target>;
  run: string; // day of the run that the verdicts are of
}

export async function ask_for_all(): Promise<Known> {
  const [claims, targets] = await Promise.all([get<Claims>('claims'), get<Targets>('targets')]);
  return {
    claims: new Map(claims.claims.map((claim) => [claim.id, claim])),
    targets: new Map(targets.targets.map((target) => [target.id, target])),
    run: claims.run?.date ?? targets.run?.date ?? '',
  };
}

export type Fares = 'shows it' | 'differs' | 'says nothing';

// One claim or number.
export function fares(id: string, known: Known): Fares {
  const claim = known.claims.get(id);
  if (claim) {
    const state = state_of(claim);
    return state === 'holds' ? 'shows it' : state === 'not shown' || state === 'offset' || state === 'restated, not tested' ? 'differs' : 'says nothing';
  }
  const target = known.targets.get(id);
  return target?.verdict === 'inside' ? 'shows it' : target?.verdict === 'outside' ? 'differs' : 'says nothing';
}

// All that a statement rests on: one that differs is told.
export function fares_all(ids: string[], known: Known): Fares {
  const each = ids.map((id) => fares(id, known));
  return each.includes('differs') ? 'differs' : each.includes('shows it') ? 'shows it' : 'says nothing';
}

export interface Told {
  id: string;
  what: string; // what it says, or measures
  where: string; // who found it
  model: string; // how the model fares, or empty
}

const amount = (target: Target, x: Target['published']): string =>
  x == null ? '' : target.statistic === 'proportion' ? `${percent(x)}` : target.statistic === 'sign' ? 'only the direction is known' : `${fixed(x)} (${unit[target.statistic] ?? target.statistic})`;
const unit: Record<string, string> = { r: 'a link, from 0 to 1', d: 'in steps', mean: 'mean', sd: 'spread', kappa: 'agreement', OR: 'odds' };

export function told(id: string, known: Known, works: Work[]): Told {
  const claim = known.claims.get(id);
  if (claim) {
    const state = state_of(claim);
    return { id, what: claim.words, where: 'A claim of the texts this program began with.', model: `${state}: ${meaning[state] ?? ''}` };
  }
  const target = known.targets.get(id);
  if (target) {
    const between = target.published_low == null || target.published_high == null ? '' : `, between ${fixed(target.published_low)} and ${fixed(target.published_high)}`;
    const simulated = target.simulated == null ? target.why || target.verdict : `${amount(target, target.simulated)}, ${target.verdict}`;
    return { id, what: `${target.quantity}; ${target.population}: ${amount(target, target.published)}${between}`, where: target.source, model: simulated };
  }
  const work = works.find(({ key }) => key === id);
  return { id, what: work?.citation ?? 'not known to this engine', where: work ? `Looked at: ${work.checked}.` : '', model: '' };
}
