// The built app: small enough, nothing inline, no address of another machine in it.
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';

// Gzipped: all there is, and what the first page needs before anything is pressed.
const limit = 500_000;
const first_limit = 350_000;
let files: { name: string; text: string; first: boolean }[] = [];

beforeAll(async () => {
  const made = (await build({ configFile: 'vite.app.config.ts', mode: 'production', logLevel: 'error', build: { write: false } })) as unknown as Rollup.RollupOutput;
  const chunks = new Map(made.output.flatMap((item) => (item.type === 'chunk' ? [[item.fileName, item] as const] : [])));
  const first = new Set<string>();
  const walk = (name: string): void => {
    if (first.has(name)) return;
    first.add(name);
    for (const other of [...(chunks.get(name)?.imports ?? []), ...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]) walk(other);
  };
  for (const [name, chunk] of chunks) if (chunk.isEntry) walk(name);
  files = made.output.map((item) => ({ name: item.fileName, text: item.type === 'chunk' ? item.code : String(item.source), first: first.has(item.fileName) || item.fileName.endsWith('.html') }));
}, 60_000);

describe('the built app', () => {
  test('is under 500 kB gzipped in all, and under 350 kB for the first page, which holds no page of the notebook', () => {
    const size = (some: typeof files) => some.reduce((sum, file) => sum + gzipSync(file.text, { level: 9 }).length, 0);
    const first = files.filter((file) => file.first);
    console.log(`the app is ${(size(files) / 1000).toFixed(1)} kB gzipped in ${files.length} files; ${(size(first) / 1000).toFixed(1)} kB come first`);
    expect(files.length).toBeGreaterThan(5);
    expect(size(files)).toBeLessThan(limit);
    expect(size(first)).toBeLessThan(first_limit);
    const read = 'Looked over by'; // words of the pages to read
    expect(files.some((file) => file.text.includes(read))).toBe(true);
    expect(first.some((file) => file.text.includes(read))).toBe(false);
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
