// My helpers and groups: what their owner noted, prices side by side, and a table that comes in from CSV whole or not at all.
export interface Helper {
  name: string;
  what: 'helper' | 'group';
  kind: string; // therapist, counsellor, self-help group ...
  approach: string;
  languages: string;
  price: number | null; // a session, in the owner's own currency; null: not known
  a_week: number; // sessions a week: 0.5 is every other week
  insurance: string;
  contact: string;
  questions: string;
  notes: string;
}

export const blank: Helper = { name: '', what: 'helper', kind: '', approach: '', languages: '', price: null, a_week: 1, insurance: '', contact: '', questions: '', notes: '' };
const texts = ['name', 'kind', 'approach', 'languages', 'insurance', 'contact', 'questions', 'notes'] as const;
export const columns = ['name', 'what', 'kind', 'approach', 'languages', 'price', 'a_week', 'insurance', 'contact', 'questions', 'notes'] as const;
type Column = (typeof columns)[number];
export const longest = 500;
export const most_rows = 300;

const weeks_a_month = 365.25 / 7 / 12;
export const a_week = (of: Helper): number | null => (of.price === null ? null : of.price * of.a_week);
export const a_month = (of: Helper): number | null => (of.price === null ? null : of.price * of.a_week * weeks_a_month);

export const is_helper = (x: Record<string, unknown>): boolean =>
  texts.every((key) => typeof x[key] === 'string' && (x[key] as string).length <= longest) && x['name'] !== '' && (x['what'] === 'helper' || x['what'] === 'group') &&
  (x['price'] === null || (typeof x['price'] === 'number' && x['price'] >= 0 && x['price'] <= 1e6)) && typeof x['a_week'] === 'number' && x['a_week'] > 0 && x['a_week'] <= 14;

export interface Filter {
  text: string;
  what: '' | Helper['what'];
}
// What one searches for may stand anywhere; the cheapest first, what has no price last.
export const kept = <T extends { content: Helper }>(all: T[], filter: Filter): T[] =>
  all
    .filter(({ content }) => !filter.what || content.what === filter.what)
    .filter(({ content }) => texts.map((key) => content[key]).join(' ').toLowerCase().includes(filter.text.trim().toLowerCase()))
    .sort((a, b) => (a_month(a.content) ?? Infinity) - (a_month(b.content) ?? Infinity) || a.content.name.localeCompare(b.content.name));

export const questions_to_ask = [
  'What have you learned, and whom do you answer to?',
  'How do you work, and how would I notice that it helps?',
  'What does it cost, and what if I must call off?',
  'How soon could I come, and how often?',
  'What do you write down, and who can read it?',
];

// ---- CSV

interface Cell {
  text: string;
  line: number;
}
// RFC 4180 with comma, semicolon or tab; a cell in quotes may hold line ends. A quote that never closes is a fault of its line.
function rows_of(text: string): Cell[][] | string {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const head = plain.slice(0, Math.max(0, plain.indexOf('\n') < 0 ? plain.length : plain.indexOf('\n')));
  const between = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let cell = '';
  let line = 1;
  let began = 1;
  let quoted = false;
  const end_cell = () => {
    row.push({ text: cell.trim(), line: began });
    cell = '';
    began = line;
  };
  const end_row = () => {
    end_cell();
    if (row.some((one) => one.text)) rows.push(row);
    row = [];
  };
  for (let i = 0; i < plain.length; ++i) {
    const letter = plain[i] ?? '';
    if (quoted) {
      if (letter === '"' && plain[i + 1] === '"') cell += plain[++i] ?? '';
      else if (letter === '"') quoted = false;
      else cell += letter;
      if (letter === '\n') ++line;
    } else if (letter === '"' && !cell.trim()) {
      quoted = true;
      cell = '';
    } else if (letter === between) end_cell();
    else if (letter === '\n') {
      end_row();
      began = ++line;
    } else cell += letter;
  }
  if (quoted) return `line ${began}: a quote opens and never closes`;
  end_row();
  return rows;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; ++i) {
    const next = [i];
    for (let k = 1; k <= b.length; ++k) next[k] = Math.min((row[k] ?? 0) + 1, (next[k - 1] ?? 0) + 1, (row[k - 1] ?? 0) + (a[i - 1] === b[k - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] ?? 0;
}
const nearest = (word: string): Column => [...columns].sort((a, b) => distance(word, a) - distance(word, b))[0] ?? 'name';

// 80, 80.50, 80,50, with or without a sign of money.
function number_of(text: string): number | null {
  const plain = text.replace(/[€$£\s]|EUR|USD|GBP|CHF/gi, '');
  return /^\d+([.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(',', '.')) : null;
}

// The rows of a table, or one sentence that names file, line, column and the way out. Whole or not at all.
export function helpers_of(text: string, file: string): Helper[] | string {
  const rows = rows_of(text);
  if (typeof rows === 'string') return `${file}, ${rows}. Nothing was taken.`;
  const fault = (line: number, column: string, why: string) => `${file}, line ${line}, column ${column}: ${why} Nothing was taken.`;
  const head = rows[0];
  if (!head) return `${file} is empty. Its first line names the columns: ${columns.join(', ')}.`;
  const names = head.map((one) => one.text.toLowerCase().replaceAll(' ', '_'));
  for (const [i, name] of names.entries()) {
    if (!columns.some((column) => column === name)) return fault(1, `“${head[i]?.text ?? ''}”`, `there is no such column; did you mean ${nearest(name)}? There are ${columns.join(', ')}.`);
    if (names.indexOf(name) !== i) return fault(1, name, 'stands there twice.');
  }
  if (!names.includes('name')) return fault(1, 'name', 'is missing; each helper needs one.');
  if (rows.length - 1 > most_rows) return `${file} has ${rows.length - 1} rows; ${most_rows} are the most. Nothing was taken.`;
  const out: Helper[] = [];
  for (const row of rows.slice(1)) {
    const line = row[0]?.line ?? 0;
    if (row.length !== names.length) return `${file}, line ${line}: has ${row.length} cells, and the head has ${names.length}. Put quotes about a cell with a comma in it. Nothing was taken.`;
    const one: Helper = { ...blank };
    for (const [i, cell] of row.entries()) {
      const column = names[i] as Column;
      if (column === 'price' || column === 'a_week') {
        if (!cell.text) continue;
        const value = number_of(cell.text);
        if (value === null) return fault(cell.line, column, `“${cell.text}” is no number; write 80 or 80.50.`);
        if (column === 'a_week' && !(value > 0 && value <= 14)) return fault(cell.line, column, `${cell.text} sessions a week are not possible here; write 0.5 for every other week.`);
        one[column] = value;
      } else if (column === 'what') {
        const word = cell.text.toLowerCase() || 'helper';
        if (word !== 'helper' && word !== 'group') return fault(cell.line, column, `“${cell.text}” is neither helper nor group.`);
        one.what = word;
      } else if (cell.text.length > longest) return fault(cell.line, column, `has ${cell.text.length} letters; ${longest} are the most.`);
      else one[column] = cell.text;
    }
    if (!one.name) return fault(line, 'name', 'is empty.');
    out.push(one);
  }
  return out.length ? out : `${file} has a head and no rows. Nothing was taken.`;
}

const quoted = (text: string): string => (/[",;\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const table_of = (all: Helper[]): string => [columns.join(','), ...all.map((one) => columns.map((column) => quoted(one[column] === null ? '' : String(one[column]))).join(','))].map((line) => `${line}\n`).join('');
