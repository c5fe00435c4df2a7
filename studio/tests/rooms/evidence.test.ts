import { describe, expect, test } from 'vitest';
import type { Edge, Equation, Parameter, PlanAnswer } from '../../src/generated/api';
import { hardness, kept, kind_sentence, meaning, part_sentence, rank, state_of, summary, tally } from '../../src/rooms/evidence/claims';
import { by_size, clear, pairs, sentence } from '../../src/rooms/evidence/compare';
import { moves, sentence as shift_sentence, shift } from '../../src/rooms/evidence/effects';
import { change_fault, command_of, edge_fault, empty_form, faults, form_of, job_of, link_of, link_text, set_of, set_text } from '../../src/rooms/evidence/form';
import { here_words, needed_words, plan_words, planned, power_at, same_plan } from '../../src/rooms/evidence/plan';
import { not_taken, read, unknown } from '../../src/rooms/evidence/setting';
import { LinkReader } from '../../src/lib/taken';
import { evidence_of, missed_by, summary as targets_summary, worst_miss, worst_words } from '../../src/rooms/evidence/targets';
import type { Claim, Measure, Target } from '../../src/rooms/evidence/types';
import { equations_of, kept as kept_workings, low_high, pair, request_of, workings } from '../../src/rooms/evidence/workings';

const part = { name: 'p', says: 'Care that comes and goes makes children press.', study: 'nursery', cut: ['uncertainty_to_press'], expect: '+', estimator: 'difference', published: null, kind: 'made groups', placebo: [], by_construction: null, raised: null };
const claim = (id: string, verdict: string, parts = [part], uncovered: string | null = null): Claim => ({ id, source: '001', words: `Words of ${id}`, says: `Says ${id}`, headlines: [1], rivals: false, uncovered, verdict, parts, command: '' });
const claims = [claim('C001', 'holds'), claim('C002', 'not run yet'), claim('C003', 'not shown'), claim('C004', 'covered by tests', [], 'Covered by tests.'), claim('C005', 'restated, not tested')];

describe('claims', () => {
  test('what was not shown comes first, what no experiment covers last, and every verdict has its meaning', () => {
    expect(kept(claims, { state: '', text: '' }).map((c) => c.id)).toEqual(['C003', 'C005', 'C001', 'C002', 'C004']);
    expect(rank(claims[2]!)).toBeLessThan(rank(claims[0]!));
    for (const c of claims) expect(meaning[state_of(c)]).toBeTruthy();
  });
  test('filters by verdict, id, headline and arrow', () => {
    expect(kept(claims, { state: 'holds', text: '' }).map((c) => c.id)).toEqual(['C001']);
    expect(kept(claims, { state: '', text: 'c004' }).map((c) => c.id)).toEqual(['C004']);
    expect(kept(claims, { state: '', text: 'uncertainty press' })).toHaveLength(4);
    expect(kept(claims, { state: '', text: 'H2' })).toHaveLength(0);
  });
  test('a claim that was not run gets no verdict', () => {
    expect(state_of(claim('C009', ''))).toBe('not run yet');
    expect(tally(claims).reduce((sum, t) => sum + t.n, 0)).toBe(claims.length);
    expect(summary(claims)).toContain('1 “not run yet”');
    expect(part_sentence(part)).toBe('The difference should be above zero. Not run yet.');
  });
  test('an experiment is told with and without its arrow', () => {
    expect(part_sentence({ ...part, right: 20, seeds: 20, effect: { estimate: 3.98, low: 3.75, high: 4.22 }, without_edge: { estimate: 0.47, low: 0.37, high: 0.58 } })).toBe(
      'The difference should be above zero. It is 3.98 (3.75 to 4.22), with the expected sign in 20 of 20 seeds. Without the arrow it is 0.47 (0.37 to 0.58).',
    );
  });
});

