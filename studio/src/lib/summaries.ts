// The sentences beside the pictures, computed from the same numbers that are drawn. One title (what the
// picture says) and one sentence (how much) each.
import { capital, clock, count, fixed, large, list, lower, percent, plural, quoted, range } from './format';
import { near } from './evidence';
import { known } from './geometry';
import type { ArmPanel, ClassShare, Correlation, CoupleCell, CouplePattern, Course, Evidence, Meta, Moment, Num, Plane, Survival } from './types';

export interface Words {
  title: string;
  sentence: string;
}

const by = <T>(value: (item: T) => Num) => (items: T[]): T[] =>
  items.filter((item) => value(item) != null).sort((a, b) => (value(b) ?? 0) - (value(a) ?? 0));

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
  const anxious = by<(typeof groups)[number]>((g) => g.mean_y)(groups)[0] ?? first;
  const avoidant = by<(typeof groups)[number]>((g) => g.mean_x)(groups)[0] ?? first;
  const title =
    far < 0.2
      ? 'All groups stand at almost the same place on the anxiety-avoidance plane'
      : anxious === avoidant
        ? `${capital(anxious.label)} is highest on both anxiety and avoidance`
        : `${capital(anxious.label)} is highest on anxiety, ${lower(avoidant.label)} on avoidance`;
  return { title, sentence: `Averages: ${list(groups.length > 4 ? [at(anxious), at(avoidant)] : groups.map(at))}. ${ring}` };
}

