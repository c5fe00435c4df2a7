// The private notebook from an empty file to the printed sheet; locked, wrong passphrase, recovery; on a phone; copies.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, check, go, start_browser, start_server, taken, visit } from './harness.mjs';
import { answer_all, create, heading, passphrase, patient, room, shot, unlock } from './notebook.mjs';

let folder, server, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bowlby-book-'));
  [server, browser] = await Promise.all([start_server([join(folder, 'my.note')], 'notebook'), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a notebook from nothing to the two printed pages; then locked, and opened again by either secret', async () => {
  const { page, context, faults } = await visit(browser, server);
  await page.waitForURL(/#\/notebook/);
  await heading(page, 'A private notebook');
  await axe(page, 'gate');
  const code = await create(page);

  // A check-in, and every answer is shown back.
  await page.getByLabel('A name or a letter').fill('Ada');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText(/if|When Ada goes quiet/i).first().waitFor();
  await axe(page, 'sentences');
  await shot(page, 'sentences-1280');
  await answer_all(page, 4);
  await page.getByRole('button', { name: 'Save my answers' }).click();
  await page.getByText(/^Saved on .* in my\.note/).waitFor();
  assert.equal(await page.locator('main figure circle').count(), 20);
  await page.locator('summary', { hasText: 'My answers' }).click();
  assert.equal(await page.locator('details[open] dl.answers dd', { hasText: 'often' }).count(), 16);
  assert.doesNotMatch(await page.locator('main').innerText(), /anxious|avoidant|insecure|your type|higher than \d/i);
  await check(page, faults, 'check-in');
  await axe(page, 'check-in');
  await shot(page, 'check-in-1280');
  // The same person again is asked for in four weeks, another one now.
  assert.equal(await page.getByLabel('A name or a letter').inputValue(), '', 'another relationship begins with no name');
  await page.getByLabel('A name or a letter').fill('Ada');
  await page.getByRole('button', { name: 'Begin' }).isDisabled().then((off) => assert.ok(off));
  await page.getByText(/The next time is from/).waitFor();
  await page.getByLabel('About whom?').selectOption('mother');
  assert.ok(await page.getByRole('button', { name: 'Begin' }).isEnabled());

  // A second person; that check-in is looked at, and deleted.
  await page.getByRole('button', { name: 'Begin' }).click();
  await answer_all(page, 1);
  await page.getByRole('button', { name: 'Save my answers' }).click();
  await page.getByText(/^Saved on/).waitFor();
  const earlier = page.locator('details', { hasText: 'Delete this check-in' });
  assert.equal(await earlier.count(), 2);
  await earlier.first().locator('summary').click();
  assert.match(await earlier.first().innerText(), /my mother/);
  await earlier.first().getByRole('button', { name: 'Delete this check-in' }).click();
  await earlier.nth(1).waitFor({ state: 'detached' });

  // A line a day.
  await room(page, 'Diary and progress');
  await heading(page, 'Diary and progress');
  await page.getByLabel('How it was').selectOption({ label: 'rather easy' });
  await page.getByLabel('A line', { exact: true }).fill('We laughed about the burnt soup.');
  await page.getByRole('button', { name: 'Save this line' }).click();
  await page.getByText(/^Saved: .*burnt soup/).waitFor();
  await page.locator('.notebook-log').getByText('burnt soup').waitFor();
  await page.getByRole('button', { name: /^Change/ }).click();
  await page.getByLabel('A line', { exact: true }).fill('We laughed about the burnt soup, both of us.');
  await page.getByRole('button', { name: 'Save the change' }).click();
  await page.locator('.notebook-log').getByText('both of us').waitFor();
  // Deleting another line leaves what is being written.
  const line = page.getByLabel('A line', { exact: true });
  await line.fill('One line too many.');
  await page.getByRole('button', { name: 'Save this line' }).click();
  const extra = page.locator('.notebook-log li', { hasText: 'One line too many.' });
  await extra.waitFor();
  assert.equal(await line.inputValue(), '');
  await line.fill('Not saved yet.');
  await extra.getByRole('button', { name: /^Delete/ }).click();
  await extra.waitFor({ state: 'detached' });
  assert.equal(await line.inputValue(), 'Not saved yet.');
  await line.fill('');
  await check(page, faults, 'diary');
  await axe(page, 'diary');
  await shot(page, 'diary-1280');

  // Two pages for a helper.
  await room(page, 'For a helper');
  await page.getByLabel('What I want to talk about').fill('How to stop at the first sharp word.');
  await page.getByLabel('Lines of my diary on the sheet').selectOption('3');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/^Saved in my\.note/).waitFor();
  const sheet = page.getByRole('article', { name: 'Sheet for a helper' });
  assert.match(await sheet.innerText(), /How to stop at the first sharp word/);
  assert.match(await sheet.innerText(), /burnt soup/);
  assert.match(await sheet.innerText(), /no published questionnaire/);
  await check(page, faults, 'sheet');
  await axe(page, 'sheet');
  await shot(page, 'helper-1280');
  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  assert.equal((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, 2, 'pages');
  await page.emulateMedia({ media: 'print' });
  for (const frame of ['header', 'footer']) assert.ok(await page.locator(`body ${frame}`).filter({ hasText: /Bowlby|This is a model/ }).last().isHidden(), `the paper is its owner's, without the ${frame} of the program`);
  await page.emulateMedia({ media: 'screen' });

  // Locked: the words are gone from the page.
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await heading(page, 'Open your notebook');
  assert.doesNotMatch(await page.content(), /burnt soup|sharp word|Ada/);
  await check(page, faults, 'locked');
  faults.length = 0;
  await unlock(page, 'violet ladder seven river');
  await page.getByText(/This is not the passphrase of this notebook/).waitFor(patient);
  faults.length = 0; // the console tells of the refusal
  await unlock(page, passphrase);
  await heading(page, 'For a helper');
  await room(page, 'Diary and progress');
  await page.locator('.notebook-log').getByText('both of us').waitFor(patient);
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await page.getByRole('button', { name: 'I have the recovery code' }).click();
  await unlock(page, code.toLowerCase().replaceAll('-', ' '));
  await page.locator('.notebook-log').getByText('both of us').waitFor(patient);
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await check(page, faults, 'opened again');
  await context.close();
});

test('on a phone nothing is wider than the screen, and help is where it always is', async () => {
  const { page, context, faults } = await visit(browser, server, { width: 390 });
  await heading(page, 'Open your notebook');
  const help = () => page.getByRole('link', { name: 'Not safe right now?' }).first().boundingBox();
  const first = JSON.stringify(await help());
  await unlock(page, passphrase);
  await heading(page, 'Check-in');
  for (const [name, title] of [['Check-in', 'check-in'], ['Our evening', 'evening-question'], ['Practice', 'practice'], ['Partner', 'partner-asked'], ['Letting go', 'letting-go-asked'], ['Diary and progress', 'diary'], ['A child in my care', 'child-care'], ['For a helper', 'helper'], ['Read', 'read'], ['Keep and delete', 'keep']]) {
    await room(page, name);
    await heading(page, name);
    await page.evaluate(() => window.scrollTo(0, 0));
    assert.equal(JSON.stringify(await help()), first, name);
    await check(page, faults, name);
    await axe(page, `${name} on a phone`);
    await shot(page, `${title}-390`);
  }
  await room(page, 'Check-in');
  await page.getByLabel('About whom?').selectOption('friend');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('fieldset').first().waitFor();
  await check(page, faults, 'sentences');
  await shot(page, 'sentences-390');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await context.close();
});

test('from the notebook, help shows only numbers that were checked or are for emergencies, and says that nobody is told', async () => {
  const { page, context, faults } = await visit(browser, server);
  await heading(page, 'Open your notebook');
  await page.getByRole('link', { name: 'Not safe right now?' }).first().click();
  await page.getByRole('combobox', { name: 'Country' }).selectOption('GB');
  const words = await page.locator('main').innerText();
  assert.match(words, /Nobody has been told/);
  assert.match(words, /999/);
  assert.doesNotMatch(words, /Samaritans|116 123/);
  await check(page, faults, 'help');
  await context.close();
});

test('whoever is under 18 is sent on kindly, and nothing is kept where that was asked for', async () => {
  const own = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, own);
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.getByText(/made for adults/).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    assert.equal(await page.getByRole('button', { name: 'Make the notebook' }).count(), 0);
    await page.getByRole('button', { name: 'Sit down without a file' }).click();
    await page.getByText('Nothing is kept.').waitFor();
    await room(page, 'Diary and progress');
    await page.getByLabel('A line', { exact: true }).fill('only for now');
    await page.getByRole('button', { name: 'Save this line' }).click();
    await page.getByText(/^Saved: .*only for now/).waitFor();
    await page.getByRole('button', { name: 'Leave this page now' }).click();
    await page.waitForURL('about:blank');
    await page.goto(`${own.origin}/#/notebook?at=diary`);
    await heading(page, 'A private notebook');
    await check(page, faults, 'session');
    await context.close();
  } finally {
    await own.stop();
  }
});

