// Pictures of the five rooms for the manual, from the real server: node tools/pictures/studio_pictures.mjs [FOLDER [NAME ...]]
// Writes docs/pictures/studio/NAME.png (also the first page), each under 120 kB: what a window shows at first, or
// around the part that matters, with a palette of at most 128 colours.
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer_no, check, settled, start_browser, start_server, visit } from '../../studio/e2e/harness.mjs';

const [given, ...names] = process.argv.slice(2);
const folder = resolve(given ?? fileURLToPath(new URL('../../docs/pictures/studio', import.meta.url)));
mkdirSync(folder, { recursive: true });
const limit = 120_000;

// What each picture shows: a link, what to do there, and from which element on to show.
const pictures = [
  {
    name: 'home',
    hash: '#/',
    see: '.play figure',
    async act(page) {
      for (let turn = 1; turn <= 10; ++turn) {
        await page.locator('.play .turn').filter({ hasText: `turn ${turn} of` }).waitFor({ timeout: 90_000 });
        await page.locator('.play .acts button').nth(turn % 3 ? 2 : 0).click();
      }
    },
  },
  {
    name: 'two',
    hash: '#/two?moment=hard_talk&a=4.5,2&b=2,4.5&change=say_one_line&who=1',
    from: '.headline',
    async act(page) {
      await answer_no(page);
      await page.locator('.headline').waitFor();
    },
  },
  {
    name: 'child',
    hash: '#/child',
    see: '.films',
    from: '#visit-title',
  },
  { name: 'life', hash: '#/life' },
  { name: 'generations', hash: '#/generations', wait: 300_000 },
  { name: 'evidence', hash: '#/evidence', see: 'main table, main article, main details, main figure' },
];

// Chromium writes full colour; pngquant makes a palette of it.
function shrink(path) {
  for (const colours of [128, 64, 32]) {
    execFileSync('pngquant', ['--force', '--nofs', '--strip', '--speed', '1', '--output', path, String(colours), path]);
    if (statSync(path).size < limit) return;
  }
  throw new Error(`${path} is ${statSync(path).size} bytes, more than ${limit}`);
}

const [server, browser] = await Promise.all([start_server(), start_browser()]);
try {
  for (const picture of pictures.filter(({ name }) => !names.length || names.includes(name))) {
    const { page, context, faults } = await visit(browser, server, { hash: picture.hash });
    await picture.act?.(page);
    await page.locator(picture.see ?? 'main figure, main svg').first().waitFor({ timeout: picture.wait ?? 90_000 });
    await page.waitForLoadState('networkidle', { timeout: 90_000 }).catch(() => undefined); // a job's stream may stay open
    await settled(page, 90_000);
    const path = join(folder, `${picture.name}.png`);
    if (picture.from) await page.locator(picture.from).first().evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 16));
    await page.screenshot({ path });
    shrink(path);
    await check(page, faults, picture.name);
    console.log(`${path}: ${Math.round(statSync(path).size / 1000)} kB`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
