// Things to try out: for two, for one, for letting go, and for whoever cares for a child. In our own words; the sources name the skills (claims C180 to C184, C185 on practice; C098 to C109 for letting go),
// they do not say how to do them, and no study stands behind these very steps.
import type { Practised } from './practice_curve';

export type ForWhom = 'two' | 'one' | 'letting-go' | 'child';

export interface Skill {
  id: string;
  for_whom: ForWhom;
  title: string;
  what: string; // one or two sentences
  now: string; // two minutes, now
  plan: string; // an if-then to begin with, to be written over
  claim: string; // where the sources name it, or empty
  practised?: Practised; // which practice of the model it is, if any
}

const two = (id: string, claim: string, title: string, what: string, now: string, plan: string): Skill => ({ id, for_whom: 'two', title, what, now, plan, claim, practised: 'couple_work' });
const one = (id: string, claim: string, title: string, what: string, now: string, plan: string, practised?: Practised): Skill => ({ id, for_whom: 'one', title, what, now, plan, claim, ...(practised ? { practised } : {}) });
const step = (id: string, claim: string, title: string, what: string, now: string, plan: string): Skill => ({ id, for_whom: 'letting-go', title, what, now, plan, claim });
const care = (id: string, claim: string, title: string, what: string, now: string, plan: string): Skill => ({ id, for_whom: 'child', title, what, now, plan, claim, practised: 'parenting' });

