import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { labels_of, score_words } from '../../src/notebook/answers';
import { calendar, folded, is_appointment, start_of, type Appointment } from '../../src/notebook/helper/ics';
import { drafts, mail_address } from '../../src/notebook/helper/letter';
import { a_month, a_week, blank, columns, helpers_of, is_helper, kept, table_of, type Helper } from '../../src/notebook/helper/list';

const name_of_parser = 'ical.js'; // not a word that TypeScript looks up: where it is not installed, that is told
const parser = (await import(/* @vite-ignore */ name_of_parser).catch(() => null)) as { default: { parse(text: string): unknown; Component: new (of: unknown) => IcalComponent } } | null;
interface IcalComponent {
  getAllSubcomponents(name: string): IcalComponent[];
  getFirstPropertyValue(name: string): { toJSDate?: () => Date; toString(): string };
}

// libical through a few lines of Python: what it reads, or null where it is not installed.
interface Read {
  read: boolean;
  faults: number;
  as_the_standard_says: boolean;
  events: { title: string; name: string; begins: string; ends: string }[];
}
function by_libical(text: string): Read | null {
  const folder = mkdtempSync(join(tmpdir(), 'bowlby-ics-'));
  try {
    writeFileSync(join(folder, 'a.ics'), text);
    const run = spawnSync('python3', [join(__dirname, '../../../tools/check/calendar_oracle.py'), join(folder, 'a.ics')], { encoding: 'utf8' });
    return run.status === 77 || run.error ? null : (JSON.parse(run.stdout) as Read);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const libical = by_libical('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n') !== null;

const one: Appointment & { id: number } = { id: 7, title: 'Call; with B, at ten\\half', day: '2026-10-20', time: '10:30', minutes: 50, weeks: 3 };

describe('a calendar file', () => {
  test('folds lines at 75 octets without cutting a letter in two', () => {
    const long = `SUMMARY:${'äöü€😀'.repeat(30)}`;
    const lines = folded(long).split('\r\n');
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(lines.map((line, i) => (i ? line.slice(1) : line)).join('')).toBe(long);
  });
  test('has one event a week at the same hour of the clock, and no word of the notebook', () => {
    const text = calendar([one], new Date('2026-10-01T00:00:00Z'));
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(3);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replace(/PRODID.*/, '')).not.toMatch(/attach|partner|therap/i);
    for (let week = 0; week < 3; ++week) expect([start_of(one, week).getHours(), start_of(one, week).getMinutes()]).toEqual([10, 30]);
    expect(new Set(text.match(/UID:\S+/g)).size).toBe(3);
  });
  test.skipIf(!parser)(parser ? 'is read by ical.js as it was meant' : 'is read by ical.js: skipped, it is not installed (npm ci)', () => {
    const ical = parser!.default;
    const events = new ical.Component(ical.parse(calendar([one, { ...one, id: 8, title: 'ü'.repeat(80), weeks: 1 }], new Date('2026-10-01T00:00:00Z')))).getAllSubcomponents('vevent');
    expect(events).toHaveLength(4);
    for (const [i, event] of events.slice(0, 3).entries()) {
      expect(event.getFirstPropertyValue('summary').toString()).toBe(one.title);
      const start = event.getFirstPropertyValue('dtstart').toJSDate!();
      expect(start.getTime()).toBe(start_of(one, i).getTime());
      expect(event.getFirstPropertyValue('dtend').toJSDate!().getTime() - start.getTime()).toBe(50 * 60_000);
    }
    expect(events[3]!.getFirstPropertyValue('summary').toString()).toBe('ü'.repeat(80));
  });
  test.skipIf(!libical)(libical ? 'is read by libical as it was meant' : 'is read by libical: skipped, it is not installed (Debian package libical3)', () => {
    const all = [one, { ...one, id: 8, title: 'ü'.repeat(80), weeks: 1 }, { ...one, id: 9, title: 'two\nlines', day: '2026-12-31', time: '23:59', minutes: 1440, weeks: 26 }];
    const got = by_libical(calendar(all, new Date('2026-10-01T00:00:00Z')))!;
    expect(got).toMatchObject({ read: true, faults: 0, as_the_standard_says: true });
    const meant = all.flatMap((of) => Array.from({ length: of.weeks }, (_, week) => ({ title: of.title, from: start_of(of, week).getTime(), minutes: of.minutes })));
    const at = (text: string) => Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    expect(got.events.map((e) => ({ title: e.title, from: at(e.begins), minutes: (at(e.ends) - at(e.begins)) / 60_000 }))).toEqual(meant);
    expect(new Set(got.events.map((e) => e.name)).size).toBe(meant.length);
    // a file that is wrong is seen to be so
    expect(by_libical(calendar([one], new Date()).replace('DTSTART:2', 'DTSTART:x'))).not.toMatchObject({ faults: 0, as_the_standard_says: true });
  });
  test('takes no date that is none', () => {
    expect(is_appointment({ ...one })).toBe(true);
    for (const patch of [{ day: '2026-13-01' }, { time: '24:00' }, { minutes: 0 }, { minutes: 1.5 }, { weeks: 0 }, { weeks: 99 }, { title: 3 }]) expect(is_appointment({ ...one, ...patch }), JSON.stringify(patch)).toBe(false);
  });
});

const helper = (patch: Partial<Helper>): Helper => ({ ...blank, name: 'B. Bright', ...patch });

describe('the list of helpers and groups', () => {
  test('lays prices side by side: a session, a week, a month', () => {
    const of = helper({ price: 90, a_week: 0.5 });
    expect(a_week(of)).toBe(45);
    expect(a_month(of)).toBeCloseTo(195.67, 1);
    expect(a_month(helper({ price: null }))).toBeNull();
  });
  test('is searched in every column, the cheapest first, what has no price last', () => {
    const all = [helper({ name: 'Dear', price: 90 }), helper({ name: 'Unknown', price: null, languages: 'Deutsch' }), helper({ name: 'Group', what: 'group', price: 5, notes: 'speaks deutsch' })].map((content) => ({ content }));
    expect(kept(all, { text: '', what: '' }).map(({ content }) => content.name)).toEqual(['Group', 'Dear', 'Unknown']);
    expect(kept(all, { text: 'DEUTSCH', what: 'helper' }).map(({ content }) => content.name)).toEqual(['Unknown']);
  });
  test('goes out as a table and comes in again, whatever stands in the cells', () => {
    const all = [helper({ kind: 'says "hello", twice', notes: 'two\nlines; and, commas', price: 80.5, a_week: 0.25, languages: 'Ελληνικά' }), helper({ name: 'Group', what: 'group' })];
    expect(helpers_of(table_of(all), 'x.csv')).toEqual(all);
    expect(helpers_of(`\uFEFF${table_of(all).replaceAll('\n', '\r\n')}`, 'x.csv')).toEqual([{ ...all[0], notes: 'two\nlines; and, commas' }, all[1]]);
    expect(all.every((one) => is_helper({ ...one }))).toBe(true);
  });
  test('takes semicolons and tabs, prices with a comma or a sign of money, and leaves out columns that are not there', () => {
    expect(helpers_of('name;price\nA;80,50\nB;€ 90\n', 'x.csv')).toEqual([helper({ name: 'A', price: 80.5 }), helper({ name: 'B', price: 90 })]);
    expect(helpers_of('Name\tA week\nA\t2\n', 'x.csv')).toEqual([helper({ name: 'A', a_week: 2 })]);
  });
  test.each([
    ['name,prise\nA,80\n', /^my\.csv, line 1, column “prise”: there is no such column; did you mean price\?/],
    ['name,price\nA,80\n"two\nlines",cheap\n', /^my\.csv, line 4, column price: “cheap” is no number; write 80 or 80\.50\. Nothing was taken\.$/],
    ['name,price\n"two\nlines",80\nB,cheap\n', /^my\.csv, line 4, column price/],
    ['name,a_week\nA,0\n', /line 2, column a_week: 0 sessions a week/],
    ['name,what\nA,clinic\n', /line 2, column what: “clinic” is neither helper nor group/],
    ['name,price\nA,80,x\n', /line 2: has 3 cells, and the head has 2/],
    ['name,price\n,80\n', /line 2, column name: is empty/],
    ['price\n80\n', /line 1, column name: is missing/],
    ['name,name\nA,B\n', /line 1, column name: stands there twice/],
    ['name\n"A\n', /line 2: a quote opens and never closes/],
    [`name,notes\nA,${'x'.repeat(501)}\n`, /line 2, column notes: has 501 letters/],
    ['', /^my\.csv is empty/],
    ['name\n', /has a head and no rows/],
  ])('refuses a table whole, naming line and column: %j', (text, words) => {
    expect(helpers_of(text, 'my.csv')).toMatch(words);
  });
  test('names all its columns in the first line', () => {
    expect(table_of([])).toBe(`${columns.join(',')}\n`);
  });
});

describe('a letter', () => {
  test('is handed to a mail program with nothing lost, or not at all', () => {
    const address = mail_address({ to: 'a@example.org', words: 'Hello & good day?\nYours, B' })!;
    expect(address).toBe('mailto:a@example.org?body=Hello%20%26%20good%20day%3F%0D%0AYours%2C%20B');
    expect(mail_address({ to: '', words: 'x'.repeat(3000) })).toBeNull();
    for (const { words } of drafts) expect(mail_address({ to: '', words })).not.toBeNull();
  });
});

describe('answers to a questionnaire', () => {
  const score = { scale: 'mood', name: 'phq_9', method: 'sum', value: 11, deviation: null, low: 0, high: 27, answered: 9, items: 9, fewest: 8 };
  test('are told as a number with what it can be, and nothing about what it means', () => {
    expect(score_words(score)).toBe('11, a sum that can be 0 to 27');
    expect(score_words({ ...score, answered: 8 })).toBe('11, a sum that can be 0 to 27, 8 of 9 answered');
    expect(score_words({ ...score, value: null, answered: 3 })).toBe('none; 3 of 9 answered, 8 are needed');
    expect(score_words({ ...score, method: 'graded', value: -0.164, deviation: 0.2127, low: null, high: null })).toMatch(/^−0\.16 ± 0\.21 \(graded/);
  });
  test('in words get numbers that their owner gives', () => {
    expect(labels_of('not at all = 0, a little=1 ,a lot = 3')).toEqual({ 'not at all': 0, 'a little': 1, 'a lot': 3 });
    expect(labels_of('')).toEqual({});
    expect(labels_of('a little')).toMatch(/no word with its number/);
  });
});
