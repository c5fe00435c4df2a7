// Numbers and lists as people read them. A number that is not known is a dash.
import type { Num } from '../generated/report';

export const dash = '–';

const minus = (text: string) => text.replace('-', '−');

export function fixed(x: Num | undefined, digits = 2): string {
  if (x == null || !Number.isFinite(x)) return dash;
  const text = x.toFixed(digits);
  return minus(Number(text) === 0 ? text.replace('-', '') : text);
}

export function percent(x: Num | undefined, digits = 0): string {
  return x == null || !Number.isFinite(x) ? dash : `${fixed(x * 100, digits)}%`;
}

export function count(x: Num | undefined): string {
  return x == null || !Number.isFinite(x) ? dash : Math.round(x).toLocaleString('en-GB');
}

// 12,345,678 as "12.3 million": for sentences, not for tables.
export function large(x: Num | undefined): string {
  if (x == null || !Number.isFinite(x)) return dash;
  const of = (unit: number) => fixed(x / unit, x / unit < 100 ? 1 : 0);
  if (x >= 1e9) return `${of(1e9)} billion`;
  if (x >= 1e6) return `${of(1e6)} million`;
  return count(x);
}

export function range(low: Num, high: Num, text: (x: Num) => string = fixed): string {
  return low == null && high == null ? dash : `${text(low)} to ${text(high)}`;
}

// Up to four significant digits, for a parameter or an unknown scale.
export function plain(x: Num | undefined): string {
  if (x == null || !Number.isFinite(x)) return dash;
  return minus(Number(x.toPrecision(4)).toString());
}

// A statistic of the evidence table in its usual form.
export function statistic(kind: string, x: Num): string {
  if (kind === 'proportion') return percent(x, 1);
  return kind === 'hazard' || kind === 'rate' ? fixed(x, 3) : fixed(x, 2);
}

export function list(words: string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// A fragment in the middle of a sentence, where a leading capital would jar: "Generation 1" -> "generation 1".
// Words such as "ECR" or "R4" keep theirs.
export function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

// A label of the caller's inside a sentence, marked off because it may hold commas.
export const quoted = (text: string): string => `“${text}”`;

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

// What so many do: "1 expects more", "3 expect more"; the first word bends.
const bent: Record<string, string> = { are: 'is', were: 'was', have: 'has', do: 'does' };
export function verb(n: number, many: string): string {
  if (n !== 1) return many;
  const [first = '', ...rest] = many.split(' ');
  return [bent[first] ?? `${first}s`, ...rest].join(' ');
}

export function duration(seconds: Num): string {
  if (seconds == null) return dash;
  if (seconds < 60) return `${fixed(seconds, seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.round(seconds - 60 * minutes)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// Breaks a label into lines of at most `wide` characters, between words (a no-break space holds its two
// together); a longer word keeps its own line.
export function wrap(text: string, wide: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= wide) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length ? lines : [''];
}

// Pixels that a long axis name needs beyond its first line in a small panel.
export const second_line = (label: string): number => (label.length > 32 ? 14 : 0);

// Minute of an excerpt as a clock: 875 -> "day 1, 14:35".
export function clock(minute: number): string {
  const whole = Math.floor(minute);
  const two = (n: number) => String(n).padStart(2, '0');
  return `day ${Math.floor(whole / 1440) + 1}, ${two(Math.floor((whole % 1440) / 60))}:${two(whole % 60)}`;
}
