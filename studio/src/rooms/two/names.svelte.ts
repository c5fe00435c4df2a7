// What the two are called, until the page is closed. Typed names stay out of the link: they may be somebody's.
import type { Seat } from './setting';

export const usual_names: readonly [string, string] = ['Robin', 'Mika'];
export const longest_name = 16;

class Names {
  #typed = $state<[string, string]>(['', '']);
  of(person: Seat): string {
    return this.#typed[person].trim() || usual_names[person];
  }
  typed(person: Seat): string {
    return this.#typed[person];
  }
  call(person: Seat, name: string): void {
    this.#typed[person] = name.slice(0, longest_name);
  }
}

export const names = new Names();
