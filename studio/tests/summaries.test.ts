import { describe, expect, it } from 'vitest';
import * as words from '../src/lib/summaries';
import type { ClassShare, Contrast, CourseSeries, Evidence, Meta, Moment, PlaneGroup, Survival } from '../src/generated/report';

const meta: Meta = {
  title: '', study: 'generations', description: '', question: '', people: 12345, generations: 3, years: 90, seed: '1', version: '', commit: '', compiler: '',
  wall_seconds: null, person_days: null, rate: null, digest: '', command: '', started: '', replicates: 1, edges_off: [], rung: '',
};

describe('the run in one sentence', () => {
  it('says what is known and nothing else', () => {
    expect(words.run(meta)).toBe('12,345 simulated people over 3 generations and 90 years.');
    expect(words.run({ ...meta, people: 1, generations: 1, years: null })).toBe('1 simulated person.');
    expect(words.run({ ...meta, people: 10, generations: 1, years: 21 })).toBe('10 simulated people over 21 years.');
  });
  it('adds work, copies, rung and cut edges', () => {
    expect(words.run({ ...meta, person_days: 4.05e8, rate: 4.87e6, replicates: 4, rung: 'R3', edges_off: ['a', 'b'] })).toBe(
      '12,345 simulated people over 3 generations and 90 years. 405 million person-days were lived through at 4.9 million per second. The study was repeated 4 times with other random draws. Model rung R3. Switched off: a and b.',
    );
  });
});

const contrast = (one: string, other: string, difference: number, low: number, high: number, of = 1): Contrast => ({ one, other, difference, low, high, of });
const nothing: Contrast = { one: '', other: '', difference: null, low: null, high: null, of: 1 };

const group = (label: string, mean_x: number, mean_y: number): PlaneGroup => ({ label, mean_x, mean_y, sd_x: 0.8, sd_y: 0.8, correlation: 0, n: 100, x: [], y: [] });
const plane = (groups: PlaneGroup[], anxiety = nothing, avoidance = nothing) => words.plane({ title: '', x_label: '', y_label: '', scale_low: 1, scale_high: 5, groups, anxiety, avoidance });

describe('plane', () => {
  const two = [group('Generation 1', 2.5, 3.4), group('Generation 2', 3.1, 2.9)];
  it('sees groups apart where the difference is beyond its interval', () => {
    const said = plane(two, contrast('Generation 1', 'Generation 2', 0.5, 0.2, 0.8), contrast('Generation 2', 'Generation 1', 0.6, 0.3, 0.9));
    expect(said.title).toBe('Generation 1 is higher on anxiety than generation 2 and generation 2 is higher on avoidance than generation 1');
    expect(said.sentence).toContain('generation 1 at anxiety 3.40, avoidance 2.50 and generation 2 at anxiety 2.90, avoidance 3.10');
    expect(plane(two, contrast('Generation 1', 'Generation 2', 0.5, 0.2, 0.8), contrast('Generation 2', 'Generation 1', 0.6, -0.3, 1.5)).title).toBe('Generation 1 is higher on anxiety than generation 2');
  });
  it('does not tell groups apart that chance may part', () => {
    expect(plane(two, contrast('Generation 1', 'Generation 2', 0.5, -0.2, 1.2), contrast('Generation 2', 'Generation 1', 0.6, -0.3, 1.5)).title).toBe('The groups cannot be told apart on the anxiety-avoidance plane');
    expect(plane(two).title).toBe('The groups cannot be told apart on the anxiety-avoidance plane');
  });
  it('sees one group higher on both', () => expect(plane([group('A', 2, 2), group('Erratic', 3, 4)], contrast('Erratic', 'A', 2, 1, 3), contrast('Erratic', 'A', 1, 0.5, 1.5)).title).toBe('Erratic is higher on both anxiety and avoidance than A'));
  it('sees groups together below a fifth of a standard deviation', () => {
    expect(plane([group('A', 2.5, 3), group('B', 2.6, 3.1)]).title).toBe('All groups stand at almost the same place on the anxiety-avoidance plane');
  });
  it('copes with unknown means', () => expect(plane([{ ...group('A', 0, 0), mean_x: null }]).sentence).toBe('No group has a known mean.'));
});

const share = (label: string, simulated: number | null, published: number | null, half = 0.03): ClassShare => ({ group: 'SSP', label, simulated, low: null, high: null, published, published_low: null, published_high: null, source_id: '', n: null, gap_low: simulated == null || published == null ? null : simulated - published - half, gap_high: simulated == null || published == null ? null : simulated - published + half });

