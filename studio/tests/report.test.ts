import { cleanup, fireEvent, render_report } from './render';
import { afterEach, describe, expect, it } from 'vitest';
import demo from '../fixtures/demo.json';
import type { PageData } from '../src/generated/report';

const page: PageData = demo;
const empty: PageData = {
  ...page,
  answers: [],
  headline: [],
  plane: { ...page.plane, groups: [] },
  class_shares: [],
  courses: [],
  transmission: { ...page.transmission, pairs: [], groups: [] },
  couples: { ...page.couples, matrix: [], patterns: [], dissolution: [] },
  arms: [],
  evidence: [],
  moments: { ...page.moments, steps: [] },
  parameters: [],
  provenance: [],
  notes: [],
};
// Every number of a value replaced by null: the worst that a study can leave unmeasured.
const unknown = <T>(value: T): T =>
  (Array.isArray(value)
    ? value.map(unknown)
    : typeof value === 'number'
      ? null
      : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ['own', 'partner', 'minute'].includes(key) ? item : unknown(item)]))
        : value) as T;

afterEach(cleanup);
const titles = () => [...document.querySelectorAll('h2')].map((h) => h.textContent);

describe('report', () => {
  it('shows every section of a full page, each picture with its words', () => {
    render_report(page);
    expect(titles()).toEqual(['Anxiety and avoidance', 'Class shares', 'Groups compared', 'Moment by moment', 'Life courses', 'Between relatives', 'Couples', 'Evidence', 'Parameters', 'Limits', 'Provenance']);
    const figures = [...document.querySelectorAll('figure')];
    expect(figures).toHaveLength(14);
    for (const figure of figures) {
      expect(figure.querySelector('h3')?.textContent).toBeTruthy();
      expect(figure.querySelector('figcaption p')?.textContent).toBeTruthy();
    }
  });

  it('answers its own question in three lines above everything else', () => {
    render_report(page);
    const lines = [...document.querySelectorAll('header .answers li')].map((li) => li.textContent);
    expect(lines).toEqual(page.answers.map((a) => `${a.asks} ${a.says}`));
    expect(document.querySelector('header h1 ~ .answers')).not.toBeNull();
  });

  it('offers each of its pictures as SVG and PNG', () => {
    render_report(page);
    for (const figure of document.querySelectorAll('figure')) expect(figure.querySelectorAll('.picture-save button')).toHaveLength(2);
  });

  it('closes its parts on a phone, each with what it found, and opens the one that is pressed, linked to or printed', () => {
    const wide = window.matchMedia;
    window.matchMedia = ((query: string) => ({ matches: query.includes('40rem'), media: query, addEventListener: () => {}, removeEventListener: () => {} })) as unknown as typeof wide;
    try {
      render_report(page);
      expect(document.querySelectorAll('figure')).toHaveLength(0);
      const rows = [...document.querySelectorAll('section.folded summary')];
      expect(rows).toHaveLength(11);
      for (const row of rows) expect(row.querySelector('span')?.textContent, row.querySelector('h2')?.textContent).toBeTruthy();
      location.hash = '#plane';
      fireEvent(window as unknown as Element, 'hashchange');
      expect(document.querySelectorAll('#plane figure')).toHaveLength(1);
      expect(document.querySelectorAll('figure')).toHaveLength(1);
      fireEvent(window as unknown as Element, 'beforeprint');
      expect(document.querySelectorAll('figure')).toHaveLength(14);
    } finally {
      window.matchMedia = wide;
      location.hash = '';
    }
  });

  it('tells beside a published number how far luck alone moves the simulated one', () => {
    render_report(page);
    expect(document.body.textContent).toContain('Each of 8 replicates by itself: mean 53.2%, standard deviation 2.1%, from 49.7% to 56.1%.');
  });

  it('draws no grid line through a label', () => {
    const long = page.arms.map((p) => ({ ...p, arms: p.arms.map((a) => ({ ...a, label: `${a.label}, told at a length that needs a line of its own` })) }));
    render_report({ ...page, arms: long });
    let lines = 0;
    for (const svg of document.querySelectorAll('svg')) {
      const upright = [...svg.querySelectorAll('line')].filter((l) => l.getAttribute('x1') === l.getAttribute('x2'));
      for (const label of svg.querySelectorAll('text.label')) {
        const places = [label, ...label.querySelectorAll('tspan')].flatMap((t) => (t.hasAttribute('y') ? [Number(t.getAttribute('y'))] : []));
        for (const y of places)
          for (const line of upright) {
            lines += 1;
            expect([Number(line.getAttribute('y1')) < y + 2 && Number(line.getAttribute('y2')) > y - 9, label.textContent]).toEqual([false, label.textContent]);
          }
      }
    }
    expect(lines, 'there are labels and lines to look at').toBeGreaterThan(50);
  });

  it('shows heading and provenance alone when nothing was measured', () => {
    render_report(empty);
    expect(titles()).toEqual(['Provenance']);
    expect(document.querySelectorAll('figure')).toHaveLength(0);
    expect(document.querySelector('h1')?.textContent).toBe('Made-up page');
  });

  it('draws no NaN when every number is unknown or every list empty', () => {
    for (const data of [{ ...unknown(page), meta: page.meta }, { ...page, plane: { ...page.plane, groups: page.plane.groups.map((g) => ({ ...g, x: [], y: [] })) }, courses: page.courses.map((c) => ({ ...c, series: c.series.map((s) => ({ ...s, age: [], median: [] })) })) }]) {
      render_report(data);
      expect(document.getElementById('target')?.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
      cleanup();
    }
  });

  it('keeps text a text', () => {
    render_report(page);
    expect(document.querySelector('#limits')?.textContent).toContain('<b>tags</b>');
    expect(document.querySelector('#limits b')).toBeNull();
  });

  it('opens the numbers of a picture as a table', () => {
    render_report(page);
    const details = document.querySelector<HTMLDetailsElement>('#shares details')!;
    expect(details.querySelector('table')).toBeNull();
    details.open = true;
    fireEvent(details, 'toggle');
    expect(details.querySelectorAll('tbody tr')).toHaveLength(page.class_shares.length);
    expect(details.querySelector('tbody tr')?.textContent).toContain('53.4%');
  });

  it('lets the keyboard read every value of a chart', () => {
    render_report(page);
    const cursor = document.querySelector<HTMLElement>('#shares [role=slider]')!;
    expect(cursor.getAttribute('aria-valuetext')).toBe('secure (B); simulated 53.4% (52% to 55%); published 51.6% (50% to 53%), INF01');
    fireEvent(cursor, 'keydown', { key: 'End' });
    expect(cursor.getAttribute('aria-valuenow')).toBe('4');
    expect(cursor.getAttribute('aria-valuetext')).toContain('disorganized (D)');
    expect(cursor.querySelector('.tip')?.textContent).toContain('disorganized (D)');
    fireEvent(cursor, 'keydown', { key: 'Escape' });
    expect(cursor.querySelector('.tip')).toBeNull();
  });

  it('filters and sorts the evidence', () => {
    render_report(page);
    const first = () => document.querySelector('#evidence tbody th')?.textContent ?? '';
    const rows = () => document.querySelectorAll('#evidence tbody tr').length;
    expect(rows()).toBe(9);
    expect(first()).toContain('INF01');
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('#evidence thead button')];
    fireEvent(buttons[3]!, 'click');
    expect(first()).toContain('NRM03');
    expect(buttons[3]!.closest('th')?.getAttribute('aria-sort')).toBe('descending');
    const search = document.querySelector<HTMLInputElement>('#evidence input')!;
    search.value = 'sensitivity';
    fireEvent(search, 'input');
    expect(rows()).toBe(3);
    search.value = 'no such words';
    fireEvent(search, 'input');
    expect(document.querySelector('#evidence tbody')?.textContent).toContain('No row fits');
  });
});
