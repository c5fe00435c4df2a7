// The sentences beside the pictures, computed from the same numbers that are drawn. One title (what the
// picture says) and one sentence (how much) each.
import { capital, clock, count, fixed, large, list, lower, percent, plural, quoted, range, verb } from './format';
import { near } from './evidence';
import { known } from './geometry';
import { sure } from './sure';
import type { ArmPanel, ClassShare, Contrast, Correlation, CoupleCell, CouplePattern, Course, Evidence, Meta, Moment, Num, Plane, Survival } from '../generated/report';

export interface Words {
  title: string;
  sentence: string;
}

const by = <T>(value: (item: T) => Num) => (items: T[]): T[] =>
  items.filter((item) => value(item) != null).sort((a, b) => (value(b) ?? 0) - (value(a) ?? 0));

// A difference with its interval; a group that is picked as the highest has to beat the luck of the pick as well.
const told = (c: Contrast): boolean => !!c.one && c.difference != null && c.low != null && c.high != null;
function difference(c: Contrast): string {
  const many = c.of > 1 ? `, widened as this is the widest of ${count(c.of)} comparisons` : '';
  return `a difference of ${fixed(c.difference)} (${range(c.low, c.high)}${many})${sure(c.low, c.high) ? '' : ', which may be none'}`;
}

export function run(meta: Meta): string {
  const parts = [`${plural(meta.people, 'simulated person', 'simulated people')}`];
  const spans = [
    ...(meta.generations > 1 ? [`${count(meta.generations)} generations`] : []),
    ...(meta.years != null && meta.years > 0 ? [plural(Math.round(meta.years), 'year')] : []),
  ];
  if (spans.length) parts.push(`over ${list(spans)}`);
  const work = meta.person_days != null ? ` ${capital(large(meta.person_days))} person-days were lived through` : '';
  const rate = work && meta.rate != null ? ` at ${large(meta.rate)} per second` : '';
  const copies = meta.replicates > 1 ? ` The study was repeated ${count(meta.replicates)} times with other random draws.` : '';
  const ladder = meta.rung ? ` Model rung ${meta.rung}.` : '';
  const off = meta.edges_off.length ? ` Switched off: ${list(meta.edges_off)}.` : '';
  return `${capital(parts.join(' '))}.${work ? `${work}${rate}.` : ''}${copies}${ladder}${off}`;
}

export function plane(p: Plane): Words {
  const groups = p.groups.filter((g) => g.mean_x != null && g.mean_y != null);
  const first = groups[0];
  const last = groups.at(-1);
  if (!first || !last) return { title: 'Where people stand on the anxiety-avoidance plane', sentence: 'No group has a known mean.' };
  const at = (g: typeof first) => `${lower(g.label)} at anxiety ${fixed(g.mean_y)}, avoidance ${fixed(g.mean_x)}`;
  const ring = 'Each ellipse is one standard deviation around its mean and holds about four people in ten.';
  if (groups.length === 1) return { title: 'Where people stand on the anxiety-avoidance plane', sentence: `The average person of ${at(first)}. ${ring}` };
  // Distance between two means in units of the first group's spread decides what the picture says.
  const sd = Math.max(first.sd_x ?? 0, first.sd_y ?? 0);
  const spans = [known(groups.map((g) => g.mean_x)), known(groups.map((g) => g.mean_y))].map((v) => Math.max(...v) - Math.min(...v));
  const far = sd > 0 ? Math.max(...spans) / sd : Infinity;
  const [up, out] = [told(p.anxiety) && sure(p.anxiety.low, p.anxiety.high), told(p.avoidance) && sure(p.avoidance.low, p.avoidance.high)];
  const than = (c: Contrast, what: string) => `${c.one} is higher on ${what} than ${lower(c.other)}`;
  const title =
    far < 0.2
      ? 'All groups stand at almost the same place on the anxiety-avoidance plane'
      : !up && !out
        ? 'The groups cannot be told apart on the anxiety-avoidance plane'
        : up && out && p.anxiety.one === p.avoidance.one && p.anxiety.other === p.avoidance.other
          ? capital(than(p.anxiety, 'both anxiety and avoidance'))
          : capital(list([...(up ? [than(p.anxiety, 'anxiety')] : []), ...(out ? [up ? lower(than(p.avoidance, 'avoidance')) : than(p.avoidance, 'avoidance')] : [])]));
  const ends = groups.filter((g) => [p.anxiety, p.avoidance].some((c) => c.one === g.label || c.other === g.label));
  return { title, sentence: `Averages: ${list((groups.length > 4 && ends.length ? ends : groups).map(at))}. ${ring}` };
}

