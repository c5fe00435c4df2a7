// A teacher's sheet for each room: a question to begin with, a guess to write down, what to try, what to talk about.
import type { RoomName } from '../../app/routes';

export interface Lesson {
  question: string;
  guess: string;
  tries: string[];
  talk: string[];
}

export const lessons: Record<RoomName, Lesson> = {
  two: {
    question: 'Two people love each other. Why can a small thing still end in insisting here and silence there?',
    guess: 'Write down before you look: what helps most of twenty pairs, a pause, one line, asking softly, or answering first?',
    tries: [
      'Watch the evening that the room opens on. Find the minute of the first insisting, and the next step back.',
      'Read the rows of twenty dots. Was your guess the first row?',
      'Press the first row, then the last. Compare the dotted line with the thick one.',
      'Swap seats. Tell the evening once more from the other side.',
    ],
    talk: ['Who began it? Can that be told at all?', 'What did each see of the other, and what was hidden?', 'For whom of the twenty did the same change make it worse, and why might that be?'],
  },
  child: {
    question: 'Two carers answer a child equally often. Does it matter how steady they are?',
    guess: 'Write down before you look: of twenty children, how many are soon comforted with the steady carer, how many with the other?',
    tries: [
      'Play both films. Note what the child does when the carer comes back.',
      'Read the two counts. How far apart are they?',
      'Make the second carer steady as well, step by step. When does the difference go?',
      'Open “Quiet outside, racing inside” from the first page. Find a moment that looks calm and is not.',
    ],
    talk: ['Why might insisting pay where answers come and go?', 'A quiet child: what would you look for before calling it calm?', 'The words of the coder are about twenty minutes. What can they not tell?'],
  },
  life: {
    question: 'Does what happened early decide the rest?',
    guess: 'Write down before you look: how far does a steadier partner at twenty-five move what a person expects ten years later: not at all, a little, a lot?',
    tries: ['Look at both lives at thirty-five, then at fifty.', 'Count the others: for how many did it go the same way?', 'Change one thing early instead. Which of the two lasts longer here?', 'Find a change that does nothing for this person.'],
    talk: ['The luck is the same in both lives. What does that show, and what can it not show?', 'What would you need to see in real lives to believe this, or to doubt it?', 'Why do twenty others stand beside the one?'],
  },
  generations: {
    question: 'If parents are helped today, who is better off: they, their children, or their grandchildren?',
    guess: 'Write down before you look: how far does help with being a parent reach?',
    tries: ['Read each row from the first people to the grandchildren.', 'Find a difference whose interval crosses none. What may be said of it?', 'Give the help to one in four instead of everyone.', 'Choose another kind of help and compare.'],
    talk: ['Why do the intervals grow from one generation to the next?', 'What passes from parents to children here besides care?', 'What would it cost to learn this from real families?'],
  },
  evidence: {
    question: 'How does one find out where a model is wrong?',
    guess: 'Write down before you look: of ten published numbers, how many will a model like this meet?',
    tries: ['Read the largest miss. Say in one sentence what the model gets wrong.', 'Find a number that is met. Was it used to fit the model?', 'Choose a claim that fails, and read why.', 'Run a study twice, with and without one arrow.'],
    talk: ['Is a model with many misses useless?', 'What is the difference between a number that was fitted and one that was foretold?', 'Which miss would you mend first?'],
  },
};
