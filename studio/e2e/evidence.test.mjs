// A researcher's way through the room of evidence: targets, claims, the inside, and a study run to its files.
import assert from 'node:assert/strict';
import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, check, go, settled, start_browser, start_server, tab_to, visit } from './harness.mjs';

let server, browser;
before(async () => {
  [server, browser] = await Promise.all([start_server(), start_browser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const enter = (part, options = {}) => visit(browser, server, { hash: `#/evidence?part=${part}`, ...options });

test('published numbers: misses first, filter, source and command', async () => {
  const { page, context, faults } = await enter('targets');
  await page.locator('tbody tr').first().waitFor();
  const answer = await page.evaluate(async () => (await fetch('/api/targets')).json());
  const verdicts = answer.targets.map((t) => t.verdict);
  const last_miss = verdicts.lastIndexOf('outside');
  assert.ok(!verdicts.slice(0, last_miss + 1).some((v) => v !== 'outside' && v !== 'inside'), 'what is not measured comes after the misses');
  await page.locator('form').getByLabel('Inside?').selectOption('');
  await page.getByRole('searchbox').last().fill('INF01');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  assert.match(page.url(), /text=INF01/);
  await page.getByText('Source and command').click();
  assert.match(await page.locator('tbody details[open]').innerText(), /doi|bowlby/);
  await check(page, faults, 'targets');
  await axe(page, 'targets');
  await context.close();
});

test('claims: a deep link opens one with its arrow and command; nothing is judged that was not run', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: '#/evidence?part=claims&id=C020' });
  await page.locator('#claim-C020 details[open]').waitFor();
  assert.match(await page.locator('#claim-C020').innerText(), /bowlby claims run C020/);
  const answer = await page.evaluate(async () => (await fetch('/api/claims')).json());
  const c020 = answer.claims.find((c) => c.id === 'C020');
  assert.match(await page.locator('#claim-C020 summary').first().innerText(), new RegExp(c020.verdict ?? 'not run yet'));
  if (!answer.run) for (const claim of answer.claims) assert.ok(!['holds', 'not shown'].includes(claim.verdict), claim.id);
  await check(page, faults, 'claim');
  await axe(page, 'claim');
  await page.locator('#claim-C020').getByRole('link', { name: /_to_/ }).first().click();
  await page.locator('article h2').waitFor();
  assert.match(page.url(), /part=workings&name=\w+_to_\w+/);
  await context.close();
});

test('the inside: search, equation, and the real scene played with the arrow and without', async () => {
  const { page, context, faults } = await enter('workings');
  await page.getByRole('searchbox').fill('uncertainty press');
  await page.getByRole('button', { name: /^uncertainty_to_press/ }).click();
  assert.match(await page.locator('article').innerText(), /Q_press/);
  await page.locator('article figure').waitFor();
  await settled(page);
  assert.match(await page.locator('article figure figcaption').innerText(), /the arrow in place and .* with the arrow cut/);
  const sent = [];
  page.on('request', (r) => r.method() === 'POST' && sent.push(r.postDataJSON()));
  await page.getByLabel('What it does, in').selectOption('evening');
  await page.waitForFunction(() => location.hash.includes('scene=evening'));
  await page.waitForTimeout(1000);
  assert.deepEqual(sent.map((s) => s.off ?? null).sort(), [null, ['uncertainty_to_press']].sort());
  await check(page, faults, 'inside');
  await axe(page, 'inside');
  await page.getByRole('searchbox').fill('insistense');
  await page.getByRole('button', { name: 'insistence', exact: true }).click();
  await page.getByRole('button', { name: /^insistence/ }).first().click();
  await page.getByRole('button', { name: 'Run it low and high' }).click();
  const compared = page.locator('article figure', { hasText: /insistence at [\d.]+ against insistence at [\d.]+/ });
  await compared.waitFor({ timeout: 180_000 });
  assert.match(await compared.locator('figcaption p').innerText(), /^Of \d+ common means, [1-9]/);
  await context.close();
});

test('a study: mistakes are named, two runs are lived, compared, and their data taken away', async () => {
  const { page, context, faults } = await enter('studies&study=strange_situation&people=120&set=insistense=3');
  await page.getByText('Did you mean insistence?').waitFor();
  await page.getByRole('button', { name: 'Run it' }).click();
  assert.equal(await page.locator('[role="alert"] .fault').count(), 1);
  await page.getByLabel('Parameter', { exact: true }).fill('insistence');
  await page.getByLabel('Value', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByRole('link', { name: /^Report/ }).first().waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: /^Remove/ }).click();
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.waitForFunction(() => document.querySelectorAll('a[href$="report.html"]').length === 2, null, { timeout: 120_000 });

  const compared = page.locator('section', { has: page.getByRole('heading', { name: 'Compare two runs' }) });
  await compared.locator('figcaption p', { hasText: /^Of \d+ common means/ }).waitFor(); // until then, an older pair stands there
  await check(page, faults, 'studies');
  await axe(page, 'studies');

  const files = await page.evaluate(async () => {
    const { jobs } = await (await fetch('/api/jobs')).json();
    const out = {};
    for (const name of ['report.html', 'results.sqlite', 'observation.csv']) {
      const reply = await fetch(`/api/jobs/${jobs[0].id}/files/${name}`);
      out[name] = [reply.status, (await reply.text()).slice(0, 15)];
    }
    return out;
  });
  assert.deepEqual(Object.values(files).map(([status]) => status), [200, 200, 200]);
  assert.match(files['results.sqlite'][1], /^SQLite format 3/);
  await go(page, server, '#/evidence?part=studies');
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('a[href$="report.html"]').length === 2);
  // each run is named by what was changed, shows its command, and goes only when told twice
  const changed = page.locator('li', { hasText: 'insistence 0 · ' });
  await changed.getByText(/^The command/).click();
  await changed.getByText('--set insistence=0').first().waitFor();
  await changed.getByRole('button', { name: /^Delete …/ }).click();
  await changed.getByText('This deletes the run and all its files from this computer.').waitFor();
  const count = () => page.evaluate(async () => (await (await fetch('/api/jobs')).json()).jobs.length);
  const before = await count();  // other rooms have jobs, too
  await changed.getByRole('button', { name: /^Delete [^…]/ }).click();
  await changed.waitFor({ state: 'detached' });
  assert.equal(await count(), before - 1);
  await context.close();
});

