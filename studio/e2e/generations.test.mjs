// A person's way through the room of generations: the work is a real job of the server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, check, go, plays_alone, start_browser, start_server, tab_to, taken, visit } from './harness.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([start_server(), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const small = '#/generations?founders=100&replicates=2';
const done = (page) => page.getByRole('heading', { name: 'What reaches whom' }).waitFor({ timeout: 180_000 });

test('the first visitor finds an example under way; it survives a reload and ends in pictures with intervals', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: small });
  await page.locator('progress').waitFor();
  await page.reload();
  await Promise.race([page.locator('progress').waitFor(), done(page)]);
  await done(page);
  assert.equal(await page.locator('progress').count(), 0);
  const jobs = await page.evaluate(async () => (await (await fetch('/api/jobs')).json()).jobs);
  assert.equal(jobs.length, 1, 'a reload starts no second example');
  const numbers = page.locator('figure').first().locator('summary');
  await numbers.click();
  assert.match(await page.locator('figure').first().locator('tbody tr').first().innerText(), /to/);
  await page.getByRole('heading', { name: 'How readily infants were comforted' }).waitFor();
  await check(page, faults, 'generations');
  await axe(page, 'generations');
  await context.close();
});

test('the family is walked by arrow keys and told in words', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: small, width: 390 });
  await done(page);
  await tab_to(page, '.family button');
  const card = page.locator('.card');
  const eldest = await card.innerText();
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await focused(), first);
  assert.notEqual(await card.innerText(), eldest);
  const child = await focused();
  await page.keyboard.press('ArrowUp');
  assert.notEqual(await focused(), child);
  assert.match(await focused(), /^(Grand)?(mother|father)/i); // a small world's family may have two generations or three
  await check(page, faults, 'family');
  await context.close();
});

test('the family is taken along as one file in which it grows, and as a picture with its people', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: small });
  await done(page);
  const people = await page.locator('.family button').count();
  const [name, html] = await taken(page, page.getByRole('button', { name: 'Save as one file that plays' }));
  assert.match(name, /^bowlby-one-family.*\.html$/);
  assert.equal(await page.locator('.family button:visible').count(), people, 'all are there again');
  const bars = (svg) => svg.match(/width="12"|M8,2|M24,2/g).length;
  const { first, last, words } = await plays_alone(browser, html, /, born in year \d+/);
  assert.equal(html.toString().match(/class="moment"/g).length, people, 'a moment for each birth');
  assert.ok(bars(last) >= people * bars(first), 'in the end all are drawn');
  for (const said of ['How readily infants were comforted', 'Infants soon comforted, and back at play', '#/generations?']) assert.ok(words.includes(said), said);
  const [, svg] = await taken(page, page.locator('figure').filter({ has: page.locator('.family') }).getByRole('button', { name: /^SVG/ }));
  assert.equal(bars(svg.toString()), bars(last), 'the saved picture shows the people, too');
  await check(page, faults, 'a family taken along');
  await context.close();
});

test('on a sheet of A4 nothing is wider than the paper', async () => {
  const { page, context } = await visit(browser, server, { hash: small });
  await done(page);
  await page.emulateMedia({ media: 'print' });
  // Paper is laid out at once, with the sizes that scripts took from the screen: 210 mm less two margins of 10 mm.
  const over = await page.evaluate(() => {
    const [paper, root] = [(190 / 25.4) * 96, document.documentElement];
    root.style.width = `${paper}px`;
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().width && e.getBoundingClientRect().right > paper + 1);
    root.style.width = '';
    return wide.map((e) => e.tagName + (e.getAttribute('class') ?? ''));
  });
  assert.deepEqual(over, []);
  await context.close();
});

test('a programme is placed, lived and found again by its link', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: small });
  await done(page);
  const before = await page.locator('.foot code').innerText();
  await page.getByLabel('What help').selectOption('therapy');
  await page.getByLabel('For whom').selectOption('0.5');
  const started = page.waitForRequest((r) => r.url().endsWith('/api/jobs') && r.method() === 'POST');
  await page.getByRole('button', { name: 'Live three generations' }).click();
  const sent = (await started).postDataJSON();
  assert.equal(sent.request.programme.kind, 'therapy');
  assert.equal(sent.request.programme.share, 0.5);
  await page.waitForFunction((was) => { const now = document.querySelector('.foot code')?.textContent; return now && now !== was && !document.querySelector('progress'); }, before, { timeout: 180_000 });
  const after_it = await page.locator('.foot code').innerText();
  const hash = new URL(page.url()).hash;
  assert.match(hash, /job=/);
  await page.getByText(/^Earlier families/).click();
  await page.getByRole('button', { name: /^Show/ }).last().click();
  await page.waitForFunction((was) => document.querySelector('.foot code')?.textContent !== was, after_it);
  const again = await visit(browser, server, { hash });
  await again.page.locator('.foot code').waitFor();
  assert.equal(await again.page.locator('.foot code').innerText(), after_it);
  await again.context.close();
  await check(page, faults, 'programme');
  await context.close();
});

test('results and controls come from one request', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: small });
  await done(page);
  // another choice dims what is shown, and says why; back again it stands
  const kind = page.getByLabel('What help');
  const was = await kind.inputValue();
  await kind.selectOption(was === 'gratitude' ? 'therapy' : 'gratitude');
  await page.getByText('Not yet run.').waitFor();
  assert.equal(await page.locator('div.stale').count(), 1);
  await kind.selectOption(was);
  await page.locator('div.stale').waitFor({ state: 'detached' });
  // without a setting the controls are those of the families shown
  await go(page, server, '#/');
  await go(page, server, '#/generations');
  await done(page);
  const link = new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
  assert.equal(link.get('founders'), '100');
  assert.equal(await page.locator('div.stale').count(), 0);
  // a run that is not here is named, and nobody else's is shown in its place
  await go(page, server, '#/');
  await go(page, server, '#/generations?job=000000000000-0000');
  await page.getByText('This link names a run that is not kept here (000000000000-0000)').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'What reaches whom' }).count(), 0);
  await check(page, faults, 'one request');
  await context.close();
});

test('a long job is stopped by its button', async () => {
  const { page, context } = await visit(browser, server, { hash: '#/generations?founders=4000&replicates=12' });
  await done(page);
  await page.getByRole('button', { name: 'Live three generations' }).click();
  await page.locator('progress').waitFor();
  await page.getByRole('button', { name: /^Stop/ }).click();
  await page.locator('progress').waitFor({ state: 'detached', timeout: 30_000 });
  const states = await page.evaluate(async () => (await (await fetch('/api/jobs')).json()).jobs.map((job) => job.state));
  assert.ok(states.includes('cancelled'));
  await context.close();
});

// The last test of the file: it stops the engine.
test('an engine that goes in the middle of a job is told of near the hand, on every page', async () => {
  const { page, context } = await visit(browser, server, { hash: '#/generations?founders=4000&replicates=12' });
  await page.getByRole('button', { name: 'Live three generations' }).click();
  await page.locator('progress').waitFor();
  server.child.kill('SIGKILL');
  const said = page.locator('p[role=alert]').filter({ hasText: 'The engine has stopped. Start it and open its link.' });
  await said.waitFor();
  const box = await said.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 900, 'it is in sight');
  await page.getByText('it waits for the engine').waitFor();
  assert.equal(await page.getByText(/ s left|the work goes on/).count(), 0);
  await page.evaluate(() => (location.hash = '#/child'));
  await page.getByRole('heading', { name: 'The engine has stopped' }).waitFor();
  assert.equal(await page.getByText('preload').count(), 0);
  await context.close();
});
