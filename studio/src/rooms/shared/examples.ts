// The six things worth seeing. Which setting shows each best is the engine's choice (scene `example`, or `choose` of a
// life); the evidence room's is the largest miss of its own list.
import type { RoomName } from '../../app/routes';

export const example_names = ['asking_quiet', 'patchy_care', 'quiet_outside', 'steady_person', 'grandchildren', 'wrong'] as const;
export type Example = (typeof example_names)[number];

export const examples: Record<Example, { room: RoomName; title: string; says: string }> = {
  asking_quiet: { room: 'two', title: 'One asks, one goes quiet', says: 'The more one asks, the more the other steps back.' },
  patchy_care: { room: 'child', title: 'Same amount, other steadiness', says: 'Two carers answer equally often. Only one is steady.' },
  quiet_outside: { room: 'child', title: 'Quiet outside, racing inside', says: 'A child who does not cry, and is not calm.' },
  steady_person: { room: 'life', title: 'One steady person later', says: 'A steadier partner at twenty-five: what moves, and how far.' },
  grandchildren: { room: 'generations', title: 'Help that travels', says: 'Parents are helped. What of it reaches their grandchildren?' },
  wrong: { room: 'evidence', title: 'Where we are wrong', says: 'The published number that this model misses by most.' },
};

// What a room opens on where its link says nothing.
export const first_of: Record<RoomName, Example> = { two: 'asking_quiet', child: 'patchy_care', life: 'steady_person', generations: 'grandchildren', evidence: 'wrong' };

// The example that a link asks for; `fresh` where the link has no setting of its own yet.
export function example_of(link: URLSearchParams, room: RoomName): { name: Example | null; fresh: boolean } {
  const asked = example_names.find((name) => name === link.get('example') && examples[name].room === room);
  const others = [...link.keys()].filter((key) => key !== 'example');
  if (others.length) return { name: asked ?? null, fresh: false };
  return { name: asked ?? first_of[room], fresh: true };
}