test('what a link of this room cannot give is named; back undoes the last choice of the study form and of the table', async () => {
  const { page, context, faults } = await enter('studies&study=dogs&people=30&colour=red');
  await page.getByText('Not taken from this link, so the usual stands there: colour=red (no such setting here); study=dogs (no study of this name).').waitFor();
  const study = page.locator('form select').first();
  const usual = await study.inputValue();
  await study.selectOption('couples');
  await page.waitForFunction(() => location.hash.includes('study=couples'));
  await page.getByLabel('People', { exact: true }).fill('40');
  await page.waitForFunction(() => location.hash.includes('people=40'));
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes('people=30'));
  assert.equal(await page.getByLabel('People', { exact: true }).inputValue(), '30');
  assert.equal(await study.inputValue(), 'couples');
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes('study=dogs'));
  assert.equal(await study.inputValue(), usual);

  await go(page, server, '#/evidence?part=claims&id=C999');
  await page.getByText('id=C999 (no claim of this name)').waitFor();
  await go(page, server, '#/evidence?part=targets&domain=weather');
  await page.getByText('domain=weather (none of the domains)').waitFor();
  const inside = page.locator('form').getByLabel('Inside?');
  await inside.selectOption('out');
  await page.waitForFunction(() => location.hash.includes('verdict=out'));
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes('domain=weather'));
  assert.equal(await inside.inputValue(), '');
  await check(page, faults, 'a link that is not taken whole');
  await context.close();
});

