// One question to the server at a time: a newer one drops the older, the last answer stays while the next comes.
export class Asked<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<unknown>(null);
  busy = $state(false);
  #running: AbortController | null = null;
  #repeat: (() => void) | null = null;

  ask(question: (signal: AbortSignal) => Promise<T>): void {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#repeat = () => this.ask(question);
    this.busy = true;
    this.problem = null;
    question(running.signal).then(
      (value) => {
        if (this.#running !== running) return;
        this.value = value;
        this.busy = false;
      },
      (problem: unknown) => {
        if (this.#running !== running || running.signal.aborted) return;
        this.problem = problem;
        this.busy = false;
      },
    );
  }

  again = (): void => this.#repeat?.();

  stop(): void {
    this.#running?.abort();
    this.#running = null;
    this.busy = false;
  }
}
