// The built app: small enough, nothing inline, no address of another machine in it.
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';

const limit = 250_000;
let files: { name: string; text: string }[] = [];

beforeAll(async () => {
  const made = (await build({ configFile: 'vite.app.config.ts', mode: 'production', logLevel: 'error', build: { write: false } })) as unknown as Rollup.RollupOutput;
  files = made.output.map((item) => ({ name: item.fileName, text: item.type === 'chunk' ? item.code : String(item.source) }));
}, 60_000);

describe('the built app', () => {
  test('is under 250 kB gzipped in all', () => {
    const bytes = files.reduce((sum, file) => sum + gzipSync(file.text, { level: 9 }).length, 0);
    console.log(`the app is ${(bytes / 1000).toFixed(1)} kB gzipped in ${files.length} files`);
    expect(files.length).toBeGreaterThan(5);
    expect(bytes).toBeLessThan(limit);
  });

  test('has no inline script, no style attribute and no style element in its markup', () => {
    const page = files.find((file) => file.name === 'app.html')?.text ?? '';
    expect(page).toMatch(/<script type="module"[^>]* src="\/assets\//);
    expect(page).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
    // Svelte's templates are strings of markup: a style attribute there would be refused by the policy as well.
    for (const file of files.filter((f) => f.name.endsWith('.js'))) expect(file.text.match(/<\w+[^<>]{0,200}\sstyle="[^"]+"/g) ?? []).toEqual([]);
  });

  test('names no other machine', () => {
    const allowed = /^https?:\/\/(?:www\.w3\.org\/|svelte\.dev\/e\/)/;
    for (const file of files) expect((file.text.match(/https?:\/\/[\w.-]+\.\w{2,}[\w/.-]*/g) ?? []).filter((url) => !allowed.test(url))).toEqual([]);
  });
});
