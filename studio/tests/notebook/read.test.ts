import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/notebook/book.svelte';
import { fares, fares_all, told, type Known } from '../../src/notebook/read/evidence';
import { feedback_file } from '../../src/notebook/read/feedback';
import { pages, sheets, works } from '../../src/notebook/read/library';
import { groups_of, page_of, sheet_of } from '../../src/notebook/read/page';
import type { Claim, Target } from '../../src/rooms/evidence/types';

const text = `# A page
group: Basics
says: In one line.
note: It speaks of harm.
changed: 2026-11-30 first version
changed: 2026-12-02 a word
figure: CAR03 all carers; CAR04 mothers | How it goes
sheet: our-loop
room: practice | Practice

## Part
One thing is so. [C001, CAR03]
? And you?
`;

describe('a page to read', () => {
  test('is taken from its text', () => {
    const page = page_of('../../content/pages/12-a-page.md', text);
    expect(page).toMatchObject({ id: 'a-page', title: 'A page', group: 'Basics', says: 'In one line.', note: 'It speaks of harm.', sheet: 'our-loop', room: { at: 'practice', title: 'Practice' } });
    expect(page.changed).toEqual([{ day: '2026-11-30', what: 'first version' }, { day: '2026-12-02', what: 'a word' }]);
    expect(page.figures).toEqual([{ caption: 'How it goes', rows: [{ id: 'CAR03', label: 'all carers' }, { id: 'CAR04', label: 'mothers' }] }]);
    expect(page.parts).toEqual([
      { kind: 'heading', words: 'Part' },
      { kind: 'statement', words: 'One thing is so.', ids: ['C001', 'CAR03'] },
      { kind: 'question', words: 'And you?' },
    ]);
  });
  test('with a statement that names no source is no page', () => {
    expect(() => page_of('x.md', '# A\n\nOne thing is so.\n')).toThrow(/without its source/);
  });
  test('of the library has a group, a line, a history and statements; about thirty or more in all, each worksheet is there', () => {
    expect(pages.length).toBeGreaterThanOrEqual(30);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
    for (const page of pages) {
      expect(page.group && page.says && page.changed.length, page.id).toBeTruthy();
      expect(page.parts.filter(({ kind }) => kind === 'statement').length, page.id).toBeGreaterThanOrEqual(5);
      if (page.sheet) expect(sheets.map(({ id }) => id)).toContain(page.sheet);
    }
    expect(works.every(({ key, citation, checked }) => key && citation && checked)).toBe(true);
  });
  test('is found by any word of it', () => {
    expect(groups_of(pages, '').flatMap((group) => group.pages)).toHaveLength(pages.length);
    expect(groups_of(pages, 'JEALOUSY').flatMap((group) => group.pages).map(({ id }) => id)).toContain('watching');
    expect(groups_of(pages, 'no such word here')).toEqual([]);
  });
});

test('a worksheet has words, lines to write on and tables', () => {
  const sheet = sheet_of('a-week.md', '# A week\nsays: Seven lines.\nchanged: 2026-11-30 first version\n\nOne small thing.\n_ If this\n| Day | Done |\n| Monday |\n| Tuesday |\n_ And then?\n');
  expect(sheet.lines).toEqual([
    { kind: 'words', words: 'One small thing.' },
    { kind: 'ask', words: 'If this' },
    { kind: 'table', head: ['Day', 'Done'], rows: ['Monday', 'Tuesday'] },
    { kind: 'ask', words: 'And then?' },
  ]);
});

describe('the evidence beside a statement', () => {
  const claim = (id: string, verdict: string) => ({ id, source: '000', words: `words of ${id}`, verdict, parts: [], headlines: [] }) as unknown as Claim;
  const target = (id: string, verdict: string, simulated: number | null) =>
    ({ id, quantity: 'care with ease', population: 'mothers', statistic: 'r', published: 0.25, published_low: 0.2, published_high: 0.3, source: 'Some et al. 2020', simulated, verdict, why: 'never measured' }) as unknown as Target;
  const known: Known = {
    claims: new Map([claim('C001', 'holds'), claim('C002', 'not shown'), claim('C003', 'covered by tests')].map((one) => [one.id, one])),
    targets: new Map([target('CAR01', 'inside', 0.27), target('CAR02', 'outside', 0.5), target('CAR03', 'unmeasured', null)].map((one) => [one.id, one])),
    run: '2026-11-29',
  };
  test('tells how the model fares, and a miss is never hidden behind a hit', () => {
    expect(['C001', 'C002', 'C003', 'CAR01', 'CAR02', 'CAR03', 'steps'].map((id) => fares(id, known))).toEqual(['shows it', 'differs', 'says nothing', 'shows it', 'differs', 'says nothing', 'says nothing']);
    expect(fares_all(['C001', 'CAR02'], known)).toBe('differs');
    expect(fares_all(['C001', 'CAR03'], known)).toBe('shows it');
  });
  test('is told in words, with size, source and what the model gives', () => {
    expect(told('CAR02', known, [])).toEqual({ id: 'CAR02', what: 'care with ease; mothers: 0.25 (a link, from 0 to 1), between 0.20 and 0.30', where: 'Some et al. 2020', model: '0.50 (a link, from 0 to 1), outside' });
    expect(told('CAR03', known, []).model).toBe('never measured');
    expect(told('C002', known, []).model).toMatch(/^not shown: /);
    expect(told('steps', known, works).what).toMatch(/nobody has tried them/);
    expect(told('C999', known, works).what).toMatch(/not known/);
  });
});

test('notes on pages become one file, in the order they came', () => {
  const noted = ['ease', ''].map((page, i) => ({ id: i, kind: 'feedback', saved: `2026-11-2${i}T10:00:00Z`, content: { page, words: `note ${i} ` } })) as Entry<'feedback'>[];
  expect(feedback_file(noted, '2026-11-30')).toBe('Notes on the pages of Bowlby, saved on 2026-11-30.\n\n----\n\nPage: ease\nNoted: 2026-11-20\n\nnote 0\n\n----\n\nPage: a page that is missing\nNoted: 2026-11-21\n\nnote 1\n');
});
