// Six series colours, told apart with any common colour vision; shapes repeat the distinction.
export const colour = (i: number): string => `var(--c${(i % 6) + 1})`;

export type Shape = 'circle' | 'diamond' | 'square' | 'triangle';
const shapes: Shape[] = ['circle', 'diamond', 'square', 'triangle'];
export const shape = (i: number): Shape => shapes[i % shapes.length] ?? 'circle';

export function glyph(kind: Shape, x: number, y: number, r: number): string {
  switch (kind) {
    case 'diamond':
      return `M${x},${y - r * 1.25}L${x + r * 1.25},${y}L${x},${y + r * 1.25}L${x - r * 1.25},${y}Z`;
    case 'square':
      return `M${x - r * 0.9},${y - r * 0.9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}Z`;
    case 'triangle':
      return `M${x},${y - r * 1.2}L${x + r * 1.15},${y + r * 0.85}L${x - r * 1.15},${y + r * 0.85}Z`;
    default:
      return `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
  }
}
