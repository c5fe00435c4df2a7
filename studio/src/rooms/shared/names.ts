// Search by words, and the nearest name to one that is not there.
export function finds(wanted: string, ...texts: string[]): boolean {
  const text = texts.join(' ').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word) || text.includes(word.replaceAll('_', ' ')));
}

// Letters to change, add or drop to come from one word to the other.
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

// The known name that a mistyped one most likely means; null when none is near.
export function nearest_name(wanted: string, names: string[]): string | null {
  const word = wanted.trim().toLowerCase().replaceAll(' ', '_');
  if (!word) return null;
  let best: string | null = null;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const away = name.includes(word) ? 1 : distance(word, name);
    if (away < least) {
      best = name;
      least = away;
    }
  }
  return best;
}
