// Answers that a person has already, through the notebook's own door: a file of many rows from somebody's spreadsheet, and a response
// in the shape of the standard, scored by a key of one's own. All inputs are made up here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, check, start_browser, start_server, visit } from './harness.mjs';
import { patient, shot, sit } from './notebook.mjs';

let browser;
before(async () => (browser = await start_browser()));
after(() => browser?.close());

const file = (name, text, mimeType) => ({ name, mimeType, buffer: Buffer.from(text) });

// Statement n of 36: odd ones avoidance, even ones anxiety; these are turned round.
const turned = new Set([3, 15, 19, 22, 25, 27, 29, 31, 33, 35]);
const mean = (row, odd) => {
  const used = row.map((answer, i) => [i + 1, answer]).filter(([n, answer]) => (n % 2 === 1) === odd && answer > 0);
  const value = used.reduce((sum, [n, answer]) => sum + (turned.has(n) ? 6 - answer : answer), 0) / used.length;
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
};
const rows = {
  plain: Array.from({ length: 36 }, (_, i) => 1 + ((3 * i + 1) % 5)),
  skipped: Array.from({ length: 36 }, (_, i) => (i === 6 ? 0 : 2 + (i % 3))),
  wrong: Array.from({ length: 36 }, (_, i) => (i === 10 ? 7 : 3)),
  few: Array.from({ length: 36 }, (_, i) => (i < 22 ? 0 : 4)),
};
const spreadsheet = ['born,' + Array.from({ length: 36 }, (_, i) => `A${i + 1}`).join(',') + ',land', ...Object.values(rows).map((row, i) => `${1970 + i},${row.join(',')},NA`)].join('\r\n');

const key = 'name: moods\ntitle: nine moods of this week\nsource: made up for a test\nrange: [0, 3]\nitems: [a, b, c, d, e, f, g, h, i]\nscales:\n  - {name: moods, items: [a, b, c, d, e, f, g, h, i], reversed: [c], min_answered: 8, scores: {moods: sum}}\n';
const words = { never: 0, 'now and then': 1, often: 2, always: 3 };
const given = { c: 'always', a: 'often', i: 'never', b: 'now and then', d: 'often', e: 'never', f: 'always', g: 'now and then', h: 'often' };
const coded = ([id, word]) => ({ linkId: `mood/${id}`, text: 'a line of ours', answer: [{ valueCoding: { system: 'urn:made-up', code: word, display: word } }] });
const response = (items) => JSON.stringify({ resourceType: 'QuestionnaireResponse', status: 'completed', authored: '2031-05-04T10:00:00Z', item: [...items, { linkId: 'mood/sum', answer: [{ valueQuantity: { value: 19 } }] }] });
const sum = Object.entries(given).reduce((all, [id, word]) => all + (id === 'c' ? 3 - words[word] : words[word]), 0);

async function door(width, work) {
  const server = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, server, { width });
    await sit(page);
    await page.locator('summary', { hasText: 'Take in answers that you have' }).click();
    const score = async () => page.getByRole('button', { name: 'Score my answers' }).click();
    const complaint = async (text) => {
      await score();
      await page.locator('.fault', { hasText: text }).waitFor(patient);
      faults.splice(0, faults.length, ...faults.filter((f) => !f.includes('status of 422'))); // the browser's own line about a refusal
      assert.equal(await page.getByRole('button', { name: 'Keep it in the notebook' }).count(), 0, 'nothing is scored by half');
    };
    await work({ page, score, complaint });
    await check(page, faults, 'answers taken in');
    await axe(page, 'answers taken in');
    await shot(page, `answers-taken-in-${width}`);
    await context.close();
  } finally {
    await server.stop();
  }
}

