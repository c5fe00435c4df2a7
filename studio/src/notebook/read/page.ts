// A page to read, out of its text (content/README.md says what it looks like). tools/check/pages.py refuses what is not of that form.
export interface Statement {
  kind: 'statement';
  words: string;
  ids: string[]; // claims, published numbers, works
}
export type Part = Statement | { kind: 'heading' | 'question'; words: string };
export interface Figure {
  caption: string;
  rows: { id: string; label: string }[];
}
export interface Change {
  day: string;
  what: string;
}
export interface Page {
  id: string;
  title: string;
  group: string;
  says: string;
  note: string; // what to warn of before it is shown, or empty
  changed: Change[]; // newest last
  figures: Figure[];
  sheet: string; // id of a worksheet, or empty
  room: { at: string; title: string } | null; // where to go on in the notebook
  all_misses: boolean; // lists what the model does not show, as it stands
  parts: Part[];
}

const id_of = (path: string): string => path.replace(/^.*\//, '').replace(/^\d+-/, '').replace(/\.md$/, '');

function head_of(text: string): { title: string; keys: Map<string, string[]>; body: string[] } {
  const lines = text.split('\n');
  const keys = new Map<string, string[]>();
  const body: string[] = [];
  for (const line of lines.slice(1)) {
    const key = body.length ? null : /^([a-z]+): (.+)$/.exec(line);
    if (key?.[1]) keys.set(key[1], [...(keys.get(key[1]) ?? []), key[2] ?? '']);
    else if (line.trim()) body.push(line);
  }
  return { title: (lines[0] ?? '').replace(/^# /, ''), keys, body };
}
const changes_of = (keys: Map<string, string[]>): Change[] => (keys.get('changed') ?? []).map((line) => ({ day: line.slice(0, 10), what: line.slice(11) }));

function part_of(line: string): Part {
  if (line.startsWith('## ')) return { kind: 'heading', words: line.slice(3) };
  if (line.startsWith('? ')) return { kind: 'question', words: line.slice(2) };
  const found = /^(.*)\s\[([^\]]+)\]$/.exec(line);
  if (!found) throw new Error(`a statement without its source: ${line}`);
  return { kind: 'statement', words: found[1] ?? '', ids: (found[2] ?? '').split(/[, ]+/) };
}

export function page_of(path: string, text: string): Page {
  const { title, keys, body } = head_of(text);
  const one = (key: string): string => keys.get(key)?.[0] ?? '';
  const [at = '', room = ''] = one('room').split(' | ');
  return {
    id: id_of(path),
    title,
    group: one('group'),
    says: one('says'),
    note: one('note'),
    changed: changes_of(keys),
    figures: (keys.get('figure') ?? []).map((line) => {
      const [rows = '', caption = ''] = line.split(' | ');
      return { caption, rows: rows.split('; ').map((row) => ({ id: row.split(' ')[0] ?? '', label: row.slice(row.indexOf(' ') + 1) })) };
    }),
    sheet: one('sheet'),
    room: at ? { at, title: room } : null,
    all_misses: keys.has('wrong'),
    parts: body.map(part_of),
  };
}

// ---- Worksheets

export type Line = { kind: 'words' | 'ask'; words: string } | { kind: 'table'; head: string[]; rows: string[] };
export interface Sheet {
  id: string;
  title: string;
  says: string;
  changed: Change[];
  lines: Line[];
}

export function sheet_of(path: string, text: string): Sheet {
  const { title, keys, body } = head_of(text);
  const lines: Line[] = [];
  for (const line of body) {
    const last = lines.at(-1);
    const cells = line.split('|').map((cell) => cell.trim()).filter(Boolean);
    if (line.startsWith('_ ')) lines.push({ kind: 'ask', words: line.slice(2) });
    else if (!line.startsWith('|')) lines.push({ kind: 'words', words: line });
    else if (last?.kind === 'table') last.rows.push(cells[0] ?? '');
    else lines.push({ kind: 'table', head: cells, rows: [] });
  }
  return { id: id_of(path), title, says: keys.get('says')?.[0] ?? '', changed: changes_of(keys), lines };
}

// ---- Choice

export interface Group {
  title: string;
  pages: Page[];
}
export function groups_of(pages: Page[], wanted: string): Group[] {
  const text = wanted.trim().toLowerCase();
  const out: Group[] = [];
  for (const page of pages) {
    if (text && ![page.title, page.says, ...page.parts.map((part) => part.words)].some((words) => words.toLowerCase().includes(text))) continue;
    const last = out.find((group) => group.title === page.group);
    if (last) last.pages.push(page);
    else out.push({ title: page.group, pages: [page] });
  }
  return out;
}
