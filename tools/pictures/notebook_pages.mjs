// What the notebook puts on paper, as small pictures for the manual: node tools/pictures/notebook_pages.mjs [FOLDER]
// A made-up person fills a sitting without a file; each page is printed to PDF by the browser, and the PDF is drawn
// (pdftoppm of poppler-utils) with at most 32 greys or colours (pngquant).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start_browser, start_server, visit } from '../../studio/e2e/harness.mjs';
import { answer_all, create, heading, room, sit } from '../../studio/e2e/notebook.mjs';

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../../docs/pictures/notebook', import.meta.url)));
mkdirSync(folder, { recursive: true });
const place = mkdtempSync(join(tmpdir(), 'bowlby-paper-'));
const dots_an_inch = 50;

async function draw(page, name, pages) {
  const pdf = await page.pdf({ format: 'A4', printBackground: true, margin: { top: '12mm', right: '12mm', bottom: '12mm', left: '12mm' } });
  const found = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  if (found !== pages) throw new Error(`${name} has ${found} pages, ${pages} are promised`);
  const path = join(place, `${name}.pdf`);
  writeFileSync(path, pdf);
  execFileSync('pdftoppm', ['-r', String(dots_an_inch), '-png', path, join(place, name)]);
  for (let i = 1; i <= pages; ++i) {
    const to = join(folder, pages > 1 ? `${name}-${i}.png` : `${name}.png`);
    execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', to, '32', join(place, `${name}-${i}.png`)]);
    console.log(`${to}: ${Math.round(statSync(to).size / 1000)} kB`);
  }
}

const browser = await start_browser();
try {
  const kept = await start_server([join(place, 'my.note')], 'notebook');
  try {
    const { page, context } = await visit(browser, kept);
    await create(page, async () => draw(page, 'recovery', 1));
    await context.close();
  } finally {
    await kept.stop();
  }
  const server = await start_server([], 'notebook');
  try {
    const { page, context } = await visit(browser, server);
    await sit(page);
    for (const [name, point] of [['Ada', 4], ['Bo', 2]]) {
      await page.getByLabel('About whom?').selectOption(name === 'Ada' ? 'partner' : 'friend');
      await page.getByLabel('A name or a letter').fill(name);
      await page.getByRole('button', { name: 'Begin' }).click();
      await answer_all(page, point);
      await page.getByRole('button', { name: 'Save my answers' }).click();
      await page.getByText(/^Saved on/).waitFor();
    }
    await room(page, 'Diary and progress');
    for (const [line, ease] of [['We laughed about the burnt soup.', 'rather easy'], ['A long wait for an answer. I walked round the block.', 'so-so']]) {
      await page.getByLabel('How it was').selectOption({ label: ease });
      await page.getByLabel('A line', { exact: true }).fill(line);
      await page.getByRole('button', { name: 'Save this line' }).click();
      await page.getByText(`: ${line}`).first().waitFor();
    }
    await room(page, 'For a helper');
    await page.getByLabel('What I want to talk about').fill('How to stop at the first sharp word, and how to begin again after it.');
    await page.getByLabel('What happens again and again').fill('I ask a second time. Ada goes quiet. I get louder, Ada leaves the room. I feel alone, Ada says: pushed.');
    await page.getByLabel('What I have tried').fill('Ten quiet minutes, twice. The second time we both came back.');
    await page.getByLabel('Lines of my diary on the sheet').selectOption('3');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/^Saved for this sitting/).waitFor();
    await draw(page, 'sheet', 2);
    await room(page, 'Read');
    for (const [title, name] of [['Our loop, in my words', 'worksheet-loop'], ['A week of practice', 'worksheet-week'], ['What holds me', 'worksheet-holds']]) {
      await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
      await heading(page, title);
      await draw(page, name, 1);
      await page.getByRole('button', { name: 'Back', exact: true }).click();
    }
    await room(page, 'Our evening');
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.locator('.starters').getByRole('button', { name: /^Could you send me one line/ }).click();
    await page.getByRole('button', { name: 'Save as a card' }).click();
    await page.getByText(/^Saved: Could you/).waitFor();
    // The page shows one card alone while it prints: that moment is held, as a copy that nothing changes any more.
    await page.evaluate(() => {
      window.print = () => {
        const main = document.querySelector('main');
        main.replaceWith(main.cloneNode(true));
      };
    });
    await page.getByRole('button', { name: /^Print the card/ }).click();
    await draw(page, 'card', 1);
    await context.close();
  } finally {
    await server.stop();
  }
} finally {
  await browser.close();
  rmSync(place, { recursive: true, force: true });
}
