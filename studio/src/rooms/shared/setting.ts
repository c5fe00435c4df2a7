// The link's setting with some entries changed; what is empty is left out, so that links stay short.
export function merged(setting: URLSearchParams, next: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...Object.fromEntries(setting), ...next }).filter(([, value]) => value !== ''));
}