interface Gap {
  what: string;
  simulated: string;
  published: string;
  sure: boolean;
}

// Which numbers lie off the published ones by more than the interval of that difference.
function beyond(gaps: Gap[], one: string): string {
  const off = gaps.filter((g) => g.sure);
  const each = off.slice(0, 3).map((g) => `${g.what} (${g.simulated} simulated, ${g.published} published)`);
  const rest = off.length - each.length;
  return off.length ? `Off the published ${one} by more than the interval of the difference: ${list([...each, ...(rest ? [`${rest} more`] : [])])}.` : `None differs from the published ${one} by more than the interval of the difference.`;
}

export function shares(rows: ClassShare[]): Words {
  const gaps = rows
    .filter((r) => r.simulated != null && r.published != null)
    .map((r): Gap => ({ what: `${lower(r.label)}, ${r.group}`, simulated: percent(r.simulated), published: percent(r.published), sure: sure(r.gap_low, r.gap_high) }));
  if (!gaps.length) {
    const seen = by<ClassShare>((r) => r.simulated)(rows).map((r) => `${lower(r.label)} ${percent(r.simulated)}`);
    return { title: 'Class shares', sentence: seen.length ? `${capital(list(seen))}; no published share is given for comparison.` : 'No share was measured.' };
  }
  const off = gaps.filter((g) => g.sure).length;
  return {
    title: off ? `${off} of ${plural(gaps.length, 'simulated share')} ${verb(off, 'differ')} from the published one` : 'No simulated share can be told apart from the published one',
    sentence: `${plural(gaps.length, 'share')} compared. ${beyond(gaps, 'share')}`,
  };
}

export function course(c: Course): Words {
  const ends = c.series.map((s) => {
    const idx = s.median.map((v, i) => (v != null && s.age[i] != null ? i : -1)).filter((i) => i >= 0);
    return { s, a: idx[0] ?? -1, z: idx.at(-1) ?? -1 };
  });
  const usable = ends.filter((e) => e.a >= 0 && e.z > e.a);
  const name = lower(c.measure || 'the measure');
  if (!usable.length) return { title: c.title || capital(name), sentence: `No life course of ${name} was recorded.` };
  const part = usable.slice(0, 3).map(({ s, a, z }) => {
    const [from, to] = [s.median[a] ?? 0, s.median[z] ?? 0];
    const who = c.series.length > 1 && s.group ? ` in ${lower(s.group)}` : '';
    const half = s.q25[z] == null || s.q75[z] == null || usable.length > 1 ? '' : `, where half of all people lie between ${fixed(s.q25[z])} and ${fixed(s.q75[z])}`;
    return `from ${fixed(from)} at age ${fixed(s.age[a], 0)} to ${fixed(to)} at age ${fixed(s.age[z], 0)}${who}${half}`;
  });
  const moves = usable.map(({ s }) => s.change ?? 0);
  const spans = usable.flatMap(({ s }) => known([...s.q10, ...s.q90]));
  const size = Math.max(...spans) - Math.min(...spans) || 1;
  // A change is said where it is beyond its interval and not too small to see in the spread of people.
  const seen = usable.map(({ s }, i) => (sure(s.change_low, s.change_high) && Math.abs(moves[i] ?? 0) > 0.08 * size ? Math.sign(moves[i] ?? 0) : 0));
  const known_all = usable.every(({ s }) => s.change_low != null);
  const where = (sign: number) => list(usable.filter((_, i) => seen[i] === sign).map(({ s }) => lower(s.group)));
  const ways = [1, -1].filter((sign) => seen.includes(sign)).map((sign) => `${sign > 0 ? 'rises' : 'falls'} in ${where(sign)}`);
  const verb = !known_all
    ? ''
    : seen.every((v) => v > 0)
      ? 'rises over the years'
      : seen.every((v) => v < 0)
        ? 'falls over the years'
        : moves.every((m) => Math.abs(m) <= 0.08 * size)
          ? 'ends about where it began over the years'
          : ways.length
            ? `${list(ways)}${seen.includes(0) ? ', and does not clearly change elsewhere' : ''}`
            : 'does not clearly change over the years';
  const title = c.title || (verb ? `${capital(name)} ${verb}` : `${capital(name)} over the years`);
  return { title, sentence: `The median of ${name} goes ${list(part)}${usable.length > 3 ? '; further groups are in the table' : ''}.` };
}

