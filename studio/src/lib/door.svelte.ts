// Whether this studio was started with the notebook (`bowlby notebook`). Without it nothing of it is shown or loaded.
import { get } from './api';

class Door {
  #there = $state(false);

  get there(): boolean {
    return this.#there;
  }
  async ask(): Promise<void> {
    try {
      this.#there = (await get<{ door?: boolean }>('notebook')).door === true;
    } catch {
      this.#there = false; // the engine is gone; the page says so elsewhere
    }
  }
}

export const door = new Door();
