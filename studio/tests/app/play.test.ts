import { describe, expect, test } from 'vitest';
import type { Lane, PlayAnswer } from '../../src/generated/api';
import * as words from '../../src/app/play/words';

const lane = (shows: Lane['shows'], distress = shows.map(() => 0.6)): Lane => ({
  shows,
  sees: shows.map(() => null),
  distress,
  activation: shows.map(() => 0),
  security: shows.map(() => 0),
  withdrawal: shows.map(() => 0),
  hit: shows.map(() => 0),
  worth: shows.map(() => 0.7),
  waits: shows.map(() => 0),
});
const ended = (mine: Lane, first: Lane, minutes: [number | null, number | null]): PlayAnswer => ({
  kind: 'play',
  digest: '',
  times: mine.shows.map((_, i) => 3 * i),
  turns: mine.shows.length,
  turn_minutes: 3,
  calm_below: 0.25,
  pair: 0,
  writer: mine,
  after: { first, calm_minute: minutes[0], calm_minute_first: minutes[1], sooner: { both: 11, later: 2, same: 7, of: 20 } },
  words: [],
});

describe('the evening one plays', () => {
  test('nobody writes the same line twice in a row, and who writes nothing is told so', () => {
    const shows = ['ask', 'ask', 'press', 'press', 'press', 'hold', 'explore'] as const;
    const said = shows.map((_, i) => words.note(shows, i).said);
    for (let i = 1; i < 5; ++i) expect(said[i]).not.toBe(said[i - 1]);
    expect(words.note(shows, 5)).toMatchObject({ said: '', quiet: 'starts to write, and stops' });
    expect(words.note(shows, 6).quiet).toMatch(/writes nothing/);
    expect(words.reply('later', true)).toBe('');
    expect(words.reply('now', false)).not.toBe(words.reply('now', true));
  });
  test('what is felt, breathed and turned away from is said in one line', () => {
    const of = lane(['hold'], [1.2]);
    of.withdrawal[0] = 0.4;
    expect(words.state(of, 0, 0.25)).toBe('very upset inside, and shows nothing, racing breath, turned half away');
    expect(words.state(lane(['explore'], [0.1]), 0, 0.25)).toBe('calm, slow breath');
  });
  test('the end says both evenings, and nothing of a difference where there is none', () => {
    const [mine, first] = [lane(['press', 'press'], [0.6, 0.9]), lane(['press', 'explore'], [0.6, 0.2])];
    expect(words.outcome(ended(mine, first, [null, 21]))).toBe('As you played it, Robin is not calm before sleep and insisted 2 times. Answered first, Robin is calm again after 21 minutes and insisted once.');
    expect(words.outcome(ended(first, first, [21, 21]))).toMatch(/^You answered at once each time\. Robin is calm again after 21 minutes and insisted once\./);
    expect(words.of_twenty(ended(mine, first, [60, 21]))).toMatch(/11 were calm sooner when answered first, 2 later, 7 at the same time/);
  });
});
