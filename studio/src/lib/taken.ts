// One rule for the links of all rooms: what a link says and a room cannot take is left at its usual value, and one
// line names it. Nothing is clipped, and nothing is put right without a word.
export interface Bounds {
  low: number;
  high: number;
}

export interface NotTaken {
  key: string;
  value: string;
  why: string; // "not a number from 1 to 5"; empty for a name that is not known here
}

const said = (x: number): string => String(Number(x.toPrecision(12)));
export const between = ({ low, high }: Bounds): string => `between ${said(low)} and ${said(high)}`;

export class LinkReader {
  readonly #faults: NotTaken[] = [];
  readonly #known = new Set<string>();
  constructor(readonly link: URLSearchParams) {}

  // What the link says of this key; nothing where it says nothing or an empty text.
  text(key: string): string | null {
    this.#known.add(key);
    const text = this.link.get(key);
    return text == null || text.trim() === '' ? null : text;
  }
  refuse(key: string, value: string, why: string): void {
    this.#faults.push({ key, value, why });
  }
  // A number out of a piece of the link.
  part(key: string, text: string | null | undefined, bounds: Bounds, usual: number, whole = false): number {
    if (text == null || text.trim() === '') return usual;
    const x = Number(text);
    if (Number.isFinite(x) && x >= bounds.low && x <= bounds.high && (!whole || Number.isInteger(x))) return x;
    this.refuse(key, text, `not a ${whole ? 'whole ' : ''}number ${between(bounds)}`);
    return usual;
  }
  number(key: string, bounds: Bounds, usual: number, whole = false): number {
    return this.part(key, this.text(key), bounds, usual, whole);
  }
  choice<T extends string>(key: string, all: readonly T[], usual: T): T {
    const text = this.text(key);
    const found = all.find((x) => x === text);
    if (text !== null && found === undefined) this.refuse(key, text, 'none of the choices');
    return found ?? usual;
  }
  // Everything that was not taken, names that nobody asked for included.
  not_taken(): NotTaken[] {
    const unknown = [...new Set(this.link.keys())].filter((key) => !this.#known.has(key));
    return [...this.#faults, ...unknown.map((key) => ({ key, value: this.link.get(key) ?? '', why: '' }))];
  }
}

const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

export function not_taken_words(faults: NotTaken[]): string {
  const each = faults.slice(0, 6).map((f) => `${short(f.key)}=${short(f.value)} (${f.why || 'no such setting here'})`);
  if (faults.length > 6) each.push(`and ${faults.length - 6} more`);
  return `Not taken from this link, so the usual stands there: ${each.join('; ')}.`;
}
