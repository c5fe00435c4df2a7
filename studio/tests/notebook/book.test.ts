import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { book } from '../../src/notebook/book.svelte';

describe('what is written into the notebook', () => {
  let answers: ((status: number) => void)[];
  beforeEach(() => {
    answers = [];
    book.entries = [];
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      const { kind, content } = JSON.parse(String(init.body));
      const id = answers.length + 1;
      return new Promise((next) => answers.push((status) => next({ ok: status === 200, status, text: async () => JSON.stringify({ entry: { id, kind, content, saved: '2026-12-01T10:00:00Z' } }) })));
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  const one = { words: 'One line when you are late.' };

  test('by a button pressed twice is written once, and both presses hear of it', async () => {
    const both = [book.add('card', one), book.add('card', { ...one })];
    expect(answers).toHaveLength(1);
    answers[0]!(200);
    expect((await Promise.all(both)).map(({ id }) => id)).toEqual([1, 1]);
    expect(book.of('card')).toHaveLength(1);
  });
  test('again later, or in other words, is written again', async () => {
    const first = book.add('card', one);
    const other = book.add('card', { words: 'Another line.' });
    expect(answers).toHaveLength(2);
    answers.forEach((answer) => answer(200));
    await Promise.all([first, other]);
    const again = book.add('card', one);
    expect(answers).toHaveLength(3);
    answers[2]!(200);
    await again;
    expect(book.of('card')).toHaveLength(3);
  });
  test('and is refused can be tried again', async () => {
    const refused = book.add('card', one);
    answers[0]!(500);
    await expect(refused).rejects.toThrow();
    const again = book.add('card', one);
    expect(answers).toHaveLength(2);
    answers[1]!(200);
    await again;
    expect(book.of('card')).toHaveLength(1);
  });
});
