import { flushSync, mount, unmount } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { FamilyTree, Generation, TreePerson } from '../../src/generated/api';
import { limits } from '../../src/generated/api';
import { job_words, not_taken, programme_words, request_of, same_request, setting_of, unset } from '../../src/rooms/generations/request';
import Tree from '../../src/rooms/generations/Tree.svelte';
import { links, name_of, next_person, place } from '../../src/rooms/generations/tree';
import { headline, measure_sentence, measures, reach, river_sentence } from '../../src/rooms/generations/words';

const none = { response: null, consistency: null, rebuff: null, fright: null };
const person = (id: number, generation: number, female: boolean, born: number, mother: number | null = null, father: number | null = null): TreePerson => ({
  id, generation, female, born, died: null, mother, father, given: none, received: none, anxiety: null, avoidance: null, infant_security: null, reached: false,
});
// Two who found a family; three children, of whom one has two with a partner from outside and one has one alone.
const family = [
  person(1, 0, true, 0), person(2, 0, false, 1),
  person(3, 1, true, 25, 1, 2), person(4, 1, false, 27, 1, 2), person(5, 1, true, 30, 1, 2),
  person(6, 1, false, 24),
  person(7, 2, true, 50, 3, 6), person(8, 2, false, 52, 3, 6), person(9, 2, false, 55, 5, null),
];

describe('a family on the page', () => {
  const placed = place(family);
  const at = (id: number) => placed.find((p) => p.person.id === id)!;
  test('everyone stands once, on the row of their generation, nobody on another', () => {
    expect(placed.map((p) => p.person.id).sort()).toEqual(family.map((p) => p.id).sort());
    for (const p of placed) expect(p.row).toBe(p.person.generation);
    for (const p of placed) for (const q of placed) if (p !== q && p.row === q.row) expect(Math.abs(p.x - q.x)).toBeGreaterThanOrEqual(1);
  });
  test('couples stand side by side, children under their parents', () => {
    expect(Math.abs(at(3).x - at(6).x)).toBe(1);
    expect((at(7).x + at(8).x) / 2).toBeCloseTo((at(3).x + at(6).x) / 2);
    expect(at(9).x).toBeCloseTo(at(5).x);
  });
  test('keys lead up, down and sideways, and never out of the family', () => {
    expect(next_person(placed, 7, 'ArrowUp')).toBe(3);
    expect(next_person(placed, 3, 'ArrowUp')).toBe(1);
    expect(next_person(placed, 1, 'ArrowUp')).toBeUndefined();
    expect(next_person(placed, 1, 'ArrowDown')).toBe(3);
    expect(next_person(placed, 7, 'ArrowRight')).toBe(8);
    expect(next_person(placed, 7, 'ArrowLeft')).toBeUndefined();
    expect(next_person(placed, 8, 'Home')).toBe(7);
    expect(next_person(placed, 7, 'End')).toBe(9);
    expect(next_person(placed, 7, 'x')).toBeUndefined();
  });
  test('every person can be reached by keys from any other', () => {
    for (const from of family) {
      const seen = new Set([from.id]);
      for (const id of seen)
        for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
          const to = next_person(placed, id, key);
          if (to !== undefined) seen.add(to);
        }
      expect(seen.size).toBe(family.length);
    }
  });
  test('names say the place in the family, and no two of a row share one', () => {
    for (const p of placed) for (const q of placed) if (p !== q && p.row === q.row) expect(name_of(p.person, placed)).not.toBe(name_of(q.person, placed));
    const name = (id: number) => name_of(at(id).person, placed);
    expect([1, 2, 3, 4, 6, 7, 8].map(name)).toEqual(['Grandmother', 'Grandfather', 'Mother 1', 'Uncle', 'Partner (he)', 'Granddaughter', 'Grandson 1']);
  });
  test('what is not known yet has one sign: hatched strokes in the legend as in the picture', () => {
    document.body.innerHTML = '';
    const shown = mount(Tree, { target: document.body, props: { tree: { people: family } as FamilyTree, title: 'One family' } });
    flushSync();
    const legend = [...document.querySelectorAll('li')].find((li) => /not yet/.test(li.textContent ?? ''))?.querySelector('path');
    const pictures = [...document.querySelectorAll('button path.none')];
    expect(pictures).toHaveLength(2 * family.length);
    for (const sign of [legend, pictures[0]]) expect(sign?.getAttribute('d')).toMatch(/^M\S+h\S+v\S+h\S+Z(M\S+L\S+){3,}$/);
    expect(legend?.getAttribute('fill'), 'a filled box would be another sign').toBe('none');
    expect(legend?.getAttribute('stroke')).toBe('var(--soft)');
    void unmount(shown);
  });
  test('a tie to somebody outside the tree is not drawn', () => {
    expect(links([...family, person(10, 2, true, 60, 99, 98)]).map((l) => l.child)).toEqual([3, 4, 5, 7, 8, 9]);
    expect(place([])).toEqual([]);
  });
});

