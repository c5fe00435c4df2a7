import { describe, expect, test } from 'vitest';
import { LifeChangeKind_names, LifeEventKind_names, limits, type Figure, type LifeAnswer, type LifeEventKind, type LifeNeighbours, type LifeStory } from '../../src/generated/api';
import { between } from '../../src/lib/taken';
import { ages_of, change_of, first_ideas, kind_of, kinds, not_taken, request_of, way_of, ways } from '../../src/rooms/life/request';
import { only_here, told } from '../../src/rooms/life/story';
import { at_age, both_sentence, degree, group_names, group_of, group_order, hard_kinds, lines, moved, moved_sentence, names_of, people_of, rows_of, spans, tenths } from '../../src/rooms/life/words';

const ages = [0, 0.5, 1, 1.5, 2];
const flat = (x: number) => ages.map(() => x);
const figure = (name: string, role: Figure['role'], from: number, until: number, share = 0.5): Figure => ({ role, name, from, until, ages: ages.filter((a) => a >= from && a <= until), share: ages.filter((a) => a >= from && a <= until).map(() => share), mu: [], bond: [] });
const event = (age: number, kind: LifeEventKind, text: string = kind) => ({ age, kind, text });
const story = (mu: number, events: LifeStory['events'] = [], figures: Figure[] = []): LifeStory => ({
  ages, died: null, events, figures, measures: [],
  course: { mu: flat(mu), nu: flat(0.2), kappa: flat(0.1), phi: flat(0), security: flat(0.5), distress: flat(0.1), load: flat(0), depression: flat(0), anxiety: flat(0), trauma: flat(0), substance: flat(0), satisfaction: ages.map(() => null), withdrawal: flat(0) },
});

describe('the request', () => {
  test('every change of the engine is offered in words, at an age within its limits', () => {
    expect(kinds.map((k) => k.kind).sort()).toEqual([...LifeChangeKind_names].sort());
    for (const k of kinds) {
      expect(k.usual).toBeGreaterThanOrEqual(k.from);
      expect(k.usual).toBeLessThanOrEqual(limits.LifeChange.age.high);
    }
  });
  test('every first idea is a change that can be asked for', () => {
    for (const idea of first_ideas) expect(change_of(new URLSearchParams(idea.set))?.kind).toBe(idea.set['change']);
    expect(change_of(new URLSearchParams(first_ideas[0]!.set))?.care).toEqual(way_of('steady').care);
  });
  test('ways of a carer lie within the limits of care', () => {
    for (const { care } of ways) for (const [name, value] of Object.entries(care ?? {})) {
      const { low, high } = limits.Care[name as keyof typeof limits.Care];
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    }
  });
  test('a broken link asks for the usual life', () => {
    const usual = request_of(new URLSearchParams());
    expect(request_of(new URLSearchParams('seed=x&who=-4&until=900&carer=monster&change=magic&age=3'))).toEqual(usual);
    expect(usual.change).toBeUndefined();
    expect(usual.who, 'the engine chooses the most typical one').toBeUndefined();
    expect(request_of(new URLSearchParams('change=therapy&age=500&months=-2')).change).toMatchObject({ kind: 'therapy', age: kind_of('therapy')?.usual, months: 12 });
  });
  test('what a link says and the room does not take is named, ages of a change within the story included', () => {
    const keys = (link: string) => not_taken(new URLSearchParams(link)).map((f) => f.key);
    expect(keys('seed=x&who=-4&until=900&carer=monster&change=magic&age=3')).toEqual(['carer', 'until', 'change', 'who', 'seed']);
    for (const age of ['200', '-4', '17', '60', 'x']) expect(keys(`change=secure_partner&age=${age}`), age).toEqual(['age']);
    expect(keys('change=secure_partner&age=59')).toEqual([]);
    expect(between(ages_of(kind_of('secure_partner')!, 60))).toBe('between 18 and 59');
    expect(keys('change=loss&age=12&way=steady')).toEqual([]);
    expect(keys('change=care_change&age=3&way=')).toEqual([]);
  });
});

