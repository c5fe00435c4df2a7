// Parameters and edges as one searchable list, and the pair of settings that shows what one of them does.
import type { Care, Edge, Equation, EveningRequest, LifeRequest, Parameter, YearRequest } from '../../generated/api';
import { finds } from '../shared/names';
import type { SceneName } from './effects';

export type Working = { kind: 'edge'; name: string; edge: Edge } | { kind: 'parameter'; name: string; parameter: Parameter };

export const arrow = (e: Edge): string => `${e.from} → ${e.to}`;
export const effect_of = (e: Edge): string => (e.sign > 0 ? 'raises' : 'lowers');

export function workings(parameters: Parameter[], edges: Edge[]): Working[] {
  return [...edges.map((edge): Working => ({ kind: 'edge', name: edge.name, edge })), ...parameters.map((parameter): Working => ({ kind: 'parameter', name: parameter.name, parameter }))];
}

export function kept(list: Working[], kind: string, text: string): Working[] {
  return list.filter(
    (w) =>
      (!kind || w.kind === kind) &&
      (w.kind === 'edge'
        ? finds(text, w.name, w.edge.from, w.edge.to, w.edge.carrier, `R${w.edge.rung}`, ...w.edge.claims)
        : finds(text, w.name, w.parameter.meaning, w.parameter.source, w.parameter.unit, w.parameter.edge ?? '')),
  );
}

// Equations that speak of it: through the edge they name, or through the name among their symbols.
export function equations_of(w: Working, edges: Edge[], equations: Equation[]): Equation[] {
  const names = w.kind === 'edge' ? [w.name] : edges.filter((e) => e.carrier === w.name).map((e) => e.name);
  const symbol = w.kind === 'edge' ? w.edge.carrier : w.name;
  const whole = new RegExp(`(^|[^a-z_])${symbol}($|[^a-z_])`);
  const by_edge = equations.filter((q) => q.edges.some((e) => names.includes(e)));
  return by_edge.length ? by_edge : equations.filter((q) => whole.test(q.symbols) || whole.test(q.text));
}

// A carer who leaves every kind of mark, so that no arrow is idle for want of something to carry.
export const mixed_care: Care = { response: 0.6, consistency: 0.8, rebuff: 0.5, fright: 0.3 };

export interface Setting {
  label: string;
  off?: string[];
}

// A scene with and without an arrow; null for a parameter that carries none, since scenes take arrows only.
export function pair(w: Working): [Setting, Setting] | null {
  if (w.kind === 'edge') return [{ label: 'the arrow in place' }, { label: 'the arrow cut', off: [w.name] }];
  return w.parameter.edge ? [{ label: `${w.name} as it is` }, { label: `${w.name} at its neutral value`, off: [w.parameter.edge] }] : null;
}

// A parameter low and high: a third and three times its value, kept inside its bounds.
export function low_high(p: Parameter): [number, number] {
  return p.value === 0 ? [p.low, p.low + (p.high - p.low) / 3] : [Math.max(p.low, Math.min(p.value / 3, p.value * 3)), Math.min(p.high, Math.max(p.value / 3, p.value * 3))];
}

export function request_of(scene: SceneName, setting: Setting): YearRequest | EveningRequest | LifeRequest {
  const extra = setting.off ? { off: setting.off } : {};
  if (scene === 'year') return { seed: 1, care: mixed_care, children: 20, ...extra };
  if (scene === 'evening') return { seed: 1, moment: 'after_row', people: [{ anxiety: 4, avoidance: 2 }, { anxiety: 2, avoidance: 4 }], runs: 20, ...extra };
  return { seed: 1, who: 0, until: 45, neighbours: 20, care: mixed_care, ...extra };
}

export const scene_words: Record<SceneName, string> = {
  year: 'twenty children with one unsteady carer, first year',
  evening: 'two people after a row, twenty evenings',
  life: 'twenty lives that began with one unsteady carer, to 45',
};
