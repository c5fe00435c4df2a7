import { expect, test, vi } from 'vitest';
import { rooms } from '../../src/app/routes';
import { file_name, lines_of } from '../../src/lib/picture';
import { example_of, examples, first_of } from '../../src/rooms/shared/examples';
import { lessons } from '../../src/rooms/shared/lessons';
import { print_only } from '../../src/rooms/shared/print';

test('a caption is broken between words, and a file has a plain name', () => {
  expect(lines_of('one two three four', 60, 13)).toEqual(['one two', 'three', 'four']);
  expect(lines_of('', 60, 13)).toEqual(['']);
  expect(file_name('What each shows, and what is underneath', 'svg')).toBe('bowlby-what-each-shows-and-what-is-underneath.svg');
  expect(file_name('???', 'png')).toBe('bowlby-picture.png');
});

test('every room has a sheet with a question, a guess, things to try and to talk about', () => {
  for (const { name } of rooms) {
    const { question, guess, tries, talk } = lessons[name];
    expect(question).toMatch(/\?$/);
    expect(guess).toMatch(/\?$/);
    expect(tries.length).toBeGreaterThan(2);
    for (const text of talk) expect(text).toMatch(/\?$/);
  }
});

test('only the part is printed, and the page is as before', () => {
  document.body.innerHTML = '<header></header><main><p id="a"></p><div><p id="b"></p><p id="c" class="unprinted"></p></div></main>';
  const off: string[] = [];
  vi.stubGlobal('print', () => off.push(...[...document.querySelectorAll('.unprinted')].map((e) => e.id || e.tagName)));
  print_only(document.getElementById('b')!);
  vi.unstubAllGlobals();
  expect(off.sort()).toEqual(['HEADER', 'a', 'c']);
  expect([...document.querySelectorAll('.unprinted')].map((e) => e.id)).toEqual(['c']);
});

test('a room without a setting opens on its example, and a setting of its own stays', () => {
  const of = (query: string, room: 'two' | 'child') => example_of(new URLSearchParams(query), room);
  expect(of('', 'two')).toEqual({ name: 'asking_quiet', fresh: true });
  expect(of('example=quiet_outside', 'child')).toEqual({ name: 'quiet_outside', fresh: true });
  expect(of('example=quiet_outside', 'two')).toEqual({ name: 'asking_quiet', fresh: true });
  expect(of('example=asking_quiet&moment=hard_talk', 'two')).toEqual({ name: 'asking_quiet', fresh: false });
  expect(of('moment=hard_talk', 'two')).toEqual({ name: null, fresh: false });
  for (const { name } of rooms) expect(examples[first_of[name]].room).toBe(name);
});
