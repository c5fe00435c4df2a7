// What the person chose about the page itself: light or dark, motion or none. Kept in this browser only.
export type Theme = 'light' | 'dark';

const media = (query: string) => (typeof matchMedia === 'function' ? matchMedia(query) : undefined);
const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing is fine
  }
};
const keep = (key: string, value: string) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // then it holds until the page closes
  }
};

const dark = media('(prefers-color-scheme: dark)');
const calm = media('(prefers-reduced-motion: reduce)');

class Preferences {
  #chosen = $state<Theme | null>(null);
  #still = $state<boolean | null>(null);
  #dark = $state(dark?.matches ?? false);
  #calm = $state(calm?.matches ?? false);

  constructor() {
    const theme = read('bowlby-theme');
    if (theme === 'light' || theme === 'dark') this.#chosen = theme;
    const motion = read('bowlby-motion');
    if (motion === 'off' || motion === 'on') this.#still = motion === 'off';
    dark?.addEventListener('change', (event) => (this.#dark = event.matches));
    calm?.addEventListener('change', (event) => (this.#calm = event.matches));
  }

  get theme(): Theme {
    return this.#chosen ?? (this.#dark ? 'dark' : 'light');
  }
  get chosen(): Theme | null {
    return this.#chosen;
  }
  set theme(theme: Theme) {
    this.#chosen = theme;
    keep('bowlby-theme', theme);
  }
  // True: nothing on the page may move by itself.
  get still(): boolean {
    return this.#still ?? this.#calm;
  }
  set still(still: boolean) {
    this.#still = still;
    keep('bowlby-motion', still ? 'off' : 'on');
  }
}

export const preferences = new Preferences();
