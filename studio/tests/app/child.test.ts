import { describe, expect, test } from 'vitest';
import { Behaviour_names, limits, type Film } from '../../src/generated/api';
import { dial_names, other_steadiness, read, request_of, turn_of, usual, value_of, write } from '../../src/rooms/child/setting';
import { blocks, most_arousal, places, pose } from '../../src/rooms/child/stage';
import * as words from '../../src/rooms/child/words';

describe('the dials', () => {
  test('turn to the whole range and back', () => {
    for (const name of dial_names)
      for (let turn = 0; turn <= 100; turn += 2) {
        const value = value_of(name, turn);
        expect(value).toBeGreaterThanOrEqual(limits.Care[name].low);
        expect(value).toBeLessThanOrEqual(limits.Care[name].high);
        expect(turn_of(name, value)).toBe(turn);
        expect(words.dial_word(name, turn)).not.toBe('');
      }
    expect(value_of('consistency', 100)).toBe(40);
    expect(value_of('consistency', 0)).toBe(0.3);
  });
  test('setting and link agree; a broken link stays within bounds', () => {
    const odd = { care: { response: 0.42, consistency: 0.61, rebuff: 0.9, fright: 0.3 }, steady: 20, child: 7, seed: 9 };
    expect(read(new URLSearchParams(write(odd)))).toEqual(odd);
    expect(read(new URLSearchParams())).toEqual(usual);
    const bad = read(new URLSearchParams('response=7&consistency=-1&rebuff=x&fright=&steady=1e9&child=99&seed=-3'));
    expect(bad).toEqual({ care: { response: 1, consistency: 0.3, rebuff: usual.care.rebuff, fright: usual.care.fright }, steady: 40, child: 19, seed: 0 });
  });
  test('the second carer differs in steadiness only', () => {
    const request = request_of({ ...usual, steady: other_steadiness(usual.care.consistency) });
    expect(request.compare).toEqual({ ...usual.care, consistency: 0.6 });
    expect(request_of(usual).compare).toBeUndefined();
    expect(other_steadiness(0.6)).toBeGreaterThan(2);
  });
});

const film = (part: Partial<Film>): Film => ({
  seconds: [0, 20, 40, 60],
  episode: [1, 1, 2, 2],
  behaviour: ['play', 'turn_away', 'call', 'contact'],
  crying: [false, false, true, false],
  held: [false, false, false, true],
  arousal: [0.1, 0.9, 1, 0.6],
  activation: [0, 0, 0, 0],
  contact: [false, false, false, true],
  episodes: [
    { number: 1, title: 'Both', first: 0, steps: 2, figure: true, stranger: false },
    { number: 2, title: 'Alone', first: 2, steps: 2, figure: false, stranger: false },
  ],
  ...part,
});

describe('the drawn room', () => {
  test('holds every behaviour, with and without the carer, on the floor of the room', () => {
    for (const behaviour of Behaviour_names)
      for (const i of [0, 2]) {
        const at = pose(film({ behaviour: Array(4).fill(behaviour) as Film['behaviour'], held: [false, false, false, false] }), i);
        expect(at.x).toBeGreaterThan(10);
        expect(at.x).toBeLessThan(390);
      }
  });
  test('closeness is near the carer, turning away is far and faces away', () => {
    const near = pose(film({ behaviour: ['contact', 'play', 'play', 'play'] }), 0);
    const away = pose(film({}), 1);
    expect(Math.abs(near.x - places.carer)).toBeLessThan(40);
    expect(away.x - places.carer).toBeGreaterThan(100);
    expect(away.facing).toBe(1);
  });
  test('blocks end with an episode', () => {
    expect(blocks(film({ behaviour: ['play', 'play', 'play', 'call'] }))).toEqual([
      { behaviour: 'play', first: 0, until: 2 },
      { behaviour: 'play', first: 2, until: 3 },
      { behaviour: 'call', first: 3, until: 4 },
    ]);
  });
});

describe('words', () => {
  test('quiet but stirred up is told', () => {
    expect(words.hidden(film({}), most_arousal([film({})]))).toBe(20);
    expect(words.hidden_words(film({}), 1)).toMatch(/20 seconds this child looked quiet/);
    expect(words.hidden_words(film({ arousal: [0, 0, 1, 0] }), 1)).toMatch(/could be seen/);
  });
  test('a step', () => expect(words.now(film({}), 2, 1)).toBe('The child calls and cries; very stirred up inside.'));
  test('the reading is of a visit, not of a child', () => {
    for (const name of words.classes) expect(words.one_reading(name)).toMatch(/one visit, not a kind of child/);
    expect(words.counts({ secure: 11, avoidant: 9, resistant: 0, disorganized: 0 })).toMatch(/^Of 20 children .* 11 as “.*” and 9 as “/);
  });
});
