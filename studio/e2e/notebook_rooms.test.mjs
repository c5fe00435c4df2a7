// The rooms beside check-in, diary and sheet: letting go and a child in my care.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, check, start_browser, start_server, visit } from './harness.mjs';
import { heading, room, shot, sit } from './notebook.mjs';

let browser;
before(async () => (browser = await start_browser()));
after(() => browser?.close());

// A sitting of its own, and whatever happens the program ends.
async function sitting(width, what) {
  const server = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, server, { width });
    await sit(page);
    await what(page, faults, server);
    await context.close();
  } finally {
    await server.stop();
  }
}

for (const width of [1280, 390])
  test(`letting go is chosen first, weighs what holds, advises nothing, and its steps have a log and fade, at ${width}`, () =>
    sitting(width, async (page, faults) => {
      await room(page, 'Letting go');
      await heading(page, 'Letting go');
      assert.equal(await page.getByRole('heading', { name: 'What holds me' }).count(), 0, 'only where it is chosen');
      await axe(page, 'before');
      await page.getByRole('button', { name: 'I want to look at it' }).click();
      await page.getByLabel('A name or a letter').fill('Ada');
      await page.getByLabel('What I wish for this person').fill('That the exam goes well.');
      await page.getByLabel('The time I have put in').selectOption('some');
      await page.getByLabel('I fear being left with nobody').selectOption('very much');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/^Saved\. What holds you most, by your own weights: I fear being left/).waitFor();
      const words = await page.locator('main').innerText();
      assert.doesNotMatch(words, /you should (go|leave|stay)|leave (him|her|them)\b/i);
      await check(page, faults, 'letting go');
      await axe(page, 'letting go');
      await shot(page, `letting-go-${width}`);
      await page.getByRole('button', { name: 'Lean on others' }).click();
      await heading(page, 'Lean on others');
      await page.getByLabel('How often I have tried it').fill('3');
      await page.getByLabel('What happened when I tried it').fill('Bo came by with soup.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/^Saved: If the evening gets long.*tried 3 times – Bo came by/).waitFor();
      await page.getByText('What is left of my practice, by our model').first().waitFor();
      const curve = page.locator('figure', { hasText: 'What is left of my practice' });
      assert.match(await curve.innerText(), /3 tries noted\. In our model practice fades by 14% a year/);
      await page.getByText(/The model has no practice of this very kind/).waitFor();
      await check(page, faults, 'step');
      await axe(page, 'step');
      await shot(page, `step-${width}`);
    }));

for (const width of [1280, 390])
  test(`a child in my care: dials in words, load, and a practice with its course in the model, at ${width}`, () =>
    sitting(width, async (page, faults) => {
      await room(page, 'A child in my care');
      await heading(page, 'A child in my care');
      await page.getByText('What each dial of care teaches').waitFor();
      await check(page, faults, 'child');
      await axe(page, 'child');
      await shot(page, `child-care-${width}`);
      await page.getByRole('button', { name: 'Make good a miss' }).click();
      await page.getByLabel('How often I have tried it').fill('1');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/tried 1 time/).first().waitFor();
      await page.getByText(/a whole course for carers adds 0\.35/).waitFor();
      await check(page, faults, 'care');
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await heading(page, 'A child in my care');
      await page.getByRole('button', { name: 'Pages to read on children and care' }).click();
      await heading(page, 'Read');
    }));