test('a row of a spreadsheet: no answers named, a wrong number told by line and column, too few said, kept and given out again', () =>
  door(390, async ({ page, score, complaint }) => {
    await page.getByLabel('Which questionnaire').selectOption('ecr');
    await page.getByLabel('My answers as a file').setInputFiles(file('sheet.csv', spreadsheet, 'text/csv'));
    await complaint('A36');
    await page.locator('summary', { hasText: 'How the file is written' }).click();
    await page.getByLabel('What stands before the number').fill('A');
    await score();
    await page.getByText(`anxiety_mean: ${mean(rows.plain, false)}, a mean`).waitFor(patient);
    await page.getByText(`avoidance_mean: ${mean(rows.plain, true)}, a mean`).waitFor();
    const mine = page.getByLabel('Which row of answers is mine');
    await mine.fill('2');
    await complaint('sheet.csv: line 3, A7 "0" is outside 1 to 5');
    await page.getByLabel('What stands for no answer').fill('0, 99');
    await score();
    await page.getByText(`avoidance_mean: ${mean(rows.skipped, true)}, a mean that can be 1 to 5, 17 of 18 answered`).waitFor(patient);
    await mine.fill('3');
    await complaint('sheet.csv: line 4, A11 "7" is outside 1 to 5');
    await mine.fill('9');
    await complaint('has 4 rows of answers');
    await mine.fill('4');
    await complaint('7 of 18');
    await mine.fill('1');
    await score();
    await page.getByLabel('About whom or what').fill('Kim');
    await page.getByRole('button', { name: 'Keep it in the notebook' }).click();
    const kept = page.locator('.notebook-log li', { hasText: 'about Kim' });
    await kept.getByText(`anxiety_mean: ${mean(rows.plain, false)}`).waitFor();
    await kept.locator('summary', { hasText: 'My answers' }).click();
    await kept.getByText(rows.plain.map((answer, i) => `${i + 1}: ${answer}`).join(', ')).waitFor();
  }));

test('a response of the standard: by link id and not by place, its words as numbers, its own total held against ours, by a key of one’s own', () =>
  door(1280, async ({ page, score, complaint }) => {
    await page.getByLabel('Which questionnaire').selectOption({ label: 'another one, by its key file' });
    await page.getByLabel('Its key file').setInputFiles(file('moods.yaml', key.replace('items: [a', 'itmes: [a'), 'text/yaml'));
    await page.getByLabel('My answers as a file').setInputFiles(file('mine.json', response(Object.entries(given).map(coded)), 'application/json'));
    await complaint('items');
    await page.getByLabel('Its key file').setInputFiles(file('moods.yaml', key, 'text/yaml'));
    await page.locator('summary', { hasText: 'How the file is written' }).click();
    await page.getByLabel('What stands before the number').fill('mood/');
    await complaint('is no number');
    await page.getByLabel('Numbers for words').fill(Object.entries(words).map(([word, n]) => `${word} = ${n}`).join(', '));
    await page.getByLabel('Column with the file').fill('mood/sum');
    await score();
    await page.getByText(`${sum}, a sum that can be 0 to 27`).waitFor(patient);
    await page.getByText(`the file says 19 for moods; its answers give ${sum}`).waitFor();
    await page.getByText('nine moods of this week, 4 May 2031').waitFor();
    await page.getByLabel('My answers as a file').setInputFiles(file('turned.json', response(Object.entries(given).reverse().map(coded)), 'application/json'));
    await score();
    await page.getByText(`${sum}, a sum that can be 0 to 27`).waitFor(patient);
    await page.getByLabel('My answers as a file').setInputFiles(file('cut.json', response(Object.entries(given).map(coded)).slice(0, 300), 'application/json'));
    await complaint('cut.json');
  }));

test('numbers stand beside the answers they were made of: a change takes them away, and a late answer to the former is not shown', () =>
  door(390, async ({ page, score }) => {
    await page.getByLabel('Which questionnaire').selectOption('ecr');
    await page.getByLabel('My answers as a file').setInputFiles(file('sheet.csv', spreadsheet, 'text/csv'));
    await page.locator('summary', { hasText: 'How the file is written' }).click();
    await page.getByLabel('What stands before the number').fill('A');
    await score();
    const first = page.getByText(`anxiety_mean: ${mean(rows.plain, false)}, a mean`);
    await first.waitFor(patient);
    const mine = page.getByLabel('Which row of answers is mine');
    await mine.fill('2');
    assert.equal(await page.getByRole('button', { name: 'Keep it in the notebook' }).count(), 0);
    await mine.fill('1');
    let released;
    const held = new Promise((next) => (released = next));
    await page.route('**/api/notebook/score', async (route) => {
      await held;
      await route.continue();
    });
    const late = page.waitForResponse((r) => r.url().endsWith('/api/notebook/score'));
    await score();
    await mine.fill('2');
    released();
    await (await late).finished();
    await page.waitForTimeout(200);
    assert.equal(await page.getByRole('button', { name: 'Keep it in the notebook' }).count(), 0, 'the late numbers of row 1 do not stand beside row 2');
    await page.getByRole('button', { name: 'Score my answers', disabled: false }).waitFor();
  }));
