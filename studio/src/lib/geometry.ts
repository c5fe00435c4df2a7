// Scales and shapes shared by the charts. Everything here is plain arithmetic on numbers and strings.
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Num } from '../generated/report';

export type Scale = ScaleLinear<number, number>;
export type Point = [number, number];

export function known(values: (Num | undefined)[]): number[] {
  return values.filter((v): v is number => v != null && Number.isFinite(v));
}

// Ends of an axis that holds all values: round numbers, never empty, `include` always inside.
export function domain(values: (Num | undefined)[], include: number[] = [], steps = 5): [number, number] {
  const all = [...known(values), ...include];
  if (!all.length) return [0, 1];
  let low = Math.min(...all);
  let high = Math.max(...all);
  if (low === high) {
    const half = Math.abs(low) > 0 ? Math.abs(low) * 0.1 : 0.5;
    low -= half;
    high += half;
  }
  const [from, to] = scaleLinear().domain([low, high]).nice(steps).domain();
  return [from ?? low, to ?? high];
}

// The scale named at the end of a unit or an axis label: "1-5", "security (1-9)", "0 to 1"; null if none is.
export function scale_of(text: string): [number, number] | null {
  const found = /(?:^|[(\s,])(-?\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)\)?$/.exec(text.trim());
  const [low, high] = [Number(found?.[1]), Number(found?.[2])];
  return found && high > low ? [low, high] : null;
}

// As `domain`, but never past the ends of the answer scale (rounding and intervals may reach beyond it).
export function domain_on(unit: string, values: (Num | undefined)[], include: number[] = []): [number, number] {
  const [low, high] = domain(values, include);
  const scale = scale_of(unit);
  return scale ? [Math.min(Math.max(low, scale[0]), scale[1]), Math.max(Math.min(high, scale[1]), scale[0])] : [low, high];
}

export function linear(ends: [number, number], pixels: [number, number]): Scale {
  return scaleLinear().domain(ends).range(pixels);
}

// The one-standard-deviation contour of a bivariate normal with these moments, as points.
export function ellipse(mx: number, my: number, sx: number, sy: number, r: number, points = 72): Point[] {
  const rest = Math.sqrt(Math.max(0, 1 - r * r));
  return Array.from({ length: points }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / points;
    const u = Math.cos(angle);
    return [mx + sx * u, my + sy * (r * u + rest * Math.sin(angle))];
  });
}

export function closed(points: Point[]): string {
  return points.length ? `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z` : '';
}

// All dots of a cloud as one path of zero-length strokes: thousands of dots, one element.
export function dots(points: Point[]): string {
  return points.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join('');
}

// A line or a band; where a value is not known the stroke is interrupted.
export function path(x: number[], y: Num[], sx: Scale, sy: Scale, step = false): string {
  return (
    line<number>()
      .defined((i) => y[i] != null)
      .x((i) => sx(x[i] ?? 0))
      .y((i) => sy(y[i] ?? 0))
      .curve(step ? curveStepAfter : curveLinear)
      .digits(1)(x.map((_, i) => i)) ?? ''
  );
}

export function band(x: number[], low: Num[], high: Num[], sx: Scale, sy: Scale, step = false): string {
  return (
    area<number>()
      .defined((i) => low[i] != null && high[i] != null)
      .x((i) => sx(x[i] ?? 0))
      .y0((i) => sy(low[i] ?? 0))
      .y1((i) => sy(high[i] ?? 0))
      .curve(step ? curveStepAfter : curveLinear)
      .digits(1)(x.map((_, i) => i)) ?? ''
  );
}

// Least-squares line through points; null when x does not vary.
export function fit(x: Num[], y: Num[]): { slope: number; intercept: number } | null {
  const pairs = x.flatMap((v, i): Point[] => {
    const w = y[i];
    return v != null && w != null ? [[v, w]] : [];
  });
  if (pairs.length < 3) return null;
  const mx = pairs.reduce((sum, p) => sum + p[0], 0) / pairs.length;
  const my = pairs.reduce((sum, p) => sum + p[1], 0) / pairs.length;
  const sxx = pairs.reduce((sum, p) => sum + (p[0] - mx) ** 2, 0);
  if (sxx === 0) return null;
  const slope = pairs.reduce((sum, p) => sum + (p[0] - mx) * (p[1] - my), 0) / sxx;
  return { slope, intercept: my - slope * mx };
}

// How many ticks to ask for along an x axis: at most `wanted`, fewer where their words (letters of 11.5 px) would touch.
export function apart(scale: Scale, wanted: number, text?: (value: number) => string): number {
  const [letter, gap] = [6.8, 6];
  for (let count = wanted; count > 1; count--) {
    const named = text ?? scale.tickFormat(count);
    const words = scale.ticks(count).map((value) => ({ at: scale(value), half: (named(value).length * letter) / 2 }));
    if (words.every((word, i) => i === 0 || Math.abs(word.at - words[i - 1]!.at) >= word.half + words[i - 1]!.half + gap)) return count;
  }
  return 1;
}

export function clamp(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), Math.max(low, high));
}

// Moves labels apart along one axis, keeping their order: each at least `gap` from the next.
export function spread(at: number[], gap: number, low: number, high: number): number[] {
  const order = at.map((_, i) => i).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
  const out = [...at];
  let floor = low;
  for (const i of order) {
    out[i] = Math.max(at[i] ?? 0, floor);
    floor = (out[i] ?? 0) + gap;
  }
  let ceiling = high;
  for (const i of order.reverse()) {
    out[i] = Math.min(out[i] ?? 0, ceiling);
    ceiling = (out[i] ?? 0) - gap;
  }
  return out;
}