describe('class shares', () => {
  it('names the gaps that are beyond their interval and no other', () => {
    const said = words.shares([share('Secure', 0.53, 0.516), share('Resistant', 0.15, 0.1)]);
    expect(said.title).toBe('1 of 2 simulated shares differs from the published one');
    expect(said.sentence).toBe('2 shares compared. Off the published share by more than the interval of the difference: resistant, SSP (15% simulated, 10% published).');
  });
  it('calls no gap one that chance may make, however wide', () => {
    const said = words.shares([share('A', 0.7, 0.516, 0.3)]);
    expect(said.title).toBe('No simulated share can be told apart from the published one');
    expect(said.sentence).toBe('1 share compared. None differs from the published share by more than the interval of the difference.');
  });
  it('says so when nothing can be compared', () => expect(words.shares([share('Secure', 0.5, null)]).sentence).toContain('no published share'));
  it('copes with nothing', () => expect(words.shares([]).sentence).toBe('No share was measured.'));
});

const series = (name: string, from: number, to: number, half: number | null = 0.05): CourseSeries => ({ group: name, change: to - from, change_low: half == null ? null : to - from - half, change_high: half == null ? null : to - from + half, age: [1, 30, 60], median: [from, (from + to) / 2, to], q10: [from - 0.2, null, to - 0.2], q25: [from - 0.1, null, to - 0.1], q75: [from + 0.1, null, to + 0.1], q90: [from + 0.2, null, to + 0.2] });

describe('life courses', () => {
  const course = (list: CourseSeries[]) => words.course({ title: '', measure: 'expected response', unit: '0-1', series: list, lines: [] });
  it('says rise, fall and neither', () => {
    expect(course([series('', 0.3, 0.7)]).title).toBe('Expected response rises over the years');
    expect(course([series('', 0.7, 0.3)]).title).toBe('Expected response falls over the years');
    expect(course([series('', 0.5, 0.51)]).title).toBe('Expected response ends about where it began over the years');
    expect(course([series('A', 0.3, 0.7), series('B', 0.7, 0.3)]).title).toBe('Expected response rises in A and falls in B');
    expect(course([series('A', 0.3, 0.7), series('B', 0.3, 0.5, 0.3)]).title).toBe('Expected response rises in A, and does not clearly change elsewhere');
  });
  it('says no rise and no fall that chance may make', () => {
    expect(course([series('', 0.3, 0.7, 0.5)]).title).toBe('Expected response does not clearly change over the years');
    expect(course([series('', 0.3, 0.7, null)]).title).toBe('Expected response over the years');
  });
  it('gives ends and spread', () => expect(course([series('', 0.3, 0.7)]).sentence).toBe('The median of expected response goes from 0.30 at age 1 to 0.70 at age 60, where half of all people lie between 0.60 and 0.80.'));
  it('copes with no curve', () => expect(course([]).sentence).toBe('No life course of expected response was recorded.'));
});

describe('correlations', () => {
  const row = (label: string, r: number, low: number, high: number, published: number | null, half = 0.05) => ({ label, r, low, high, n: 10, published, published_low: null, published_high: null, source_id: '', gap_low: published == null ? null : r - published - half, gap_high: published == null ? null : r - published + half });
  it('tells sure from unsure', () => {
    expect(words.correlations([row('Mother to child', 0.3, 0.2, 0.4, 0.31)], nothing).title).toBe('What one brings goes with what the other shows, as a tendency');
    expect(words.correlations([row('A', 0.3, 0.2, 0.4, null), row('B', 0.05, -0.1, 0.2, null)], nothing).title).toBe('1 of 2 links between relatives can be told from chance');
    expect(words.correlations([row('B', 0.05, -0.1, 0.2, null)], nothing).title).toBe('No link between relatives can be told from chance here');
  });
  const three = [row('Mother to child', 0.3, 0.2, 0.4, 0.31), row('Father to child', 0.1, 0.0, 0.2, 0.21), row('Twins', 0.2, 0.1, 0.3, null)];
  it('calls one link stronger than another where the difference is beyond its interval', () => {
    expect(words.correlations(three, contrast('Mother to child', 'Father to child', 0.2, 0.05, 0.35, 3)).sentence).toBe(
      'Stronger, with r = 0.30 for mother to child, than r = 0.10 for father to child. Off the published value by more than the interval of the difference: father to child (0.10 simulated, 0.21 published).',
    );
  });
  it('else says that they cannot be told apart', () => {
    const unsure = three.map((g) => ({ ...g, gap_low: g.published == null ? null : -0.3, gap_high: g.published == null ? null : 0.3 }));
    expect(words.correlations(unsure, contrast('Mother to child', 'Father to child', 0.2, -0.05, 0.45, 3)).sentence).toBe(
      'From r = 0.10 for father to child to r = 0.30 for mother to child, which cannot be told apart. None differs from the published value by more than the interval of the difference.',
    );
  });
});

