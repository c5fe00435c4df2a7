#!/usr/bin/env node
// Packs the built page into a source file: every file below FOLDER as a gzip byte array with its type and hash.
//   node tools/generate/embed_app.mjs FOLDER app_files.cpp
// Fails when the page is larger than promised, or names an address of another machine.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const [, , folder, output] = process.argv;
const most_bytes = 500_000; // gzipped, all files together
const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  woff2: 'font/woff2',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
};
// Names of namespaces and of a licence text are no addresses that a browser would open.
const harmless = /^https?:\/\/(www\.w3\.org\/(1999|2000|1998)\/|svelte\.dev\/e\/|localhost\b|127\.0\.0\.1\b)/;

function stop(why) {
  console.error(why);
  process.exit(1);
}

const files = [];
(function walk(dir) {
  for (const name of readdirSync(dir).sort()) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) walk(path);
    else files.push(path);
  }
})(folder);

let total = 0;
const arrays = [];
const rows = [];
for (const [n, path] of files.entries()) {
  const name = relative(folder, path).split('\\').join('/');
  const type = types[name.split('.').pop()];
  if (!type) stop(`${name}: no type is known for this kind of file`);
  if (!/^[\w./-]+$/.test(name)) stop(`${name}: an odd name`);
  const bytes = readFileSync(path);
  if (/\.(html|css)$/.test(name))
    for (const [address] of bytes.toString('utf8').matchAll(/(?:https?:)?\/\/[\w-]+\.[\w.-]+[^\s"'`)]*/g))
      if (!harmless.test(address)) stop(`${name} names another machine: ${address}`);
  const packed = gzipSync(bytes, { level: 9 });
  total += packed.length;
  const tag = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const asked = name === 'app.html' ? '/' : `/${name}`;
  const lasting = /-[\w-]{8}\.\w+$/.test(name);
  arrays.push(`constexpr unsigned char file_${n}[] = {${[...packed].join(',')}};`);
  rows.push(`    {"${asked}", "${type}", "${tag}", ${lasting}, {reinterpret_cast<const char*>(file_${n}), sizeof file_${n}}},`);
}
if (!rows.some((row) => row.includes('{"/",'))) stop('the build has no app.html');
if (total > most_bytes) stop(`the page has ${total} bytes gzipped; ${most_bytes} are promised`);
writeFileSync(
  output,
  `#include "server/app_files.hpp"\n\nnamespace bowlby::server {\nnamespace {\n${arrays.join('\n')}\nconst AppFile all[] = {\n${rows.join('\n')}\n};\n}  // namespace\n\nstd::span<const AppFile> app_files() { return all; }\n\n}  // namespace bowlby::server\n`,
);
console.log(`studio: ${files.length} files, ${(total / 1000).toFixed(0)} kB gzipped`);
