// The link in the address bar is the page's whole state: reading it, writing it.
import { changed_keys, hash_of, place_of, same_choice, type Choice } from './link';

class Router {
  #hash = $state(location.hash);
  readonly #place = $derived(place_of(this.#hash));

  #last: Choice | null = null;

  constructor() {
    window.addEventListener('hashchange', () => {
      this.#hash = location.hash;
      this.#last = null;
    });
  }
  get name(): string {
    return this.#place.name;
  }
  get setting(): URLSearchParams {
    return this.#place.setting;
  }
  // The same page with another setting. Each choice is a step in the history, so that "back" undoes it.
  write(name: string, setting: Record<string, string>, quiet = false): void {
    if (name !== this.name) return;
    const next = hash_of(name, setting);
    if (next === this.#hash) return;
    const choice = { keys: changed_keys(this.setting, place_of(next).setting), at: performance.now() };
    if (quiet || same_choice(this.#last, choice)) history.replaceState(history.state, '', next);
    else history.pushState(null, '', next);
    if (!quiet) this.#last = choice;
    this.#hash = next;
  }
}

export const router = new Router();
