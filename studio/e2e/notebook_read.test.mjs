// The pages to read: found, opened past a warning, every statement with its evidence, a worksheet on paper, notes as a file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axe, check, start_browser, start_server, visit } from './harness.mjs';
import { heading, room, saved, shot, sit } from './notebook.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([start_server([], 'notebook'), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const width of [1280, 390])
  test(`a page is found and read with its evidence, at ${width}`, async () => {
    const { page, context, faults } = await visit(browser, server, { width });
    await sit(page);
    await room(page, 'Read');
    await heading(page, 'Read');
    assert.ok((await page.locator('.cards .card').count()) >= 35, 'pages and worksheets');
    await check(page, faults, 'list');
    await axe(page, 'list');
    await shot(page, `read-list-${width}`);
    await page.getByLabel('Find a page').fill('steady care');
    await page.getByRole('button', { name: /^What steady care teaches/ }).click();
    await heading(page, 'What steady care teaches');
    await page.getByText('nobody in a health profession, so far').waitFor();
    assert.equal(new URL(page.url()).hash, '#/notebook?at=read', 'which page is read stands in no link');
    // Every statement has its evidence; one is opened: a claim in words, a number with its source.
    const statements = page.locator('.statement');
    assert.ok((await statements.count()) >= 5);
    assert.equal(await statements.count(), await page.locator('.statement details summary').count());
    const with_number = statements.filter({ hasText: 'went with more ease by .25' });
    await with_number.locator('summary').click();
    await with_number.getByText(/Madigan et al\. 2024/).waitFor();
    assert.match(await with_number.locator('dl').innerText(), /0\.25/);
    await page.locator('main figure svg text').first().waitFor({ state: 'attached' });
    await check(page, faults, 'page');
    await axe(page, 'page');
    await shot(page, `read-page-${width}`);
    // A note on it, and a wish, as a file.
    await page.getByLabel('Something wrong, missing').fill('The third line is hard.');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('Noted: The third line is hard.').waitFor();
    await page.getByRole('button', { name: 'All pages' }).click();
    await page.getByLabel('A page you miss').fill('Something on grandparents.');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.locator('.notebook-log').getByText('Something on grandparents.').first().waitFor();
    const file = await saved(page, () => page.getByRole('button', { name: 'Save all my notes as a file' }).click());
    assert.equal(file.name, 'bowlby-notes-on-pages.txt');
    assert.match(readFileSync(file.path, 'utf8'), /Page: steady-care\n[^]*third line is hard[^]*Page: a page that is missing\n[^]*grandparents/);
    // What speaks of harm warns first.
    await page.getByLabel('Find a page').fill('');
    await page.getByRole('button', { name: /^Dark thoughts/ }).click();
    await heading(page, 'Dark thoughts');
    assert.equal(await page.locator('.statement').count(), 0, 'the warning comes first');
    await axe(page, 'warning');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText(/talk to a person now/).waitFor();
    await page.getByRole('button', { name: 'All pages' }).click();
    // Where the model is wrong: a list out of the engine's own tables.
    await page.getByRole('button', { name: /^Where our model is wrong/ }).click();
    assert.ok((await page.locator('.misses li').count()) > 5);
    await check(page, faults, 'misses');
    await shot(page, `read-misses-${width}`);
    await page.getByRole('button', { name: 'All pages' }).click();
    await page.getByRole('button', { name: /^Our loop, in my words/ }).click();
    await heading(page, 'Our loop, in my words');
    await check(page, faults, 'worksheet');
    await axe(page, 'worksheet');
    await shot(page, `worksheet-${width}`);
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    assert.equal((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, 1, 'a worksheet is one page');
    await page.getByRole('button', { name: 'Forget and close' }).click();
    await heading(page, 'A private notebook');
    await context.close();
  });
