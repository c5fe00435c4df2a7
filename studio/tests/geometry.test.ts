import { describe, expect, it } from 'vitest';
import { apart, band, clamp, closed, domain, domain_on, dots, ellipse, fit, linear, path, scale_of } from '../src/lib/geometry';
import { nearest, spoken, step } from '../src/lib/mark';

describe('axes', () => {
  it('hold every value and what must be included, on round ends', () => {
    expect(domain([0.13, 0.87, null])).toEqual([0, 1]);
    expect(domain([3.2, 4.9], [0])).toEqual([0, 5]);
  });
  it('are never empty', () => {
    expect(domain([])).toEqual([0, 1]);
    const [low, high] = domain([2, 2]);
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(2);
    expect(domain([NaN, null])).toEqual([0, 1]);
  });
  it('read the answer scale off a unit or a label', () => {
    expect(scale_of('1-5')).toEqual([1, 5]);
    expect(scale_of('child: security (1-9)')).toEqual([1, 9]);
    expect(scale_of('mean of 18 items, 1–5')).toEqual([1, 5]);
    expect(scale_of('0 to 1')).toEqual([0, 1]);
    expect(scale_of('years')).toBeNull();
    expect(scale_of('people born 5-1')).toBeNull();
  });
  it('end where the answer scale ends', () => {
    expect(domain_on('0-1', [-0.02, 0.9])[0]).toBe(0);
    expect(domain_on('0-1', [0.1, 1.04])[1]).toBe(1);
    expect(domain_on('', [-0.02, 0.9])[0]).toBeLessThan(0);
  });
  it('ask for fewer ticks where their words would touch, and never for more', () => {
    expect(apart(linear([0, 1], [0, 600]), 5)).toBe(5);
    for (const ends of [[-0.015, 0.01], [-12000, 4000], [0, 1]] as [number, number][])
      for (const width of [90, 160, 240]) {
        const scale = linear(ends, [0, width]);
        const count = apart(scale, 6);
        const at = scale.ticks(count).map((value) => [scale(value), scale.tickFormat(count)(value).length] as const);
        at.slice(1).forEach(([x, letters], i) => expect(x - at[i]![0]).toBeGreaterThan(3.2 * (letters + at[i]![1])));
      }
  });
});

describe('shapes', () => {
  it('ellipse has the moments it is drawn for', () => {
    const points = ellipse(2, 3, 0.8, 0.5, 0.4, 3600);
    const mean = (f: (p: [number, number]) => number) => points.reduce((sum, p) => sum + f(p), 0) / points.length;
    const [mx, my] = [mean((p) => p[0]), mean((p) => p[1])];
    expect(mx).toBeCloseTo(2, 6);
    expect(my).toBeCloseTo(3, 6);
    // On the unit circle the variance of each coordinate is one half.
    expect(2 * mean((p) => (p[0] - mx) ** 2)).toBeCloseTo(0.64, 6);
    expect(2 * mean((p) => (p[1] - my) ** 2)).toBeCloseTo(0.25, 6);
    expect((2 * mean((p) => (p[0] - mx) * (p[1] - my))) / 0.4).toBeCloseTo(0.4, 6);
    expect(Math.max(...points.map((p) => p[0]))).toBeCloseTo(2.8, 3);
  });
  it('ellipse survives a correlation beyond one', () => expect(ellipse(0, 0, 1, 1, 1.0001).flat().every(Number.isFinite)).toBe(true));
  it('paths break where a value is missing', () => {
    const s = linear([0, 4], [0, 4]);
    expect(path([0, 1, 2, 3], [1, 2, null, 3], s, s).match(/M/g)).toHaveLength(2);
    expect(band([0, 1], [null, null], [1, 1], s, s)).toBe('');
    expect(closed([])).toBe('');
    expect(dots([[1, 2], [3, 4]])).toBe('M1.0 2.0h0M3.0 4.0h0');
  });
  it('fits the line through points and refuses where there is none', () => {
    expect(fit([0, 1, 2, null], [1, 3, 5, 9])).toEqual({ slope: 2, intercept: 1 });
    expect(fit([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(fit([1, 2], [1, 2])).toBeNull();
  });
  it('clamps, also when the box is smaller than the thing', () => {
    expect(clamp(5, 0, 3)).toBe(3);
    expect(clamp(5, 0, -10)).toBe(0);
  });
});

describe('cursor', () => {
  const marks = [0, 50, 100].map((x) => ({ x, y: 0, title: `at ${x}`, lines: ['one', 'two'] }));
  it('walks and stops at the ends', () => {
    expect(step('ArrowRight', 0, 3)).toBe(1);
    expect(step('ArrowDown', 2, 3)).toBe(2);
    expect(step('ArrowLeft', 0, 3)).toBe(0);
    expect(step('End', 0, 3)).toBe(2);
    expect(step('Home', 2, 3)).toBe(0);
    expect(step('PageDown', 0, 40)).toBe(10);
    expect(step('Tab', 0, 3)).toBeUndefined();
  });
  it('picks the nearest mark within reach', () => {
    expect(nearest(marks, 60, 5)).toBe(1);
    expect(nearest(marks, 400, 0)).toBe(-1);
    expect(nearest([], 0, 0)).toBe(-1);
  });
  it('speaks title and lines', () => expect(spoken(marks[0]!)).toBe('at 0; one; two'));
});