describe('how hard a test is', () => {
  test('is told with size, reason and placebo', () => {
    expect(kind_sentence({ ...part, kind: 'by construction', by_construction: 'insistence multiplies pressing', size: { letter: 'd', value: 4.2 } })).toBe('Kind of test: by construction. Its size is d 4.20. By construction: insistence multiplies pressing.');
    expect(kind_sentence({ ...part, placebo: ['rebuff_costs'], with_placebo: { estimate: 0.4, low: 0.3, high: 0.5 } })).toContain('With the placebo (rebuff_costs) cut it is 0.40 (0.30 to 0.50).');
  });
  test('every claim is counted once', () => {
    const counts = { claims: 66, fair_hold: 1, fair_not: 2, made_hold: 3, made_not: 4, set_by_design: 5, raised_only: 6, by_construction: 7, rivals: 8, not_run: 9, by_tests: 10, not_covered: 11 };
    expect(hardness(counts).reduce((sum, row) => sum + row.n, 0)).toBe(counts.claims);
    for (const words of ['fair tests that hold', 'fair tests that do not', 'by construction', 'at raised strength only', 'set by the design', 'not covered']) expect(hardness(counts).map((row) => row.words)).toContain(words);
    for (const verdict of ['offset', 'at raised strength only', 'by construction', 'set by the design']) expect(meaning[verdict]).toBeTruthy();
  });
});

describe('targets', () => {
  const target = (id: string, verdict: string): Target => ({ id, role: 'context', domain: 'infancy', quantity: 'share', population: 'all', statistic: 'proportion', published: 0.5, published_low: 0.4, published_high: 0.6, source: 's', verified: '', notes: 'note', simulated: verdict === 'not run yet' ? null : 0.7, simulated_low: null, simulated_high: null, verdict, study: '', why: '', command: '' });
  test('the room opens on the number that lies farthest outside its own interval', () => {
    const far = { ...target('far', 'outside'), simulated: 1.1, published_low: 0.4, published_high: 0.6 };
    const narrow = { ...target('narrow', 'outside'), simulated: 0.7, published_low: 0.49, published_high: 0.5 };
    const none = { ...target('none', 'outside'), simulated: 9, published_low: null, published_high: null };
    const met = { ...target('met', 'inside'), simulated: 0.5 };
    expect(missed_by(far)).toBeCloseTo(2.5);
    expect(missed_by(narrow)).toBeCloseTo(20);
    for (const t of [none, met]) expect(missed_by(t)).toBeNull();
    expect(worst_miss([met, far, none, narrow])?.id).toBe('narrow');
    expect(worst_miss([met, none])).toBeUndefined();
    expect(worst_words(narrow, [met, far, none, narrow])[2]).toBe('Of 4 published numbers that were measured here, 3 are missed. They stand first, below.');
  });
  test('keep their verdict in the charts of the report', () => {
    expect(evidence_of(target('A', 'outside')).inside).toBe('out');
    expect(evidence_of(target('A', 'inside')).inside).toBe('in');
    for (const other of ['unmeasured', 'not run yet']) expect(evidence_of(target('A', other)).inside).toBe('not measured');
  });
  test('misses are told first', () => {
    expect(targets_summary([target('A', 'inside'), target('B', 'outside'), target('C', 'not run yet'), target('D', 'unmeasured')])).toBe('4 published numbers: 1 missed, 1 met, 1 not run yet and 1 the model does not measure.');
  });
});

const parameter = (name: string, value: number, low: number, high: number, edge: string | null = null): Parameter => ({ name, unit: '1', source: 'free', meaning: `meaning of ${name}`, group: '', value, low, high, scale: 'lin', edge });
const table = [parameter('insistence', 2, 0, 10, 'uncertainty_to_press'), parameter('learning_rate', 0.04, 0, 0.5), parameter('nothing', 0, 0, 3)];
const edges: Edge[] = [{ name: 'uncertainty_to_press', from: 'unpredictability', to: 'pressing', sign: 1, carrier: 'insistence', neutral: 0, rung: 3, claims: ['C020'] }];

