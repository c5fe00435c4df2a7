import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/notebook/book.svelte';
import { skills } from '../../src/notebook/practice';
import { readable_page } from '../../src/notebook/readable';
import { entries_of, in_pieces } from '../../src/notebook/shape';

const saved = '2026-11-29T10:00:00Z';
const good: Entry[] = [
  { id: 1, kind: 'check_in', saved, content: { who: 'partner', name: 'Ada', items: 'own-1', answers: { w1: 3, d1: 'does not fit' } } },
  { id: 2, kind: 'diary', saved, content: { day: '2026-11-29', ease: null, words: 'a line', event: true } },
  { id: 3, kind: 'helper_sheet', saved, content: { about: '', loop: '', tried: '', lines: 3 } },
  { id: 4, kind: 'card', saved, content: { words: 'ten minutes' } },
  { id: 7, kind: 'letting_go', saved, content: { name: 'Ada', love: '', need: '', holds: { time: 3, fear: 0 }, safe: '' } },
  { id: 8, kind: 'partner_card', saved, content: { card: '0123456789abcdef', from: 'Bo', made: '2026-11-29', until: '2026-12-29', phrases: ['Wait for me.'], place: null, mine: true, withdrawn: false } },
  { id: 9, kind: 'partner_picture', saved, content: { name: 'Bo', worry: 2.5, distance: 4 } },
  { id: 6, kind: 'feedback', saved, content: { page: 'ease', words: 'too short' } },
  { id: 5, kind: 'practice', saved, content: { skill: 'calm', day: '2026-11-29', plan: 'if, then', words: '' } },
];
const copy = (entries: unknown) => JSON.stringify({ form: 1, next: 9, entries });

// One of each kind that the list above has not.
const others: Entry[] = [
  { id: 10, kind: 'helper', saved, content: { name: 'Dr. Bright', what: 'helper', kind: 'therapist', approach: 'talking', languages: 'Deutsch', price: 90, a_week: 0.5, insurance: 'pays half', contact: 'by post', questions: 'how long?', notes: 'kind' } },
  { id: 11, kind: 'letter', saved, content: { to: 'b@example.org', words: 'Dear B,\nhello' } },
  { id: 12, kind: 'appointment', saved, content: { title: 'Call', day: '2026-12-24', time: '10:30', minutes: 50, weeks: 3 } },
  { id: 13, kind: 'answers', saved, content: { key: 'phq_9', title: 'PHQ-9', source: 'a work', authored: '2026-11-28', about: 'me', scores: [], answers: [{ item: 'phq_1', value: 2 }, { item: 'phq_2', value: null }], notes: ['one was missing'] } },
];

describe('a page to read', () => {
  // Every word that somebody wrote, wherever it stands in an entry.
  const words_in = (x: unknown): string[] => (typeof x === 'string' ? [x] : typeof x === 'object' && x !== null ? Object.values(x).flatMap(words_in) : []);
  const coded = /^(\d{4}-\d\d-\d\d|own-1|phq_9|partner|helper|calm|[0-9a-f]{16}|a work|)$/; // told in words of the page
  test('holds every word of every kind of entry', () => {
    const page = readable_page([...good, ...others], '2026-11-30');
    expect(new Set([...good, ...others].map(({ kind }) => kind)).size).toBe(13);
    for (const { kind, content } of [...good, ...others]) for (const words of words_in(content).filter((text) => !coded.test(text))) expect(page, `${kind}: ${words}`).toContain(words);
    for (const said of ['29 November 2026', 'Come down together', 'the time I have put in', 'a lot', 'I look again and again whether Ada has written.', 'about half the time', '24 December 2026', '195.67 a month', 'no answer']) expect(page).toContain(said);
    expect(readable_page([], '2026-11-30')).toContain('nothing in it yet');
  });
  test('shows what was typed as it was typed, runs nothing and fetches nothing', () => {
    const typed = `<script>alert(1)</script> <img src="http://example.org/x"> & "so"`;
    const page = readable_page([{ id: 1, kind: 'card', saved, content: { words: typed } }, { id: 2, kind: 'feedback', saved, content: { page: typed, words: typed } }], '2026-11-30');
    const shown = new DOMParser().parseFromString(page, 'text/html');
    expect(shown.querySelectorAll('script, img, link, iframe, a')).toHaveLength(0);
    expect([...shown.querySelectorAll('dd')].map((dd) => dd.textContent)).toEqual([typed, typed, typed]);
    expect(page).toContain("default-src 'none'");
  });
});

