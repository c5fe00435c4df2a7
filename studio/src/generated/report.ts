// Written by tools/generate/api_types.py from studio/api/report.json; change that and run it again.

/** A number; null is a number that is not known, and is drawn as a gap. */
export type Num = number | null;

/** The run itself: heading, opening sentence and the provenance line. */
export interface Meta {
  /** heading of the page; empty: the name of the study */
  title: string;
  /** name of the study */
  study: string;
  /** one or two sentences */
  description: string;
  /** the question the study asks, as a sentence */
  question: string;
  people: number;
  generations: number;
  /** simulated calendar years */
  years: Num;
  /** as a text, because a script's numbers end at 2^53 */
  seed: string;
  version: string;
  commit: string;
  compiler: string;
  /** how to cite these results */
  cite?: string;
  wall_seconds: Num;
  person_days: Num;
  /** person-days per second, all cores together */
  rate: Num;
  digest: string;
  /** the line that reruns it */
  command: string;
  /** ISO 8601 */
  started: string;
  /** 1 when left out */
  replicates: number;
  edges_off: string[];
  rung: string;
}

/** One of the three to six numbers under the heading. */
export interface Headline {
  label: string;
  /** formatted, with its unit */
  value: string;
  note: string;
}

/** One of the three lines at the top: what the study asks, and what this run answers, with its interval. */
export interface Answer {
  /** such as: Does steadiness matter, beyond the amount of care? */
  asks: string;
  says: string;
}

/** The two groups a sentence is made of: `one` minus `other`, with the interval of that difference, clustered by couple and family and wide enough for the `of` comparisons it was picked from. No label: nothing can be said. */
export interface Contrast {
  one: string;
  other: string;
  difference: Num;
  low: Num;
  high: Num;
  /** comparisons it was picked from; 1 when left out */
  of: number;
}

/** A cloud of people on the anxiety-avoidance plane. Means, standard deviations and the correlation are of all `n` people; x and y (of one length) are a sample of them to draw. */
export interface PlaneGroup {
  label: string;
  mean_x: Num;
  mean_y: Num;
  sd_x: Num;
  sd_y: Num;
  correlation: Num;
  n: Num;
  /** avoidance */
  x: Num[];
  /** anxiety */
  y: Num[];
}

/** The anxiety-avoidance plane. */
export interface Plane {
  /** empty: written from the data */
  title: string;
  /** with its unit; "avoidance (mean score)" when left out */
  x_label: string;
  /** "anxiety (mean score)" when left out */
  y_label: string;
  /** ends of the answer scale, 1 and 5 for the ECR here */
  scale_low: Num;
  scale_high: Num;
  /** generations or arms, in order */
  groups: PlaneGroup[];
  /** the highest of the groups and the lowest */
  avoidance: Contrast;
  anxiety: Contrast;
}

/** A simulated share with its interval, beside the published one. */
export interface ClassShare {
  /** such as: Strange Situation, mothers */
  group: string;
  /** such as: secure (B) */
  label: string;
  /** 0-1 */
  simulated: Num;
  low: Num;
  high: Num;
  /** 0-1 */
  published: Num;
  published_low: Num;
  published_high: Num;
  /** such as: INF01 */
  source_id: string;
  n: Num;
  /** of simulated minus published, wide enough for all that are compared */
  gap_low: Num;
  gap_high: Num;
}

/** A quantity over age in one group. All lists have the length of `age`. */
export interface CourseSeries {
  group: string;
  /** year */
  age: Num[];
  median: Num[];
  q10: Num[];
  q25: Num[];
  q75: Num[];
  q90: Num[];
  /** mean change from the first to the last age among those seen at both, its interval clustered by family and wide enough for all groups of the course */
  change: Num;
  change_low: Num;
  change_high: Num;
}

/** One life. */
export interface CourseLine {
  group: string;
  /** year */
  age: Num[];
  value: Num[];
}

/** A quantity over age: quantile curves per group, and a few single lives. */
export interface Course {
  /** empty: written from the data */
  title: string;
  /** such as: expected response of others */
  measure: string;
  /** such as: 0-1 */
  unit: string;
  series: CourseSeries[];
  lines: CourseLine[];
}

/** A sample of pairs of relatives, to draw. */
export interface PairSample {
  /** equal to the label of one Correlation */
  group: string;
  x: Num[];
  y: Num[];
  /** empty: that of the Transmission */
  x_label: string;
  y_label: string;
}