export const skills: Skill[] = [
  two('calm', 'C180', 'Come down together', 'When one of you is very upset, little is heard. Ten quiet minutes side by side, then talk, do more than one more sentence now.', 'Breathe out slowly six times. Notice where your shoulders are.', 'If one of us raises the voice, then I say “ten minutes, then I am back”, and I come back.'),
  two('understand', 'C181', 'Listen, then say it back', 'One speaks for two minutes. The other says back what was heard, before any answer. Then the other way round.', 'Think of the last thing that was said to you in anger. Say to yourself, in one sentence, what it was about for the other.', 'If I want to answer at once, then I first say back what I heard.'),
  two('plain', 'C182', 'Talk fairly', 'One thing, one wish, today. “When the evening goes by without a word, I feel alone; I would like ten minutes with you” can be answered. A list from last year can hardly be.', 'Write one sentence with when, I feel, and I would like.', 'If something bothers me, then I say one thing and one wish, the same day.'),
  two('settle', 'C183', 'Settle one small thing', 'Take something small. Each names what matters most in it. Look for a way both can live with for a week, then look again.', 'Name one small thing you could give way in, and one that matters to you.', 'If we turn in a circle for the third time, then I ask: what matters most to you in this?'),
  two('close', 'C184', 'A little closeness, often', 'A greeting at the door, a question with time for the answer, a hand. Small and often counts.', 'Think of one thing the other did this week that you liked. Decide when you will say it.', 'If one of us comes home, then we take two minutes before anything else.'),
  one('need', '', 'Name what you need', 'Behind anger or silence there is often a wish: to be told, to be held, to be left in peace for an hour. A wish that has a name can be asked for.', 'Finish: “Just now I would like …”', 'If I grow loud or go quiet, then I ask myself what I would like just now.'),
  one('soothe', '', 'Steady yourself', 'You may wait for an answer, and do something kind for your body meanwhile: a walk, water, music, a hand on the chest.', 'Put both feet on the floor and count five things you can hear.', 'If no answer comes and I want to write again, then I walk round the block first.', 'regulation'),
  one('accept', '', 'Speak to yourself as to a friend', 'What you learned about closeness made sense where you learned it. Being hard on yourself for it teaches nothing new.', 'Say to yourself what you would say to a friend in your place.', 'If I scold myself, then I say one sentence that I would say to a friend.'),
  one('notice', '', 'Notice what comes', 'When one waits for bad news, small kindness slips by. Notice three things that others did for you today, however small.', 'Name one of today, and whom it came from.', 'If I lie down at night, then I name three kind things of the day.', 'gratitude'),
  one('ask', '', 'Ask plainly', 'Hints are easy to miss. A plain, small question is easy to answer, with yes or with no.', 'Choose one small thing you would like help with. Make a question of it.', 'If I think “they should see it”, then I ask for it in one sentence.'),
  one('show', '', 'Show a little more', 'If you are used to settling things alone: tell one person one thing a day that you would have kept. It can be small. You choose when to stop.', 'Think of one thing from today that nobody knows. Choose whom you could tell.', 'If somebody asks how I am, then I say one true thing more than usual.'),
  one('limit', '', 'Set a limit', 'A limit says what you will do, in a calm voice: “I will talk about this tomorrow.” It needs no permission. If you are afraid of what follows, this is not the tool: use the help button.', 'Finish: “I will …, and I will not …”', 'If I am asked for more than I can give, then I say what I will do, and by when.'),
  one('alone', '', 'Be alone well', 'An hour alone that you chose feels different from one that happened to you. For whoever pulls close and pushes away by turns, it is a rest from both.', 'Choose an hour this week, and what is pleasant in it.', 'If the evening is empty, then I do the one thing I wrote down for it.'),

  step('reflect', 'C100', 'Look at it in peace', 'Alone, with time: what is good in this bond, what do I do from need, and which of the holds is heaviest? Looking closely may also make the bond better.', 'Finish: “With this person I get … What I miss is …”', 'If I begin to turn in circles, then I write for ten minutes and put it away.'),
  step('lean', 'C102', 'Lean on others', 'Friends, family or a group make the fear of being alone smaller. No one of them has to carry all of it.', 'Think of two people. Decide what you could tell each of them.', 'If the evening gets long, then I ring one of the two.'),
  step('own', 'C104', 'The bond with myself', 'Know what you need, and give yourself a part of it: calm, shelter, a kind word. That does not mean to do all of it alone.', 'Say to yourself one kind sentence, as to a friend who goes through this.', 'If I feel small, then I do one thing that is good for my body.'),
  step('act', 'C105', 'Do something in another way', 'To see it is not yet to change it. One small act a week that the old habit would not do.', 'Name one thing you do from habit for this bond. What could you do instead, once?', 'If I want to look at the old pictures, then I go out and do my new thing.'),
  step('place', 'C107', 'Change what is around me', 'Another way home, another chair, a new place to eat. It helps a little. Running away is no plan.', 'Look round. Choose one thing that you would like to see in another place.', 'If it is Saturday, then I go somewhere we have never been.'),
  step('helper', 'C109', 'Talk to a helper', 'Somebody who has learned it looks with you at how it began and where it goes. The talks are also a sample of a steady bond.', 'Write down one question you would ask.', 'If it is Monday at ten, then I write to one of the helpers on my list.'),

  care('signals', 'C043', 'Read small signs', 'Children tell before they cry: a look, a turn of the head, going quiet, being silly. Say what you see and wait a breath.', 'Think of today. What was the first small sign before the last upset?', 'If the child goes quiet or wild, then I say what I see before I say what to do.'),
  care('before', 'C022', 'Come before the call', 'Two minutes of full attention, unasked, at the same time each day. For a child who has stopped calling this counts most.', 'Choose the two minutes of today.', 'If we come home, then the first two minutes are the child’s.'),
  care('name', 'C032', 'Name the feeling, and keep the rule', '“You are angry, and it is bedtime.” A feeling that is named need not be shouted. The rule may stay.', 'Say one such sentence aloud, about something of today.', 'If the child protests, then I name the feeling first and the rule second.'),
  care('repair', 'C031', 'Make good a miss', 'You were loud, late or far away. Say so, say that it was about you, and do one small thing together. A miss that is made good teaches something as well.', 'Finish: “I was … That was about me. Shall we …?”', 'If I was too loud, then I say so within the hour.'),
  care('steady', 'C020', 'Alike from day to day', 'Small things at the same time: the song, the light, who brings to bed. A child that knows what comes needs to call less.', 'Which small thing could be alike every evening?', 'If it is seven o’clock, then it is always the same three things.'),
  care('load', 'C027', 'Lighten my own load', 'Tired, worried or low people have little left to tune in with. Rest for the carer is care for the child.', 'Name one thing that can be dropped this week, and one person who can take an hour.', 'If I notice that I answer sharply, then I ask for an hour off before the week ends.'),
];

export const skill_of = (id: string): Skill | undefined => skills.find((skill) => skill.id === id);
