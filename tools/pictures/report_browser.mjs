// Opens a report in headless Chromium with the network off and collects everything that goes wrong: console
// errors, page errors, any request beyond the file itself, empty pictures, sideways scrolling.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const studio = createRequire(new URL('../../studio/package.json', import.meta.url));
const { chromium } = studio('playwright-core');

const most_screens = 10; // of a phone, as it is first seen

export const axe_path = studio.resolve('axe-core/axe.min.js');

export async function with_browser(work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars'],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

// A page at this width and scheme with the report in it, and its list of faults (grows as they happen).
export async function open_report(browser, file, { width, dark = false, print = false }) {
  const url = pathToFileURL(resolve(file)).href;
  const faults = [];
  const context = await browser.newContext({
    offline: true,
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
  });
  await context.route('**/*', (route) => {
    const wanted = route.request().url();
    if (wanted === url || wanted.startsWith('data:')) return route.continue();
    faults.push(`request: ${wanted}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  if (print) await page.emulateMedia({ media: 'print' });
  await page.goto(url);
  await page.waitForSelector('main h1', { timeout: 10_000 }).catch(() => faults.push('the report drew no heading'));
  await page.evaluate(() => document.fonts.ready);
  const screens = await page.evaluate(() => document.documentElement.scrollHeight / window.innerHeight);
  if (width <= 430 && !print && screens > most_screens) faults.push(`the report is ${screens.toFixed(1)} screens long on a phone, more than ${most_screens}`);
  await page.evaluate(turn_folded, true); // what is closed on a phone is looked at, too
  await page.waitForTimeout(100);
  faults.push(...(await page.evaluate(look)));
  await page.evaluate(turn_folded, false);
  return { page, faults, close: () => context.close() };
}

// Runs in the page.
function turn_folded(open) {
  for (const part of document.querySelectorAll('section.folded > details')) part.open = open;
}

// Runs in the page. A number that failed to compute shows as NaN in an attribute: that counts as a fault too.
function look() {
  const found = [];
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) found.push(`the page is ${over} px wider than the window`);
  for (const figure of document.querySelectorAll('figure')) {
    const title = figure.querySelector('h3')?.textContent ?? '(no title)';
    if (!title.trim() || !figure.querySelector('figcaption p')?.textContent?.trim()) found.push(`a picture has no words: ${title}`);
    const drawn = figure.querySelectorAll('svg *, td, [data-drawn]').length;
    if (!drawn || figure.getBoundingClientRect().height < 60) found.push(`empty picture: ${title}`);
  }
  for (const mark of document.querySelectorAll('svg *')) {
    for (const attribute of mark.attributes) {
      if (/NaN|Infinity|undefined/.test(attribute.value)) found.push(`${mark.tagName} has ${attribute.name}="${attribute.value.slice(0, 60)}"`);
    }
  }
  return found.slice(0, 20);
}
