// The link's setting with some entries changed; what is empty is left out, so that links stay short.
export function merged(setting: URLSearchParams, next: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...Object.fromEntries(setting), ...next }).filter(([, value]) => value !== ''));
}

// A number of the link, or the usual one where there is none or it is out of bounds.
export function number_of(setting: URLSearchParams, key: string, bounds: { low: number; high: number }, usual: number): number {
  const text = setting.get(key);
  const value = text === null || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= bounds.low && value <= bounds.high ? value : usual;
}

export function choice_of<T extends string>(setting: URLSearchParams, key: string, choices: readonly T[], usual: T): T {
  const text = setting.get(key);
  return choices.find((c) => c === text) ?? usual;
}
