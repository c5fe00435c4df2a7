// Middle and edges of a handful of runs; unknown values are left out.
export type Maybe = number | null | undefined;

const known = (values: Maybe[]): number[] => values.filter((v): v is number => v != null && Number.isFinite(v)).sort((a, b) => a - b);

export function median(values: Maybe[]): number | null {
  const v = known(values);
  const half = v.length >> 1;
  if (!v.length) return null;
  return v.length % 2 ? (v[half] ?? null) : ((v[half - 1] ?? 0) + (v[half] ?? 0)) / 2;
}

// The value that the given share of the runs stays below.
export function quantile(values: Maybe[], share: number): number | null {
  const v = known(values);
  return v.length ? (v[Math.min(v.length - 1, Math.max(0, Math.round(share * (v.length - 1))))] ?? null) : null;
}

export const across = (runs: Maybe[][], length: number, of: (values: Maybe[]) => number | null): (number | null)[] =>
  Array.from({ length }, (_, i) => of(runs.map((run) => run[i])));