export function correlations(groups: Correlation[], strongest: Contrast): Words {
  const seen = groups.filter((g) => g.r != null);
  if (!seen.length) return { title: 'Links between relatives', sentence: 'No correlation was measured.' };
  const off_zero = seen.filter((g) => (g.low ?? 0) > 0).length;
  const title =
    off_zero === seen.length
      ? 'What one brings goes with what the other shows, as a tendency'
      : off_zero === 0
        ? 'No link between relatives can be told from chance here'
        : `${off_zero} of ${seen.length} links between relatives can be told from chance`;
  const one = (label: string) => `r = ${fixed(seen.find((g) => g.label === label)?.r)} for ${lower(label)}`;
  const gaps = seen
    .filter((g) => g.published != null)
    .map((g): Gap => ({ what: lower(g.label), simulated: fixed(g.r), published: fixed(g.published), sure: sure(g.gap_low, g.gap_high) }));
  const ends = seen.length === 1 ? `Measured: ${one(seen[0]?.label ?? '')}` : !told(strongest) ? `${plural(seen.length, 'link')} measured` : sure(strongest.low, strongest.high) ? `Stronger, with ${one(strongest.one)}, than ${one(strongest.other)}` : `From ${one(strongest.other)} to ${one(strongest.one)}, which cannot be told apart`;
  return { title, sentence: `${ends}.${gaps.length ? ` ${beyond(gaps, 'value')}` : ''}` };
}

export function matrix(cells: CoupleCell[], measure: string, c: Contrast): Words {
  if (by<CoupleCell>((cell) => cell.value)(cells).length < 2) return { title: 'Satisfaction by both partners', sentence: 'Too few couples were measured.' };
  if (!told(c)) return { title: 'Satisfaction by both partners', sentence: 'Too few people are in the single cells to compare them.' };
  return {
    title: sure(c.low, c.high) ? `People are more satisfied where ${c.one} than where ${c.other}` : `How satisfied people are does not clearly differ by the ${measure} of both`,
    sentence: `Mean satisfaction where ${c.one}, against where ${c.other}: ${difference(c)}.`,
  };
}

export function patterns(rows: CouplePattern[], c: Contrast): Words {
  const sorted = by<CouplePattern>((r) => r.share)(rows);
  const top = sorted[0];
  if (!top) return { title: 'How couples meet a need', sentence: 'No pattern was counted.' };
  const compare = !told(c) ? '' : sure(c.low, c.high) ? ` Couples where ${lower(c.one)} are more satisfied than those where ${lower(c.other)}: ${difference(c)}.` : ` Which way goes with more satisfaction cannot be told: where ${lower(c.one)}, against where ${lower(c.other)}, ${difference(c)}.`;
  return { title: `In ${percent(top.share)} of couples, ${lower(top.label)}`, sentence: `${capital(list(sorted.map((r) => `${lower(r.label)} in ${percent(r.share)}`)))}.${compare}` };
}

// Share still together at `year`, read off the curve's last point up to it.
export function survivalAt(s: Survival, year: number): Num {
  let value: Num = null;
  s.years.forEach((y, i) => {
    if (y != null && y <= year) value = s.survival[i] ?? value;
  });
  return value;
}

export function survival(curves: Survival[], lasting: Contrast, lasting_year: Num): Words {
  const year = lasting_year ?? Math.min(10, ...curves.map((s) => Math.max(0, ...known(s.years))));
  const rows = by<{ group: string; value: Num }>((r) => r.value)(curves.map((s) => ({ group: s.group, value: survivalAt(s, year) })));
  const top = rows[0];
  if (!top) return { title: 'How long couples stay together', sentence: 'No couple was followed.' };
  const when = `after ${plural(Math.round(year), 'year')}`;
  if (rows.length === 1) return { title: `${percent(top.value)} of couples are still together ${when}`, sentence: `${percent(top.value)} of couples are still together ${when}.` };
  const apart = (top.value ?? 0) - (rows.at(-1)?.value ?? 0);
  return {
    title:
      told(lasting) && sure(lasting.low, lasting.high) && apart >= 0.05
        ? `${capital(lasting.one)} stay together longer than ${lower(lasting.other)}`
        : apart < 0.05
          ? 'Couples of all groups stay together about as long'
          : 'How long couples stay together does not clearly differ between the groups',
    sentence: `Still together ${when}: ${list(rows.map((r) => `${percent(r.value)} of ${lower(r.group)}`))}.`,
  };
}

