// Puts the made-up fixture into the built page, to look at the charts without a run:
//   (cd studio && npm run build) && node tools/pictures/report_demo.mjs OUT.html [DATA.json]
import { readFileSync, writeFileSync } from 'node:fs';

const [out, data = new URL('../../studio/fixtures/demo.json', import.meta.url)] = process.argv.slice(2);
if (!out) {
  console.error('usage: node tools/pictures/report_demo.mjs OUT.html [DATA.json]');
  process.exit(64);
}
const shell = readFileSync(new URL('../../studio/dist/report.html', import.meta.url), 'utf8');
const json = readFileSync(data, 'utf8').replaceAll('<', '\\u003c');
writeFileSync(out, shell.replace('/*DATA*/', () => json));
