// All nine rooms of the notebook, from an empty file to the two printed pages, with the keyboard alone: no pointer, no scripted click.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { check, start_browser, start_server, visit } from './harness.mjs';
import { heading, passphrase } from './notebook.mjs';

let folder, server, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bowlby-keys-'));
  [server, browser] = await Promise.all([start_server([join(folder, 'my.note')], 'notebook'), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const most_steps = 250;

// Tabs until the focus is on what is wanted, forward from where it is; the page's end leads back to its beginning.
async function reach(page, locator) {
  const wanted = await locator.first().elementHandle();
  assert.ok(wanted, `${locator}`);
  for (let i = 0; i < most_steps; ++i) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab did not reach ${locator}`);
}
const press = async (page, name, exact = false) => {
  await reach(page, page.getByRole('button', { name, exact }));
  await page.keyboard.press('Enter');
};
const write = async (page, label, words) => {
  await reach(page, page.getByLabel(label, { exact: label === 'A line' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
};
const room = async (page, name) => {
  await reach(page, page.getByRole('navigation', { name: 'Rooms of the notebook' }).getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
  await heading(page, name);
};

test('nine rooms with the keyboard alone, to the two printed pages', async () => {
  const { page, context, faults } = await visit(browser, server);
  await heading(page, 'A private notebook');
  await press(page, 'Yes', true);
  await write(page, 'A passphrase', passphrase);
  await write(page, 'Once more', passphrase);
  await page.keyboard.press('Enter');
  await heading(page, 'Your recovery sheet');
  await reach(page, page.getByLabel(/I have printed it/));
  await page.keyboard.press('Space');
  await press(page, 'Go on');

  // 1. Check-in: radio buttons by arrows; the last of sixteen is reached by Tab alone.
  await heading(page, 'Check-in');
  await write(page, 'A name or a letter', 'Ada');
  await page.keyboard.press('Enter');
  await page.locator('fieldset').first().waitFor();
  for (let i = 0; i < 16; ++i) {
    await reach(page, page.locator('fieldset').nth(i).getByRole('radio').first());
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
  }
  await press(page, 'Save my answers');
  await page.getByText(/^Saved on .* in my\.note/).waitFor();

  // 2. Our evening, past the question, to a card.
  await room(page, 'Our evening');
  await press(page, 'No', true);
  await write(page, 'My sentence', 'One line when you are late is enough.');
  await press(page, 'Save as a card');
  await page.getByText(/^Saved: One line/).waitFor();

  // 3. Partner: a card for the other.
  await room(page, 'Partner');
  await write(page, 'How the other calls me', 'Bo');
  await reach(page, page.getByLabel('Please do not solve it'));
  await page.keyboard.press('Space');
  await press(page, 'Make my card');
  await page.getByLabel('Code of the card').waitFor({ timeout: 90_000 });

  // 4. Practice.
  await room(page, 'Practice');
  await press(page, 'Ask plainly');
  await heading(page, 'Ask plainly');
  await write(page, 'How often I have tried it', '2');
  await press(page, 'Save', true);
  await page.getByText(/^Saved: If I think.*tried 2 times/).waitFor();

  // 5. Letting go.
  await room(page, 'Letting go');
  await press(page, 'I want to look at it');
  await reach(page, page.getByLabel('I hope that it will change'));
  await page.keyboard.type('a lot');
  await press(page, 'Save', true);
  await page.getByText(/^Saved\. What holds you most.*I hope that it will change/).waitFor();

  // 6. Diary.
  await room(page, 'Diary and progress');
  await write(page, 'A line', 'By keys alone.');
  await press(page, 'Save this line');
  await page.getByText(/^Saved: .*By keys alone/).waitFor();

  // 7. A child in my care.
  await room(page, 'A child in my care');
  await press(page, 'Read small signs');
  await heading(page, 'Read small signs');
  await press(page, 'Save', true);
  await page.getByText(/^Saved: If the child goes quiet/).waitFor();

  // 8. Read.
  await room(page, 'Read');
  await write(page, 'Find a page', 'one goes quiet');
  await press(page, 'One asks, one goes quiet');
  await heading(page, 'One asks, one goes quiet');
  await reach(page, page.locator('.statement summary'));
  await page.keyboard.press('Enter');
  await page.locator('.statement dl').first().waitFor();

  // 9. For a helper: the sheet, and two pages of paper.
  await room(page, 'For a helper');
  await write(page, 'What I want to talk about', 'How to stop at the first sharp word.');
  await reach(page, page.getByLabel('Lines of my diary on the sheet'));
  await page.keyboard.type('the last 3');
  await press(page, 'Save', true);
  await page.getByText(/^Saved in my\.note/).waitFor();
  const sheet = await page.getByRole('article', { name: 'Sheet for a helper' }).innerText();
  assert.match(sheet, /first sharp word[^]*By keys alone/);
  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  assert.equal((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, 2, 'pages');
  await press(page, 'Lock', true);
  await heading(page, 'Open your notebook');
  await check(page, faults, 'by keys');
  await context.close();
});
