// A person's way through the room of a life.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, check, crossed, plays_alone, settled, start_browser, start_server, tab_to, taken, visit } from './harness.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([start_server(), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function enter(options = {}) {
  const opened = await visit(browser, server, { hash: '#/life?seed=1', ...options });
  await opened.page.getByRole('heading', { name: 'Go back and change one thing' }).waitFor();
  await settled(opened.page);
  return opened;
}
const answered = (page) => page.waitForResponse((r) => r.url().endsWith('/api/scene/life') && r.ok());

test('without a setting the room opens on its example: the person with the middle gain, told with its count', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: '#/life' });
  const lead = page.getByRole('region', { name: /One steady person later/ });
  await lead.waitFor();
  assert.match(page.url(), /change=secure_partner&age=25&example=steady_person/);
  assert.equal(await lead.locator('li').count(), 3);
  assert.match(await lead.innerText(), /Of \d+ others with the same change|For all \d+ others/);
  await page.getByRole('heading', { name: 'The same life with the change' }).waitFor();
  await settled(page);
  await check(page, faults, 'example');
  await lead.getByRole('button', { name: /Close/ }).click();
  await lead.waitFor({ state: 'detached' });
  assert.match(page.url(), /who=\d+/, 'the same person stays');
  await context.close();
});
const digest = (page) => page.locator('.foot code').innerText();

test('opens on a life with figures, marks and twenty others; somebody else has another life', async () => {
  const { page, context, faults } = await enter();
  const first = await digest(page);
  assert.match(first, /^[0-9a-f]{16}$/);
  assert.ok((await page.locator('figure').first().locator('path').count()) > 3, 'figures and marks are drawn');
  const others = await page.locator('path.other').first().getAttribute('d');
  assert.equal(others.match(/M/g).length, 20);
  const reply = answered(page);
  await page.getByRole('button', { name: 'Meet someone else' }).click();
  await reply;
  await page.waitForFunction((was) => document.querySelector('.foot code')?.textContent !== was, first);
  assert.match(page.url(), /who=\d+/);
  for (const age of [0.5, 10, 25, 44]) {
    await page.locator('.clock input[type=range]').fill(String(age));
    assert.deepEqual(await crossed(page, 'figure line.now', 'figure svg text.name'), [], `the line of age ${age} crosses no name`);
  }
  await check(page, faults, 'life');
  await context.close();
});

test('one change: the life before it is the same to the last bit, both are told, others are counted', async () => {
  const { page, context, faults } = await enter();
  const reply = answered(page);
  await page.getByRole('button', { name: 'Therapy at thirty' }).click();
  const { plain, changed, changed_neighbours } = await (await reply).json();
  const before = plain.ages.filter((age) => age < 30).length;
  assert.deepEqual(changed.course.mu.slice(0, before), plain.course.mu.slice(0, before));
  assert.notDeepEqual(changed.course, plain.course);
  assert.equal(changed_neighbours.mu.length, 20);
  await page.getByRole('heading', { name: 'The same life with the change' }).waitFor();
  assert.equal(await page.locator('path.new').count(), 4);
  assert.match(await page.locator('.clock .now').innerText(), /As it was\.[\s\S]*With the change\./);
  const others = page.locator('section', { has: page.getByRole('heading', { name: 'Would it be so for others?' }) });
  assert.equal(await others.locator('li').count(), 4);
  for (const text of await others.locator('li').allInnerTexts()) assert.match(text, /other|Nobody/);
  // The link carries the change, and taking it back gives the first life again.
  assert.match(page.url(), /change=therapy&age=30/);
  await page.getByText('Both lives in words').click();
  assert.equal(await page.locator('ol.plain-list').count(), 2);
  await check(page, faults, 'change');
  await axe(page, 'a life with a change');
  await page.getByRole('button', { name: 'Undo the change' }).click();
  await page.getByRole('heading', { name: 'The same life with the change' }).waitFor({ state: 'detached' });
  assert.doesNotMatch(page.url(), /change=/);
  await context.close();
});

