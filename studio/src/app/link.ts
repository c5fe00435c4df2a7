// A place in the studio is a link: "#/two?moment=late_reply". Pure functions, so that they can be tested.
export interface Place {
  name: string; // "" is the first page
  setting: URLSearchParams;
}

export function place_of(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { name: path.replace(/\/+$/, ''), setting: new URLSearchParams(query) };
}

// What two settings say differently.
export const changed_keys = (before: URLSearchParams, after: URLSearchParams): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).sort();

export interface Choice {
  keys: string[];
  at: number; // milliseconds
}

// A slider that is drawn, a word that is typed: many changes of the same thing, one after another, are one choice.
export const same_choice = (last: Choice | null, next: Choice): boolean => last !== null && next.at - last.at < 1000 && last.keys.join() === next.keys.join();

export function hash_of(name: string, setting: Record<string, string> | URLSearchParams = {}): string {
  const query = new URLSearchParams(setting).toString();
  return `#/${name}${query ? `?${query}` : ''}`;
}
