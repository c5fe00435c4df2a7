// Words of the room of child and carer.
import type { AssayClass, AssayScales, Behaviour, CareYear, ClassCounts, Film, YearAnswer } from '../../generated/api';
import { list, plural } from '../../lib/format';
import { children, type Dial } from './setting';

export const dials: Record<Dial, { title: string; low: string; high: string; steps: string[] }> = {
  response: { title: 'How much the carer answers', low: 'hardly', high: 'fully', steps: ['hardly ever', 'a little', 'half of the way', 'most of the way', 'almost fully'] },
  consistency: { title: 'How steady the answers are', low: 'up and down', high: 'always alike', steps: ['all or nothing', 'up and down', 'fairly steady', 'steady', 'always alike'] },
  rebuff: { title: 'When there is no answer: pushed away', low: 'never', high: 'always', steps: ['hardly ever', 'now and then', 'often', 'mostly', 'almost always'] },
  fright: { title: 'How often the carer is scary', low: 'never', high: 'always', steps: ['hardly ever', 'now and then', 'often', 'mostly', 'almost always'] },
};

export const dial_word = (name: Dial, turn: number): string => dials[name].steps[Math.min(4, Math.floor(turn / 20))] ?? '';

export const beliefs = [
  { key: 'mu', title: 'Expects an answer' },
  { key: 'nu', title: 'Is unsure what will come' },
  { key: 'kappa', title: 'Expects to be pushed away' },
  { key: 'phi', title: 'Expects a fright' },
] as const;

export const acts = [
  { key: 'explore', title: 'plays' },
  { key: 'ask', title: 'asks openly' },
  { key: 'press', title: 'insists' },
  { key: 'hold', title: 'keeps it in' },
] as const;

export const behaviours: Record<Behaviour, string> = {
  play: 'plays',
  approach: 'goes to the carer',
  call: 'calls',
  contact: 'is close to the carer',
  resist: 'is held and still cross',
  turn_away: 'turns away',
  contradict: 'comes and shrinks back at once',
};

// How a coder sorts twenty minutes; said as what was seen.
export const readings: Record<AssayClass, string> = {
  secure: 'went to the carer, was comforted, played again',
  avoidant: 'turned away when the carer came back',
  resistant: 'wanted the carer and could not be calmed',
  disorganized: 'did opposite things at the same time',
};
export const classes: AssayClass[] = ['secure', 'avoidant', 'resistant', 'disorganized'];

// Multiples of the level below which the engine counts a person as calm, as for two people: never of what these films
// happen to hold, or a crying child is calm beside one who cries more.
export const stirred = (arousal: number, calm_below: number): string => {
  const times = arousal / calm_below;
  return times < 1 ? 'calm inside' : times < 2 ? 'a bit stirred up inside' : times < 4 ? 'stirred up inside' : 'very stirred up inside';
};

// What is seen; where the carer is out of the room there is nobody to turn away from or to go to.
export function seen(film: Film, i: number): string {
  const behaviour = film.behaviour[i] ?? 'play';
  if (film.episodes.find((e) => e.number === film.episode[i])?.figure) return behaviours[behaviour];
  const alone: Partial<Record<Behaviour, string>> = { play: 'plays on', turn_away: 'keeps still', approach: 'looks for the carer', contradict: 'starts and shrinks back at once' };
  return alone[behaviour] ?? behaviours[behaviour];
}

export function now(film: Film, i: number, calm_below: number): string {
  const behaviour = film.behaviour[i] ?? 'play';
  const held = film.held[i] && behaviour !== 'resist' && behaviour !== 'contact' ? ', in the carer’s arms' : '';
  return `The child ${seen(film, i)}${held}${film.crying[i] ? ' and cries' : ''}; ${stirred(film.arousal[i] ?? 0, calm_below)}.`;
}

// Moments that look calm and are not.
export function hidden(film: Film, calm_below: number): number {
  return film.arousal.filter((a, i) => a >= 2 * calm_below && !film.crying[i] && (film.behaviour[i] === 'play' || film.behaviour[i] === 'turn_away')).length * 20;
}

export function hidden_words(film: Film, calm_below: number): string {
  const seconds = hidden(film, calm_below);
  if (!seconds) return 'Whenever this child was stirred up inside, it could be seen.';
  const time = seconds < 60 ? `${seconds} seconds` : plural(Math.round(seconds / 60), 'minute');
  return `For about ${time} this child looked quiet and was stirred up inside.`;
}