test('an age that cannot be is named beside its field, and so is what was lived', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: '#/life?change=secure_partner&age=200' });
  await page.locator('.foot code').waitFor();
  await page.getByText('Choose an age between 18 and 59. Lived here: 25.').waitFor();
  assert.equal(await page.getByLabel('At the age of').inputValue(), '200');
  await page.getByLabel('At the age of').fill('30');
  await page.getByLabel('At the age of').press('Tab');
  await page.getByText('Choose an age').waitFor({ state: 'detached' });
  assert.match(page.url(), /age=30/);
  await settled(page);
  await check(page, faults, 'age');
  await context.close();
});

test('a link opens the same life again; a broken one opens the usual one', async () => {
  const hash = '#/life?who=7&carer=unsteady&change=placement&age=3&way=steady';
  const { page, context, faults } = await visit(browser, server, { hash });
  await page.locator('.foot code').waitFor();
  const first = await digest(page);
  await page.reload();
  await page.locator('.foot code').waitFor();
  assert.equal(await digest(page), first);
  await check(page, faults, 'link');
  await context.close();
  const broken = await visit(browser, server, { hash: '#/life?who=x&until=1e9&change=magic&age=-4' });
  await broken.page.locator('.foot code').waitFor();
  await check(broken.page, broken.faults, 'broken link');
  await broken.context.close();
});

test('by keyboard on a phone: the years, the change, the numbers', async () => {
  const { page, context, faults } = await enter({ width: 390 });
  await tab_to(page, '.ideas button');
  const reply = answered(page);
  await page.keyboard.press('Enter');
  await reply;
  await page.getByRole('heading', { name: 'The same life with the change' }).waitFor();
  await tab_to(page, 'input[type="range"]');
  const slider = page.locator('input[type="range"]');
  const was = await page.locator('.clock .now').innerText();
  await page.keyboard.press('Home');
  assert.equal(await slider.getAttribute('aria-valuetext'), '0 years');
  assert.notEqual(await page.locator('.clock .now').innerText(), was);
  await tab_to(page, 'figure summary');
  await page.keyboard.press('Enter');
  // The rows are drawn when the browser has told the page that the fold is open: a task later, so it is waited for.
  const rows = page.locator('figure details[open] tbody tr');
  await rows.first().waitFor();
  assert.ok((await rows.count()) > 3);
  await check(page, faults, 'keyboard');
  await context.close();
});

test('the years pass by themselves only when asked, and stop when told', async () => {
  const { page, context } = await enter({ motion: true });
  const age = () => page.locator('input[type="range"]').inputValue();
  const before = await age();
  await page.waitForTimeout(400);
  assert.equal(await age(), before);
  await page.getByRole('button', { name: 'Let the years pass' }).click();
  await page.waitForFunction((was) => document.querySelector('input[type="range"]').value !== was, before);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const stopped = await age();
  await page.waitForTimeout(400);
  assert.equal(await age(), stopped);
  await context.close();
  const still = await enter();
  assert.equal(await still.page.getByRole('button', { name: 'Let the years pass' }).count(), 0, 'none where motion is not wanted');
  await still.context.close();
});

test('both lives are taken along as one file that plays, each under its name; the page stays where it was', async () => {
  const { page, context, faults } = await enter({ hash: '#/life?seed=1&change=therapy&age=30' });
  await page.getByRole('heading', { name: 'The same life with the change' }).waitFor();
  const slider = page.locator('.clock input[type=range]');
  const before = await slider.inputValue();
  const [name, html] = await taken(page, page.getByRole('button', { name: 'Save as one file that plays' }));
  assert.equal(name, 'bowlby-a-life-and-the-same-life-with-one-change.html');
  assert.equal(await slider.inputValue(), before);
  const { words } = await plays_alone(browser, html, /^Age 60\. As it was: .* With the change: /);
  for (const said of ['The life as it was', 'The same life with the change', 'Feels safe', '#/life?seed=1&change=therapy&age=30']) assert.ok(words.includes(said), said);
  assert.ok(!/At (?!60)\d+: /.test(words), 'the lines below and their words are of one age');
  assert.equal(html.toString().match(/class="moment"/g).length, 31, 'a moment every second year');
  await check(page, faults, 'a life taken along');
  await context.close();
});