describe('couples', () => {
  const cells = [{ own: 0, partner: 0, value: 5.8, n: 20 }, { own: 2, partner: 0, value: 4, n: 20 }, { own: 1, partner: 1, value: null, n: 0 }];
  const ends = (low: number, high: number) => contrast('both are low in avoidance', 'both are high in avoidance', 1.8, low, high, 36);
  it('says who is more satisfied where the difference is beyond its interval', () => {
    const said = words.matrix(cells, 'avoidance', ends(0.9, 2.7));
    expect(said.title).toBe('People are more satisfied where both are low in avoidance than where both are high in avoidance');
    expect(said.sentence).toBe('Mean satisfaction where both are low in avoidance, against where both are high in avoidance: a difference of 1.80 (0.90 to 2.70, widened as this is the widest of 36 comparisons).');
  });
  it('says nobody is most satisfied where chance may part the cells', () => {
    const said = words.matrix(cells, 'avoidance', ends(-0.9, 4.5));
    expect(said.title).toBe('How satisfied people are does not clearly differ by the avoidance of both');
    expect(said.sentence).toContain('which may be none');
    expect(words.matrix(cells, 'avoidance', nothing)).toEqual({ title: 'Satisfaction by both partners', sentence: 'Too few people are in the single cells to compare them.' });
  });
  it('orders patterns by share', () => {
    const rows = [{ label: 'both hold back', share: 0.2, low: null, high: null, satisfaction: 3.9 }, { label: 'both turn toward', share: 0.8, low: null, high: null, satisfaction: 5.7 }];
    const said = words.patterns(rows, contrast('both turn toward', 'both hold back', 1.8, 1, 2.6));
    expect(said.title).toBe('In 80% of couples, both turn toward');
    expect(said.sentence).toBe('Both turn toward in 80% and both hold back in 20%. Couples where both turn toward are more satisfied than those where both hold back: a difference of 1.80 (1.00 to 2.60).');
    expect(words.patterns(rows, contrast('both turn toward', 'both hold back', 1.8, -1, 4.6)).sentence).toContain('Which way goes with more satisfaction cannot be told');
    expect(words.patterns(rows, nothing).sentence).toBe('Both turn toward in 80% and both hold back in 20%.');
  });
  const curve = (name: string, values: (number | null)[], half = 0.05): Survival => ({ group: name, years: [0, 5, 10, 20], survival: values, low: values.map((v) => (v == null ? null : v - half)), high: values.map((v) => (v == null ? null : v + half)) });
  it('reads the curve at or before a year', () => {
    expect(words.survivalAt(curve('a', [1, 0.9, 0.8, 0.5]), 12)).toBe(0.8);
    expect(words.survivalAt(curve('a', [1, null, null, null]), 12)).toBe(1);
    expect(words.survivalAt(curve('a', []), 12)).toBeNull();
  });
  it('compares after ten years', () => {
    const apart = [curve('Anxious pairs', [1, 0.8, 0.6, 0.4]), curve('Calm pairs', [1, 0.9, 0.8, 0.7])];
    const longer = { title: 'Calm pairs stay together longer than anxious pairs', sentence: 'Still together after 10 years: 80% of calm pairs and 60% of anxious pairs.' };
    expect(words.survival(apart, contrast('Calm pairs', 'Anxious pairs', 0.2, 0.05, 0.35), 10)).toEqual(longer);
    expect(words.survival(apart, contrast('Calm pairs', 'Anxious pairs', 0.2, -0.05, 0.45), 10).title).toBe('How long couples stay together does not clearly differ between the groups');
    expect(words.survival(apart, nothing, null).title).toBe('How long couples stay together does not clearly differ between the groups');
    const alike = [curve('Anxious pairs', [1, 0.8, 0.6, 0.4]), curve('Calm pairs', [1, 0.9, 0.63, 0.7])];
    expect(words.survival(alike, contrast('Calm pairs', 'Anxious pairs', 0.03, 0.01, 0.05), 10).title).toBe('Couples of all groups stay together about as long');
  });
});

