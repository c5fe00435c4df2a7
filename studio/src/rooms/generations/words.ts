// What is measured in each generation, in plain words.
import type { Both, Generation, Interval } from '../../generated/api';
import { capital, fixed, percent, plural } from '../../lib/format';
import { matters } from '../../lib/least';

export type MeasureKey = 'giving' | 'secure' | 'disorganized' | 'anxiety' | 'avoidance' | 'symptoms' | 'infant_security';

export interface Measure {
  key: MeasureKey;
  title: string;
  axis: string;
  share: boolean; // told in hundredths
  good: 1 | -1; // which way is lighter
  more: boolean; // only for the curious
}

export const measures: Measure[] = [
  { key: 'giving', title: 'How often they answer those who turn to them', axis: 'share of calls answered', share: true, good: 1, more: false },
  { key: 'secure', title: 'Infants soon comforted, and back at play', axis: 'share of infants', share: true, good: 1, more: false },
  { key: 'anxiety', title: 'Worry about being left, as adults', axis: 'questionnaire, 1 to 5', share: false, good: -1, more: false },
  { key: 'avoidance', title: 'Keeping at a distance, as adults', axis: 'questionnaire, 1 to 5', share: false, good: -1, more: false },
  { key: 'symptoms', title: 'Burden of low mood, worry and the like', axis: 'symptom score', share: false, good: -1, more: true },
  { key: 'disorganized', title: 'Infants who come near and flee at once', axis: 'share of infants', share: true, good: -1, more: true },
];

// The engine counts the founders as generation 1.
const names = ['those before', 'the first people', 'their children', 'their grandchildren'];
export const generation_name = (number: number): string => names[number] ?? `generation ${number}`;

export const value_text = (m: Measure, x: number | null | undefined): string => (m.share ? percent(x) : fixed(x));
export function gap_text(m: Measure, x: number | null | undefined): string {
  if (x == null) return fixed(x);
  const text = m.share ? `${fixed(x * 100, 1)}` : fixed(x);
  return x > 0 ? `+${text}` : text;
}

// Sure and large enough to be noticed: lighter or heavier. Sure and tiny: small. Not sure: unclear.
export type Reach = 'lighter' | 'heavier' | 'small' | 'unclear' | 'before' | 'unknown';
export function reach(m: Measure, both: Both): Reach {
  const d = both.difference;
  if (!d || d.mean == null || d.low == null || d.high == null) return 'unknown';
  if (d.mean === 0 && d.low === 0 && d.high === 0) return 'before'; // the same to the last bit in every population
  if ((d.low > 0 || d.high < 0) && !matters(d.mean, both.sd)) return 'small';
  if (d.low > 0) return m.good > 0 ? 'lighter' : 'heavier';
  if (d.high < 0) return m.good > 0 ? 'heavier' : 'lighter';
  return 'unclear';
}

const span = (m: Measure, i: Interval): string => `${gap_text(m, i.mean)}${m.share ? ' in 100' : ''} (${gap_text(m, i.low)} to ${gap_text(m, i.high)})`;

// One measure over the generations, in one sentence.
export function measure_sentence(m: Measure, generations: Generation[]): string {
  const known = generations.filter((g) => g[m.key].plain.mean != null);
  if (!known.length) return 'Nobody was measured.';
  const with_change = known.filter((g) => g[m.key].difference?.mean != null);
  if (!with_change.length) return `${capital(known.map((g) => `${generation_name(g.number)}: ${value_text(m, g[m.key].plain.mean)}`).join('; '))}.`;
  const clear = with_change.filter((g) => reach(m, g[m.key]) === 'lighter' || reach(m, g[m.key]) === 'heavier');
  const early = with_change.filter((g) => reach(m, g[m.key]) === 'before');
  const small = with_change.filter((g) => reach(m, g[m.key]) === 'small');
  if (early.length === with_change.length) return 'All were measured before the help came.';
  const tiny = small.length ? `Too small to notice, less than a tenth of the spread between people: ${small.map((g) => `${generation_name(g.number)} ${span(m, g[m.key].difference as Interval)}`).join('; ')}.` : '';
  const rest = with_change.length - clear.length - early.length - small.length;
  if (!clear.length && !tiny) return 'In no generation can the difference be told from none.';
  const said = clear.map((g) => `${generation_name(g.number)} ${span(m, g[m.key].difference as Interval)}`);
  return [said.length ? `${capital(said.join('; '))}.` : '', tiny, rest > 0 ? 'For the others the difference cannot be told from none.' : ''].filter(Boolean).join(' ');
}

