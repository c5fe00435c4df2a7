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
  right?: number; // seeds with the expected sign
  seeds?: number;
  effect?: Estimate;
  without_edge?: Estimate;
  fall?: Estimate;
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

export interface Claims {
  run: Origin | null;
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
