// A life in plain words: what is drawn, what it is called, and what can be said of it at an age.
import type { Figure, LifeAnswer, LifeEventKind, LifeNeighbours, LifeStory } from '../../generated/api';
import { list, plural, verb } from '../../lib/format';
import { same_within } from '../../lib/least';
import { median, quantile } from '../shared/quantiles';

export type LineKey = 'mu' | 'kappa' | 'security' | 'distress';
export type MoreKey = 'nu' | 'phi' | 'load' | 'depression' | 'satisfaction';

export interface Line {
  key: LineKey;
  title: string;
  more: string; // what a higher value means, after "more of them"
  good: 1 | -1; // whether higher is the lighter side
  up: string; // said of the others who moved up
  down: string;
}

export const lines: Line[] = [
  { key: 'mu', title: 'Expects an answer when asking for comfort', more: 'expect an answer', good: 1, up: 'expect more', down: 'expect less' },
  { key: 'kappa', title: 'Expects to be turned away', more: 'expect to be turned away', good: -1, up: 'expect it more', down: 'expect it less' },
  { key: 'security', title: 'Feels safe', more: 'feel safe', good: 1, up: 'feel safer', down: 'feel less safe' },
  { key: 'distress', title: 'Is upset', more: 'are upset', good: -1, up: 'are upset more', down: 'are upset less' },
];

export const more_lines: { key: MoreKey; title: string }[] = [
  { key: 'nu', title: 'Is unsure what will come back' },
  { key: 'phi', title: 'Expects to be frightened' },
  { key: 'load', title: 'Everyday load' },
  { key: 'depression', title: 'Low mood' },
  { key: 'satisfaction', title: 'Content with the partner' },
];

// 0.62 -> "about 6 in 10".
export function tenths(x: number | null | undefined): string {
  if (x == null || !Number.isFinite(x)) return 'not known';
  const n = Math.round(x * 10);
  return n <= 0 ? 'hardly ever' : n >= 10 ? 'nearly always' : `about ${n} in 10 times`;
}

// How much of something is felt, in words: a half is where the alarm usually sets in.
export function degree(key: LineKey, x: number | null | undefined): string {
  if (x == null || !Number.isFinite(x)) return 'not known';
  if (key === 'mu' || key === 'kappa') return tenths(x);
  const words = key === 'security' ? ['hardly', 'a little', 'half and half', 'mostly', 'nearly always'] : ['calm', 'a little', 'quite a bit', 'very', 'very much'];
  return words[Math.min(4, Math.max(0, Math.floor(x * 5)))] ?? '';
}

// Groups of events; a shape and a row for each, so that colour is never alone.
export type Group = 'bond' | 'loss' | 'hard' | 'help' | 'mood' | 'change';
const groups: Record<LifeEventKind, Group> = {
  union_start: 'bond', friend_start: 'bond', child_born: 'bond', contact_ex: 'bond',
  union_end: 'loss', friend_end: 'loss', separation: 'loss', loss: 'loss', carer_died: 'loss', death: 'loss',
  placement: 'hard', carer_change: 'hard', partner_change: 'hard', abuse: 'hard', pulse: 'hard',
  therapy_start: 'help', therapy_end: 'help', programme: 'help',
  onset_depression: 'mood', onset_anxiety: 'mood', onset_trauma: 'mood', onset_substance: 'mood',
  remission_depression: 'mood', remission_anxiety: 'mood', remission_trauma: 'mood', remission_substance: 'mood',
  change: 'change',
};
export const group_of = (kind: LifeEventKind): Group => groups[kind] ?? 'hard';
export const group_names: Record<Group, string> = {
  bond: 'someone new',
  loss: 'a parting or a loss',
  hard: 'something hard, or a change around them',
  help: 'help',
  mood: 'a hard time in mood begins or ends',
  change: 'the change',
};
export const group_order: Group[] = ['bond', 'loss', 'hard', 'mood', 'help', 'change'];