describe('a readable copy', () => {
  test('of every kind of entry is taken as it is', () => {
    expect(entries_of(copy(good))).toEqual(good);
    expect(entries_of(copy([]))).toEqual([]);
  });
  test('that a room could not show is refused in a sentence, and nothing of it is taken', () => {
    const with_content = (i: number, patch: object) => copy(good.map((entry, k) => (k === i ? { ...entry, content: { ...entry.content, ...patch } } : entry)));
    const odd = [
      '', 'words', '[]', 'null', '{}', copy('x'), copy([1]), copy([null]), copy([{ kind: 'diary' }]),
      copy([{ ...good[0], kind: 'other' }]), copy([{ ...good[0], kind: 'toString' }]), copy([{ ...good[0], saved: 3 }]), copy([{ ...good[0], content: [] }]),
      with_content(0, { who: 'nobody' }), with_content(0, { answers: { w1: 6 } }), with_content(0, { answers: null }), with_content(0, { answers: { w1: null } }), with_content(0, { name: {} }),
      with_content(1, { day: 'yesterday' }), with_content(1, { day: '2026-13-41' }), with_content(1, { ease: 2.5 }), with_content(1, { words: null }), with_content(1, { event: 'yes' }),
      with_content(2, { lines: '3' }), with_content(2, { about: 7 }), with_content(3, { words: [] }), with_content(4, { holds: { time: 5 } }), with_content(4, { holds: { wrath: 1 } }), with_content(4, { love: null }), with_content(5, { card: 'x' }), with_content(5, { until: '' }), with_content(5, { place: { worry: { mean: 9 } } }), with_content(6, { worry: 0 }), with_content(7, { page: 3 }), with_content(8, { skill: 'flying' }), with_content(8, { plan: undefined }), with_content(8, { times: -1 }),
    ];
    for (const text of odd) expect(typeof entries_of(text), text).toBe('string');
  });
  test('is sent in pieces that fit into a request, none lost, none twice', () => {
    const many = Array.from({ length: 300 }, (_, i): Entry => ({ id: i, kind: 'card', saved, content: { words: `${i} ${'ü'.repeat(5000)}` } }));
    const pieces = in_pieces(many);
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.flat()).toEqual(many);
    for (const piece of pieces) expect(new TextEncoder().encode(JSON.stringify({ entries: piece })).length).toBeLessThan(900_000);
    expect(in_pieces([])).toEqual([]);
  });
});

describe('the skills', () => {
  test('are five for two, eight for one, six steps of letting go and six for carers, each with something to do now and a plan of the form if-then', () => {
    expect(skills.filter((skill) => skill.for_whom === 'two')).toHaveLength(5);
    expect(skills.filter((skill) => skill.for_whom === 'one')).toHaveLength(8);
    for (const for_whom of ['letting-go', 'child']) expect(skills.filter((skill) => skill.for_whom === for_whom)).toHaveLength(6);
    expect(new Set(skills.map((skill) => skill.id)).size).toBe(skills.length);
    for (const skill of skills) {
      expect(skill.plan).toMatch(/^If .*, then .*[.?]$/);
      expect(skill.now.length).toBeGreaterThan(20);
      for (const sentence of `${skill.what} ${skill.now} ${skill.plan}`.split(/(?<=[.?!])\s+/)) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(30);
    }
  });
});
