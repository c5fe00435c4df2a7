#!/usr/bin/env node
// Load on a running studio, on this machine only, for a bounded time.
//   node tools/check/studio_load.mjs build/bowlby [--seconds 20] [--rate 200] [--json FILE]
// Starts `bowlby studio` itself, opens eight event streams of a running job, sends a short scene RATE times a second,
// and prints latency, faults and memory; then the medians of an evening of twenty runs and of a year of twenty children.
// Exit code 1 if a promise is broken: no fault, an evening under 100 ms, a year under 500 ms, memory bounded.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const words = process.argv.slice(2);
const program = words[0] ?? 'build/bowlby';
const option = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise);
const seconds = Math.min(120, Number(option('--seconds', 20)));
const rate = Math.min(1000, Number(option('--rate', 200)));
const token = 'a-token-for-load-tests';
const state = mkdtempSync(join(tmpdir(), 'bowlby-load-'));
const token_file = join(state, 'token');
writeFileSync(token_file, token, { mode: 0o600 });
const server = spawn(program, ['studio', '--no-open', '--state', state, '--token-file', token_file], { stdio: ['ignore', 'pipe', 'inherit'] });
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

const port = await new Promise((resolve, reject) => {
  let said = '';
  server.stdout.on('data', (bytes) => {
    said += bytes;
    const found = /^http:\/\/127\.0\.0\.1:(\d+)\//.exec(said);
    if (found) resolve(Number(found[1]));
  });
  server.on('exit', () => reject(new Error('the studio did not start')));
});

function ask(method, path, body) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = { 'X-Bowlby-Token': token };
  if (method === 'POST') Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  const start = performance.now();
  return new Promise((resolve) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, ms: performance.now() - start, body: Buffer.concat(pieces).toString('utf8') }));
    });
    request.on('error', (fault) => resolve({ status: 0, ms: performance.now() - start, body: String(fault) }));
    request.end(text);
  });
}

function stream(path) {
  const seen = { bytes: 0, ended: false };
  const request = http.request({ host: '127.0.0.1', port, path, headers: { 'X-Bowlby-Token': token }, agent: false }, (answer) => {
    seen.status = answer.statusCode;
    answer.on('data', (piece) => (seen.bytes += piece.length));
    answer.on('end', () => (seen.ended = true));
  });
  request.on('error', () => (seen.ended = true));
  request.end();
  return { seen, close: () => request.destroy() };
}

const memory_mb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))];
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

async function median_of(path, body, times) {
  const ms = [];
  for (let i = 0; i < times; ++i) {
    const answer = await ask('POST', path, { ...body, seed: i + 1 });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
    ms.push(answer.ms);
  }
  return { median: quantile(ms, 0.5), p95: quantile(ms, 0.95) };
}

const people = [{ anxiety: 3.5, avoidance: 2 }, { anxiety: 2, avoidance: 3.5 }];
const care = { response: 0.6, consistency: 6, rebuff: 0.1, fright: 0.02 };
const result = {};
let broken = [];
try {
  const short = { moment: 'late_reply', people, runs: 1, seed: 1 };
  for (let i = 0; i < 5; ++i) await ask('POST', '/api/scene/evening', short); // the first makes what the others need
  result.evening_ms = await median_of('/api/scene/evening', { moment: 'late_reply', people, runs: 20 }, 40);
  result.evening_with_change_ms = await median_of('/api/scene/evening', { moment: 'late_reply', people, runs: 20, change: { kind: 'answer_first', who: 0 } }, 40);
  result.year_ms = await median_of('/api/scene/year', { care, children: 20 }, 10);

  const job = JSON.parse((await ask('POST', '/api/jobs', { kind: 'run', study: 'generations', people: 1000, replicates: 50, report: false })).body);
  const streams = Array.from({ length: 8 }, () => stream(`/api/jobs/${job.id}/events`));
  await pause(500);
  const before = memory_mb();
  const answers = [];
  const start = performance.now();
  for (let sent = 0; sent < rate * seconds; ++sent) {
    const due = start + (1000 * sent) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    answers.push(ask('POST', '/api/scene/evening', { ...short, seed: 1 + (sent % 50) }));
  }
  const sent_in = (performance.now() - start) / 1000;
  const all = await Promise.all(answers);
  const good = all.filter((a) => a.status === 200);
  result.load = {
    sent: all.length,
    per_second: all.length / sent_in,
    faults: all.length - good.length,
    first_fault: all.find((a) => a.status !== 200)?.body.slice(0, 200) ?? null,
    median_ms: quantile(good.map((a) => a.ms), 0.5),
    p95_ms: quantile(good.map((a) => a.ms), 0.95),
    streams_alive: streams.filter((s) => s.seen.status === 200 && !s.seen.ended && s.seen.bytes > 0).length,
    memory_before_mb: before,
    memory_after_mb: memory_mb(),
  };
  streams.forEach((s) => s.close());
  await ask('DELETE', `/api/jobs/${job.id}`);
  broken = [
    [result.load.faults > 0, `${result.load.faults} faults`],
    [result.load.streams_alive !== 8, `${result.load.streams_alive} of 8 streams alive`],
    [result.load.memory_after_mb > before + 64, 'memory grew by more than 64 MB'],
    [result.evening_ms.median > 100, 'an evening takes more than 100 ms'],
    [result.year_ms.median > 500, 'a year takes more than 500 ms'],
  ].filter(([is]) => is).map(([, what]) => what);
} catch (fault) {
  broken = [String(fault)];
} finally {
  server.kill('SIGINT');
  await new Promise((gone) => server.on('exit', gone));
  rmSync(state, { recursive: true, force: true });
}
console.log(JSON.stringify(result, (_, x) => (typeof x === 'number' ? Math.round(x * 100) / 100 : x), 2));
if (option('--json', '')) writeFileSync(option('--json', ''), JSON.stringify(result));
if (broken.length) console.error(`broken: ${broken.join('; ')}`);
process.exit(broken.length ? 1 : 0);
