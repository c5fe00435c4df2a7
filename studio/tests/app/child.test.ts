import { describe, expect, test } from 'vitest';
import { Behaviour_names, limits, type Film, type YearAnswer } from '../../src/generated/api';
import { not_taken_words } from '../../src/lib/taken';
import { dial_names, not_taken, other_steadiness, read, request_of, turn_of, usual, value_of, write } from '../../src/rooms/child/setting';
import { blocks, loud_share, parting_step, places, pose, telling_step } from '../../src/rooms/child/stage';
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
  test('setting and link agree; of a broken link nothing is clipped, and what was not taken is named', () => {
    const odd = { care: { response: 0.42, consistency: 0.61, rebuff: 0.9, fright: 0.3 }, steady: 20, child: 7, seed: 9 };
    expect(read(new URLSearchParams(write(odd)))).toEqual(odd);
    expect(read(new URLSearchParams())).toEqual(usual);
    const broken = new URLSearchParams('response=7&consistency=-1&rebuff=x&fright=&steady=1e9&child=99&seed=-3&rebuf=0.9');
    expect(read(broken)).toEqual(usual);
    expect(not_taken(broken).map((f) => f.key)).toEqual(['response', 'consistency', 'rebuff', 'steady', 'child', 'seed', 'rebuf']);
    expect(not_taken_words(not_taken(new URLSearchParams('response=7&rebuf=0.9')))).toBe('Not taken from this link, so the usual stands there: response=7 (not a number between 0 and 1); rebuf=0.9 (no such setting here).');
    expect(not_taken(new URLSearchParams(write(odd)))).toEqual([]);
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
  test('the marks of crying stand away from the carer', () => {
    for (const behaviour of Behaviour_names)
      for (const held of [false, true]) {
        const at = pose(film({ behaviour: Array(4).fill(behaviour) as Film['behaviour'], held: Array(4).fill(held) as boolean[] }), 0);
        expect(Math.abs(at.x + 20 * at.away - places.carer)).toBeGreaterThan(Math.abs(at.x - places.carer));
      }
  });
  test('the film opens on the return in which most is done, not on the first step', () => {
    const returns = (first: Film['behaviour'], second: Film['behaviour']) =>
      film({ behaviour: ['play', ...first, ...second], episodes: [{ number: 1, first: 0, steps: 1 }, { number: 5, first: 1, steps: 2 }, { number: 8, first: 3, steps: 2 }].map((e) => ({ ...e, title: '', figure: true, stranger: false })) });
    expect(telling_step(returns(['contact', 'contact'], ['play', 'play']))).toBe(1);
    expect(telling_step(returns(['contact', 'play'], ['resist', 'resist']))).toBe(3);
    expect(telling_step(returns(['play', 'play'], ['play', 'play']))).toBe(3);
  });
  test('two films open where only one child is loud, and loudness is counted in the returns alone', () => {
    const returns = (...all: Film['behaviour']) =>
      film({ behaviour: ['call', ...all], episode: [4, 5, 5, 8, 8], crying: all.map(() => false), episodes: [{ number: 4, first: 0, steps: 1 }, { number: 5, first: 1, steps: 2 }, { number: 8, first: 3, steps: 2 }].map((e) => ({ ...e, title: '', figure: e.number !== 4, stranger: false })) });
    const [calm, cross] = [returns('approach', 'contact', 'contact', 'play'), returns('approach', 'contact', 'resist', 'resist')];
    expect(loud_share(calm)).toBe(0);
    expect(loud_share(cross)).toBe(0.5);
    expect(parting_step(calm, cross)).toBe(3);
    expect(parting_step(cross, cross)).toBe(telling_step(cross));
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
    expect(words.hidden(film({}), 0.25)).toBe(20);
    expect(words.hidden_words(film({}), 0.25)).toMatch(/20 seconds this child looked quiet/);
    expect(words.hidden_words(film({ arousal: [0, 0, 1, 0] }), 0.25)).toMatch(/could be seen/);
  });
  test('a step', () => expect(words.now(film({}), 2, 0.25)).toBe('The child calls and cries; very stirred up inside.'));
  test('calm has a threshold of its own, whatever else the films hold', () => {
    expect(words.stirred(0.3, 0.25)).toBe('a bit stirred up inside');
    expect(words.stirred(0.2, 0.25)).toBe('calm inside');
  });
  test('nobody is turned away from while alone', () => {
    const alone = film({ behaviour: ['play', 'turn_away', 'turn_away', 'play'] });
    expect([0, 1, 2, 3].map((i) => words.seen(alone, i))).toEqual(['plays', 'turns away', 'keeps still', 'plays on']);
  });
  test('the dial of pushing away says of what it is a share', () => expect(words.dials.rebuff.title).toBe('When there is no answer: pushed away'));
  test('why this child is followed is told, and counted', () => {
    const visits = (...classes: string[]) => ({ visits: classes.map((c) => ({ class: c })) });
    const of = (child: number, compare?: unknown) => ({ child, care: visits('secure', 'secure', 'avoidant'), compare }) as unknown as YearAnswer;
    expect(words.chosen_for_you(of(1))).toBe('Child 2 is followed, whose visit is most like the others.');
    expect(words.chosen_for_you(of(1, visits('secure', 'resistant', 'avoidant')))).toContain('read another way with the second carer. So it is for 1 of 3.');
  });
  test('the reading is of a visit, not of a child', () => {
    for (const name of words.classes) expect(words.one_reading(name)).toMatch(/one visit, not a kind of child/);
    expect(words.counts({ secure: 11, avoidant: 9, resistant: 0, disorganized: 0 })).toMatch(/^Of 20 children .* 11 as “.*” and 9 as “/);
  });
});