describe('the story', () => {
  test('every event of the engine has a group with words and a row', () => {
    for (const kind of LifeEventKind_names) {
      expect(group_names[group_of(kind)]).toBeTruthy();
      expect(group_order).toContain(group_of(kind));
    }
  });
  test('a stretch runs from its beginning to its end; an open one to the end of the story', () => {
    const s = story(0.5, [event(0.5, 'onset_depression'), event(0.7, 'onset_depression'), event(1, 'remission_depression'), event(1.5, 'therapy_start')]);
    expect(spans(s)).toEqual([{ name: 'low mood', from: 0.5, until: 1 }, { name: 'therapy', from: 1.5, until: 2 }]);
    expect(spans({ ...s, died: 1.8 }).at(-1)?.until).toBe(1.8);
  });
  test('figures share a row only when they never overlap and play the same part', () => {
    // names of a row never run into one another, whatever the width; who is left out is the earlier one
    const former = [figure('former partner 2', 'ex', 0.5, 1), figure('former partner 3', 'ex', 1, 1.5), figure('former partner 4', 'ex', 1.5, 2)];
    for (const width of [60, 240, 390, 900]) {
      const named = names_of(former, (age) => (age / 2) * width, width).sort((a, b) => a.x - b.x);
      named.forEach((name, k) => expect(name.x + name.text.length * 6.3).toBeLessThanOrEqual(named[k + 1]?.x ?? Math.max(width, 101)));
      expect(named.at(-1)?.text).toBe('former partner 4');
    }
    expect(people_of([...former, figure('partner 2', 'partner', 0, 0.5), figure('friend 1', 'friend', 0, 1)])).toBe(4);
    const rows = rows_of([figure('partner 2', 'partner', 1.5, 2), figure('mother', 'mother', 0, 2), figure('partner 1', 'partner', 0.5, 1), figure('friend 1', 'friend', 1, 2), figure('friend 2', 'friend', 1.5, 2)]);
    expect(rows.map((r) => r.map((f) => f.name))).toEqual([['mother'], ['partner 1', 'partner 2'], ['friend 1'], ['friend 2']]);
  });
  test('tells whom this person turns to at an age, most first, and nothing after the end', () => {
    const s = story(0.62, [event(0.5, 'onset_depression')], [figure('mother', 'mother', 0, 1, 0.3), figure('father', 'father', 0, 2, 0.6), figure('aunt', 'carer', 0, 2, 0.01)]);
    expect(at_age(s, 0.5).join(' ')).toBe('Turns to father and mother. Expects an answer about 6 in 10 times, and to be turned away about 1 in 10 times. Just now: low mood.');
    expect(at_age(s, 2)[0]).toBe('Turns to father.');
    expect(at_age(story(0.5), 1)[0]).toBe('Turns to nobody in particular.');
    expect(at_age({ ...s, died: 1 }, 1.5)).toEqual(['This life ended at 1.']);
  });
  test('what is only in one life is marked, with a year of grace', () => {
    const [a, b] = [told(story(0.5, [event(20, 'union_start', 'moved in'), event(10, 'loss', 'lost')])), told(story(0.5, [event(21.2, 'union_start', 'moved in')]))];
    expect(a.map((r) => r.age)).toEqual([10, 20]);
    expect(a.map((r) => only_here(r, b))).toEqual([true, false]);
  });
});

