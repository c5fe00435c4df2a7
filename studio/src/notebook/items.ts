// The sentences of the check-in: our own, tried on nobody, and said so on the page. Each is one thing that somebody does
// now with one named person. {x} is that person, always at a place where "someone close to me" fits as well.
export const items_form = 'own-1';

export type Axis = 'worry' | 'distance';

export interface Item {
  id: string;
  axis: Axis;
  facet: string;
  reversed: boolean;
  words: string;
}

const item = (id: string, axis: Axis, facet: string, words: string, reversed = false): Item => ({ id, axis, facet, reversed, words });

export const items: Item[] = [
  item('w1', 'worry', 'looking for signs', 'I look again and again whether {x} has written.'),
  item('d1', 'distance', 'hard days', 'After a hard day I sort it out alone before {x} hears of it.'),
  item('w2', 'worry', 'silence', 'When {x} goes quiet, I go over what I did.'),
  item('d2', 'distance', 'help', 'When I am ill, I let {x} look after me.', true),
  item('w3', 'worry', 'pressing', 'When {x} is late with an answer, I ask again soon.'),
  item('d3', 'distance', 'feelings as a subject', 'When {x} asks how I feel, I talk of something else.'),
  item('w4', 'worry', 'apart', 'When {x} is silent for a day, I stay calm.', true),
  item('d4', 'distance', 'small favours', 'I do a job twice over before I ask {x} for a hand.'),
  item('w5', 'worry', 'after a quarrel', 'After a quarrel with {x} I lie awake until it is settled.'),
  item('d5', 'distance', 'fright', 'When something frightens me, {x} hears of it the same day.', true),
  item('w6', 'worry', 'own things', 'When {x} is busy, I go to my own things with an easy mind.', true),
  item('d6', 'distance', 'being seen', 'When tears come, I leave the room before {x} sees them.'),
  item('w7', 'worry', 'tone of voice', 'When {x} speaks to me, I listen for a sign that something is wrong.'),
  item('d7', 'distance', 'room after closeness', 'After a close evening with {x} I keep to myself for some days.'),
  item('w8', 'worry', 'trust in repair', 'In the middle of a quarrel I feel that {x} and I will be fine.', true),
  item('d8', 'distance', 'hopes', 'I tell {x} what I hope for while it is still uncertain.', true),
];

export const points = ['hardly ever', 'now and then', 'about half the time', 'often', 'nearly always'] as const;

// 1 to 5, or that the sentence does not fit this relationship; a sentence that is not there was passed over.
export type Answers = Record<string, number | 'does not fit'>;

export const who_can_be = ['general', 'partner', 'mother', 'father', 'friend', 'other'] as const;
export type Who = (typeof who_can_be)[number];

const called: Record<Who, string> = {
  general: 'someone close to me',
  partner: 'my partner',
  mother: 'my mother',
  father: 'my father',
  friend: 'my friend',
  other: 'this person',
};
export const who_words: Record<Who, string> = {
  general: 'People close to me, in general',
  partner: 'My partner',
  mother: 'My mother',
  father: 'My father',
  friend: 'A friend',
  other: 'Someone else',
};

export const name_of = (who: Who, name: string): string => name.trim() || called[who];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const sentence = (of: Item, who: Who, name: string): string => capital(of.words.replaceAll('{x}', name_of(who, name)));