/** A correlation between relatives, over all pairs. */
export interface Correlation {
  /** such as: mother to child */
  label: string;
  r: Num;
  low: Num;
  high: Num;
  n: Num;
  published: Num;
  published_low: Num;
  published_high: Num;
  source_id: string;
  /** as of a ClassShare */
  gap_low: Num;
  gap_high: Num;
}

/** What runs in families. */
export interface Transmission {
  /** empty: written from the data */
  title: string;
  x_label: string;
  y_label: string;
  pairs: PairSample[];
  groups: Correlation[];
  /** against the weakest */
  strongest: Contrast;
}

/** Couples by tertile: 0 low, 1 middle, 2 high. */
export interface CoupleCell {
  own: number;
  partner: number;
  /** mean satisfaction of the one whose own tertile this is */
  value: Num;
  n: Num;
}

/** A pattern of couples. */
export interface CouplePattern {
  /** such as: one pursues, one withdraws */
  label: string;
  share: Num;
  low: Num;
  high: Num;
  satisfaction: Num;
}

/** The share of couples still together. */
export interface Survival {
  group: string;
  years: Num[];
  /** 0-1 */
  survival: Num[];
  low: Num[];
  high: Num[];
}

/** Couples. */
export interface Couples {
  /** what the tertiles are of; "avoidance" when left out */
  measure: string;
  /** such as: 1-7 */
  satisfaction_unit: string;
  matrix: CoupleCell[];
  patterns: CouplePattern[];
  dissolution: Survival[];
  /** the most against the least satisfied, of the cells */
  satisfied: Contrast;
  /** of the patterns */
  satisfied_pattern: Contrast;
  /** the curve that lasts longest against the one that falls soonest, at year `lasting_year` */
  lasting: Contrast;
  lasting_year: Num;
}

/** One group treated alike. */
export interface Arm {
  label: string;
  mean: Num;
  low: Num;
  high: Num;
  n: Num;
}

/** One measure compared between arms (care profiles, therapies, edges cut). */
export interface ArmPanel {
  measure: string;
  unit: string;
  arms: Arm[];
  contrast: Contrast;
}

/** What the replicates of a run give for a number, each by itself; none where they are fewer than two. */
export interface Replicates {
  count: number;
  mean: Num;
  sd: Num;
  least: Num;
  greatest: Num;
}

/** One published number and what the simulated instruments gave for it. */
export interface Evidence {
  id: string;
  domain: string;
  quantity: string;
  population: string;
  /** r, d, proportion, mean, ... */
  statistic: string;
  published: Num;
  pub_low: Num;
  pub_high: Num;
  simulated: Num;
  sim_low: Num;
  sim_high: Num;
  /** in, out or not measured */
  inside: string;
  /** calibrate, soft, context */
  role: string;
  source: string;
  note: string;
  /** a report tells them; the list of all published numbers does not */
  replicates?: Replicates;
}

/** One moment of one person, in the order of time. */
export interface Moment {
  /** since the first midnight of the excerpt */
  minute: number;
  /** such as: mother */
  figure: string;
  /** child, partner, ...: what the person is to the figure */
  role: string;
  distress_before: Num;
  /** distress when the person chose what to do */
  distress_struck: Num;
  distress_after: Num;
  /** 0-1 */
  activation: Num;
  /** explore, open bid, press or hold */
  action: string;
  /** 0-1 */
  response: Num;
  /** 0-1 */
  rebuff: Num;
  /** 0-1 */
  fright: Num;
  /** 0 and up */
  conflict: Num;
  /** 1 where the figure came with comfort that nobody had asked for */
  offered: Num;
}

/** A stretch of moments. */
export interface Moments {
  /** empty: written from the data */
  title: string;
  /** such as: person 17, a child of 14 months */
  person: string;
  steps: Moment[];
}

/** One parameter of the run. */
export interface Parameter {
  name: string;
  value: Num;
  default: Num;
  unit: string;
  changed: boolean;
  source: string;
}

/** Where the results come from. */
export interface Provenance {
  key: string;
  value: string;
}

/** The whole page. A section that stays empty is not shown, so one page serves every study. */
export interface PageData {
  meta: Meta;
  /** three at most; none where nothing was measured */
  answers: Answer[];
  headline: Headline[];
  plane: Plane;
  class_shares: ClassShare[];
  courses: Course[];
  transmission: Transmission;
  couples: Couples;
  arms: ArmPanel[];
  evidence: Evidence[];
  moments: Moments;
  parameters: Parameter[];
  provenance: Provenance[];
  notes: string[];
}