describe('arms', () => {
  const arm = (label: string, mean: number, low: number, high: number) => ({ label, mean, low, high, n: 10 });
  it('judges a difference by its own interval, not by whether two intervals overlap', () => {
    expect(words.arms({ measure: 'pressing', unit: '0-1', arms: [arm('steady', 0.3, 0.2, 0.4), arm('erratic', 0.45, 0.35, 0.55)], contrast: contrast('erratic', 'steady', 0.15, 0.01, 0.29) })).toEqual({
      title: 'Pressing is higher in “erratic” than in “steady”',
      sentence: '0.45 in “erratic”, 0.30 in “steady”: a difference of 0.15 (0.01 to 0.29).',
    });
    // partners in one arm: the two intervals do not meet, the difference is not sure
    expect(words.arms({ measure: 'pressing', unit: '', arms: [arm('a', 0.3, 0.28, 0.32), arm('b', 0.4, 0.38, 0.42)], contrast: contrast('b', 'a', 0.1, -0.02, 0.22) })).toEqual({
      title: 'Pressing does not clearly differ between the groups',
      sentence: '0.40 in “b”, 0.30 in “a”: a difference of 0.10 (−0.02 to 0.22), which may be none.',
    });
  });
  it('tells a change by the group furthest from the first, and that it is the widest of several', () => {
    const said = words.arms({ measure: 'the change in anxiety', unit: 'points', arms: [arm('none', 0, -0.1, 0.1), arm('b', 0.05, -0.05, 0.15), arm('c', -0.5, -0.6, -0.4)], contrast: contrast('c', 'none', -0.5, -0.66, -0.34, 2) });
    expect(said).toEqual({ title: 'The change in anxiety is lower in “c” than in “none”', sentence: '−0.50 in “c”, 0.00 in “none”: a difference of −0.50 (−0.66 to −0.34, widened as this is the widest of 2 comparisons).' });
  });
  it('claims no difference where none could be reckoned', () => {
    expect(words.arms({ measure: 'pressing', unit: '', arms: [arm('a', 0.3, 0.2, 0.5), arm('b', 0.9, 0.8, 1)], contrast: nothing })).toEqual({ title: 'Pressing', sentence: 'Pressing is 0.30 in “a” and 0.90 in “b”; too few people to compare.' });
  });
});

const evidence = (id: string, inside: string): Evidence => ({ id, domain: '', quantity: '', population: '', statistic: 'r', published: 0, pub_low: -1, pub_high: 1, simulated: 0, sim_low: null, sim_high: null, inside, role: '', source: '', note: '' });

describe('evidence', () => {
  it('counts and names misses', () => {
    const said = words.evidence([evidence('A1', 'in'), evidence('A2', 'out'), evidence('A3', 'not measured')]);
    expect(said.title).toBe('1 of 2 measured numbers agrees with the published ones, 1 does not');
    expect(said.sentence).toBe('3 published numbers: 1 inside, 1 outside, 1 not measured by this study. Misses: A2.');
  });
  it('says of how many hits no interval was published', () => {
    expect(words.evidence([evidence('A1', 'in'), { ...evidence('A2', 'in'), pub_low: null, pub_high: null }]).sentence).toBe('2 published numbers: 2 inside (1 of them only near: no interval was published), 0 outside, 0 not measured by this study.');
  });
  it('does not list more than six', () => {
    const said = words.evidence(Array.from({ length: 9 }, (_, i) => evidence(`M${i}`, 'out')));
    expect(said.sentence).toContain('Misses: M0, M1, M2, M3, M4, M5 and 3 more.');
  });
  it('claims agreement only when every measured number agrees', () => {
    expect(words.evidence([evidence('A', 'in')]).title).toBe('The one number measured agrees with the published one');
    expect(words.evidence([evidence('A', 'not measured')]).title).toBe('This study measured none of the published numbers');
  });
});

describe('moments', () => {
  const moment = (over: Partial<Moment>): Moment => ({ minute: 0, figure: 'mother', role: 'child', distress_before: 0.2, distress_struck: 0.3, distress_after: 0.2, activation: 0.1, action: 'explore', response: null, rebuff: null, fright: null, conflict: null, offered: null, ...over });
  it('counts met bids and tells the sharpest moment', () => {
    const said = words.moments([
      moment({}),
      moment({ minute: 600, distress_struck: 0.9, distress_after: 0.2, action: 'open bid', response: 0.8 }),
      moment({ minute: 1500, distress_before: 0.1, distress_struck: 0.5, distress_after: 0.9, action: 'press', response: 0.1 }),
      moment({ minute: 1600, action: 'hold' }),
    ]);
    expect(said.title).toBe('1 of 2 bids for comfort was met in these 2 days');
    expect(said.sentence).toBe('The sharpest moment (shaded, day 1, 10:00): distress comes to 0.90, the person asks openly with the mother, is met with a response of 0.80, and distress falls to 0.20. A bid counts as met at a response of 0.50 or more.');
  });
  it('says climbs when it climbs, and copes with none', () => {
    expect(words.moments([moment({ distress_after: 0.9 })]).sentence).toContain('distress climbs to 0.90');
    expect(words.moments([]).sentence).toBe('No moment was recorded.');
  });
  it('says who came unasked', () => {
    const said = words.moments([moment({ figure: 'partner', distress_struck: 0.9, response: 0.7, offered: 1 })]);
    expect(said.sentence).toContain('goes on exploring with the partner, who comes unasked with a response of 0.70');
  });
});