// Stretches of time between a beginning and its end; open ones last until the story stops.
export interface Span {
  name: string;
  from: number;
  until: number;
}
const spanned: { from: LifeEventKind; until: LifeEventKind; name: string }[] = [
  { from: 'onset_depression', until: 'remission_depression', name: 'low mood' },
  { from: 'onset_anxiety', until: 'remission_anxiety', name: 'much worry' },
  { from: 'onset_trauma', until: 'remission_trauma', name: 'old frights come back' },
  { from: 'onset_substance', until: 'remission_substance', name: 'leaning on drink or the like' },
  { from: 'therapy_start', until: 'therapy_end', name: 'therapy' },
];
export function spans(story: LifeStory): Span[] {
  const end = story.died ?? story.ages.at(-1) ?? 0;
  return spanned.flatMap(({ from, until, name }) => {
    const out: Span[] = [];
    let open: number | null = null;
    for (const e of story.events) {
      if (e.kind === from && open === null) open = e.age;
      if (e.kind === until && open !== null) {
        out.push({ name, from: open, until: e.age });
        open = null;
      }
    }
    if (open !== null) out.push({ name, from: open, until: end });
    return out;
  });
}

// Figures on as few rows as possible without overlap; nearest to the start of life first.
export function rows_of(figures: Figure[]): Figure[][] {
  const rows: Figure[][] = [];
  for (const f of [...figures].sort((a, b) => a.from - b.from || b.until - a.until)) {
    const row = rows.find((r) => r.every((other) => other.until <= f.from || other.from >= f.until) && r[0]?.role === f.role);
    if (row) row.push(f);
    else rows.push([f]);
  }
  return rows;
}

// Everybody there was to turn to: a partner who becomes a former one is still one person.
export const people_of = (figures: Figure[]): number => new Set(figures.map((f) => f.name.replace(/^former /, ''))).size;

const letter = 6.3; // pixels, of the names over the bands
// The names over the bands of a row and where they begin: over the start of the band, moved left where the picture ends.
// The last ones are written first; one that would run into the next stays out, and the table has it.
export function names_of(row: Figure[], x: (age: number) => number, width: number): { text: string; x: number }[] {
  let end = Infinity;
  const all: { text: string; x: number }[] = [];
  for (const f of [...row].sort((a, b) => b.from - a.from)) {
    const long = f.name.length * letter;
    const at = Math.max(0, Math.min(x(f.from), width - long));
    if (at + long > end) continue;
    all.push({ text: f.name, x: at });
    end = at;
  }
  return all;
}

// Index of the last half-year that is not after this age.
export function index_at(ages: number[], age: number): number {
  let at = 0;
  ages.forEach((a, i) => {
    if (a <= age + 1e-9) at = i;
  });
  return at;
}

export function share_at(f: Figure, age: number): number {
  if (age < f.from || age > f.until) return 0;
  return f.share[index_at(f.ages, age)] ?? 0;
}

// Where this life stands at an age, in a few sentences.
export function at_age(story: LifeStory, age: number): string[] {
  if (story.died !== null && age > story.died) return [`This life ended at ${Math.floor(story.died)}.`];
  const i = index_at(story.ages, age);
  const near = story.figures
    .map((f) => ({ name: f.name, share: share_at(f, age) }))
    .filter((f) => f.share >= 0.05)
    .sort((a, b) => b.share - a.share)
    .slice(0, 3);
  const who = near.length ? `Turns to ${list(near.map((f) => f.name))}.` : 'Turns to nobody in particular.';
  const c = story.course;
  const now = spans(story).filter((s) => s.from <= age && age <= s.until).map((s) => s.name);
  return [who, `Expects an answer ${tenths(c.mu[i])}, and to be turned away ${tenths(c.kappa[i])}.`, ...(now.length ? [`Just now: ${list([...new Set(now)])}.`] : [])];
}

// How the twenty others with the same start moved, pair by pair, same luck.
export interface Moved {
  up: number;
  same: number;
  down: number;
  of: number;
  median: number | null;
  low: number | null;
  high: number | null;
}
export function moved(plain: LifeNeighbours, changed: LifeNeighbours, key: LineKey, i: number): Moved {
  const gaps = plain[key].flatMap((course, k) => {
    const [a, b] = [course[i], changed[key][k]?.[i]];
    return a == null || b == null ? [] : [b - a];
  });
  const up = gaps.filter((g) => g > same_within).length;
  const down = gaps.filter((g) => g < -same_within).length;
  return { up, down, same: gaps.length - up - down, of: gaps.length, median: median(gaps), low: quantile(gaps, 0.1), high: quantile(gaps, 0.9) };
}

