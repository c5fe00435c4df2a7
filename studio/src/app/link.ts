// A place in the studio is a link: "#/two?moment=late_reply". Pure functions, so that they can be tested.
export interface Place {
  name: string; // "" is the first page
  setting: URLSearchParams;
}

export function place_of(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { name: path.replace(/\/+$/, ''), setting: new URLSearchParams(query) };
}

export function hash_of(name: string, setting: Record<string, string> | URLSearchParams = {}): string {
  const query = new URLSearchParams(setting).toString();
  return `#/${name}${query ? `?${query}` : ''}`;
}
