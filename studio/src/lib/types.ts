// The page's data, the mirror of src/report/page.hpp. fixtures/demo.json is written by the C++ side and
// type-checked against these, so neither can drift alone. `null` is a number that is not known.
export type Num = number | null;

export interface Meta {
  title: string;
  study: string;
  description: string;
  question: string;
  people: number;
  generations: number;
  years: Num;
  seed: string;
  version: string;
  commit: string;
  compiler: string;
  cite?: string;
  wall_seconds: Num;
  person_days: Num;
  rate: Num;
  digest: string;
  command: string;
  started: string;
  replicates: number;
  edges_off: string[];
  rung: string;
}

export interface Headline {
  label: string;
  value: string;
  note: string;
}

// Two groups that a sentence may compare, and the interval of their difference; no label where nothing can be said.
export interface Contrast {
  one: string;
  other: string;
  difference: Num;
  low: Num;
  high: Num;
  of: number; // comparisons it was picked from
}

export interface PlaneGroup {
  label: string;
  mean_x: Num;
  mean_y: Num;
  sd_x: Num;
  sd_y: Num;
  correlation: Num;
  n: Num;
  x: Num[];
  y: Num[];
}

export interface Plane {
  title: string;
  x_label: string;
  y_label: string;
  scale_low: Num;
  scale_high: Num;
  groups: PlaneGroup[];
  avoidance: Contrast; // the highest group and the lowest
  anxiety: Contrast;
}

export interface ClassShare {
  group: string;
  label: string;
  simulated: Num;
  low: Num;
  high: Num;
  published: Num;
  published_low: Num;
  published_high: Num;
  source_id: string;
  n: Num;
  gap_low: Num; // simulated minus published
  gap_high: Num;
}

export interface CourseSeries {
  group: string;
  age: Num[];
  median: Num[];
  q10: Num[];
  q25: Num[];
  q75: Num[];
  q90: Num[];
  change: Num; // mean change from the first age to the last, of those seen at both
  change_low: Num;
  change_high: Num;
}

export interface CourseLine {
  group: string;
  age: Num[];
  value: Num[];
}

export interface Course {
  title: string;
  measure: string;
  unit: string;
  series: CourseSeries[];
  lines: CourseLine[];
}

export interface PairSample {
  group: string;
  x: Num[];
  y: Num[];
  x_label: string; // '': that of the whole
  y_label: string;
}

export interface Correlation {
  label: string;
  r: Num;
  low: Num;
  high: Num;
  n: Num;
  published: Num;
  published_low: Num;
  published_high: Num;
  source_id: string;
  gap_low: Num;
  gap_high: Num;
}

export interface Transmission {
  title: string;
  x_label: string;
  y_label: string;
  pairs: PairSample[];
  groups: Correlation[];
  strongest: Contrast; // against the weakest
}

export interface CoupleCell {
  own: number;
  partner: number;
  value: Num;
  n: Num;
}

export interface CouplePattern {
  label: string;
  share: Num;
  low: Num;
  high: Num;
  satisfaction: Num;
}

export interface Survival {
  group: string;
  years: Num[];
  survival: Num[];
  low: Num[];
  high: Num[];
}

export interface Couples {
  measure: string;
  satisfaction_unit: string;
  matrix: CoupleCell[];
  patterns: CouplePattern[];
  dissolution: Survival[];
  satisfied: Contrast; // of the cells
  satisfied_pattern: Contrast;
  lasting: Contrast; // at `lasting_year`
  lasting_year: Num;
}

export interface Arm {
  label: string;
  mean: Num;
  low: Num;
  high: Num;
  n: Num;
}

export interface ArmPanel {
  measure: string;
  unit: string;
  arms: Arm[];
  contrast: Contrast;
}

// What the replicates of a run give for a number, each by itself; count 0 where there is nothing to tell.
export interface Replicates {
  count: number;
  mean: Num;
  sd: Num;
  least: Num;
  greatest: Num;
}

export interface Evidence {
  id: string;
  domain: string;
  quantity: string;
  population: string;
  statistic: string;
  published: Num;
  pub_low: Num;
  pub_high: Num;
  simulated: Num;
  sim_low: Num;
  sim_high: Num;
  inside: string; // 'in' | 'out' | 'not measured'
  replicates?: Replicates; // a report tells them; the list of all published numbers does not
  role: string;
  source: string;
  note: string;
}

export interface Moment {
  minute: number;
  figure: string;
  role: string;
  distress_before: Num;
  distress_after: Num;
  activation: Num;
  action: string; // 'explore' | 'open bid' | 'press' | 'hold'
  response: Num;
  rebuff: Num;
  fright: Num;
  conflict: Num;
}

export interface Moments {
  title: string;
  person: string;
  steps: Moment[];
}

export interface Parameter {
  name: string;
  value: Num;
  default: Num;
  unit: string;
  changed: boolean;
  source: string;
}

export interface Provenance {
  key: string;
  value: string;
}

export interface PageData {
  meta: Meta;
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