// What nobody would choose. Where a life went better after it, that is said of the life and not of the blow.
export const hard_kinds: string[] = ['loss', 'separation', 'institution', 'pulse', 'breakup'];

export function moved_sentence(line: Line, m: Moved, hard = false): string {
  if (!m.of) return 'Nobody is left to compare with at this age.';
  const nothing = `For ${m.of === 1 ? 'the one other' : `all ${m.of} others`} it is about the same.`;
  const of = `Of ${plural(m.of, 'other')} with the same change`;
  if (hard) {
    const [heavier, lighter] = line.good > 0 ? [m.down, m.up] : [m.up, m.down];
    if (!heavier && !lighter) return nothing;
    const more = [m.same ? `for ${m.same} it is about the same` : '', lighter ? `for ${lighter} later life took a lighter way` : ''].filter(Boolean);
    const first = heavier ? `${heavier} ${verb(heavier, line.good > 0 ? line.down : line.up)}` : 'it is heavier for nobody';
    return `${of}, ${first}${more.length ? `; ${more.join(', and ')}` : ''}.`;
  }
  const [most, word] = m.up >= m.down ? [m.up, line.up] : [m.down, line.down];
  const other = m.up >= m.down ? { n: m.down, word: line.down } : { n: m.up, word: line.up };
  if (most === 0) return nothing;
  const rest = [other.n ? `${other.n} ${verb(other.n, other.word)}` : '', m.same ? `for ${m.same} it is about the same` : ''].filter(Boolean);
  return `${of}, ${most} ${verb(most, word)}${rest.length ? `; ${rest.join(', and ')}` : ''}.`;
}

// The two lives at one age in a sentence. Difference, never a promise.
export function both_sentence(answer: LifeAnswer, line: Line, age: number): string {
  const i = index_at(answer.plain.ages, age);
  const a = answer.plain.course[line.key][i];
  const b = answer.changed?.course[line.key][i];
  const years = Math.round(age);
  if (a == null) return `Not known at ${years}.`;
  if (!answer.changed) return `At ${years}: ${degree(line.key, a)}.`;
  if (b == null) return `At ${years}: ${degree(line.key, a)} as it was; not known with the change.`;
  const gap = Math.round((b - a) * 100);
  const same = Math.abs(b - a) <= same_within;
  const way = gap > 0 ? 'more' : 'less';
  const counted = line.key === 'mu' || line.key === 'kappa' ? `${Math.abs(gap)} in 100 ` : '';
  const how = counted + way;
  const [was, is] = [degree(line.key, a), degree(line.key, b)];
  if (was === is) return `At ${years}: ${was} in both lives, ${same ? 'about the same' : `${counted || 'a little '}${way} with the change`}.`;
  return `At ${years}: ${was} as it was, ${is} with the change (${same ? 'about the same' : how}).`;
}

export const middle_rule = 'Of the people followed, the one whose gain in felt security, ten years after the change, is the middle one of all: as many gained more as gained less.';

// Three sentences that lead through a life with a change.
export function example_words(answer: LifeAnswer, age: number): string[] {
  const security = lines.find((line) => line.key === 'security') as Line;
  const i = index_at(answer.plain.ages, age + 10);
  const [was, is] = [answer.plain.course.security[i], answer.changed?.course.security[i]];
  const gap = was == null || is == null ? null : Math.round(100 * (is - was));
  const own = gap === null ? `Ten years later this life is not told any more.` : gap === 0 ? 'Ten years later this person feels as safe as without it.' : `Ten years later this person feels safer by ${gap} points in 100, the middle of all who were followed.`;
  const others = answer.changed_neighbours ? moved_sentence(security, moved(answer.neighbours, answer.changed_neighbours, 'security', i)) : '';
  return [`One person, twice, with the same luck: once as it was, once with a partner from ${age} on who answers well and evenly.`, gap !== null && gap < 0 ? own.replace(`safer by ${gap}`, `less safe by ${-gap}`) : own, others];
}
