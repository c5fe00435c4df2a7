// The link in the address bar is the page's whole state: reading it, writing it.
import { hash_of, place_of } from './link';

class Router {
  #hash = $state(location.hash);
  readonly #place = $derived(place_of(this.#hash));

  constructor() {
    window.addEventListener('hashchange', () => (this.#hash = location.hash));
  }
  get name(): string {
    return this.#place.name;
  }
  get setting(): URLSearchParams {
    return this.#place.setting;
  }
  // The same page with another setting: no new step in the history, so that "back" leaves the room.
  write(name: string, setting: Record<string, string>): void {
    if (name !== this.name) return;
    const next = hash_of(name, setting);
    if (next === this.#hash) return;
    history.replaceState(history.state, '', next);
    this.#hash = next;
  }
}

export const router = new Router();