describe('the form of a run', () => {
  test('refuses unknown names with the nearest one, and values out of bounds', () => {
    expect(change_fault({ name: 'insistense', value: '2' }, table)).toContain('Did you mean insistence?');
    expect(change_fault({ name: 'learning_rate', value: '9' }, table)).toBe('learning_rate must lie between 0 and 0.5.');
    for (const value of ['', 'x', 'NaN', '-1', '1e9']) expect(change_fault({ name: 'learning_rate', value }, table)).not.toBe('');
    expect(change_fault({ name: ' learning_rate ', value: '0.5' }, table)).toBe('');
    expect(edge_fault('uncertainty_to_pres', edges)).toContain('uncertainty_to_press');
    expect(edge_fault('uncertainty_to_press', edges)).toBe('');
  });
  test('tells everything that is wrong at once', () => {
    const bad = { study: '', people: '0', seed: '1.5', set: [{ name: 'insistence', value: '3' }, { name: 'insistence', value: '4' }], off: [''] };
    expect(faults(bad, table, edges)).toHaveLength(5);
    expect(faults({ ...empty_form('rearing') }, table, edges)).toEqual([]);
  });
  test('becomes a job, a command and a link', () => {
    const form = { study: 'rearing', people: '900', seed: '7', set: [{ name: 'insistence', value: '3' }], off: ['uncertainty_to_press'] };
    expect(job_of(form)).toEqual({ kind: 'run', study: 'rearing', people: 900, seed: 7, set: { insistence: 3 }, off: ['uncertainty_to_press'], report: true });
    expect(command_of(form)).toBe('bowlby run studies/rearing.yaml --seed 7 --people 900 --set insistence=3 --off uncertainty_to_press --output out/mine');
    expect(job_of({ ...form, name: ' with Ada ' }).name).toBe('with Ada');
    expect(set_of(set_text(form.set))).toEqual(form.set);
    expect(set_of('')).toEqual([]);
  });
});

describe('a link into the room', () => {
  const link = (text: string) => new URLSearchParams(text);
  test('takes what it knows and names the rest', () => {
    expect(read(link('part=workings&kind=edge&scene=life&name=press&text=x'))).toMatchObject({ part: 'workings', kind: 'edge', scene: 'life', name: 'press' });
    expect(not_taken(link('part=workings&kind=edge&scene=life&name=press'))).toEqual([]);
    expect(not_taken(link('part=studies&study=x&people=2&seed=1&set=a=1&off=b&a=1&b=2'))).toEqual([]);
    expect(not_taken(link('part=plan&arrow=x&outcome=bids&predictor=asked&tested=partner&studies=50&seed=2&couples=60&days=7'))).toEqual([]);
    expect(not_taken(link('part=plan&outcome=mood&couples=7&days=8')).map((f) => f.key)).toEqual(['outcome', 'couples', 'days']);
    expect(not_taken(link('part=studies&couples=60')).map((f) => f.key)).toEqual(['couples']);
    const odd = link('part=nowhere&kind=arrow&scene=opera&verdict=perhaps&state=sure&verdcit=out');
    expect(read(odd)).toMatchObject({ part: 'targets', kind: '', scene: 'year', verdict: '', state: '' });
    expect(not_taken(odd).map((f) => f.key)).toEqual(['part', 'verdict', 'state', 'kind', 'scene', 'verdcit']);
  });
  test('names an entry that is not there once the list is known', () => {
    expect(unknown('id', 'C999', ['C001'], 'no claim of this name')).toEqual([{ key: 'id', value: 'C999', why: 'no claim of this name' }]);
    expect(unknown('id', 'C001', ['C001'], '')).toEqual([]);
    expect(unknown('id', '', ['C001'], '')).toEqual([]);
  });
  test('fills the form and is written by it; a study that is not known leaves the usual one', () => {
    const studies = [{ name: 'rearing' }, { name: 'couples' }];
    const form = form_of(link('study=couples&people=30&seed=4&set=insistence=3,a=1&off=b,c'), studies);
    expect(form).toEqual({ study: 'couples', people: '30', seed: '4', set: [{ name: 'insistence', value: '3' }, { name: 'a', value: '1' }], off: ['b', 'c'], name: '' });
    expect(form_of(link(new URLSearchParams(link_of(form)).toString()), studies)).toEqual(form);
    expect(form_of(link('study=dogs'), studies).study).toBe('rearing');
    expect(link_text(link('part=studies&study=couples'))).toBe(link_text(link('study=couples&a=1')));
    expect(link_text(link('study=couples&people=3'))).not.toBe(link_text(link('study=couples')));
  });
});