export function counts(of: ClassCounts): string {
  const n = classes.reduce((sum, name) => sum + of[name], 0);
  const parts = classes.filter((name) => of[name] > 0).map((name) => `${of[name]} as “${readings[name]}”`);
  return `Of ${n} children with this carer, the coder reads ${list(parts)}.`;
}

// What the year taught, from the last month of the followed child and of all.
export function learned(care: CareYear, child: number): string {
  const mean = (key: 'mu' | 'nu' | 'kappa' | 'phi') => care.children.reduce((sum, c) => sum + (c[key].at(-1) ?? 0), 0) / Math.max(1, care.children.length);
  const one = care.children[child]?.mu.at(-1) ?? 0;
  const tenths = (x: number) => (x < 0.05 ? 'hardly ever' : x >= 0.95 ? 'nearly every time' : `about ${Math.round(x * 10)} times in 10`);
  const parts = [`After a year this child expects an answer ${tenths(one)}; all ${care.children.length} children together ${tenths(mean('mu'))}.`];
  if (mean('kappa') > 0.3) parts.push('They have learned to count on being pushed away.');
  if (mean('phi') > 0.3) parts.push('They have learned that comfort can come with a fright.');
  if (mean('nu') > 0.35) parts.push('They are quite unsure what will come.');
  return parts.join(' ');
}

export const scales: { key: keyof AssayScales; title: string; of: string }[] = [
  { key: 'proximity_5', title: 'Seeks closeness, first return', of: '1 to 7' },
  { key: 'proximity_8', title: 'Seeks closeness, second return', of: '1 to 7' },
  { key: 'contact_5', title: 'Keeps contact, first return', of: '1 to 7' },
  { key: 'contact_8', title: 'Keeps contact, second return', of: '1 to 7' },
  { key: 'resistance_5', title: 'Is cross with the carer, first return', of: '1 to 7' },
  { key: 'resistance_8', title: 'Is cross with the carer, second return', of: '1 to 7' },
  { key: 'avoidance_5', title: 'Turns away, first return', of: '1 to 7' },
  { key: 'avoidance_8', title: 'Turns away, second return', of: '1 to 7' },
  { key: 'disorganization', title: 'Opposite things at once', of: '1 to 9' },
  { key: 'security', title: 'All in all: finds comfort', of: '−1 to 1' },
];

export const one_reading = (name: AssayClass): string => `Someone who saw only these twenty minutes would write: “${readings[name]}”. Researchers call such a visit “${name}”. It is a reading of one visit, not a kind of child.`;
// Why this child is the one followed, where nobody chose one.
export function chosen_for_you(answer: YearAnswer): string {
  const other = answer.compare;
  if (!other) return `Child ${answer.child + 1} is followed, whose visit is most like the others.`;
  const unlike = answer.care.visits.filter((v, k) => v.class !== other.visits[k]?.class).length;
  const at = [answer.care, other].map((care) => care.visits[answer.child]?.class);
  return at[0] === at[1]
    ? `Child ${answer.child + 1} is followed, whose visits are most like the others.`
    : `Child ${answer.child + 1} is followed, whose visit is read another way with the second carer. So it is for ${unlike} of ${answer.care.visits.length}.`;
}

export const whom = (child: number): string => `Child ${child + 1} of ${children}`;

// What a class sees of one film, as a count.
export const loud = (share: number): string => `With the carer back, the child calls, struggles or cries in ${Math.round(100 * share)} of 100 moments.`;

// Two carers of the same amount, in numbers: the lesson of the room.
export function lesson(answer: YearAnswer, carers: string[]): string {
  if (!answer.compare) return '';
  const n = answer.care.visits.length;
  const of = (counts: ClassCounts) => Math.round((100 * counts.secure) / n);
  const [a, b] = [of(answer.care.counts), of(answer.compare.counts)];
  const gap = Math.abs(a - b);
  return `${carers[0]}: ${answer.care.counts.secure} of ${n} children are soon comforted. ${carers[1]}: ${answer.compare.counts.secure} of ${n}. ${gap ? `That is ${gap} points in 100 apart, and both answer the same amount.` : 'That is no difference.'}`;
}
