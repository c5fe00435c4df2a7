// Words of the evening one plays: what is written, what the face and the breath say, what came of it. The engine
// decides what Robin does; only how it is put into words is decided here.
import type { Act, Action, Lane, PlayAnswer, PlayRequest } from '../../generated/api';
import { plural } from '../../lib/format';
import { calm_level, away_level } from '../../lib/levels';

export const writer = 'Robin';
export const played = 'Mika';

// Who writes worries about being left; who is written to is at ease. Places on the questionnaire's plane.
export const people: PlayRequest['people'] = [
  { anxiety: 4, avoidance: 2 },
  { anxiety: 2, avoidance: 2 },
];

export const acts: Record<Act, { title: string; unasked: string; text: string }> = {
  now: { title: 'Answer now', unasked: 'Write now', text: 'I am here. Tell me.' },
  soon: { title: 'In a minute', unasked: 'In a minute', text: 'Here I am.' },
  later: { title: 'Later', unasked: 'Write nothing', text: '' },
};

// Several ways to say one thing, in turn, so that nobody writes the same line twice in a row.
const lines: Partial<Record<Action, string[]>> = {
  ask: ['Bad day. Can I tell you about it?', 'There is more. Have you got a minute?', 'It is still going round in my head.', 'Can you write back when you see this?', 'I could do with a kind word.', 'Are you there?'],
  press: ['Hello? Please answer!', 'Why do you not write back?', 'I need you NOW.', 'Am I nothing to you?', 'You read this. I can see it.', 'ANSWER ME. Please.'],
};
const quiet: Partial<Record<Action, string>> = {
  hold: 'starts to write, and stops',
  explore: 'writes nothing, and does something else',
};

export interface Note {
  said: string; // empty where nothing is written
  quiet: string;
  kind: Action;
}

// What Robin writes in turn `i`.
export function note(shows: readonly Action[], i: number): Note {
  const kind = shows[i] ?? 'explore';
  const all = lines[kind];
  if (!all) return { said: '', quiet: quiet[kind] ?? '', kind };
  const before = shows.slice(0, i).filter((a) => a === kind).length;
  return { said: all[before % all.length] ?? '', quiet: '', kind };
}

export const asked = (kind: Action | undefined): boolean => kind === 'ask' || kind === 'press';

export const reply = (act: Act, was_asked: boolean): string => (act === 'later' ? '' : was_asked ? acts[act].text : 'Thinking of you.');

// What a reply did, as the engine drew it.
export function landed(sees: number | null | undefined): string {
  if (sees == null) return '';
  return sees < 0.25 ? 'hardly helps' : sees < 0.5 ? 'helps a little' : sees < 0.75 ? 'helps' : 'helps a lot';
}

const breaths = ['slow breath', 'quicker breath', 'quick breath', 'racing breath'] as const;
const felt = ['calm', 'uneasy', 'upset', 'very upset'] as const;
const stands = ['', ', a step back', ', turned half away', ', turned away'] as const;

// How Robin is just now, in one line: what is felt, the breath, how far drawn back.
export function state(lane: Lane, i: number, calm_below: number): string {
  const level = calm_level(lane.distress[i] ?? 0, calm_below);
  const hidden = lane.shows[i] === 'hold' && level > 0 ? ' inside, and shows nothing' : '';
  return `${felt[level]}${hidden}, ${breaths[level]}${stands[away_level(lane.withdrawal[i] ?? 0)]}`;
}

export const spoken = (answer: PlayAnswer, i: number): string => {
  const { said, quiet: silent, kind } = note(answer.writer.shows, i);
  return `Turn ${i + 1} of ${answer.turns}. ${writer} ${said ? `${kind === 'press' ? 'insists' : 'writes'}: “${said}”` : silent}. ${writer} is ${state(answer.writer, i, answer.calm_below)}.`;
};

export const insisted = (lane: Lane, turns: number): number => lane.shows.slice(0, turns).filter((a) => a === 'press').length;

const calm = (minute: number | null): string => (minute == null ? 'is not calm before sleep' : minute < 1 ? 'stays calm' : `is calm again after ${plural(Math.round(minute), 'minute')}`);
const often = (n: number): string => (n === 0 ? 'never insisted' : n === 1 ? 'insisted once' : `insisted ${n} times`);

// The two evenings side by side: what it came to as it was played, and answered at once.
export function outcome({ writer: mine, after, turns }: PlayAnswer): string {
  if (!after) return '';
  const same = mine.distress.every((x, i) => x === after.first.distress[i]);
  if (same) return `You answered at once each time. ${writer} ${calm(after.calm_minute)} and ${often(insisted(mine, turns))}. Play it again and let ${writer} wait.`;
  const [was, first] = [insisted(mine, turns), insisted(after.first, turns)];
  return `As you played it, ${writer} ${calm(after.calm_minute)} and ${often(was)}. Answered first, ${writer} ${calm(after.calm_minute_first)} and ${often(first)}.`;
}

export function of_twenty({ after }: PlayAnswer): string {
  if (!after) return '';
  const { both, later, same, of } = after.sooner;
  return `${of} people who would write like ${writer}, same luck: ${both} were calm sooner when answered first, ${later} later, ${same} at the same time.`;
}

// What can be seen, for the table of numbers.
export const shown: Record<Action, string> = { explore: 'busy', ask: 'writes', press: 'insists', hold: 'keeps it in', apart: 'apart', answer: 'answers' };
