// A person's way through the room of child and carer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { check, go, settled, start_browser, start_server, tab_to, visit } from './harness.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([start_server(), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function enter(options = {}) {
  const opened = await visit(browser, server, { hash: '#/child?seed=1', ...options });
  await opened.page.getByRole('heading', { name: 'A year of learning' }).waitFor();
  await settled(opened.page);
  return opened;
}

test('the lesson is two presses from the home page, and ten points stand in text and film', async () => {
  for (const width of [1280, 390]) {
    const { page, context, faults } = await visit(browser, server, { width, motion: true });
    await page.getByRole('link', { name: 'Same amount, other steadiness' }).click();
    const lesson = page.locator('.lesson');
    await lesson.waitFor();
    await settled(page);
    const [, points] = /That is (\d+) points in 100 apart/.exec(await lesson.innerText());
    assert.ok(Number(points) >= 10, `${points} points in text`);
    const lead = page.getByRole('region', { name: /Same amount, other steadiness/ });
    assert.equal(await lead.locator('li').count(), 3);
    const loud = (await page.locator('.films p.loud').allInnerTexts()).map((text) => Number(/in (\d+) of 100/.exec(text)[1]));
    assert.ok(Math.abs(loud[0] - loud[1]) >= 10, `the films show ${loud.join(' and ')} of 100 moments`);
    await page.getByRole('button', { name: 'Play both films' }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).first().waitFor();
    await check(page, faults, `lesson at ${width}`);
    await context.close();
  }
});

test('quiet outside, racing inside: the example opens on a child who hides it', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: '#/child?example=quiet_outside' });
  await page.getByRole('region', { name: /Quiet outside, racing inside/ }).waitFor();
  await settled(page);
  assert.match(await page.locator('figcaption').filter({ hasText: 'Seen and not seen' }).innerText(), /looked quiet and was stirred up inside/);
  assert.match(page.url(), /rebuff=0\.\d+.*child=\d+/);
  await check(page, faults, 'quiet');
  await context.close();
});
const one = (page) => page.locator('path.one').first();

test('a working example; a dial is another carer and another year; the link carries it', async () => {
  const { page, context, faults } = await enter();
  assert.equal(await page.locator('path.one').count(), 4);
  assert.equal(await page.locator('path.faint').count(), 4 * 19);
  const d = await one(page).getAttribute('d');
  await page.getByRole('button', { name: 'How much the carer answers: less' }).click();
  await page.waitForFunction((before) => document.querySelector('path.one').getAttribute('d') !== before, d);
  assert.match(page.url(), /response=0\.6/);
  const now = await one(page).getAttribute('d');
  const again = await visit(browser, server, { hash: new URL(page.url()).hash });
  await again.page.locator('path.one').first().waitFor();
  assert.equal(await one(again.page).getAttribute('d'), now);
  await again.context.close();
  await check(page, faults, 'dials');
  await context.close();
});

test('same amount, other steadiness: two carers side by side with one click', async () => {
  const { page, context, faults } = await enter();
  const answered = page.waitForResponse((r) => r.url().endsWith('/api/scene/year') && r.ok());
  await page.getByRole('button', { name: 'Same amount, other steadiness' }).click();
  const answer = await (await answered).json();
  const mean = (care) => care.children.reduce((sum, c) => sum + c.nu.at(-1), 0) / care.children.length;
  assert.ok(mean(answer.compare) > mean(answer.care), 'the unsteady carer leaves children less sure');
  await page.waitForFunction(() => document.querySelectorAll('path.one').length === 8);
  const of = (care) => Math.round((100 * care.counts.secure) / care.visits.length);
  const gap = Math.abs(of(answer.care) - of(answer.compare));
  assert.match(await page.locator('.lesson').innerText(), new RegExp(gap ? `That is ${gap} points in 100 apart` : 'no difference'));
  assert.equal(await page.locator('.films .film svg').count(), 2, 'two films beside each other');
  await check(page, faults, 'compare');
  await context.close();
});

test('opens on a telling child, and says why; what a link says in vain is named', async () => {
  const { page, context, faults } = await enter();
  const text = () => page.locator('main').innerText();
  assert.match(await text(), /Child \d+ is followed, whose visit is most like the others/);
  await go(page, server, '#/child?response=0.5&steady=0.6&rebuf=0.9&fright=7');
  await page.waitForFunction(() => document.querySelectorAll('path.one').length === 8);
  await settled(page);
  assert.match(await text(), /Child \d+ is followed, whose visit is read another way with the second carer/);
  assert.match(await page.locator('.not-taken').innerText(), /fright=7 \(not a number between 0 and 1\); rebuf=0\.9/);
  await check(page, faults, 'telling');
  await context.close();
});

test('the year plays in seconds and can be skipped', async () => {
  const { page, context } = await enter({ motion: true });
  const month = page.getByRole('slider', { name: 'Month of the year' });
  const last = await month.inputValue();
  await page.getByRole('button', { name: 'Play the year' }).click();
  await page.waitForFunction((end) => { const at = Number(document.querySelector('input[aria-label="Month of the year"]').value); return at > 0 && at < end; }, Number(last));
  await page.getByRole('region', { name: 'A year of learning' }).getByRole('button', { name: 'To the end' }).click();
  assert.equal(await month.inputValue(), last);
  await context.close();
});

test('eight episodes by keyboard; what is inside beside what is seen; the coder’s reading of the child chosen', async () => {
  const { page, context, faults } = await enter({ width: 390 });
  await tab_to(page, 'input[aria-label="Moment of the visit"]');
  const slider = page.getByRole('slider', { name: 'Moment of the visit' });
  assert.match(await slider.getAttribute('aria-valuetext'), /^Episode [58],/, 'opens on a return');
  await page.keyboard.press('End');
  assert.match(await slider.getAttribute('aria-valuetext'), /^Episode 8,.*inside/);
  for (let n = 1; n <= 8; ++n) {
    await page.getByRole('button', { name: new RegExp(`^Episode ${n}:`) }).click();
    assert.match(await slider.getAttribute('aria-valuetext'), new RegExp(`^Episode ${n},`));
  }
  const children = page.getByRole('button', { name: /^Child \d+ of 20/ });
  assert.equal(await children.count(), 20);
  await children.nth(7).click();
  await page.waitForFunction(() => location.hash.includes('child=7'));
  await settled(page);
  assert.match(await page.locator('.read').first().innerText(), /not a kind of child/);
  await page.getByText('The coder’s scales').first().click();
  assert.equal(await page.locator('details[open] tbody tr').count(), 10);
  await check(page, faults, 'visit');
  await context.close();
});
