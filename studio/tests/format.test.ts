import { describe, expect, it, test } from 'vitest';
import { ascii_minus } from '../src/lib/copies';
import { capital, clock, count, duration, fixed, large, list, lower, percent, plain, plural, range, statistic, verb, wrap } from '../src/lib/format';

test('a copied number has the minus of the keyboard, a copied sentence keeps its own', () => {
  expect(ascii_minus(fixed(-0.5))).toBe('-0.50');
  expect(ascii_minus('a\u2212b \u22123 \u2212.5')).toBe('a\u2212b -3 -.5');
});

describe('numbers', () => {
  it('rounds, writes a true minus and no minus zero', () => {
    expect(fixed(0.125, 1)).toBe('0.1');
    expect(fixed(-1.5, 1)).toBe('−1.5');
    expect(fixed(-0.001)).toBe('0.00');
  });
  it('shows a dash for what is not known', () => {
    for (const text of [fixed(null), percent(undefined), count(NaN), plain(Infinity), large(null), range(null, null), duration(null)]) expect(text).toBe('–');
  });
  it('keeps a half-known interval visible', () => expect(range(0.2, null)).toBe('0.20 to –'));
  it('groups thousands and names millions', () => {
    expect(count(1234567)).toBe('1,234,567');
    expect(large(4.87e6)).toBe('4.9 million');
    expect(large(4.05e8)).toBe('405 million');
    expect(large(2.25e9)).toBe('2.3 billion');
    expect(large(999)).toBe('999');
  });
  it('writes each statistic in its usual form', () => {
    expect(statistic('proportion', 0.516)).toBe('51.6%');
    expect(statistic('r', -0.19)).toBe('−0.19');
    expect(statistic('hazard', 0.0386)).toBe('0.039');
  });
  it('keeps four significant digits of a parameter', () => {
    expect(plain(0.000123456)).toBe('0.0001235');
    expect(plain(1)).toBe('1');
  });
});

describe('words', () => {
  it('joins lists', () => {
    expect(list([])).toBe('');
    expect(list(['a'])).toBe('a');
    expect(list(['a', 'b', 'c'])).toBe('a, b and c');
  });
  it('changes the first letter only where it is a plain word', () => {
    expect(lower('Generation 1')).toBe('generation 1');
    expect(lower('ECR anxiety')).toBe('ECR anxiety');
    expect(capital('mother')).toBe('Mother');
  });
  it('counts one and many', () => {
    expect(plural(1, 'row')).toBe('1 row');
    expect(plural(0, 'row')).toBe('0 rows');
    expect(plural(2, 'person', 'people')).toBe('2 people');
    expect([0, 1, 2].map((n) => verb(n, 'feel less safe'))).toEqual(['feel less safe', 'feels less safe', 'feel less safe']);
    expect(['are', 'were', 'have', 'do', 'differ'].map((many) => verb(1, many))).toEqual(['is', 'was', 'has', 'does', 'differs']);
  });
  it('turns minutes into day and clock', () => {
    expect(clock(0)).toBe('day 1, 00:00');
    expect(clock(1440 + 14 * 60 + 5.9)).toBe('day 2, 14:05');
  });
  it('breaks labels between words only', () => {
    expect(wrap('maternal sensitivity with security', 15)).toEqual(['maternal', 'sensitivity', 'with security']);
    expect(wrap('unbreakable', 4)).toEqual(['unbreakable']);
    expect(wrap('', 4)).toEqual(['']);
  });
  it('names durations', () => {
    expect(duration(3.21)).toBe('3.2 s');
    expect(duration(83.2)).toBe('1 min 23 s');
    expect(duration(7260)).toBe('2 h 1 min');
  });
});
