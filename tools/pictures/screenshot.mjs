// Pictures of a report, and a check that it stands alone.
//   node tools/pictures/screenshot.mjs REPORT.html OUTDIR [--widths 1280,390] [--dark] [--print] [--first] [--section ID]
// Writes OUTDIR/report-WIDTH-SCHEME.png and exits with 1 when the page logged an error, asked for anything but
// itself, left a picture empty or scrolled sideways. The whole page is taken, or with --first what a window
// shows at first, or with --section the part of that id (plane, shares, ...). --print writes a PDF as well.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { open_report, with_browser } from './report_browser.mjs';

const usage = 'usage: node tools/pictures/screenshot.mjs REPORT.html OUTDIR [--widths 1280,390] [--dark] [--print] [--first] [--section ID]';
let options;
try {
  options = parseArgs({ allowPositionals: true, options: { widths: { type: 'string', default: '1280,390' }, dark: { type: 'boolean', default: false }, print: { type: 'boolean', default: false }, first: { type: 'boolean', default: false }, section: { type: 'string' } } });
} catch (problem) {
  console.error(`${problem.message}\n${usage}`);
  process.exit(64);
}
const [file, folder] = options.positionals;
const widths = options.values.widths.split(',').map(Number);
if (!file || !folder || options.positionals.length > 2 || !widths.every((w) => Number.isInteger(w) && w >= 200 && w <= 4000)) {
  console.error(usage);
  process.exit(64);
}

// Section ids are plain words; anything else cannot match one.
function section_id(text) {
  return /^[a-z]+$/.test(text) ? text : 'no-such-section';
}

mkdirSync(folder, { recursive: true });
const scheme = options.values.dark ? 'dark' : 'light';
let bad = 0;
await with_browser(async (browser) => {
  for (const width of widths) {
    const { page, faults, close } = await open_report(browser, file, { width, dark: options.values.dark });
    const path = join(folder, `report-${width}-${scheme}.png`);
    if (options.values.section) {
      const part = page.locator(`section#${section_id(options.values.section)}`);
      if (await part.count()) await part.screenshot({ path });
      else faults.push(`the report has no section "${options.values.section}"`);
    } else {
      await page.screenshot({ path, fullPage: !options.values.first });
    }
    if (options.values.print) await page.pdf({ path: path.replace(/png$/, 'pdf'), format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
    const pictures = await page.locator('figure').count();
    console.log(`${path}: ${pictures} pictures, ${faults.length} faults`);
    for (const fault of faults) console.error(`  ${fault}`);
    bad += faults.length;
    await close();
  }
});
process.exit(bad ? 1 : 0);
