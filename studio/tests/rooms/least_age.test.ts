// What belongs to couples and parents is for adults, whatever a link says.
import { describe, expect, it } from 'vitest';
import { change_of, kinds as changes } from '../../src/rooms/life/request';
import { kinds as programmes, request_of as families_of } from '../../src/rooms/generations/request';

const adult_kinds = ['breakup', 'partner_change', 'couple_work', 'parenting', 'secure_partner'];

describe('the least age', () => {
  it('holds in a life for every age below it', () => {
    for (const kind of adult_kinds)
      for (let age = 0; age < 18; ++age) expect(change_of(new URLSearchParams({ change: kind, age: String(age) }))?.age, `${kind} at ${age}`).toBeGreaterThanOrEqual(18);
    expect(change_of(new URLSearchParams({ change: 'secure_partner', age: '18' }))?.age).toBe(18);
    expect(changes.filter((k) => adult_kinds.includes(k.kind))).toHaveLength(adult_kinds.length);
  });

  it('holds over generations for every age below it', () => {
    const adult = programmes.filter((k) => adult_kinds.includes(k.kind));
    expect(adult).toHaveLength(3);
    for (const { kind } of adult)
      for (let age = 0; age < 18; ++age) expect(families_of(new URLSearchParams({ kind, age: String(age) })).programme?.age, `${kind} at ${age}`).toBeGreaterThanOrEqual(18);
  });
});
