// How an excerpt of moments is laid out: a strip per day, a short sign per figure.
import type { Moment } from '../generated/report';

export interface Strip {
  day: number; // from 1
  steps: Moment[]; // in order of time
}

export function strips(steps: Moment[]): Strip[] {
  const days = new Map<number, Moment[]>();
  for (const step of [...steps].sort((a, b) => a.minute - b.minute)) {
    const day = Math.floor(step.minute / 1440) + 1;
    days.set(day, [...(days.get(day) ?? []), step]);
  }
  return [...days].map(([day, list]) => ({ day, steps: list }));
}

// The shortest beginning of each figure's name that no other figure shares: mother, mentor -> mo, me.
export function figure_signs(steps: Moment[]): { figure: string; sign: string }[] {
  const names = [...new Set(steps.map((s) => s.figure).filter(Boolean))];
  return names.map((figure) => {
    for (let n = 1; n < figure.length; ++n) {
      const sign = figure.slice(0, n);
      if (names.every((other) => other === figure || !other.startsWith(sign))) return { figure, sign };
    }
    return { figure, sign: figure };
  });
}
