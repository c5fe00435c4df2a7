// Accessibility and keyboard check of a report with axe-core, light and dark, wide and narrow.
//   node tools/check/report_axe.mjs REPORT.html
// Exits with 1 on any violation, on a chart that the keyboard cannot read, or on any other fault of the page.
import { readFileSync } from 'node:fs';
import { axe_path, open_report, with_browser } from '../pictures/report_browser.mjs';

const file = process.argv[2];
if (!file) {
  console.error('usage: node tools/check/report_axe.mjs REPORT.html');
  process.exit(64);
}
const axe = readFileSync(axe_path, 'utf8');
let bad = 0;
const fail = (text) => {
  bad += 1;
  console.error(text);
};

// Every chart cursor is reached with Tab, moves with the arrow keys and shows what it says.
async function keyboard(page, where) {
  const cursors = await page.locator('[role=slider]').count();
  let reached = 0;
  await page.locator('body').click({ position: { x: 1, y: 1 } });
  for (let i = 0; i < 400; ++i) {
    await page.keyboard.press('Tab');
    const role = await page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName);
    if (role === 'BODY') break;
    if (role !== 'slider') continue;
    reached += 1;
    const active = page.locator('[role=slider]:focus');
    const name = await active.getAttribute('aria-label');
    const before = await active.getAttribute('aria-valuetext');
    if (!(await active.locator('.tip').isVisible())) fail(`${where}: no tip on focus: ${name}`);
    await page.keyboard.press('End');
    const last = await active.getAttribute('aria-valuenow');
    if (last !== (await active.getAttribute('aria-valuemax'))) fail(`${where}: End does not reach the last value: ${name}`);
    if (last !== '1' && (await active.getAttribute('aria-valuetext')) === before) fail(`${where}: the value text does not change: ${name}`);
    await page.keyboard.press('Escape');
    if (await active.locator('.tip').count()) fail(`${where}: Escape does not hide the tip: ${name}`);
  }
  if (reached !== cursors) fail(`${where}: Tab reached ${reached} of ${cursors} charts`);
  return reached;
}

// The choices above the evidence table change its rows; the count beside them agrees with the table.
async function choices(page, where) {
  const form = page.locator('#evidence form');
  if (!(await form.count())) return;
  for (const choice of ['', 'out', 'in', 'not measured']) {
    await form.locator('select').nth(1).selectOption(choice);
    const said = Number((await form.locator('output').textContent())?.match(/^[\d,]+/)?.[0].replace(',', ''));
    const rows = await page.locator('#evidence tbody tr:not(:has(.none))').count();
    if (said !== rows) fail(`${where}: the evidence table shows ${rows} rows but says ${said} for "${choice}"`);
  }
}

await with_browser(async (browser) => {
  for (const width of [1280, 390]) {
    for (const dark of [false, true]) {
      const where = `${width} px, ${dark ? 'dark' : 'light'}`;
      const { page, faults, close } = await open_report(browser, file, { width, dark });
      faults.forEach((fault) => fail(`${where}: ${fault}`));
      for (const details of await page.locator('details > summary').all()) await details.click();
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      for (const v of result.violations) {
        fail(`${where}: ${v.id} (${v.impact}): ${v.help}`);
        v.nodes.slice(0, 4).forEach((node) => console.error(`    ${node.html.slice(0, 160)}\n    ${node.failureSummary?.split('\n').slice(0, 2).join(' ')}`));
      }
      const charts = await keyboard(page, where);
      await choices(page, where);
      console.log(`${where}: ${result.passes.length} rules passed, ${result.violations.length} violated, ${result.incomplete.length} undecided; ${charts} charts read by keyboard`);
      await close();
    }
  }
});
process.exit(bad ? 1 : 0);
