// The first page: a message is answered with one press, ten turns on the real engine, then the same evening answered first.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, check, start_browser, start_server, tab_to, visit } from './harness.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([start_server(), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const names = { now: /^(Answer now|Write now)$/, soon: 'In a minute', later: /^(Later|Write nothing)$/ };
const playing = (page) => page.waitForResponse((r) => r.url().endsWith('/api/scene/play') && r.ok());

// Presses one of the three and hands back what the engine said to it.
async function act(page, what) {
  const answered = playing(page);
  await page.locator('.play').getByRole('button', { name: names[what] }).click();
  return (await answered).json();
}

test('one press answers the first message, in what fits on the screen', async () => {
  for (const width of [1280, 390]) {
    const { page, context, faults } = await visit(browser, server, { width });
    const first = page.locator('.play').getByRole('button', { name: 'Answer now' });
    await first.waitFor();
    await page.waitForFunction(() => !document.querySelector('.play .acts button').disabled);
    const box = await first.boundingBox();
    assert.ok(box.y + box.height < (width < 600 ? 844 : 900), 'the buttons are seen without scrolling');
    const asked = await page.locator('.play .now').innerText();
    const spoken = await page.locator('.play .state').innerText();
    let presses = 0;
    const answer = await act(page, 'now');
    ++presses;
    await page.locator('.play .mine').filter({ hasText: 'I am here' }).waitFor();
    assert.equal(presses, 1, 'a message is answered');
    assert.ok(asked.length > 3 && spoken.length > 3);
    assert.equal(answer.times.length, 2);
    assert.ok(answer.writer.sees[0] > 0, 'the engine has taken the answer in');
    await check(page, faults, `first press at ${width}`);
    await context.close();
  }
});

test('ten turns, each quick, then the same evening answered first; what one does counts', async () => {
  const { page, context, faults } = await visit(browser, server);
  await page.waitForFunction(() => !document.querySelector('.play .acts button').disabled);
  const times = [];
  let last;
  for (let turn = 0; turn < 10; ++turn) {
    assert.equal(await page.locator('.play figure').count(), 0);
    await page.locator('.play .row').filter({ hasText: `turn ${turn + 1} of 10` }).waitFor();
    const before = await page.evaluate(() => performance.now());
    last = await act(page, turn < 6 ? 'later' : 'soon');
    times.push((await page.evaluate(() => performance.now())) - before);
  }
  console.log(`turns took ${times.map((ms) => Math.round(ms)).join(', ')} ms, the press and the page with them`);
  await page.getByRole('heading', { name: 'Your evening, and the same evening answered first' }).waitFor();
  assert.equal(last.writer.distress.length, last.times.length);
  assert.notDeepEqual(last.writer.distress, last.after.first.distress);
  assert.equal(last.writer.distress[0], last.after.first.distress[0], 'it is the same evening');
  const { both, later, same, of } = last.after.sooner;
  assert.equal(both + later + same, 20);
  assert.match(await page.locator('.play').innerText(), new RegExp(`${both} were calm sooner when answered first`));
  assert.equal(await page.locator('.play .dots .full').count(), both);
  assert.match(await page.locator('.play .end').innerText(), /Answered first, Robin|answered at once each time/);
  await axe(page, 'the end of the evening');
  await check(page, faults, 'ten turns');
  await page.getByRole('button', { name: 'Play it again' }).click();
  await page.locator('.play .row').filter({ hasText: 'turn 1 of 10' }).waitFor();
  await context.close();
});

test('by keyboard alone on a phone', async () => {
  const { page, context, faults } = await visit(browser, server, { width: 390 });
  await page.waitForFunction(() => !document.querySelector('.play .acts button').disabled);
  await tab_to(page, '.play .acts button');
  for (let turn = 0; turn < 10; ++turn) {
    const answered = playing(page);
    await page.keyboard.press('Enter');
    await answered;
    await page.waitForFunction((n) => document.querySelector('.play figure') || document.querySelector('.play .row')?.innerText.includes(`turn ${n} of`), turn + 2);
  }
  assert.match(await page.locator('.play .end').innerText(), /You answered at once each time/);
  assert.equal(await page.evaluate(() => document.activeElement?.closest('main') !== null), true, 'the focus is still on the page');
  await check(page, faults, 'keyboard');
  await context.close();
});
