// What each part found, in one line: shown on a phone, where the parts are closed.
import * as words from '../lib/summaries';
import type { PageData } from '../generated/report';

const clear = (d: PageData): string => {
  const sure = d.arms.filter((p) => (p.contrast.low ?? 0) > 0 || (p.contrast.high ?? 0) < 0).length;
  return `${sure} of ${d.arms.length} measures clearly differ between groups`;
};

export function says(id: string, d: PageData): string {
  const c = d.couples;
  switch (id) {
    case 'plane':
      return words.plane(d.plane).title;
    case 'shares':
      return words.shares(d.class_shares).title;
    case 'arms':
      return clear(d);
    case 'moments':
      return words.moments(d.moments.steps).title;
    case 'courses':
      return d.courses[0] ? words.course(d.courses[0]).title : '';
    case 'transmission':
      return d.transmission.groups.length ? words.correlations(d.transmission.groups, d.transmission.strongest).title : '';
    case 'couples':
      return c.matrix.length ? words.matrix(c.matrix, c.measure, c.satisfied).title : '';
    case 'evidence':
      return words.evidence(d.evidence).title;
    case 'parameters':
      return `${d.parameters.filter((p) => p.changed).length} of ${d.parameters.length} differ from the default`;
    case 'limits':
      return 'What these numbers cannot tell';
    default:
      return 'How to get the same numbers again';
  }
}
