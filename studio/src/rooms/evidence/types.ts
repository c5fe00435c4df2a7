// What the server tells about the model and its tests. `null` is a number that is not known.
import type { Num } from '../../generated/report';

export interface Estimate {
  estimate: Num;
  low: Num;
  high: Num;
  seeds?: number;
}

// One testable sentence of a claim. The numbers are there once it has been run.
export interface ClaimPart {
  name: string;
  says: string;
  study: string;
  cut: string[]; // the arrows taken out to see whether they carry the effect
  expect: string; // '+' or '-'
  estimator: string;
  published: string | null; // id of the target it can be laid beside
  kind: string; // fair test, made groups, set by the design, raised strength, by construction
  placebo: string[]; // neighbouring arrows whose cut must leave the effect
  by_construction: string | null; // why its outcome is written into the equations
  raised: string | null; // strengths of its study that are not the shipped ones
  size?: { letter: string; value: number } | null; // d, r or b
  right?: number; // seeds with the expected sign
  seeds?: number;
  effect?: Estimate | null;
  without_edge?: Estimate | null;
  fall?: Estimate | null;
  with_placebo?: Estimate | null;
  verdict?: string;
  reason?: string;
}

export interface Claim {
  id: string;
  source: string;
  words: string;
  says: string;
  headlines: number[];
  rivals: boolean;
  uncovered: string | null;
  verdict: string;
  parts: ClaimPart[];
  command: string | null; // null: there is nothing to run
}

export interface Origin {
  digest?: string;
  date?: string;
  commit?: string;
  command?: string;
  seeds?: number;
  scale?: number;
  set?: string;
}

// How hard the tests are: every claim is in one of these.
export interface Counts {
  claims: number;
  fair_hold: number;
  fair_not: number;
  made_hold: number;
  made_not: number;
  set_by_design: number;
  raised_only: number;
  by_construction: number;
  rivals: number;
  not_run: number;
  by_tests: number;
  not_covered: number;
}

export interface Claims {
  run: Origin | null;
  counts: Counts;
  claims: Claim[];
}

export interface Target {
  id: string;
  role: string;
  domain: string;
  quantity: string;
  population: string;
  statistic: string;
  published: Num;
  published_low: Num;
  published_high: Num;
  source: string;
  verified: string; // where the number was looked up
  notes: string;
  simulated: Num;
  simulated_low: Num;
  simulated_high: Num;
  verdict: string; // inside, outside, unmeasured, not run yet
  study: string;
  why: string; // why it is not measured
  command: string | null;
}

export interface Targets {
  run: Origin | null;
  targets: Target[];
}

export interface Measure {
  wave: string;
  arm: string;
  scale: string;
  n: number;
  mean: Num;
  sd: Num;
  low: Num;
  high: Num;
}

export interface RunResult {
  digest: string;
  measures: Measure[];
  targets?: Target[];
}