type Arm = ArmPanel['arms'][number];

// Whether two groups differ is asked of the interval of their difference; their own intervals may overlap all the same.
export function arms(panel: ArmPanel): Words {
  const top = by<Arm>((a) => a.mean)(panel.arms)[0];
  const name = capital(panel.measure);
  if (!top) return { title: name, sentence: 'No group was measured.' };
  const c = panel.contrast;
  const mean_of = (label: string) => fixed(panel.arms.find((a) => a.label === label)?.mean);
  if (!told(c)) {
    return { title: name, sentence: `${name} is ${list(panel.arms.filter((a) => a.mean != null).map((a) => `${fixed(a.mean)} in ${quoted(a.label)}`))}${panel.arms.length > 1 ? '; too few people to compare' : ''}.` };
  }
  const sentence = `${mean_of(c.one)} in ${quoted(c.one)}, ${mean_of(c.other)} in ${quoted(c.other)}: ${difference(c)}.`;
  if (!sure(c.low, c.high)) return { title: `${name} does not clearly differ between the groups`, sentence };
  return { title: `${name} is ${(c.difference ?? 0) < 0 ? 'lower' : 'higher'} in ${quoted(c.one)} than in ${quoted(c.other)}`, sentence };
}

export function tally(rows: Evidence[]): { inside: number; out: number; missing: number; measured: number } {
  const inside = rows.filter((r) => r.inside === 'in').length;
  const out = rows.filter((r) => r.inside === 'out').length;
  return { inside, out, measured: inside + out, missing: rows.length - inside - out };
}

export function evidence(rows: Evidence[]): Words {
  const t = tally(rows);
  if (!t.measured) return { title: 'This study measured none of the published numbers', sentence: `${plural(t.missing, 'published number')} listed, none measured by this study.` };
  const close = rows.filter(near).length;
  const misses = rows.filter((r) => r.inside === 'out').map((r) => r.id);
  const named = misses.length ? ` Misses: ${misses.length > 6 ? `${misses.slice(0, 6).join(', ')} and ${misses.length - 6} more` : list(misses)}.` : '';
  return {
    title: t.measured === 1 ? `The one number measured ${t.inside ? 'agrees' : 'does not agree'} with the published one` : t.out === 0 ? `All ${t.measured} measured numbers agree with the published ones` : `${t.inside} of ${t.measured} measured numbers ${verb(t.inside, 'agree')} with the published ones, ${t.out} ${verb(t.out, 'do')} not`,
    sentence: `${plural(rows.length, 'published number')}: ${t.inside} inside${close ? ` (${close} of them only near: no interval was published)` : ''}, ${t.out} outside, ${t.missing} not measured by this study.${named}`,
  };
}

// The step at which distress stood highest before anything was done.
export const sharpest = (steps: Moment[]): Moment | undefined => by((m: Moment): Num => m.distress_struck)(steps)[0];

const acts: Record<string, string> = { explore: 'goes on exploring', 'open bid': 'asks openly', press: 'presses', hold: 'holds back' };
export const act = (action: string): string => acts[action] ?? action;

export function moments(steps: Moment[]): Words {
  const bids = steps.filter((m) => m.action === 'open bid' || m.action === 'press');
  const met = bids.filter((m) => (m.response ?? 0) >= 0.5).length;
  const m = sharpest(steps);
  const days = new Set(steps.map((s) => Math.floor(s.minute / 1440))).size;
  if (!m) return { title: 'A few days, moment by moment', sentence: 'No moment was recorded.' };
  const calm = (m.distress_after ?? 0) < (m.distress_struck ?? 0);
  const answer = m.response == null ? '' : (m.offered ?? 0) > 0 ? `, who comes unasked with a response of ${fixed(m.response)}` : `, is met with a response of ${fixed(m.response)}`;
  return {
    title: bids.length ? `${met} of ${bids.length} bids for comfort ${verb(met, 'were')} met in ${days === 1 ? 'this day' : `these ${days} days`}` : 'No bid for comfort was made in these days',
    sentence: `The sharpest moment (shaded, ${clock(m.minute)}): distress comes to ${fixed(m.distress_struck)}, the person ${act(m.action)}${m.figure ? ` with the ${m.figure}` : ''}${answer}, and distress ${calm ? 'falls' : 'climbs'} to ${fixed(m.distress_after)}.${bids.length ? ' A bid counts as met at a response of 0.50 or more.' : ''}`,
  };
}
