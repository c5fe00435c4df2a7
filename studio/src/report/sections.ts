// Which sections a page has: those whose data is not empty, in the order of reading.
import type { PageData } from '../generated/report';

export interface SectionInfo {
  id: string;
  title: string;
  how: string; // one sentence on what is shown
}

export function sections(d: PageData): SectionInfo[] {
  const c = d.couples;
  const all: [boolean, SectionInfo][] = [
    [d.plane.groups.length > 0, { id: 'plane', title: 'Anxiety and avoidance', how: 'Where people stand on the two scales of the questionnaire. Positions are degrees, not kinds of people.' }],
    [d.class_shares.length > 0, { id: 'shares', title: 'Class shares', how: 'How often the simulated instrument coded each class, beside what published samples report.' }],
    [d.arms.length > 0, { id: 'arms', title: 'Groups compared', how: 'The same measures in every group of the study. A dashed line marks the first group. Whether two groups differ is judged by the interval of their difference, in which relatives and partners do not count as strangers; two intervals may overlap and the difference be sure.' }],
    [d.moments.steps.length > 0, { id: 'moments', title: 'Moment by moment', how: 'What one simulated person did when alarmed, and what came back.' }],
    [d.courses.length > 0, { id: 'courses', title: 'Life courses', how: 'Most people move along with the median; single lives wander.' }],
    [d.transmission.groups.length + d.transmission.pairs.length > 0, { id: 'transmission', title: 'Between relatives', how: 'How far what one person brings goes with what another shows. A correlation of .3 leaves most of the difference between people unexplained.' }],
    [c.matrix.length + c.patterns.length + c.dissolution.length > 0, { id: 'couples', title: 'Couples', how: 'How two people who turn to one another fare together.' }],
    [d.evidence.length > 0, { id: 'evidence', title: 'Evidence', how: 'Published numbers and what the simulated instruments gave for them. Misses come first.' }],
    [d.parameters.length > 0, { id: 'parameters', title: 'Parameters', how: '' }],
    [d.notes.length > 0, { id: 'limits', title: 'Limits', how: 'What these numbers cannot tell.' }],
    [true, { id: 'origin', title: 'Provenance', how: '' }],
  ];
  return all.filter(([here]) => here).map(([, info]) => info);
}