describe('a plan', () => {
  const request = planned(new LinkReader(new URLSearchParams('part=plan&studies=20'))).request;
  const cell = (couples: number, power: number, alarms: number) => ({ couples, days: 14, replicates: 20, power, low: power - 0.1, high: power + 0.1, failed: 0, alarms_failed: 0, alarms, alarms_low: alarms - 0.04, alarms_high: alarms + 0.04, effect: 0.1 });
  const answer = { cells: [cell(50, 0.3, 0.06), cell(100, 0.5, 0.3)], lengths: [{ days: 14, couples: [50, 75, 100], power: [0.25, 0.4, 0.55], for_80: { couples: 210, low: 150, high: null }, for_90: { couples: null, low: null, high: null } }] } as unknown as PlanAnswer;
  test('is the same whatever the order of what was asked, and another where one thing differs', () => {
    expect(same_plan({ ...Object.fromEntries(Object.entries(request).reverse()) } as typeof request, request)).toBe(true);
    expect(same_plan({ ...request, tested: 'partner' }, request)).toBe(false);
    expect(same_plan(null, request)).toBe(false);
    expect(plan_words(request)).toBe('How safe one feels, by one’s own: how upset one is (contact_soothes, 20 studies of each size)');
  });
  test('has the height of the engine’s curve between its points, and none where there is none', () => {
    expect(power_at(answer.lengths[0], 60)).toBeCloseTo(0.31, 10);
    expect(power_at(answer.lengths[0], 50)).toBe(0.25);
    expect(power_at(answer.lengths[0], 400)).toBe(0.55);
    expect(power_at({ ...answer.lengths[0]!, couples: [], power: [] }, 60)).toBeNull();
    expect(needed_words(answer.lengths[0])).toBe('For 80 of 100: 210 couples (150 to no end), by the curve through all sizes.');
  });
  test('says where the arrow cannot be what is found', () => {
    expect(here_words(answer, 55, 14)).toMatch(/^With 55 couples and 14 days, about 28 of 100 studies find it\. At 50 couples 30% of 20 studies did \(20% to 40%\)\. Where the arrow is cut, 6% /);
    expect(here_words(answer, 55, 14)).not.toMatch(/no test of the arrow/);
    expect(here_words(answer, 95, 14)).toMatch(/either it is there without this arrow, too, or the test is too bold; finding it is no test of the arrow\.$/);
    const untested = { ...answer, cells: answer.cells.map((c) => ({ ...c, failed: 3 })) };
    expect(here_words(untested, 55, 14)).toMatch(/\(20% to 40%\); 3 studies had no test and found nothing\. Where/);
    expect(here_words({ ...answer, lengths: [] }, 95, 14)).toMatch(/^With 95 couples and 14 days no size here finds it more often than by chance\./);
  });
});

describe('two runs', () => {
  const measure = (arm: string, mean: number | null, n = 400): Measure => ({ wave: 'infancy', arm, scale: 'presses', n, mean, sd: 1, low: null, high: null });
  const [a, b] = [{ digest: 'a', measures: [measure('steady', 2), measure('erratic', 3), measure('gone', 1)] }, { digest: 'b', measures: [measure('steady', 2.01), measure('erratic', 2), measure('new', 1)] }];
  test('are matched by age, group and scale; the widest difference comes first, what has no partner last', () => {
    const found = by_size(pairs(a, b));
    expect(found.map((p) => p.arm)).toEqual(['erratic', 'steady', 'gone', 'new']);
    expect(found[0]).toMatchObject({ difference: -1, standard: -1 });
    expect(found[0]!.low).toBeCloseTo(-1 - 1.96 * Math.hypot(0.05, 0.05));
    expect(found.map(clear)).toEqual([true, false, false, false]);
    expect(sentence(found)).toBe('Of 2 common means, 1 differs by more than the interval of the difference; it takes everybody for a stranger, so relatives and partners make it too narrow. Far apart is presses in erratic (infancy), by −1.00 standard deviations of people (−1.00 in the unit of the scale).');
    expect(sentence([])).toContain('nothing in common');
    // twenty means of a few people: the widest of them is named no more than chance allows
    const some = (mean: (k: number) => number) => ({ digest: '', measures: Array.from({ length: 20 }, (_, k) => ({ ...measure('steady', mean(k), 20), wave: `${k}` })) });
    const many = pairs(some(() => 2), some((k) => (k === 7 ? 2.7 : 2)));
    expect(many.map(clear).filter(Boolean)).toHaveLength(1);
    expect(sentence(many)).toContain('No single one of so many can be told to differ.');
  });
});