describe('the request', () => {
  test('opens on a programme; a broken link stays within the limits', () => {
    expect(request_of(new URLSearchParams()).programme).toMatchObject({ kind: 'parenting', share: 1, dose: 1 });
    expect(request_of(new URLSearchParams('kind=none')).programme).toBeUndefined();
    // what is not taken is named, nothing is clipped or rounded in silence, and a link of this room is taken whole
    expect(not_taken(new URLSearchParams('kind=magic&age=999&dose=-1&share=7&founders=9e9&replicates=2.5&seed=-1&pepole=3')).map((f) => f.key)).toEqual(['kind', 'age', 'dose', 'share', 'seed', 'founders', 'replicates', 'pepole']);
    expect(not_taken(new URLSearchParams('kind=secure_partner&age=5'))).toMatchObject([{ key: 'age', why: expect.stringMatching(/between 18 and/) as string }]);
    expect(not_taken(new URLSearchParams('kind=none&age=30&share=0.5&months=12&job=1-2&founders=400'))).toEqual([]);
    const bad = request_of(new URLSearchParams('kind=magic&age=999&dose=-1&share=7&founders=9e9&replicates=0&seed=-1'));
    expect(bad.programme).toEqual({ kind: 'parenting', age: 24, dose: 1, share: 1 });
    expect(bad).toMatchObject({ founders: limits.LineageRequest.founders.usual, replicates: limits.LineageRequest.replicates.usual, seed: 1 });
  });
  test('is the same whatever order its keys stand in, and another one when one choice is another', () => {
    const asked = request_of(new URLSearchParams('kind=therapy&age=30&founders=400'));
    const { programme, ...rest } = asked;
    expect(same_request({ programme: { share: 1, ...programme }, ...rest }, asked)).toBe(true);
    for (const other of ['kind=parenting&age=30&founders=400', 'kind=therapy&age=40&founders=400', 'kind=therapy&age=30&founders=500', 'kind=none&founders=400'])
      expect(same_request(asked, request_of(new URLSearchParams(other)))).toBe(false);
    expect(unset(new URLSearchParams('job=x'))).toBe(true);
    expect(unset(new URLSearchParams('kind=none'))).toBe(false);
  });
  test('goes to a link and back', () => {
    const asked = request_of(new URLSearchParams('kind=therapy&age=30&dose=2&share=0.25&months=24&founders=400&replicates=3&seed=5'));
    expect(request_of(new URLSearchParams(setting_of(asked)))).toEqual(asked);
    expect(setting_of({ seed: 1 })).toMatchObject({ kind: 'none', seed: '1' });
    expect(setting_of(null)).toEqual({});
    expect(job_words({ request: { kind: 'scene', scene: 'lineage', request: asked } })).toBe('Therapy at 30, two courses, for one in four');
    expect(job_words({ request: { kind: 'scene', request: { seed: 1 } } })).toBe('No programme');
    expect(job_words(undefined)).toBe('Three generations');
    expect(programme_words(asked.programme)).toBe('Therapy at 30, two courses, for one in four');
  });
});

