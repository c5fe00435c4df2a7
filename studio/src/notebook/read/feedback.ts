// What readers noted, as one file that they may send to whom they like. Nothing is sent from here.
import type { Entry } from '../book.svelte';

export const wish = 'a page that is missing';

export function feedback_file(noted: Entry<'feedback'>[], day: string): string {
  const one = ({ saved, content }: Entry<'feedback'>) => `Page: ${content.page || wish}\nNoted: ${saved.slice(0, 10)}\n\n${content.words.trim()}\n`;
  return [`Notes on the pages of Bowlby, saved on ${day}.\n`, ...noted.map(one)].join('\n----\n\n');
}
