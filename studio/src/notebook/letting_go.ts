// Letting go, for whoever chooses to look at it: what holds, weighed by the person alone (claims C089 to C095), and love beside need (C064 to C067).
// Neither going nor staying is advised, so nothing is summed up and nothing is called too much.
export const holds = [
  { id: 'time', claim: 'C089', words: 'the time I have put in' },
  { id: 'comparison', claim: 'C090', words: 'how it was at the start' },
  { id: 'sympathy', claim: 'C091', words: 'I do not want to hurt the other' },
  { id: 'responsibility', claim: 'C092', words: 'I feel that I owe it to them' },
  { id: 'hope', claim: 'C093', words: 'I hope that it will change' },
  { id: 'fear', claim: 'C095', words: 'I fear being left with nobody' },
] as const;
export type Hold = (typeof holds)[number]['id'];

export const weights = ['not at all', 'a little', 'some', 'a lot', 'very much'] as const;
export type Weights = Partial<Record<Hold, number>>; // 0 to 4; one that is not there was passed over

// The heaviest first; one that was passed over or weighs nothing is left out.
export const heaviest = (of: Weights): { words: string; weight: number }[] =>
  holds.flatMap(({ id, words }) => (of[id] ? [{ words, weight: of[id] }] : [])).sort((a, b) => b.weight - a.weight);

export function told(of: Weights): string {
  const all = heaviest(of);
  const first = all.filter(({ weight }) => weight === all[0]?.weight);
  if (!all.length) return 'Nothing of this holds you, or you passed it over. That is fine.';
  if (first.length > 2) return 'Several things hold you alike. None of them is silly.';
  return `What holds you most, by your own weights: ${first.map(({ words }) => words).join(', and ')}. None of these is silly.`;
}