describe('words', () => {
  const both = (mean: number, gap: number, half: number) => ({ plain: { mean, low: mean - half, high: mean + half }, changed: { mean: mean + gap, low: mean + gap - half, high: mean + gap + half }, difference: { mean: gap, low: gap - half, high: gap + half } });
  const unknown = { plain: { mean: null, low: null, high: null } };
  const generation = (number: number, gap: number): Generation => ({
    number, people: 500 - number, bands: { edges: [-1, -0.5, 0, 0.5, 0.8, 1], plain: [0.1, 0.2, 0.3, 0.3, 0.1], changed: [0.05, 0.2, 0.3, 0.3, 0.15] },
    infant_security: unknown, secure: both(0.5, gap, 0.02), disorganized: unknown, anxiety: both(2.5, -gap, 0.02), avoidance: both(2.5, 0, 0.02), symptoms: unknown, giving: both(0.6, gap, 0.02),
  });
  const generations = [generation(1, 0.08), generation(2, 0.03), generation(3, 0.01)];
  const secure = measures.find((m) => m.key === 'secure')!;
  const anxiety = measures.find((m) => m.key === 'anxiety')!;

  test('lighter is up for some and down for others; an interval over zero is unclear; unknown stays unknown', () => {
    expect(reach(secure, both(0.5, 0.08, 0.02))).toBe('lighter');
    expect(reach(anxiety, both(2.5, 0.08, 0.02))).toBe('heavier');
    expect(reach(anxiety, both(2.5, -0.08, 0.02))).toBe('lighter');
    expect(reach(secure, both(0.5, 0.01, 0.02))).toBe('unclear');
    expect(reach(secure, unknown)).toBe('unknown');
    expect(reach(secure, both(0.5, 0, 0))).toBe('before');
  });
  test('a sentence names the clear generations and says that the others are not', () => {
    expect(measure_sentence(secure, generations)).toBe('The first people +8.0 in 100 (+6.0 to +10.0); their children +3.0 in 100 (+1.0 to +5.0). For the others the difference cannot be told from none.');
    expect(measure_sentence(secure, [generation(1, 0.001)])).toBe('In no generation can the difference be told from none.');
  });
  test('the headline counts, and promises nothing', () => {
    expect(headline(generations)[0]).toBe('For the first people (499 people): lighter on 3 of 4 counts; on 1 no difference that can be told from chance.');
    expect(headline(generations)[2]).toContain('no difference that can be told from chance');
    expect(headline([{ ...generations[0]!, giving: unknown, secure: unknown, anxiety: unknown, avoidance: unknown }])).toEqual([]);
  });
  test('who was measured before the help came is not counted as unmoved', () => {
    const early = { ...generations[0]!, secure: both(0.5, 0, 0) };
    expect(headline([early])[0]).toContain('1 measured before the help came');
    expect(measure_sentence(secure, [early])).toBe('All were measured before the help came.');
    expect(measure_sentence(secure, [early, generations[1]!])).toBe('Their children +3.0 in 100 (+1.0 to +5.0).');
  });
  test('a difference that is sure but tiny is neither help nor harm', () => {
    const tiny = { ...both(2.5, 0.01, 0.004), sd: 0.9 };
    expect(reach(anxiety, tiny)).toBe('small');
    expect(reach(anxiety, { ...both(2.5, 0.2, 0.004), sd: 0.9 })).toBe('heavier');
    expect(reach(secure, { ...both(0.5, 0.08, 0.02), sd: 0.5 })).toBe('lighter');
    const said = headline([{ ...generations[0]!, anxiety: tiny }])[0];
    expect(said).not.toContain('heavier');
    expect(said).toContain('too small a difference to notice on 1 of 4 counts');
    expect(measure_sentence(anxiety, [{ ...generations[0]!, anxiety: tiny }])).toBe('Too small to notice, less than a tenth of the spread between people: the first people +0.01 (+0.01 to +0.01).');
  });
  test('the river is told by its two upper bands', () => {
    expect(river_sentence(generations)).toBe('Comforted readily or rather readily: 40% among the first people, 40% among their grandchildren, 45% with the programme.');
  });
});
