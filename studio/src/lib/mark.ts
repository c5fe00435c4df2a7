// A value of a chart that pointer and keyboard can stop at, in pixels of the plot's inner box.
export interface Mark {
  x: number;
  y: number;
  title: string;
  lines: string[];
}

export function spoken(mark: Mark): string {
  return [mark.title, ...mark.lines].join('; ');
}

// Where the keys lead from mark `at` of `count`; undefined for a key that is not ours.
export function step(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + 10, last);
    case 'PageUp':
      return Math.max(at - 10, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

// The mark nearest to a point, none beyond `reach` pixels.
export function nearest(marks: Mark[], x: number, y: number, reach = 60): number {
  let best = -1;
  let least = reach * reach;
  marks.forEach((mark, i) => {
    const d = (mark.x - x) ** 2 + (mark.y - y) ** 2;
    if (d <= least) {
      best = i;
      least = d;
    }
  });
  return best;
}
