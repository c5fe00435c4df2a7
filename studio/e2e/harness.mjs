// The real server, the real page, Debian's Chromium. Every page opened here is watched: a request that leaves this
// machine, a violation of the content security policy, an error in the console or sideways scrolling is a fault.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const program = process.env.BOWLBY ?? join(root, 'build', 'bowlby');

// Starts `bowlby studio` with a state folder of its own. The address it prints holds the token: one of ours, as one that
// the server makes up is good for a single browser only.
export async function start_server(extra = [], command = 'studio') {
  assert.ok(existsSync(program), `${program} is missing: build it first (make build)`);
  const state = mkdtempSync(join(tmpdir(), 'bowlby-e2e-'));
  const token_file = join(state, 'token'); // never on a command line, which everybody can read
  writeFileSync(token_file, randomBytes(16).toString('hex'), { mode: 0o600 });
  const child = spawn(program, [command, '--no-open', '--port', '0', '--state', state, '--token-file', token_file, ...extra], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const address = await new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`no address within 30 s:\n${said}`)), 30_000);
    const read = (chunk) => {
      said += chunk;
      const found = /http:\/\/\S+[?&]token=\S+/.exec(said);
      if (found) {
        clearTimeout(timer);
        done(found[0]);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => failed(new Error(`bowlby studio ended with ${code}:\n${said}`)));
  });
  const ended = new Promise((done) => child.on('exit', done));
  return {
    address, // with the token
    origin: new URL(address).origin,
    child,
    state,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(late);
      rmSync(state, { recursive: true, force: true });
    },
  };
}

export const start_browser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

const loopback = (url) => /^(?:about|blob|data):/.test(url) || ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

// A first visit: a fresh browser profile that follows the printed address.
export async function visit(browser, server, { width = 1280, dark = false, motion = false, hash = '' } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: motion ? 'no-preference' : 'reduce',
    hasTouch: width < 600,
  });
  context.setDefaultTimeout(20_000);
  const faults = [];
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.__violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  context.on('request', (request) => {
    if (!loopback(request.url())) faults.push(`request to ${request.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  await page.goto(server.address);
  if (hash) await go(page, server, hash);
  else await page.locator('main h1').waitFor();
  return { page, context, faults };
}

export async function go(page, server, hash) {
  await page.goto(`${server.origin}/${hash}`);
  await page.locator('main h1').waitFor();
}

// Faults that can be read off the page as it is now.
export async function check(page, faults, where) {
  // a picture may wait for its numbers; one that stays empty is told below
  await page.waitForFunction(() => [...document.querySelectorAll('main figure')].every((f) => f.querySelector('svg *, td')), null, { timeout: 5000 }).catch(() => {});
  const found = await page.evaluate(() => {
    const out = [...window.__violations].map((text) => `policy violated: ${text}`);
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (over > 0) out.push(`the page is ${over} px wider than the window`);
    for (const mark of document.querySelectorAll('svg *'))
      for (const { name, value } of mark.attributes) if (/NaN|Infinity|undefined/.test(value)) out.push(`${mark.tagName} has ${name}="${value.slice(0, 50)}"`);
    for (const figure of document.querySelectorAll('main figure')) {
      const title = figure.querySelector('h3')?.textContent?.trim();
      if (!title || !figure.querySelector('figcaption p')?.textContent?.trim()) out.push(`a picture has no words: ${title ?? '?'}`);
      if (!figure.querySelectorAll('svg *, td').length) out.push(`empty picture: ${title}`);
    }
    return out.slice(0, 12);
  });
  assert.deepEqual([...faults, ...found], [], where);
}

// Words of a picture that one of its lines runs through, as the browser has laid them out.
export const crossed = (page, lines, texts) =>
  page.evaluate(([of_lines, of_texts]) => {
    const boxes = (selector) => [...document.querySelectorAll(selector)].map((mark) => [mark.textContent, mark.getBoundingClientRect()]);
    const through = (line, text) => line.left < text.right - 1 && line.right > text.left + 1 && line.top < text.bottom - 3 && line.bottom > text.top + 3;
    return boxes(of_texts).filter(([, text]) => boxes(of_lines).some(([, line]) => through(line, text))).map(([words]) => words);
  }, [lines, texts]);

// All rules, or with `only` the rules named.
export async function axe(page, where, only = undefined) {
  await page.evaluate(axe_source);
  const rules = only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ['violations'] }), rules);
  const told = violations.map((v) => `${v.id} (${v.impact}): ${v.help}\n    ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 140)} -- ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join('\n    ')}`);
  assert.deepEqual(told, [], where);
}

// The question before the room of two people, answered with "No".
export const answer_no = (page) => page.getByRole('button', { name: 'No', exact: true }).click();

export const settled = (page, timeout = 30_000) => page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'), undefined, { timeout });

// Opens every "Show the numbers" and its like, so that tables are looked at as well. What a fold holds is drawn a
// task after the click (the browser tells of it by an event), so two frames pass before anyone looks.
export const open_tables = (page) =>
  page.evaluate(async () => {
    document.querySelectorAll('main details:not([open]) > summary').forEach((summary) => summary.click());
    for (let i = 0; i < 2; ++i) await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  });

// Tabs until the focus is on something that matches.
export async function tab_to(page, selector, most = 120) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`Tab did not reach ${selector} within ${most} steps`);
}

// Presses a button that hands over a file: its name and bytes.
export async function taken(page, button) {
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await button.click();
  const file = await download;
  return [file.suggestedFilename(), readFileSync(await file.path())];
}

// A scene saved as one file is opened with no server at hand: it walks by its slider, plays, stops, and asks nothing of anybody.
export async function plays_alone(browser, html, label, most = 3_000_000) {
  assert.ok(html.length < most, `${html.length} bytes are too many to send to a friend`);
  const path = join(mkdtempSync(join(tmpdir(), 'bowlby-played-')), 'played.html');
  writeFileSync(path, html);
  const page = await browser.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => asked.push(`page error: ${error.message}`));
  await page.goto(`file://${path}`);
  const shown = () => page.locator('.moment:not([hidden])').innerHTML();
  const first = await shown();
  await page.getByRole('slider').press('End');
  const last = await shown();
  assert.notEqual(last, first);
  assert.match(await page.locator('#told').innerText(), label);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.waitForFunction((was) => Number(document.getElementById('at').value) > was, 0);
  await page.getByRole('button', { name: 'Pause' }).click();
  assert.deepEqual(asked.filter((url) => !url.startsWith('file:')), [], 'it asks nothing of anybody');
  const words = await page.locator('body').innerText();
  await page.close();
  rmSync(join(path, '..'), { recursive: true });
  return { first, last, words };
}
