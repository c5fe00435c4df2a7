// Choice, order and words of the claims.
import { fixed, list, plural, range } from '../../lib/format';
import { finds } from '../shared/names';
import type { Claim, ClaimPart, Counts, Estimate } from './types';

export const not_run = 'not run yet';

// What wants attention first: what was not shown, then what says less than it seems, then what holds, then what is
// still to be run; what no experiment covers comes last.
const order = ['not shown', 'restated, not tested', 'offset', 'unmeasured', 'at raised strength only', 'by construction', 'set by the design', 'rivals', 'quick look', 'holds', not_run];
const without = ['covered by tests', 'uncovered'];
export const state_of = (claim: Claim): string => claim.verdict || (claim.parts.length ? not_run : 'uncovered');
export const rank = (claim: Claim): number => {
  const at = [...order, ...without].indexOf(state_of(claim));
  return at < 0 ? 2 : at;
};

// What each verdict means, in the words of the rule that gives it.
export const meaning: Record<string, string> = {
  holds: 'the effect is there, and gone without its arrow',
  'not shown': 'the effect is not there, or what is left without the arrow cannot be told from it',
  'restated, not tested': 'the effect is there with and without its arrow',
  offset: 'without its arrow the effect turns round: the arrow outweighs another',
  'at raised strength only': 'the effect is there where the study raises a strength; this never counts as holding',
  'by construction': 'the effect is there, but the coefficient that is cut multiplies what is read out',
  'set by the design': 'the effect is there, between groups made more than three standard deviations apart',
  'quick look': 'too few seeds for a verdict; so far nothing speaks against it',
  rivals: 'sources contradict each other; both sides are run and reported',
  unmeasured: 'no seed gave an estimate',
  'not run yet': 'an experiment is written; no result is kept with this version',
  'covered by tests': 'a guard that tests of the program hold; the entry names them',
  uncovered: 'no experiment; the entry says why',
};

export type Tone = 'good' | 'bad' | 'open';
export const tone = (verdict: string): Tone => (verdict === 'holds' ? 'good' : verdict === 'not shown' || verdict === 'restated, not tested' ? 'bad' : 'open');

export interface ClaimFilter {
  state: string; // '' for all
  text: string;
}

export function kept(claims: Claim[], filter: ClaimFilter): Claim[] {
  return claims
    .filter((c) => !filter.state || state_of(c) === filter.state)
    .filter((c) => finds(filter.text, c.id, c.words, c.says, c.headlines.map((h) => `H${h}`).join(' '), ...c.parts.flatMap((p) => [p.says, p.study, ...p.cut])))
    .sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
}

// How many claims there are of each verdict, in the order of attention.
export function tally(claims: Claim[]): { state: string; n: number }[] {
  const counts = new Map<string, { n: number; at: number }>();
  for (const c of claims) {
    const old = counts.get(state_of(c));
    counts.set(state_of(c), { n: (old?.n ?? 0) + 1, at: rank(c) });
  }
  return [...counts].sort((a, b) => a[1].at - b[1].at).map(([state, { n }]) => ({ state, n }));
}

export function summary(claims: Claim[]): string {
  if (!claims.length) return 'The server knows no claims.';
  const said = tally(claims).map(({ state, n }) => `${n} “${state}”`);
  return `${plural(claims.length, 'claim')} of the sources: ${list(said)}.`;
}

// How hard the tests are, each count with its words; those of a run that is kept.
export function hardness(n: Counts): { words: string; n: number }[] {
  return [
    { words: 'fair tests that hold', n: n.fair_hold },
    { words: 'fair tests that do not', n: n.fair_not },
    { words: 'hold between made groups', n: n.made_hold },
    { words: 'do not hold between made groups', n: n.made_not },
    { words: 'set by the design', n: n.set_by_design },
    { words: 'at raised strength only', n: n.raised_only },
    { words: 'by construction', n: n.by_construction },
    { words: 'rivals', n: n.rivals },
    { words: 'entered since this run', n: n.not_run },
    { words: 'covered by tests of the program', n: n.by_tests },
    { words: 'not covered', n: n.not_covered },
  ];
}

// What sort of test a part is, and why.
export function kind_sentence(part: ClaimPart): string {
  const size = part.size ? ` Its size is ${part.size.letter} ${fixed(part.size.value)}.` : '';
  const raised = part.raised ? ` Raised here: ${part.raised}.` : '';
  const why = part.by_construction ? ` By construction: ${part.by_construction}.` : '';
  const beside = part.with_placebo ? ` With the placebo (${part.placebo.join(', ')}) cut it is ${number(part.with_placebo)}.` : part.placebo.length ? ` Its placebo: ${part.placebo.join(', ')}.` : '';
  return `Kind of test: ${part.kind}.${size}${raised}${why}${beside}`;
}

const number = (e: Estimate | null | undefined): string => (e?.estimate == null ? 'not known' : `${fixed(e.estimate)} (${range(e.low, e.high)})`);

// The experiment of one part in a sentence.
export function part_sentence(part: ClaimPart): string {
  const way = part.expect === '-' ? 'below zero' : 'above zero';
  const asked = `The ${part.estimator.replaceAll('_', ' ')} should be ${way}.`;
  if (!part.effect) return `${asked} Not run yet.`;
  const arrows = part.cut.length === 1 ? 'the arrow' : 'the arrows';
  const found = `It is ${number(part.effect)}, with the expected sign in ${part.right ?? 0} of ${part.seeds ?? 0} seeds.`;
  return part.without_edge ? `${asked} ${found} Without ${arrows} it is ${number(part.without_edge)}.` : `${asked} ${found}`;
}
