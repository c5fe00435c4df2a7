// Every page of the studio. A room is `src/rooms/NAME/Room.svelte`; it is loaded when first entered.
import type { Component } from 'svelte';

export interface RoomProps {
  setting: URLSearchParams; // what the link says after the question mark
  // Writes the whole setting back into the link. A choice is a step that "back" undoes; what the page does by itself is quiet.
  onsetting: (next: Record<string, string>, quiet?: boolean) => void;
}

type Page = { default: Component<RoomProps> };

export type RoomName = 'two' | 'child' | 'life' | 'generations' | 'evidence';

export interface Room {
  name: RoomName;
  title: string;
  short: string; // for the bar of a phone
  says: string; // one sentence for the first page
}

export const rooms: Room[] = [
  { name: 'two', title: 'Two people', short: 'Two', says: 'An evening: what each shows and feels, and what one change does.' },
  { name: 'child', title: 'Child and carer', short: 'Child', says: 'Choose how a carer answers. Watch a child learn, part and meet again.' },
  { name: 'life', title: 'A life', short: 'Life', says: 'Follow one person from birth, change one thing, compare both lives.' },
  { name: 'generations', title: 'Generations', short: 'Generations', says: 'What children and grandchildren inherit, and what help does.' },
  { name: 'evidence', title: 'Evidence', short: 'Evidence', says: 'What this model gets right and wrong. Run every study yourself.' },
];

const files = import.meta.glob<Page>('../rooms/*/Room.svelte');

// A map, as the name comes out of a link: nothing but these is a page.
const pages = new Map<string, () => Promise<Page>>([
  ['help', () => import('./Help.svelte') as unknown as Promise<Page>],
  ['about', () => import('./About.svelte') as unknown as Promise<Page>],
  ['notebook', () => import('../notebook/Notebook.svelte')], // has a door of its own, and is there only behind it
]);
for (const { name } of rooms) {
  const file = files[`../rooms/${name}/Room.svelte`];
  if (file) pages.set(name, file);
}
const titles = new Map([['', 'Welcome'], ['help', 'Not safe right now?'], ['about', 'About'], ['notebook', 'Notebook'], ...rooms.map((room): [string, string] => [room.name, room.title])]);

export const title_of = (name: string): string => titles.get(name) ?? 'Not found';

export const load = (name: string): Promise<Page> | undefined => pages.get(name)?.();