// What reaches whom, over all measures: the headline of the room.
export function headline(generations: Generation[]): string[] {
  const main = measures.filter((m) => !m.more);
  return generations.flatMap((g) => {
    const known = main.filter((m) => g[m.key].difference?.mean != null);
    if (!known.length) return [];
    const lighter = known.filter((m) => reach(m, g[m.key]) === 'lighter').length;
    const heavier = known.filter((m) => reach(m, g[m.key]) === 'heavier').length;
    const before = known.filter((m) => reach(m, g[m.key]) === 'before').length;
    const small = known.filter((m) => reach(m, g[m.key]) === 'small').length;
    const rest = known.length - lighter - heavier - before - small;
    const who = generation_name(g.number);
    const counts = (n: number) => (n === known.length ? `all ${n} counts` : `${n} of ${known.length} counts`);
    if (before === known.length) return [`For ${who} (${plural(g.people, 'person', 'people')}): nothing, since they were measured before the help came.`];
    const said = [lighter ? `lighter on ${counts(lighter)}` : '', heavier ? `heavier on ${counts(heavier)}` : '', small ? `too small a difference to notice on ${counts(small)}` : '', rest ? (rest === known.length ? 'no difference that can be told from chance' : `on ${rest} no difference that can be told from chance`) : '', before ? `${before} measured before the help came` : ''].filter(Boolean);
    return [`For ${who} (${plural(g.people, 'person', 'people')}): ${said.join('; ')}.`];
  });
}

// Five bands of how readily infants were comforted, low to high.
export const band_names = ['hard to comfort', 'rather hard', 'in between', 'rather readily', 'readily comforted'];

export function river_sentence(generations: Generation[]): string {
  const seen = generations.filter((g) => g.bands.plain.some((b) => b > 0));
  if (!seen.length) return 'No infants were seen.';
  const top = (bands: number[] | undefined) => (bands ? (bands[3] ?? 0) + (bands[4] ?? 0) : null);
  const last = seen.at(-1) as Generation;
  const [first_share, last_share, changed] = [top(seen[0]?.bands.plain), top(last.bands.plain), top(last.bands.changed)];
  return `Comforted readily or rather readily: ${percent(first_share)} among ${generation_name(seen[0]?.number ?? 0)}, ${percent(last_share)} among ${generation_name(last.number)}${changed == null ? '' : `, ${percent(changed)} with the programme`}.`;
}

export const example_rule = 'Help with being a parent for all first people: of the kinds of help here the one that is meant for the next generation. It is a small run, so its intervals are wide.';

// Three sentences that lead through: who was helped, what moved for whom, how far it reaches.
export function example_words(programme: string, generations: Generation[]): string[] {
  const reached = generations.filter((g) => measures.some((m) => ['lighter', 'heavier'].includes(reach(m, g[m.key]))));
  const last = reached.at(-1);
  return [
    `${programme}. The same families, the same luck, with the help and without it.`,
    'Look at the rows below from left to right: the first people, their children, their grandchildren. A line that does not touch the other is a difference that can be told from chance.',
    last ? `In this run a difference can be told as far as ${generation_name(last.number)}.` : 'In this run no difference can be told from chance. A larger run may show one.',
  ];
}
