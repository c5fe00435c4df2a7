import { describe, expect, it } from 'vitest';
import { families, gap_text, kept, near, sorted, spread } from '../src/lib/evidence';
import { figure_signs, strips } from '../src/lib/moments';
import demo from '../fixtures/demo.json';
import type { Evidence, Moment, PageData } from '../src/generated/report';

// The fixture is written by the C++ side: this line is where the two sides' shapes are held together.
const page: PageData = demo;
const rows = page.evidence;
const ids = (list: Evidence[]) => list.map((r) => r.id);

describe('evidence rows', () => {
  it('filters by domain, verdict and words together', () => {
    expect(ids(kept(rows, { domain: 'caregiving', verdict: '', text: '' }))).toEqual(['CAR04', 'CAR05', 'CAR08']);
    expect(ids(kept(rows, { domain: 'caregiving', verdict: 'out', text: '' }))).toEqual(['CAR08']);
    expect(ids(kept(rows, { domain: '', verdict: 'measured', text: '' }))).toHaveLength(9);
    expect(ids(kept(rows, { domain: '', verdict: 'not measured', text: 'PROGRAMMES' }))).toEqual(['IVC03']);
    expect(kept(rows, { domain: '', verdict: '', text: 'no such thing' })).toEqual([]);
  });
  it('puts misses first and keeps file order among equals', () => {
    const order = ids(sorted(rows, { column: 'verdict', down: false }));
    expect(order.slice(0, 4)).toEqual(['INF01', 'INF03', 'CAR08', 'NRM03']);
    expect(order.at(-1)).toBe('CTX23');
  });
  it('keeps unknown values last in both directions', () => {
    for (const down of [false, true]) expect(sorted(rows, { column: 'simulated', down }).at(-1)?.simulated).toBeNull();
    expect(sorted(rows, { column: 'gap', down: true })[0]?.id).toBe('NRM03');
  });
  it('tells the spread over replicates only where there are two', () => {
    const one = { ...rows[0]!, replicates: { count: 1, mean: 0.5, sd: null, least: 0.5, greatest: 0.5 } };
    expect(spread(one)).toBe('');
    expect(spread({ ...one, statistic: 'r', replicates: { count: 3, mean: 0.2, sd: 0.05, least: 0.15, greatest: 0.25 } })).toBe('Each of 3 replicates by itself: mean 0.20, standard deviation 0.05, from 0.15 to 0.25.');
  });
  it('does not change its input', () => {
    const before = ids(rows);
    sorted(rows, { column: 'published', down: true });
    expect(ids(rows)).toEqual(before);
  });
  it('groups by statistic, misses first, the widest first', () => {
    const r = families(rows).find((f) => f.statistic === 'r');
    expect(ids(r?.rows ?? [])).toEqual(['CAR08', 'CAR04', 'TRN03', 'CAR05']);
    expect(families(rows).flatMap((f) => f.rows)).toHaveLength(9);
  });
  it('gives means an axis per scale', () => {
    const mean = (quantity: string) => ({ ...rows[0]!, statistic: 'mean', quantity, simulated: 1, inside: 'in' });
    expect(families([mean('ECR anxiety mean (1-5 scale)'), mean('median age at first marriage, men')]).map((f) => f.name)).toEqual(['mean, on a scale of 1-5', 'mean, in years']);
  });
  it('writes the gap with its sign and unit', () => {
    const one = (id: string) => gap_text(rows.find((r) => r.id === id)!);
    expect(one('INF03')).toBe('+4.9 pt');
    expect(one('CAR08')).toBe('−0.15');
    expect(one('IVC03')).toBe('–');
  });
});

describe('the misses, in pictures', () => {
  const row = (id: string, statistic: string, inside: string, low: number | null): Evidence => ({ ...rows[0]!, id, statistic, inside, simulated: 1, pub_low: low, pub_high: low });
  it('begins with the panel that has most misses, however many hits another holds', () => {
    const list = [...['a', 'b', 'c'].map((id) => row(id, 'r', 'in', 0)), row('d', 'd', 'out', 0)];
    expect(families(list).map((f) => f.statistic)).toEqual(['d', 'r']);
  });
  it('does not draw a hit without a published interval as one that lies inside', () => {
    expect(near(row('a', 'r', 'in', null))).toBe(true);
    expect(near(row('a', 'r', 'in', 0.1))).toBe(false);
    expect(near(row('a', 'r', 'out', null))).toBe(false);
    expect(families([row('a', 'r', 'in', 0), row('b', 'r', 'in', null), row('c', 'r', 'out', 0)])[0]?.rows.map((r) => r.id)).toEqual(['c', 'b', 'a']);
  });
});

describe('moment strips', () => {
  const at = (minute: number, figure: string): Moment => ({ minute, figure, role: '', distress_before: 0, distress_struck: 0, distress_after: 0, activation: 0, action: 'hold', response: null, rebuff: null, fright: null, conflict: null, offered: null });
  it('cuts at midnight and orders by time', () => {
    const cut = strips([at(1500, 'a'), at(10, 'a'), at(1439, 'a')]);
    expect(cut.map((s) => [s.day, s.steps.map((m) => m.minute)])).toEqual([[1, [10, 1439]], [2, [1500]]]);
  });
  it('gives each figure the shortest sign that is its own', () => {
    expect(figure_signs([at(0, 'mother'), at(1, 'mentor'), at(2, 'father'), at(3, '')])).toEqual([{ figure: 'mother', sign: 'mo' }, { figure: 'mentor', sign: 'me' }, { figure: 'father', sign: 'f' }]);
  });
});
