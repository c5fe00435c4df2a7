// What the program promises about its files, judged by a JSON Schema validator that is not ours. `bowlby schema study`
// takes every shipped study and refuses what the program's own reader refuses, as far as a schema can tell; the data of
// a report are what studio/api/report.json says.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const program = process.env.BOWLBY ?? path.join(root, 'build/bowlby');
const schema = JSON.parse(execFileSync(program, ['schema', 'study'], { encoding: 'utf8', maxBuffer: 1 << 24 }));
const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

const yamlFiles = (folder) =>
  readdirSync(path.join(root, folder))
    .filter((f) => f.endsWith('.yaml'))
    .map((f) => path.join(folder, f));
const notStudies = ['studies/typo.yaml', 'studies/calibration.yaml'];

test('every shipped study is one by the schema', () => {
  const files = [...yamlFiles('studies'), ...yamlFiles('studies/claims'), 'tests/metamorphic/everything.yaml', 'tests/determinism/small.yaml'];
  assert.ok(files.length > 30);
  for (const file of files.filter((f) => !notStudies.includes(f))) {
    const good = validate(parse(readFileSync(path.join(root, file), 'utf8')));
    assert.ok(good, `${file}: ${JSON.stringify(validate.errors, null, 1)}`);
  }
});

const base = 'name: s\nseed: 1\npopulation: {founders: 10, years: 30}\n';
const wrong = {
  'a key misspelt': 'name: s\nseed: 1\npopulatoin: {founders: 10}\n',
  'a key misspelt within': base + 'waves: [{name: w, instrument: ecr, aegs: 20}]\n',
  'no seed': 'name: s\n',
  'a name with blanks': base.replace('name: s', 'name: two words'),
  'too few founders': base.replace('10', '1'),
  'half a founder': base.replace('10', '10.5'),
  'a text for a number': base.replace('30', 'long'),
  'a share above one': base + 'events: [{kind: pulse, age: 2, share: 1.5}]\n',
  'an unknown event': base + 'events: [{kind: pulze, age: 2}]\n',
  'an event without a time': base + 'events: [{kind: pulse}]\n',
  'an event with two times': base + 'events: [{kind: pulse, age: 2, after: 3}]\n',
  'a separation without length': base + 'events: [{kind: separation, age: 2}]\n',
  'a change of care without care': base + 'events: [{kind: care_change, age: 2}]\n',
  'care that says nothing': base + 'population: {care: {}}\n',
  'an unknown instrument': base + 'waves: [{name: w, instrument: ecrs, ages: 20}]\n',
  'a wave without a clock': base + 'waves: [{name: w, instrument: ecr}]\n',
  'a wave with two clocks': base + 'waves: [{name: w, instrument: ecr, ages: 20, dates: 20}]\n',
  'months after nothing': base + 'waves: [{name: w, instrument: ecr, months: 3}]\n',
  'an unknown parameter': base + 'parameters: {stres_size: 1}\n',
  'a parameter out of bounds': base + 'parameters: {stress_size: -1}\n',
  'an unknown edge': base + 'off: [nothing_to_nobody]\n',
  'an unknown rung': base + 'rung: R9\n',
  'five coders': base + 'waves: [{name: w, instrument: strange_situation, ages: 1, coders: 5}]\n',
};

test('what the reader refuses the schema refuses, too', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'schema-'));
  assert.ok(validate(parse(base)), 'the base is sound');
  for (const [what, text] of Object.entries(wrong)) {
    const file = path.join(folder, 'f.yaml');
    writeFileSync(file, text);
    assert.equal(spawnSync(program, ['check', file]).status, 65, `the reader takes ${what}`);
    let value;
    try {
      value = parse(text);
    } catch {
      continue; // no YAML, no study
    }
    assert.ok(!validate(value), `the schema takes ${what}`);
  }
});

test('the starter is sound by reader and schema', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'starter-')), 'mine.yaml');
  execFileSync(program, ['new', file]);
  assert.equal(spawnSync(program, ['check', file]).status, 0);
  assert.ok(validate(parse(readFileSync(file, 'utf8'))), JSON.stringify(validate.errors));
  assert.equal(spawnSync(program, ['new', file]).status, 66, 'nothing is overwritten');
});

const pageOf = (study) => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'report-')), 'out');
  execFileSync(program, ['run', study, '--output', folder], { stdio: 'ignore' });
  return JSON.parse(readFileSync(path.join(folder, 'report.html'), 'utf8').match(/id="bowlby-data">(.*?)<\/script>/s)[1]);
};

// Pages as the program writes them, of a study with everything in it and of one that published numbers are meant for (by its
// name); and the made-up page of the other tests.
test('the data of a report is what api/report.json says', () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
  const holds = ajv.compile(JSON.parse(readFileSync(path.join(root, 'studio/api/report.json'), 'utf8')));
  const plain = path.join(mkdtempSync(path.join(tmpdir(), 'plain-')), 'plain.yaml');
  writeFileSync(plain, 'name: generations\nseed: 1\npopulation: {founders: 60, years: 21}\nwaves: [{name: w, instrument: ecr, ages: 20}]\n');
  const page = pageOf(path.join(root, 'tests/metamorphic/everything.yaml'));
  const beside = pageOf(plain);
  assert.ok(holds(page), JSON.stringify(holds.errors, null, 1));
  assert.ok(holds(beside), JSON.stringify(holds.errors, null, 1));
  for (const part of ['headline', 'class_shares', 'courses', 'arms', 'parameters', 'provenance', 'notes'])
    assert.ok(page[part].length > 0, `${part} is empty, so nothing of it was tried`);
  assert.ok(page.moments.steps.length > 0 && page.plane.groups.length > 0);
  assert.ok(beside.evidence.length > 0, 'nothing was laid beside published numbers');
  const demo = JSON.parse(readFileSync(path.join(root, 'studio/fixtures/demo.json'), 'utf8'));
  assert.ok(demo.couples.matrix.length > 0, 'the made-up page has couples, for whom the study above is too small');
  assert.ok(holds(demo), JSON.stringify(holds.errors, null, 1));
  const without = structuredClone(demo);
  delete without.moments.steps[0].activation;
  assert.ok(!holds(without), 'a moment without its activation passes');
  demo.meta.seed = 7;
  assert.ok(!holds(demo), 'a seed as a number passes');
});
