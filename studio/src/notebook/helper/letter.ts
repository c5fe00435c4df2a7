// A letter to a helper: a draft to make one's own. Nothing is sent from here.
export interface Letter {
  to: string;
  words: string;
}

export const drafts = [
  {
    title: 'A first letter',
    words: `Hello,

I am looking for somebody to talk to about how things are between me and a person close to me. It is about this:

…

I could come in the …, and I would like to know: do you have room, what does it cost, and how do you work?

Thank you for a short answer.`,
  },
  {
    title: 'Before the next talk',
    words: `Hello,

for our next talk I would like to bring this:

…

Since last time this was easier: …
This was harder: …

Thank you.`,
  },
  {
    title: 'Calling off',
    words: `Hello,

I cannot come on …. Could we find another day?

Thank you.`,
  },
] as const;

export const longest_letter = 4000;
// Some programs take no longer address than this.
const longest_address = 1900;
export function mail_address({ to, words }: Letter): string | null {
  const address = `mailto:${encodeURIComponent(to.trim()).replaceAll('%40', '@')}?body=${encodeURIComponent(words.replace(/\n/g, '\r\n'))}`;
  return address.length <= longest_address ? address : null;
}
