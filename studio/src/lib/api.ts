// The only place that speaks to the server. Every answer is the engine's own; a refusal comes as `ApiError`
// with the server's problems in words.
import type { ClaimsJob, JobStarted, Problem, Progress, RunJob, SceneJob, Scenes } from '../generated/api';
import { engine, gone_words } from './engine.svelte';

export type { ClaimsJob, Problem, Progress, RunJob, SceneJob };

export class ApiError extends Error {
  constructor(
    readonly status: number, // 0: no answer at all
    readonly problems: Problem[],
  ) {
    super(problems.map((p) => [p.key && `${p.key}:`, p.reason, p.remedy].filter(Boolean).join(' ')).join('\n') || `status ${status}`);
    this.name = 'ApiError';
  }
}

const silent: Problem = { key: '', ...gone_words };

const is_problem = (x: unknown): x is Problem => typeof x === 'object' && x !== null && typeof (x as Problem).reason === 'string';

// Problems of a refusal; a body that is not ours still gives a sentence.
export function problems_of(status: number, body: unknown): Problem[] {
  const list = (body as { problems?: unknown } | null)?.problems;
  const found = Array.isArray(list) ? list.filter(is_problem) : [];
  if (found.length) return found.map((p) => ({ key: p.key ?? '', reason: p.reason, remedy: p.remedy ?? '' }));
  if (status === 403) return [{ key: '', reason: 'This page has lost its key to the engine.', remedy: 'Open the address again that `bowlby studio` printed.' }];
  return [{ key: '', reason: `The engine answered with status ${status}.`, remedy: 'Please try again.' }];
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`/api/${path.replace(/^\/?(?:api\/)?/, '')}`, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === 'AbortError') throw problem;
    engine.gone = true;
    throw new ApiError(0, [silent]);
  }
  engine.gone = false;
  const text = await answer.text();
  let body: unknown = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    if (answer.ok) throw new ApiError(answer.status, [{ key: '', reason: 'The engine sent something that is not an answer.', remedy: 'Please try again.' }]);
  }
  if (!answer.ok) throw new ApiError(answer.status, problems_of(answer.status, body));
  return body as T;
}

const with_signal = (init: RequestInit, signal?: AbortSignal): RequestInit => (signal ? { ...init, signal } : init);

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>(path, with_signal({ method: 'GET' }, signal));

export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  ask<T>(path, with_signal({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }, signal));

export const erase = <T>(path: string): Promise<T> => ask<T>(path, { method: 'DELETE' });

// One scene, answered at once (a lineage takes longer and is meant to be a job).
export const post_scene = <K extends keyof Scenes>(kind: K, request: Scenes[K]['request'], signal?: AbortSignal): Promise<Scenes[K]['answer']> =>
  post(`scene/${kind}`, request, signal);

// ---- Jobs: what takes longer than a blink.

export interface JobWatch {
  progress?: (progress: Progress) => void;
  done?: () => void;
  failed?: (problems: Problem[]) => void;
  opened?: () => void; // for the first time, or again
  broken?: () => void; // the stream broke; the browser tries again by itself
}

const job_path = (id: string) => `jobs/${encodeURIComponent(id)}`;

export const start_job = (job: SceneJob | RunJob | ClaimsJob): Promise<JobStarted> => post('jobs', job);
export const cancel_job = (id: string): Promise<unknown> => erase(job_path(id));
// Takes an ended job off the list, and all it made off the disk.
export const remove_job = (id: string): Promise<unknown> => erase(`${job_path(id)}/kept`);
export const job_result = <T>(id: string, signal?: AbortSignal): Promise<T> => get(`${job_path(id)}/result`, signal);
export const job_file = (id: string, name: string): string => `/api/${job_path(id)}/files/${encodeURIComponent(name)}`;

// Follows a job until it ends; returns a function that stops following (the job itself goes on). The browser
// opens the stream anew by itself when it breaks; the server then tells where the job stands.
export function watch_job(id: string, on: JobWatch): () => void {
  const events = new EventSource(`/api/${job_path(id)}/events`, { withCredentials: true });
  const read = (event: Event): unknown => {
    try {
      return JSON.parse((event as MessageEvent<string>).data);
    } catch {
      return null;
    }
  };
  events.addEventListener('progress', (event) => {
    const progress = read(event);
    if (progress) on.progress?.(progress as Progress);
  });
  events.addEventListener('done', () => {
    events.close();
    on.done?.();
  });
  events.addEventListener('failed', (event) => {
    events.close();
    on.failed?.(problems_of(500, read(event)));
  });
  events.addEventListener('open', () => on.opened?.());
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) on.failed?.([silent]);
    else on.broken?.();
  });
  return () => events.close();
}

// The server writes reasons and remedies without a full stop, as a terminal shows them; a page shows sentences.
export const told = (p: Pick<Problem, 'reason' | 'remedy'>): string =>
  [p.reason, p.remedy]
    .filter((text): text is string => !!text)
    .map((text) => `${text.replace(/^[a-z]+(?=[\s,])/, (word) => word.charAt(0).toUpperCase() + word.slice(1))}${/[.!?]$/.test(text) ? '' : '.'}`)
    .join(' ');

// A refusal as sentences for the page.
export const in_words = (problem: unknown): string[] => (problem instanceof ApiError ? problem.problems.map(told) : [String(problem)]);
