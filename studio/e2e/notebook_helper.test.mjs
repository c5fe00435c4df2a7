// For a helper: a letter, a calendar file, the list with prices side by side and a table in and out. And answers of a published questionnaire.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axe, check, start_browser, start_server, visit } from './harness.mjs';
import { heading, patient, room, saved, shot, sit } from './notebook.mjs';

let browser;
before(async () => (browser = await start_browser()));
after(() => browser?.close());

const file = (name, text, mimeType = 'text/csv') => ({ name, mimeType, buffer: Buffer.from(text) });

for (const width of [1280, 390])
  test(`a letter, dates and a list of helpers, at ${width}`, async () => {
    const server = await start_server([], 'notebook');
    try {
      const { page, context, faults } = await visit(browser, server, { width });
      await sit(page);
      await room(page, 'For a helper');
      await heading(page, 'For a helper');
      const part = (name) => page.getByRole('group', { name: 'Parts of this room' }).getByRole('button', { name }).click();
      await part('A letter');
      await page.getByLabel('My letter').fill('Hello,\ndo you have room?');
      assert.match(await page.getByRole('link', { name: 'Open in my mail program' }).getAttribute('href'), /^mailto:\?body=Hello%2C%0D%0Ado/);
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.locator('.notebook-log').getByText('do you have room?').waitFor();
      await axe(page, 'letter');
      await shot(page, `letter-${width}`);
      await part('Calendar');
      await page.getByLabel('Day').fill('2026-12-01');
      await page.getByLabel('Time', { exact: true }).fill('14:30');
      await page.getByLabel('How many, one a week').fill('2');
      await page.getByRole('button', { name: 'Note it' }).click();
      await page.getByText('Noted: Appointment, 1 December 2026, 14:30.').waitFor();
      const dates = await saved(page, () => page.getByRole('button', { name: /^Save all as a calendar file/ }).click());
      assert.equal(dates.name, 'dates.ics');
      assert.equal(readFileSync(dates.path, 'utf8').match(/BEGIN:VEVENT/g).length, 2);
      await check(page, faults, 'calendar');
      await axe(page, 'calendar');
      await part('My helpers and groups');
      await page.getByLabel('Name', { exact: true }).fill('B. Bright');
      await page.getByLabel('Price of a session').fill('90');
      await page.getByLabel('How often').selectOption('every other week');
      await page.getByRole('button', { name: 'Put on the list' }).click();
      await page.getByText('Saved: B. Bright.').waitFor();
      const table = page.getByRole('region', { name: 'Helpers side by side' });
      assert.match(await table.innerText(), /90\.00\s+45\.00\s+195\.67/);
      await page.getByLabel(/^A table of helpers/).setInputFiles(file('mine.csv', 'name,price\nGroup in town,cheap\n'));
      await page.getByText('mine.csv, line 2, column price: “cheap” is no number; write 80 or 80.50. Nothing was taken.').waitFor();
      await page.getByLabel(/^A table of helpers/).setInputFiles(file('mine.csv', 'name,what,price\nGroup in town,group,5\n'));
      await page.getByText('1 row of mine.csv came onto the list.').waitFor();
      assert.deepEqual(await table.locator('tbody th').allInnerTexts(), ['Group in town (group)', 'B. Bright'], 'the cheapest first');
      const out = await saved(page, () => page.getByRole('button', { name: /^Save the list as a table/ }).click());
      assert.match(readFileSync(out.path, 'utf8'), /^name,what,kind[^]*B\. Bright,helper,,,,90,0\.5/);
      await check(page, faults, 'list');
      await axe(page, 'list');
      await shot(page, `helpers-${width}`);
      await context.close();
    } finally {
      await server.stop();
    }
  });

test('answers of a published questionnaire are scored by its key, and one that calls for help shows it before any number', async () => {
  const server = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, server, { width: 390 });
    await sit(page);
    await page.locator('summary', { hasText: 'Take in answers that you have' }).click();
    await page.getByLabel('Which questionnaire').selectOption('phq_9');
    const score = async (row) => {
      await page.getByLabel('Or one row of numbers').fill(row);
      await page.getByRole('button', { name: 'Score my answers' }).click();
    };
    await score('1 1 1 1 1 1 1 1 0');
    await page.getByText('8, a sum that can be 0 to 27').waitFor(patient);
    assert.equal(await page.getByText('Before any number').count(), 0);
    await score('0 0 0 0 0 0 0 0 1');
    await page.getByRole('heading', { name: 'Before any number' }).waitFor(patient);
    assert.equal(await page.getByText(/a sum that can be/).count(), 0, 'help stands before the number');
    assert.equal(await page.getByRole('link', { name: 'People to talk to now' }).count(), 1);
    await axe(page, 'help first');
    await shot(page, 'help-first-390');
    await page.getByRole('button', { name: 'Go on to my numbers' }).click();
    await page.getByText('1, a sum that can be 0 to 27').waitFor();
    await page.getByRole('button', { name: 'Keep it in the notebook' }).click();
    await page.locator('.notebook-log').getByText('1, a sum that can be 0 to 27').waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /minimal|mild|moderate|severe|positive|cut-?off/i);
    // A response by link ids, its words with numbers, its own total told where it differs.
    const item = (n, word) => ({ linkId: `S/${n}`, answer: [{ valueCoding: { code: word } }] });
    const response = { resourceType: 'QuestionnaireResponse', authored: '2030-01-01T12:00:00Z', item: [item(9, 'no'), ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => item(n, 'a lot')), { linkId: 'S/total', answer: [{ valueQuantity: { value: 20 } }] }] };
    await page.getByLabel('My answers as a file').setInputFiles(file('response.json', JSON.stringify(response), 'application/json'));
    await page.locator('summary', { hasText: 'How the file is written' }).click();
    await page.getByLabel('What stands before the number').fill('S/');
    await page.getByLabel('Numbers for words').fill('no = 0, a lot = 3');
    await page.getByLabel('Column with the file').fill('S/total');
    await page.getByRole('button', { name: 'Score my answers' }).click();
    await page.getByText('24, a sum that can be 0 to 27').waitFor(patient);
    await page.getByText('the file says 20 for phq_9; its answers give 24').waitFor();
    await check(page, faults, 'answers');
    await axe(page, 'answers');
    await shot(page, 'answers-390');
    await page.getByLabel('Numbers for words').fill('');
    await page.getByRole('button', { name: 'Score my answers' }).click();
    await page.locator('.fault', { hasText: 'response.json' }).waitFor(patient);
    await context.close();
  } finally {
    await server.stop();
  }
});
