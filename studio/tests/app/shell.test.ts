import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { age_of, countries, first_country, region_of, tel } from '../../src/app/help';
import { keep_focus } from '../../src/app/keep_focus';
import { changed_keys, hash_of, place_of, same_choice } from '../../src/app/link';
import { load, rooms, title_of } from '../../src/app/routes';
import { setting_words } from '../../src/app/setting_words';
import type { HelpLine, HelpLines } from '../../src/generated/api';
import { ApiError, get, in_words, problems_of, told } from '../../src/lib/api';
import { engine } from '../../src/lib/engine.svelte';

const line = (part: Partial<HelpLine>): HelpLine => ({ country: 'GB', name: 'x', number: '1', web: null, hours: '', for_whom: '', checked_on: '2026-11-01', ...part });

describe('links', () => {
  test('are read and written', () => {
    const place = place_of('#/two?moment=late_reply&a=3%2C4');
    expect(place.name).toBe('two');
    expect(place.setting.get('a')).toBe('3,4');
    expect(place_of(hash_of('child', { care: 'a&b=c', x: '1' })).setting.get('care')).toBe('a&b=c');
    expect(hash_of('help')).toBe('#/help');
  });
  test('of nothing are the first page', () => {
    for (const hash of ['', '#', '#/', '#/?x=1']) expect(place_of(hash).name).toBe('');
  });
});

describe('a choice is one step back', () => {
  const of = (query: string) => new URLSearchParams(query);
  test('what two settings say differently is named', () => {
    expect(changed_keys(of('a=1&b=2'), of('b=3&c=4'))).toEqual(['a', 'b', 'c']);
    expect(changed_keys(of('a=1'), of('a=1'))).toEqual([]);
  });
  test('a slider drawn is one choice, the next touch and another thing are others', () => {
    const first = { keys: ['heat'], at: 1000 };
    expect(same_choice(null, first)).toBe(false);
    expect(same_choice(first, { keys: ['heat'], at: 1040 })).toBe(true);
    expect(same_choice(first, { keys: ['heat'], at: 2500 })).toBe(false);
    expect(same_choice(first, { keys: ['heat', 'moment'], at: 1040 })).toBe(false);
  });
});

test('focus stays where a button was that went with what it closed', async () => {
  document.body.innerHTML = '<main tabindex="-1"><div id="box"><button id="a">a</button><p><a href="#/x">b</a></p></div><section><button id="c">c</button></section></main>';
  const main = document.querySelector('main')!;
  const stop = keep_focus(main);
  const leave = async (gone: Element) => {
    gone.remove();
    await new Promise((next) => setTimeout(next));
  };
  document.getElementById('a')!.focus();
  await leave(document.getElementById('a')!);
  expect(document.activeElement?.textContent, 'what is left in its place').toBe('b');
  document.getElementById('c')!.focus();
  await leave(document.querySelector('section')!);
  expect(document.activeElement, 'the page, where nothing is left').toBe(main);
  stop();
});

test('the five rooms are routes with names; anything else is none', { timeout: 60_000 }, async () => {
  expect(rooms.map((room) => room.name)).toEqual(['two', 'child', 'life', 'generations', 'evidence']);
  // Waited for: an import that still runs when the file ends fails the whole run.
  expect((await load('two'))?.default).toBeTypeOf('function');
  expect(load('nowhere')).toBeUndefined();
  expect(load('__proto__')).toBeUndefined();
  expect([title_of('child'), title_of(''), title_of('constructor')]).toEqual(['Child and carer', 'Welcome', 'Not found']);
});

test('a setting is handed on as words that open it in another studio, without the runs of this one', () => {
  const place = place_of('#/generations?kind=couple_work&age=30&job=01-0');
  expect(setting_words(place)).toBe('Bowlby studio, Generations: kind couple work, age 30. To see it, put this behind the address of your own studio: /#/generations?kind=couple_work&age=30');
  expect(setting_words(place_of('#/evidence?part=studies&a=1&b=2'))).toContain('/#/evidence?part=studies');
  expect(setting_words(place_of('#/life'))).toContain('A life: as it opens.');
});

describe('help lines', () => {
  const help: HelpLines = { lines: [], stale_after_days: 365, note: '' };
  const now = new Date('2026-11-24');
  test('tell when a number is old or was never checked', () => {
    expect(age_of(line({}), help, now)).toBe('fresh');
    expect(age_of(line({ checked_on: '2025-11-01' }), help, now)).toBe('old');
    expect(age_of(line({ checked_on: '' }), help, now)).toBe('unchecked');
    expect(age_of(line({ checked_on: 'soon' }), help, now)).toBe('unchecked');
    expect(age_of(line({ checked_on: '2031-01-01' }), help, now)).toBe('unchecked');
  });
  test('start with the country of the browser’s language, if it is there', () => {
    const all = countries([line({ country: 'US' }), line({}), line({ country: 'DE' }), line({})]);
    expect(all).toEqual(['DE', 'GB', 'US']);
    expect(region_of('de')).toBe('DE');
    expect(first_country(all, 'en-GB')).toBe('GB');
    expect(first_country(['United Kingdom', 'Germany'], 'de-AT')).toBe('');
    expect(first_country(['United Kingdom', 'Germany'], 'de')).toBe('Germany');
    expect(first_country(all, 'not a language')).toBe('');
  });
  test('are dialled without spaces', () => expect(tel('+44 (0)808 2000-247')).toBe('tel:+4408082000247'));
});

describe('refusals', () => {
  test('carry the server’s words', () => {
    const problems = problems_of(400, { problems: [{ key: 'moment', reason: 'No such moment.', remedy: 'Did you mean late_reply?' }] });
    const error = new ApiError(400, problems);
    expect(error.message).toBe('moment: No such moment. Did you mean late_reply?');
    expect(in_words(error)).toEqual(['No such moment. Did you mean late_reply?']);
  });
  test('of another shape still give a sentence', () => {
    for (const body of [null, 'x', {}, { problems: [] }, { problems: [1, null] }]) expect(problems_of(500, body)[0]?.reason).toMatch(/500/);
    expect(problems_of(403, null)[0]?.remedy).toMatch(/address/);
  });
  test('are sentences with a full stop, however the server wrote them', () => {
    const said = in_words(new ApiError(403, [{ key: '', reason: 'this request carries no key, or a wrong one', remedy: 'Open the link' }]));
    expect(said).toEqual(['This request carries no key, or a wrong one. Open the link.']);
    expect(told({ reason: 'press_effort is unknown', remedy: '' })).toBe('press_effort is unknown.');
  });
});

describe('the engine', () => {
  test('that does not answer is told of on every page until it answers again', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(get('jobs')).rejects.toThrow('The engine has stopped. Start it and open its link.');
    expect(engine.gone).toBe(true);
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"jobs":[]}')));
    await get('jobs');
    expect(engine.gone).toBe(false);
    vi.unstubAllGlobals();
  });
});

test('the dark theme by choice is the dark theme of the system', () => {
  const rules = (file: string, from: RegExp) => {
    const text = readFileSync(file, 'utf8');
    const at = text.search(from);
    expect(at).toBeGreaterThan(0);
    return (/\{([^}]*)\}/.exec(text.slice(at))?.[1] ?? '').match(/--[\w-]+:[^;]+/g) ?? [];
  };
  const system = rules('src/theme.css', /:root:not\(\[data-theme='light'\]\)/);
  expect(system.length).toBeGreaterThan(15);
  expect(rules('src/app/app.css', /:root\[data-theme='dark'\]/)).toEqual(system);
});
