// The server's jobs as the page sees them. The list lives on the server, so a reload finds it again; every job
// that still waits or runs is followed until it ends.
import { cancel_job, get, remove_job, start_job, watch_job, type ClaimsJob, type Progress, type RunJob, type SceneJob } from '../../lib/api';
import type { Job, JobList, Problem } from '../../generated/api';

export const running = (job: Job): boolean => job.state === 'waiting' || job.state === 'running';

// Newest first; a job with a time that cannot be read comes last.
export function ordered(jobs: Job[]): Job[] {
  const time = (job: Job) => Date.parse(job.created) || 0;
  return [...jobs].sort((a, b) => time(b) - time(a));
}

export function with_progress(jobs: Job[], id: string, progress: Progress): Job[] {
  return jobs.map((job) => (job.id === id ? { ...job, ...progress, state: 'running' } : job));
}

// Time left by the pace seen so far, where the job itself does not tell; null while there is no pace yet.
export function seconds_left(first: { at: number; done: number }, now: { at: number; done: number }, total: number): number | null {
  const [seconds, done] = [(now.at - first.at) / 1000, now.done - first.done];
  return seconds < 1 || done <= 0 ? null : ((total - now.done) * seconds) / done;
}

// Whatever it was, it is not in the list: where it lies, and what to do.
export const unread = (problem: Problem): string => `An earlier job cannot be shown: its record in ${problem.key} ${problem.reason}. To be rid of this line: ${problem.remedy}.`;

const page = 50;
const most_listed = 1000; // as many as the server gives at once

export class Jobs {
  list = $state.raw<Job[]>([]);
  older = $state(false); // there are more than these
  unreadable = $state.raw<string[]>([]); // jobs whose record cannot be read, in words
  known = $state(false); // the list has come at least once
  problem = $state.raw<unknown>(null);
  #watched = new Map<string, () => void>();
  #open = true;
  #asking = false;

  #most = page;

  // Each kind of room keeps its own: the server picks the kind, `mine` from that.
  constructor(
    readonly kind: Job['kind'],
    readonly mine: (job: Job) => boolean = () => true,
  ) {}

  refresh = async (): Promise<void> => {
    try {
      const { jobs, older, unreadable } = await get<JobList>(`jobs?kind=${this.kind}&most=${this.#most}`);
      if (!this.#open) return;
      this.older = older && this.#most < most_listed;
      this.list = ordered(jobs.filter(this.mine));
      this.unreadable = (unreadable ?? []).map(unread);
      this.known = true;
      this.problem = null;
      for (const job of this.list) if (running(job)) this.#follow(job.id);
    } catch (problem) {
      this.problem = problem;
    }
  };

  more = (): Promise<void> => {
    this.#most = Math.min(most_listed, this.#most + page);
    return this.refresh();
  };

  // Only ever by a press on the button that says so.
  remove = async (id: string): Promise<void> => {
    try {
      await remove_job(id);
      await this.refresh();
    } catch (problem) {
      this.problem = problem;
    }
  };

  start = async (job: SceneJob | RunJob | ClaimsJob): Promise<string | null> => {
    try {
      const { id } = await start_job(job);
      await this.refresh();
      return id;
    } catch (problem) {
      this.problem = problem;
      return null;
    }
  };

  cancel = async (id: string): Promise<void> => {
    try {
      await cancel_job(id);
      await this.refresh();
    } catch (problem) {
      this.problem = problem;
    }
  };

  close(): void {
    this.#open = false;
    for (const stop of this.#watched.values()) stop();
    this.#watched.clear();
  }

  // A stream breaks when the engine has gone, or for a moment; only the first is worth a word.
  async #ask_again(): Promise<void> {
    if (!this.#open || this.#asking) return;
    this.#asking = true;
    await this.refresh();
    this.#asking = false;
  }

  #follow(id: string): void {
    if (this.#watched.has(id)) return;
    const end = () => {
      this.#watched.delete(id);
      if (this.#open) void this.refresh();
    };
    let first: { at: number; done: number } | undefined;
    const told = (progress: Progress): Progress => {
      const now = { at: Date.now(), done: progress.done };
      first ??= now;
      return { ...progress, seconds_left: progress.seconds_left ?? seconds_left(first, now, progress.total) };
    };
    this.#watched.set(
      id,
      watch_job(id, {
        progress: (progress) => (this.list = with_progress(this.list, id, told(progress))),
        done: end,
        failed: end,
        broken: () => void this.#ask_again(),
        opened: () => void (this.problem && this.#ask_again()),
      }),
    );
  }
}