describe('words', () => {
  test('shares become tenths, degrees become words, unknown stays unknown', () => {
    expect([0.01, 0.62, 0.99, null].map(tenths)).toEqual(['hardly ever', 'about 6 in 10 times', 'nearly always', 'not known']);
    expect(degree('security', 0.7)).toBe('mostly');
    expect(degree('distress', 7)).toBe('very much');
    expect(degree('distress', undefined)).toBe('not known');
  });
  const near = (values: number[]): LifeNeighbours => ({ of: values.length, security: values.map(flat), distress: values.map(flat), mu: values.map(flat), kappa: values.map(flat) });
  const mu = lines.find((l) => l.key === 'mu')!;
  test('others are counted pair by pair, and one who died is left out', () => {
    const plain = near([0.5, 0.5, 0.5, 0.5]);
    const changed = { ...near([0.6, 0.51, 0.4, 0.9]), mu: [flat(0.6), flat(0.51), flat(0.4), [0.9]] };
    expect(moved(plain, changed, 'mu', 3)).toMatchObject({ up: 1, same: 1, down: 1, of: 3, median: expect.closeTo(0.01) as number });
    expect(moved_sentence(mu, moved(plain, changed, 'mu', 0))).toBe('Of 4 others with the same change, 2 expect more; 1 expects less, and for 1 it is about the same.');
    expect(moved_sentence(mu, moved(plain, plain, 'mu', 0))).toBe('For all 4 others it is about the same.');
    expect(moved_sentence(mu, moved(near([]), near([]), 'mu', 0))).toContain('Nobody is left');
    // one is one, in every line
    for (const line of lines) expect(moved_sentence(line, { up: 0, same: 0, down: 1, of: 1, median: 0, low: 0, high: 0 })).toMatch(/^Of 1 other with the same change, 1 (expects|feels|is) /);
    expect(moved_sentence(mu, { up: 0, same: 1, down: 0, of: 1, median: 0, low: 0, high: 0 })).toBe('For the one other it is about the same.');
  });
  test('after a blow nobody feels safer for it: heavier first, the rest is said of later life', () => {
    const security = lines.find((l) => l.key === 'security')!;
    const m = { up: 9, same: 8, down: 3, of: 20, median: 0, low: 0, high: 0 };
    for (const kind of hard_kinds) expect(kinds.map((k) => k.kind as string)).toContain(kind);
    expect(moved_sentence(security, m, true)).toBe('Of 20 others with the same change, 3 feel less safe; for 8 it is about the same, and for 9 later life took a lighter way.');
    for (const line of lines) expect(moved_sentence(line, m, true)).not.toMatch(/safer|expect more/);
  });
  const answer = (changed?: LifeStory): LifeAnswer => ({ kind: 'life', digest: '', person: { index: 0, female: true, care: way_of('steady').care! }, plain: story(0.5), ...(changed ? { changed } : {}), neighbours: near([]), words: [] });
  test('both lives are told as a difference at an age', () => {
    expect(both_sentence(answer(), mu, 2)).toBe('At 2: about 5 in 10 times.');
    expect(both_sentence(answer(story(0.71)), mu, 2)).toBe('At 2: about 5 in 10 times as it was, about 7 in 10 times with the change (21 in 100 more).');
    expect(both_sentence(answer(story(0.51)), mu, 2)).toBe('At 2: about 5 in 10 times in both lives, about the same.');
    expect(both_sentence(answer(story(0.54)), mu, 2)).toBe('At 2: about 5 in 10 times in both lives, 4 in 100 more with the change.');
    const shaken = { ...story(0.5), course: { ...story(0.5).course, security: flat(0.46) } };
    expect(both_sentence(answer(shaken), lines.find((l) => l.key === 'security')!, 2)).toBe('At 2: half and half in both lives, a little less with the change.');
  });
  test('no sentence of the room speaks of fate, of a kind of person or of an illness', () => {
    const said = [...kinds.flatMap((k) => [k.says, k.note]), ...ways.map((w) => w.says), ...lines.flatMap((l) => [l.title, l.up, l.down]), ...Object.values(group_names)].join(' ');
    expect(said).not.toMatch(/\b(avoidant|anxious|disorgani[sz]ed|insecure|disorder|patient|fate|always will|doomed|will be)\b/i);
  });
});