export function shares(rows: ClassShare[]): Words {
  const compared = rows.filter((r) => r.simulated != null && r.published != null);
  const gap = (r: ClassShare): Num => (r.simulated == null || r.published == null ? null : Math.abs(r.simulated - r.published));
  const widest = by(gap)(compared)[0];
  if (!widest) {
    const top = by<ClassShare>((r) => r.simulated)(rows)[0];
    return {
      title: top ? `The most frequent class is ${lower(top.label)}` : 'Class shares',
      sentence: top ? `${capital(top.label)} makes up ${percent(top.simulated)}; no published share is given for comparison.` : 'No share was measured.',
    };
  }
  const points = Math.round((gap(widest) ?? 0) * 100);
  return {
    title: points < 1 ? 'Simulated shares agree with published ones to the point' : points > 10 ? `Simulated and published shares differ by up to ${points} points` : `Simulated shares lie within ${plural(points, 'point')} of published ones`,
    sentence: `Of ${plural(compared.length, 'share')} compared, the widest gap is ${lower(widest.label)} (${widest.group}): ${percent(widest.simulated)} simulated, ${percent(widest.published)} published.`,
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
  const moves = usable.map(({ s, a, z }) => (s.median[z] ?? 0) - (s.median[a] ?? 0));
  const spans = usable.flatMap(({ s }) => known([...s.q10, ...s.q90]));
  const size = Math.max(...spans) - Math.min(...spans) || 1;
  const verb = moves.every((m) => m > 0.08 * size) ? 'rises' : moves.every((m) => m < -0.08 * size) ? 'falls' : moves.every((m) => Math.abs(m) <= 0.08 * size) ? 'ends about where it began' : '';
  const title = c.title || (verb ? `${capital(name)} ${verb} over the years` : `${capital(name)} goes different ways in different groups`);
  return { title, sentence: `The median of ${name} goes ${list(part)}${usable.length > 3 ? '; further groups are in the table' : ''}.` };
}

export function correlations(groups: Correlation[]): Words {
  const seen = groups.filter((g) => g.r != null);
  const sorted = by<Correlation>((g) => g.r)(seen);
  const top = sorted[0];
  const low = sorted.at(-1);
  if (!top || !low) return { title: 'Links between relatives', sentence: 'No correlation was measured.' };
  const sure = seen.filter((g) => (g.low ?? 0) > 0).length;
  const title =
    sure === seen.length
      ? 'What one brings goes with what the other shows, as a tendency'
      : sure === 0
        ? 'No link between relatives can be told from chance here'
        : `${sure} of ${seen.length} links between relatives can be told from chance`;
  const one = (g: Correlation) => `r = ${fixed(g.r)} for ${lower(g.label)}`;
  const gap = (g: Correlation): Num => (g.r == null || g.published == null ? null : Math.abs(g.r - g.published));
  const off = by(gap)(seen)[0];
  const compared = off ? ` The widest gap to a published value: ${fixed(off.r)} simulated, ${fixed(off.published)} published for ${lower(off.label)}.` : '';
  return { title, sentence: `${seen.length > 1 ? `Strongest: ${one(top)}; weakest: ${one(low)}` : `Measured: ${one(top)}`}.${compared}` };
}

const tertile = ['low', 'middle', 'high'];

export function matrix(cells: CoupleCell[], measure: string): Words {
  const sorted = by<CoupleCell>((c) => c.value)(cells);
  const best = sorted[0];
  const worst = sorted.at(-1);
  if (!best || !worst || best === worst) return { title: 'Satisfaction by both partners', sentence: 'Too few couples were measured.' };
  const who = (c: CoupleCell) =>
    c.own === c.partner ? `both are ${tertile[c.own]} in ${measure}` : `they are ${tertile[c.own]} in ${measure} and the partner is ${tertile[c.partner]}`;
  return {
    title: `People are most satisfied when ${who(best)}`,
    sentence: `Mean satisfaction runs from ${fixed(worst.value)} where ${who(worst)} to ${fixed(best.value)} where ${who(best)}.`,
  };
}

export function patterns(rows: CouplePattern[]): Words {
  const sorted = by<CouplePattern>((r) => r.share)(rows);
  const top = sorted[0];
  if (!top) return { title: 'How couples meet a need', sentence: 'No pattern was counted.' };
  const happy = by<CouplePattern>((r) => r.satisfaction)(rows)[0];
  const sad = by<CouplePattern>((r) => r.satisfaction)(rows).at(-1);
  const compare = happy && sad && happy !== sad ? ` Satisfaction is highest where ${lower(happy.label)} (${fixed(happy.satisfaction)}) and lowest where ${lower(sad.label)} (${fixed(sad.satisfaction)}).` : '';
  return { title: `In ${percent(top.share)} of couples, ${lower(top.label)}`, sentence: `${capital(list(sorted.map((r) => `${lower(r.label)} in ${percent(r.share)}`)))}.${compare}` };
}

// Read off a curve's last point at or before `year`.
function at_year(s: Survival, values: Num[], year: number): Num {
  let value: Num = null;
  s.years.forEach((y, i) => {
    if (y != null && y <= year) value = values[i] ?? value;
  });
  return value;
}

// Share still together at `year`.
export const survivalAt = (s: Survival, year: number): Num => at_year(s, s.survival, year);

export function survival(curves: Survival[]): Words {
  const ends = curves.map((s) => Math.max(0, ...known(s.years)));
  const year = Math.min(10, ...ends);
  const rows = curves.map((s) => ({ group: s.group, value: survivalAt(s, year), low: at_year(s, s.low, year), high: at_year(s, s.high, year) }));
  const sorted = by<(typeof rows)[number]>((r) => r.value)(rows);
  const top = sorted[0];
  const low = sorted.at(-1);
  if (!top || !low) return { title: 'How long couples stay together', sentence: 'No couple was followed.' };
  const when = `after ${plural(Math.round(year), 'year')}`;
  if (top === low) return { title: `${percent(top.value)} of couples are still together ${when}`, sentence: `${percent(top.value)} of couples are still together ${when}.` };
  const apart = (top.value ?? 0) - (low.value ?? 0);
  // The least that the difference of two separate groups of couples can be, from the interval of each.
  const least = top.low == null || low.high == null ? null : apart - Math.hypot((top.value ?? 0) - top.low, low.high - (low.value ?? 0));
  return {
    title: apart < 0.05 ? 'Couples of all groups stay together about as long' : least != null && least > 0 ? `${capital(top.group)} stay together longest` : 'How long couples stay together does not clearly differ between the groups',
    sentence: `Still together ${when}: ${list(sorted.map((r) => `${percent(r.value)} of ${lower(r.group)}`))}.`,
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
  if (!c.one || c.difference == null || c.low == null || c.high == null) {
    return { title: name, sentence: `${name} is ${list(panel.arms.filter((a) => a.mean != null).map((a) => `${fixed(a.mean)} in ${quoted(a.label)}`))}${panel.arms.length > 1 ? '; too few people to compare' : ''}.` };
  }
  const sure = c.low > 0 || c.high < 0;
  const many = c.of > 1 ? `, widened as this is the widest of ${count(c.of)} comparisons` : '';
  const sentence = `${mean_of(c.one)} in ${quoted(c.one)}, ${mean_of(c.other)} in ${quoted(c.other)}: a difference of ${fixed(c.difference)} (${range(c.low, c.high)}${many})${sure ? '' : ', which may be none'}.`;
  if (!sure) return { title: `${name} does not clearly differ between the groups`, sentence };
  const change = /\bchange in\b/.test(panel.measure);
  return { title: change ? `${name} is furthest from that of ${quoted(c.other)} in ${quoted(c.one)}` : `${name} is highest in ${quoted(c.one)}`, sentence };
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
    title: t.measured === 1 ? `The one number measured ${t.inside ? 'agrees' : 'does not agree'} with the published one` : t.out === 0 ? `All ${t.measured} measured numbers agree with the published ones` : `${t.inside} of ${t.measured} measured numbers agree with the published ones, ${t.out} ${t.out === 1 ? 'does' : 'do'} not`,
    sentence: `${plural(rows.length, 'published number')}: ${t.inside} inside${close ? ` (${close} of them only near: no interval was published)` : ''}, ${t.out} outside, ${t.missing} not measured by this study.${named}`,
  };
}

// The step at which distress moved most, up or down.
export function sharpest(steps: Moment[]): Moment | undefined {
  const change = (m: Moment): Num => (m.distress_before == null || m.distress_after == null ? null : Math.abs(m.distress_after - m.distress_before));
  return by(change)(steps)[0];
}

const acts: Record<string, string> = { explore: 'goes on exploring', 'open bid': 'asks openly', press: 'presses', hold: 'holds back' };
export const act = (action: string): string => acts[action] ?? action;

export function moments(steps: Moment[]): Words {
  const bids = steps.filter((m) => m.action === 'open bid' || m.action === 'press');
  const met = bids.filter((m) => (m.response ?? 0) >= 0.5).length;
  const m = sharpest(steps);
  const days = new Set(steps.map((s) => Math.floor(s.minute / 1440))).size;
  if (!m) return { title: 'A few days, moment by moment', sentence: 'No moment was recorded.' };
  const calm = (m.distress_after ?? 0) < (m.distress_before ?? 0);
  const answer = m.response == null ? '' : `, is met with a response of ${fixed(m.response)}`;
  return {
    title: bids.length ? `${met} of ${bids.length} bids for comfort were met in ${days === 1 ? 'this day' : `these ${days} days`}` : 'No bid for comfort was made in these days',
    sentence: `The sharpest moment (shaded, ${clock(m.minute)}): at distress ${fixed(m.distress_before)} the person ${act(m.action)}${m.figure ? ` with the ${m.figure}` : ''}${answer}, and distress ${calm ? 'falls' : 'climbs'} to ${fixed(m.distress_after)}.${bids.length ? ' A bid counts as met at a response of 0.50 or more.' : ''}`,
  };
}
