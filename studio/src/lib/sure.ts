// When a difference may be said: beyond the interval of the difference, never because two numbers are unlike.
import type { Num } from '../generated/report';

export const sure = (low: Num, high: Num): boolean => low != null && high != null && (low > 0 || high < 0);

// The normal quantile of an interval that is one of so many comparisons, so that the widest of them still errs five times
// in a hundred (Bonferroni; Abramowitz & Stegun 26.2.23, within .0005). The engine has the same in evidence/contrast.
export function quantile_of(comparisons: number): number {
  const t = Math.sqrt(-2 * Math.log(0.025 / Math.max(1, comparisons)));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
}
