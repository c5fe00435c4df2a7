// What a link of this room may say. Names of entries are looked up by the part that has fetched them.
import { LinkReader, type NotTaken } from '../../lib/taken';
import { meaning } from './claims';
import { planned } from './plan';

export const part_names = ['targets', 'claims', 'workings', 'studies', 'plan'] as const;
export type PartName = (typeof part_names)[number];
export const verdicts = ['', 'measured', 'out', 'in', 'not measured'] as const;
const states = ['', ...Object.keys(meaning)];

export interface Setting {
  part: PartName;
  text: string;
  id: string;
  domain: string;
  verdict: string;
  state: string;
  name: string;
  kind: '' | 'edge' | 'parameter';
  scene: 'year' | 'evening' | 'life';
}

function taken(from: LinkReader): Setting {
  const part = from.choice('part', part_names, 'targets');
  const of = (key: string) => from.text(key) ?? '';
  if (part === 'plan') planned(from);
  // The form tells what is wrong with a value beside its field.
  for (const key of ['example', 'study', 'people', 'seed', 'set', 'off', 'a', 'b']) of(key);
  return {
    part,
    text: of('text'),
    id: of('id'),
    domain: of('domain'),
    verdict: from.choice('verdict', verdicts, ''),
    state: from.choice('state', states, ''),
    name: of('name'),
    kind: from.choice('kind', ['', 'edge', 'parameter'], ''),
    scene: from.choice('scene', ['year', 'evening', 'life'], 'year'),
  };
}

export const read = (link: URLSearchParams): Setting => taken(new LinkReader(link));

export function not_taken(link: URLSearchParams): NotTaken[] {
  const from = new LinkReader(link);
  taken(from);
  return from.not_taken();
}

// A name of the link that is none of those there are; nothing where it is, or where none is given.
export const unknown = (key: string, value: string, all: readonly string[], why: string): NotTaken[] => (value && !all.includes(value) ? [{ key, value, why }] : []);