describe('what an arrow does', () => {
  const runs = (gap: number) => Array.from({ length: 20 }, (_, k) => [0, 1, 2, 3].map((t) => 0.3 + k * 0.01 + gap * t));
  const course = (gap: number) => ({ name: 'share of pressing', unit: 'months', x: [0, 4, 8, 12], runs: runs(gap) });
  test('is found where the medians lie widest apart', () => {
    const s = shift(course(0), course(0.1));
    expect(s.at).toBe(3);
    expect(moves(s)).toBe(true);
    expect(shift_sentence([s], 'on', 'cut')).toContain('after 12.0 months it is 0.40 with on and 0.70 with cut');
  });
  test('and nothing is claimed where nothing moves', () => {
    const s = shift(course(0), course(0));
    expect(moves(s)).toBe(false);
    expect(shift_sentence([s], 'on', 'cut')).toContain('hardly differ');
    expect(shift_sentence([], 'on', 'cut')).toContain('hardly differ');
    // half of the runs go one way, half the other: medians lie apart, and nothing is known
    const torn = { ...course(0), runs: runs(0).map((run, k) => run.map((v) => v + (k % 2 ? 0.5 : -0.46))) };
    const t = shift(course(0), torn);
    expect(t.size).toBeGreaterThan(0.05);
    expect(moves(t)).toBe(false);
    expect(shift_sentence([t], 'on', 'cut')).toContain('cannot be told apart');
  });
});

describe('the inside', () => {
  const list = workings(table, edges);
  const equations: Equation[] = [
    { number: '4', file: 'choice.hpp', title: 'Choice', text: 'Q', symbols: 'xi insistence', edges: ['uncertainty_to_press'], claims: [] },
    { number: '7', file: 'beliefs.hpp', title: 'Beliefs', text: 'mu', symbols: 'alpha learning_rate_sd   beta learning_rate', edges: [], claims: [] },
  ];
  test('is searched by name, meaning and claim', () => {
    expect(kept_workings(list, '', 'C020').map((w) => w.name)).toEqual(['uncertainty_to_press']);
    expect(kept_workings(list, 'parameter', 'uncertainty').map((w) => w.name)).toEqual(['insistence']);
    expect(kept_workings(list, 'edge', '')).toHaveLength(1);
  });
  test('an entry finds its equation through its arrow or its name as a whole word', () => {
    expect(equations_of(list[0]!, edges, equations).map((q) => q.number)).toEqual(['4']);
    expect(equations_of(list[1]!, edges, equations).map((q) => q.number)).toEqual(['4']);
    expect(equations_of(list[2]!, edges, equations).map((q) => q.number)).toEqual(['7']);
    expect(equations_of({ kind: 'parameter', name: 'learning', parameter: parameter('learning', 1, 0, 2) }, edges, equations)).toEqual([]);
  });
  test('is played both ways within the bounds', () => {
    expect(pair(list[0]!)?.[1]).toMatchObject({ off: ['uncertainty_to_press'] });
    for (const w of list) {
      if (w.kind !== 'parameter') continue;
      const [low, high] = low_high(w.parameter);
      expect(low).toBeGreaterThanOrEqual(w.parameter.low);
      expect(high).toBeLessThanOrEqual(w.parameter.high);
      expect(low).toBeLessThan(high);
    }
    expect(pair(list[1]!)?.[1]).toMatchObject({ off: ['uncertainty_to_press'] });
    expect(pair(list[2]!)).toBeNull();
    const [, cut] = pair(list[0]!)!;
    for (const scene of ['year', 'evening', 'life'] as const) expect(request_of(scene, cut)).toMatchObject({ seed: 1, off: ['uncertainty_to_press'] });
  });
});