test('runs whose results cannot be read are told with their file, in the list and in place of the picture', async () => {
  const { page, context, faults } = await enter('studies&people=20');
  const order = (seed) => page.evaluate(async (body) => (await (await fetch('/api/jobs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).json()).id, JSON.stringify({ kind: 'run', study: 'strange_situation', people: 20, seed, report: true }));
  const done = async (id) => {
    for (;;) {
      const { state } = await page.evaluate(async (job) => (await fetch(`/api/jobs/${job}`)).json(), id);
      if (state === 'done') return;
      assert.ok(['waiting', 'running'].includes(state), state);
      await page.waitForTimeout(300);
    }
  };
  const [one, two] = [await order(1), await order(2)];
  await done(one);
  await done(two);
  const run = (id) => join(server.state, 'jobs', id, 'run');
  truncateSync(join(run(one), 'results.sqlite'), 4096);
  rmSync(join(run(two), 'report.html'));
  await go(page, server, `#/evidence?part=studies&a=${one}&b=${two}`);
  await page.reload();
  const rows = page.locator('section', { has: page.getByRole('heading', { name: 'Runs' }) });
  await rows.getByText(`${run(one)}/results.sqlite: `).waitFor();
  await rows.getByText(`${run(two)}/report.html: is not there any more`).waitFor();
  const compared = page.locator('section', { has: page.getByRole('heading', { name: 'Compare two runs' }) });
  await compared.getByRole('alert').getByText(`${run(one)}/results.sqlite`).waitFor();
  assert.equal(await compared.locator('figure').count(), 0);
  assert.deepEqual(faults.filter((fault) => !/409/.test(fault)), []);
  await context.close();
});

test('a diary of couples is planned here, and two sliders walk over what came of it; another choice dims it', async () => {
  const { page, context, faults } = await visit(browser, server, { hash: '#/evidence?part=plan&studies=20' });
  await page.getByText(/^No plan yet/).waitFor();
  await page.getByRole('button', { name: 'Plan it' }).click();
  await page.locator('progress').first().waitFor();
  const told = page.locator('.told');
  await told.waitFor({ timeout: 180_000 });
  assert.match(await told.innerText(), /With 100 couples and 14 days,? .*studies? (find|did)/);
  const job = (await page.evaluate(async () => (await (await fetch('/api/jobs?kind=scene')).json()).jobs)).find((j) => j.scene === 'plan');
  const answer = await page.evaluate(async (id) => (await fetch(`/api/jobs/${id}/result`)).json(), job.id);
  assert.equal(answer.cells.length, 15);
  // The sliders move words, line and link, and ask the engine nothing.
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const line = () => page.locator('figure line.now').getAttribute('x1');
  const [before, at] = [await told.innerText(), await line()];
  await page.getByLabel(/^Couples/).press('End');
  await page.waitForURL(/couples=400/);
  assert.notEqual(await line(), at);
  assert.notEqual(await told.innerText(), before);
  await page.getByLabel(/^Days of the diary/).press('End');
  await page.waitForURL(/days=28/);
  const cell = answer.cells.find((c) => c.couples === 400 && c.days === 28);
  assert.match(await told.innerText(), new RegExp(`At 400 couples ${Math.round(100 * cell.power)}% of 20 studies did`));
  assert.match(await told.innerText(), new RegExp(`Where the arrow is cut, ${Math.round(100 * cell.alarms)}%`));
  assert.deepEqual(asked.filter((url) => url.includes('/api/')), []);
  await check(page, faults, 'plan');
  await axe(page, 'plan');
  await page.getByLabel('By what of whom').selectOption('partner');
  await page.getByText('Not yet run.').waitFor();
  assert.equal(await page.locator('section.stale').count(), 1);
  await page.getByLabel('of the same day').selectOption('security');
  await page.getByText('Choose two different things').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Plan it' }).isDisabled());
  const again = await visit(browser, server, { hash: '#/evidence?part=plan&studies=20&couples=200&days=7', width: 390 });
  await again.page.locator('.told').waitFor();
  assert.match(await again.page.locator('.told').innerText(), /^With 200 couples and 7 days/);
  await check(again.page, again.faults, 'plan on a phone');
  await again.context.close();
  const bad = await visit(browser, server, { hash: '#/evidence?part=plan&arrow=contact_sooths&couples=7' });
  await bad.page.getByText(/arrow=contact_sooths \(no arrow of this name\)/).waitFor();
  assert.match(await bad.page.locator('main').innerText(), /couples=7 \(not a whole number between 25 and 400\)/);
  await bad.context.close();
  await context.close();
});

test('all four parts by keyboard on a phone, in the dark, clean under axe', async () => {
  const { page, context, faults } = await enter('targets', { width: 390, dark: true });
  for (const part of ['claims', 'workings', 'studies', 'targets']) {
    await tab_to(page, `nav a[href*="part=${part}"]`);
    await page.keyboard.press('Enter');
    await page.waitForFunction((p) => location.hash.includes(`part=${p}`), part);
    await page.waitForFunction(() => !document.querySelector('main [role="status"]')?.textContent?.startsWith('Fetching'));
    await check(page, faults, part);
    await axe(page, `${part} on a phone`);
  }
  await context.close();
});
