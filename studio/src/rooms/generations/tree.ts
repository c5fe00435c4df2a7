// Layout of a family: couples side by side, children under their parents, and where the arrow keys lead.
import type { TreePerson } from '../../generated/api';
import { fixed, percent } from '../../lib/format';

export interface Placed {
  person: TreePerson;
  x: number; // in slots from the left
  row: number;
}

export interface Link {
  parents: number[]; // ids
  child: number;
}

interface Unit {
  people: TreePerson[];
  children: Unit[];
}

const partners_of = (p: TreePerson, people: TreePerson[]): number[] => [
  ...new Set(people.filter((c) => c.mother === p.id || c.father === p.id).flatMap((c) => (c.mother === p.id ? [c.father] : [c.mother]))),
].filter((id): id is number => id !== null);

export function place(people: TreePerson[]): Placed[] {
  const by_id = new Map(people.map((p) => [p.id, p]));
  const has_parent = (p: TreePerson) => (p.mother !== null && by_id.has(p.mother)) || (p.father !== null && by_id.has(p.father));
  const used = new Set<number>();

  // A person with those they have children with, and the units of those children.
  const unit_of = (p: TreePerson): Unit => {
    used.add(p.id);
    const partners = partners_of(p, people).flatMap((id) => {
      const other = by_id.get(id);
      return other && !used.has(id) ? [other] : [];
    });
    partners.forEach((other) => used.add(other.id));
    const members = [p, ...partners];
    const ids = new Set(members.map((m) => m.id));
    const children = people
      .filter((c) => !used.has(c.id) && ((c.mother !== null && ids.has(c.mother)) || (c.father !== null && ids.has(c.father))))
      .sort((a, b) => a.born - b.born);
    return { people: members, children: children.flatMap((c) => (used.has(c.id) ? [] : [unit_of(c)])) };
  };
  const eldest = [...people].sort((a, b) => a.generation - b.generation || a.born - b.born);
  const roots = eldest.flatMap((p) => (used.has(p.id) || has_parent(p) ? [] : [unit_of(p)]));

  const width = (u: Unit): number => Math.max(u.people.length, u.children.reduce((sum, c) => sum + width(c), 0));
  const out: Placed[] = [];
  const put = (u: Unit, left: number, row: number): void => {
    const whole = width(u);
    const under = u.children.reduce((sum, c) => sum + width(c), 0);
    u.people.forEach((person, i) => out.push({ person, x: left + (whole - u.people.length) / 2 + i, row }));
    let at = left + (whole - under) / 2;
    for (const child of u.children) {
      put(child, at, row + 1);
      at += width(child);
    }
  };
  let left = 0;
  for (const root of roots) {
    put(root, left, 0);
    left += width(root);
  }
  return out;
}

export function links(people: TreePerson[]): Link[] {
  const ids = new Set(people.map((p) => p.id));
  return people.flatMap((c) => {
    const parents = [c.mother, c.father].filter((id): id is number => id !== null && ids.has(id));
    return parents.length ? [{ parents, child: c.id }] : [];
  });
}

// Where a key leads from a person: up to a parent, down to the eldest child, sideways within the row.
export function next_person(placed: Placed[], id: number, key: string): number | undefined {
  const here = placed.find((p) => p.person.id === id);
  if (!here) return undefined;
  const row = placed.filter((p) => p.row === here.row).sort((a, b) => a.x - b.x);
  const at = row.findIndex((p) => p.person.id === id);
  const has = (other: number | null) => (other !== null && placed.some((p) => p.person.id === other) ? other : undefined);
  switch (key) {
    case 'ArrowLeft':
      return row[at - 1]?.person.id;
    case 'ArrowRight':
      return row[at + 1]?.person.id;
    case 'ArrowUp':
      return has(here.person.mother) ?? has(here.person.father);
    case 'ArrowDown':
      return placed.filter((p) => p.person.mother === id || p.person.father === id).sort((a, b) => a.person.born - b.person.born)[0]?.person.id;
    case 'Home':
      return row[0]?.person.id;
    case 'End':
      return row.at(-1)?.person.id;
    default:
      return undefined;
  }
}

// A name of one's own: those of one row who share a place in the family are counted from the left.
export function name_of(p: TreePerson, placed: Placed[]): string {
  const name = place_of(p, placed);
  const here = placed.find((q) => q.person.id === p.id);
  const alike = placed.filter((q) => q.row === here?.row && place_of(q.person, placed) === name).sort((a, b) => a.x - b.x);
  return alike.length > 1 ? `${name} ${alike.findIndex((q) => q.person.id === p.id) + 1}` : name;
}

// Woman, man, child of ...: the place in the family and nothing else.
function place_of(p: TreePerson, placed: Placed[]): string {
  const row = placed.find((q) => q.person.id === p.id)?.row ?? 0;
  const married_in = row > 0 && p.mother === null && p.father === null;
  const words = [['Grandmother', 'Grandfather'], ['Mother', 'Father']];
  const has_children = placed.some((q) => q.person.mother === p.id || q.person.father === p.id);
  const rows = Math.max(...placed.map((q) => q.row));
  const pick = (kind: number) => words[kind]?.[p.female ? 0 : 1] ?? '';
  if (row === 0) return pick(rows >= 2 ? 0 : 1);
  if (married_in) return p.female ? 'Partner (she)' : 'Partner (he)';
  if (row === 1) return has_children ? pick(1) : p.female ? 'Aunt' : 'Uncle';
  return p.female ? 'Granddaughter' : 'Grandson';
}

// Who comes first: the order in which a family grows.
export const by_birth = (placed: Placed[]): Placed[] => [...placed].sort((a, b) => a.person.born - b.person.born || a.person.id - b.person.id);

// What is known of one, name left out.
export function told_of(p: TreePerson): string {
  const [then, now] = [p.received.response, p.given.response];
  const gap = then === null || now === null ? null : now - then;
  return [
    `born in year ${fixed(p.born, 0)}${p.died === null ? '' : `, lived to ${fixed(p.died - p.born, 0)}`}.`,
    then === null ? 'How this person was answered as a child lies before the story.' : `As a child, ${percent(then)} of calls were answered.`,
    now === null ? 'How this person answers others is not known yet.' : `Answers ${percent(now)} of calls${gap === null ? '' : Math.abs(gap) < 0.03 ? ', about as was answered then' : gap > 0 ? ', more than was answered then' : ', less than was answered then'}.`,
    ...(p.anxiety === null ? [] : [`Worry about being left ${fixed(p.anxiety, 1)}, keeping at a distance ${fixed(p.avoidance, 1)} (both from 1 to 5).`]),
    ...(p.reached ? ['Took part in the programme.'] : []),
  ].join(' ');
}