test('an evening starts from one’s own answers behind the question, a card and a plan are kept, and no place stands in the link', async () => {
  const own = await start_server([], 'notebook');
  try {
    for (const width of [1280, 390]) {
      const { page, context, faults } = await visit(browser, own, { width });
      await page.getByRole('button', { name: 'Yes', exact: true }).click();
      await page.getByRole('button', { name: 'Sit down without a file' }).click();
      await page.getByLabel('A name or a letter').fill('Ada');
      await page.getByRole('button', { name: 'Begin' }).click();
      await answer_all(page, 4);
      await page.getByRole('button', { name: 'Save my answers' }).click();
      await page.getByText(/^Saved on .* for this sitting only/).waitFor();
      await room(page, 'Our evening');
      await heading(page, 'Our evening');
      assert.equal(await page.getByText('My sentence').count(), 0, 'the question comes first');
      await page.getByRole('button', { name: 'No', exact: true }).click();
      await page.getByLabel('Keeps things from me').fill('4.5');
      await check(page, faults, 'before the evening');
      await axe(page, 'before the evening');
      await shot(page, `evening-guess-${width}`);
      const [request] = await Promise.all([page.waitForRequest(/scene\/evening/), page.getByRole('button', { name: 'Watch an evening' }).click()]);
      assert.deepEqual(request.postDataJSON().people.map(({ anxiety, avoidance }) => [anxiety, avoidance]), [[3.25, 3.25], [3, 4.5]]);
      await page.locator('h2.headline').waitFor(patient);
      assert.equal(await page.locator('h1').count(), 1);
      assert.equal(new URL(page.url()).hash, '#/notebook?at=evening', 'what was answered stands in no link');
      await page.locator('label.called input').first().waitFor({ state: 'attached' });
      await page.locator('label.called input').first().evaluate((field) => {
        field.value = 'Zadie';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await page.locator('.starters').getByRole('button', { name: /^When it gets loud/ }).click();
      await page.getByRole('button', { name: 'Save as a card' }).click();
      await page.getByText(/^Saved: When it gets loud/).waitFor();
      await check(page, faults, 'evening');
      await shot(page, `evening-${width}`);
      await room(page, 'Practice');
      await page.getByRole('button', { name: 'Ask plainly' }).click();
      await heading(page, 'Ask plainly');
      await page.getByLabel('What happened when I tried it').fill('It took one sentence.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/^Saved: If I think/).waitFor();
      await page.locator('.notebook-log').getByText('It took one sentence.').waitFor();
      await check(page, faults, 'practice');
      await axe(page, 'practice');
      await shot(page, `practice-${width}`);
      await page.getByRole('button', { name: 'Forget and close' }).click();
      await heading(page, 'A private notebook');
      await go(page, own, '#/two'); // the question was answered in this page
      await page.locator('label.called input').first().waitFor({ state: 'attached' });
      assert.deepEqual(await page.locator('label.called input').evaluateAll((fields) => fields.map((field) => field.value)), ['', ''], 'a name of the notebook stays in no other room');
      await context.close();
    }
  } finally {
    await own.stop();
  }
});

test('whoever is not safe sees no evening', async () => {
  const own = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, own);
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    await page.getByRole('button', { name: 'Sit down without a file' }).click();
    await room(page, 'Our evening');
    await page.getByRole('button', { name: 'I am not sure' }).click();
    await page.getByRole('heading', { name: 'Thank you for saying so' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Watch an evening' }).count(), 0);
    await check(page, faults, 'not safe');
    await context.close();
  } finally {
    await own.stop();
  }
});

test('a readable copy goes out and comes in again, and a new passphrase shuts the old one out', async () => {
  const place = mkdtempSync(join(tmpdir(), 'bowlby-book-'));
  const own = await start_server([join(place, 'my.note')], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, own);
    await create(page);
    await room(page, 'Diary and progress');
    await page.getByLabel('A line', { exact: true }).fill('a line to take along');
    await page.getByRole('button', { name: 'Save this line' }).click();
    await page.getByText(/^Saved: /).waitFor();
    await room(page, 'Keep and delete');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Save a readable copy/ }).click()]);
    const copy = await download.path();
    assert.match(readFileSync(copy, 'utf8'), /a line to take along/);
    const [name, html] = await taken(page, page.getByRole('button', { name: 'Save a page to read (HTML)' }));
    assert.equal(name, 'notebook.html');
    const alone = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await alone.setContent(html.toString());
    assert.match(await alone.locator('body').innerText(), /Diary[^]*a line to take along/);
    await alone.context().close();
    await page.getByLabel('A readable copy, of this notebook').setInputFiles(copy);
    await page.getByText('0 of 1 entries were new').waitFor();
    await page.getByLabel('A readable copy, of this notebook').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"entries":[{"kind":"diary"}]}') });
    await page.getByText('Entry 1 of this file is not of a kind').waitFor();
    await axe(page, 'keep');
    await page.getByLabel('The passphrase until now').fill(passphrase);
    await page.getByLabel('The new passphrase').fill('another four words here');
    await page.getByLabel('The new one once more').fill('another four words here');
    await page.getByRole('button', { name: 'Change the passphrase' }).click();
    await heading(page, 'Your recovery sheet');
    await check(page, faults, 'new sheet');
    await shot(page, 'recovery-1280');
    assert.deepEqual(readdirSync(place), ['my.note'], 'no older copy that the old passphrase would open');
    await page.getByLabel(/I have printed it/).check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await unlock(page, passphrase);
    await page.getByText(/This is not the passphrase/).waitFor(patient);
    await unlock(page, 'another four words here');
    await heading(page, 'Keep and delete');
    await page.getByLabel(/^To delete it, write its name/).fill('my.note');
    await page.getByRole('button', { name: 'Delete all of it' }).click();
    await heading(page, 'A private notebook');
    assert.deepEqual(readdirSync(place), []);
    await context.close();
  } finally {
    await own.stop();
    rmSync(place, { recursive: true, force: true });
  }
});
