// Words of the room of two people. "You" and "the other": no names, no types, nobody at fault.
import type { Action, Calm, ChangeKind, EveningAnswer, EveningRun, EveningTotals, Moment } from '../../generated/api';
import { plural, verb } from '../../lib/format';
import { steps_back } from './course';
import type { NudgeName, Seat } from './setting';

export const moments: Record<Moment, { title: string; text: string }> = {
  late_reply: { title: 'A late reply', text: 'A message was sent hours ago. No answer yet.' },
  quiet_evening: { title: 'A quiet evening', text: 'Both are at home. One seems far away in thought.' },
  cancelled_plan: { title: 'A cancelled plan', text: 'The evening out falls through at the last minute.' },
  hard_talk: { title: 'A hard talk', text: 'Something must be said that is hard to say.' },
  week_apart: { title: 'A week apart', text: 'They meet again after a week away.' },
  after_row: { title: 'After a row', text: 'There were loud words. Now it is quiet.' },
};

export const changes: Record<ChangeKind, { title: string; text: string }> = {
  none: { title: 'As it was', text: 'Nothing is changed.' },
  pause: { title: 'A pause', text: 'Both stop, and say when they will be back.' },
  say_one_line: { title: 'Say one line', text: 'One says in one line what is going on inside.' },
  ask_softly: { title: 'Ask softly', text: 'One asks openly and does not insist.' },
  answer_first: { title: 'Answer first', text: 'One answers before anything else.' },
  notice_kindness: { title: 'Notice a kindness', text: 'One notices a kind thing and says so. This works over weeks; one evening hardly shows it.' },
};

export const nudges: Record<NudgeName, { title: string; low: string; high: string }> = {
  threshold: { title: 'What it takes to be upset', low: 'little', high: 'a lot' },
  soothing: { title: 'Calming down alone', low: 'slow', high: 'quick' },
  insistence: { title: 'When unsure, insists', low: 'rarely', high: 'often' },
  holding: { title: 'Keeping it in is', low: 'easy', high: 'hard' },
  warmth: { title: 'Answers the other', low: 'less', high: 'more' },
  steadiness: { title: 'Answers in a steady way', low: 'up and down', high: 'steady' },
};

// What can be seen from outside, in two persons of the verb.
const acts: Record<Action, [string, string]> = {
  explore: ['are busy with something else', 'is busy with something else'],
  ask: ['ask openly', 'asks openly'],
  press: ['insist', 'insists'],
  hold: ['keep it in', 'keeps it in'],
  apart: ['are out of touch', 'is out of touch'],
  answer: ['turn to the other and ask nothing', 'turns to you and asks nothing'],
};
export const act_short: Record<Action, string> = { explore: 'busy', ask: 'asks', press: 'insists', hold: 'keeps it in', apart: 'out of touch', answer: 'turns to the other' };

export const name_of = (lane: 0 | 1): string => (lane === 0 ? 'You' : 'The other');
export const act = (lane: 0 | 1, action: Action): string => acts[action][lane];

// How upset, in words: multiples of the level below which the engine counts a person as calm.
export const feelings = ['calm', 'uneasy', 'upset', 'very upset'] as const;
export function feeling(distress: number, calm_below: number): (typeof feelings)[number] {
  const times = calm_below > 0 ? distress / calm_below : distress;
  return feelings[times < 1 ? 0 : times < 2 ? 1 : times < 4 ? 2 : 3];
}

// How far somebody has drawn back, 0 to 1.
export const away = ['open to the other', 'drawn back a little', 'drawn back halfway', 'drawn back far'] as const;
export const how_far = (withdrawal: number): (typeof away)[number] => away[withdrawal < 0.1 ? 0 : withdrawal < 0.3 ? 1 : withdrawal < 0.6 ? 2 : 3];

// What is said of it at one moment: the step itself, or how far one stands; nothing of who is open.
function drawn(lane: 0 | 1, withdrawal: readonly number[], i: number): string {
  const far = how_far(withdrawal[i] ?? 0);
  if (steps_back(withdrawal, i).at(-1) === i) return ` ${name_of(lane)} draw${lane ? 's' : ''} back.`;
  return far === away[0] ? '' : ` ${name_of(lane)} ${lane ? 'has' : 'have'} ${far}.`;
}

// Who draws back in the evening shown, and when.
export function drawing_back(run: EveningRun, lanes: [Seat, Seat], times: readonly number[], last: number): string {
  const each = ([0, 1] as const).map((lane) => {
    const of = run.people[lanes[lane]].withdrawal;
    const at = steps_back(of, last).map((i) => times[i] ?? 0);
    return { lane, first: at[0], count: at.length, before: how_far(of[0] ?? 0) };
  });
  const told = each.map(({ lane, first, count, before }) => {
    const verb = lane ? ['does not draw back', 'draws back'] : ['do not draw back', 'draw back'];
    const start = before === away[0] ? '' : `, ${before} from the start,`;
    return `${name_of(lane)}${start} ${first === undefined ? verb[0] : `${verb[1]} ${often(count)}, ${count > 1 ? 'first ' : ''}at ${clock(first)}`}.`;
  });
  const none = each.every(({ count, before }) => count === 0 && before === away[0]);
  return none ? 'Neither draws back.' : told.join(' ');
}

export function got(sees: number | null | undefined): string {
  if (sees == null) return 'nothing was asked';
  return sees < 0.25 ? 'hardly any answer' : sees < 0.5 ? 'half an answer' : sees < 0.75 ? 'a good answer' : 'a warm answer';
}

export function minutes(x: number): string {
  if (x < 1) return 'no time at all';
  const near = (unit: number) => Math.max(unit, Math.round(x / unit) * unit);
  if (x < 20) return plural(Math.round(x), 'minute');
  if (x < 90) return `${near(5)} minutes`;
  const hours = Math.round(x / 30) / 2;
  return `${Number.isInteger(hours) ? hours : `${Math.floor(hours)}½`} hours`;
}

// A stretch of time: "10 to 45 minutes", "40 minutes to 2 hours".
export function stretch(low: number, high: number): string {
  const [from, to] = [minutes(low), minutes(high)];
  if (from === to) return from;
  const unit = to.split(' ').at(-1) ?? '';
  return from.endsWith(` ${unit}`) ? `${from.slice(0, -unit.length - 1)} to ${to}` : `${from} to ${to}`;
}

// The headline of an evening.
export function calm(of: Calm): string {
  if (of.median == null) return `Most pairs like this are not both calm again before they sleep (${of.calmed} of ${of.of} are).`;
  if (of.median < 1) return 'In most pairs like this both stay calm.';
  const most = of.low != null && of.high != null ? ` (most pairs like this: ${stretch(of.low, of.high)})` : of.low != null ? ` (from ${minutes(of.low)} for some pairs to not before sleep for others)` : '';
  return `Both are calm again after about ${minutes(of.median)}${most}.`;
}

export function sooner(of: NonNullable<EveningAnswer['sooner']>): string {
  const rest = [of.later ? `${of.later} later` : '', of.same ? `${of.same} at the same time` : ''].filter(Boolean).join(', ');
  return `Of ${of.of} pairs like this, ${of.both} calmed sooner${rest ? `, ${rest}` : ''}.`;
}

// A careful closing word: the same luck is no promise for any real evening.
export const no_promise = 'This is what the model does with twenty made-up pairs and the same luck. It promises nothing for a real evening.';

export function now(run: EveningRun, i: number, lanes: [Seat, Seat], calm_below: number): string {
  const one = (lane: 0 | 1): string => {
    const person = run.people[lanes[lane]];
    const sees = person.sees[i];
    const felt = feeling(person.distress[i] ?? 0, calm_below);
    const back = sees == null ? '' : ` What comes back: ${got(sees)}.`;
    return `${name_of(lane)} ${act(lane, person.shows[i] ?? 'explore')}.${drawn(lane, person.withdrawal, i)} Underneath: ${felt}.${back}`;
  };
  return `${one(0)} ${one(1)}`;
}

// Which of the twenty is seen.
export const one_of = (typical: boolean): string => (typical ? 'One of twenty pairs like this: the one most like all.' : 'One of twenty pairs like this, chosen by you.');

const often = (x: number): string => (x < 0.5 ? 'not at all' : x < 1.5 ? 'once' : x < 2.5 ? 'twice' : `${Math.round(x)} times`);

// What one of the two usually does on such an evening.
export function does(lane: 0 | 1, of: EveningTotals): string {
  const way = (many: string): string => verb(lane === 0 ? 2 : 1, many); // you ask, the other asks
  return `${name_of(lane)} usually ${way('ask')} openly ${often(of.asks.median)}, ${way('insist')} ${often(of.presses.median)} and ${way('keep')} it in ${often(of.holds.median)}.`;
}

// Where hardly anything is asked, answering first can change little; that is said, so that nobody looks for a fault.
export function little_to_answer(change: ChangeKind, answer: EveningAnswer, lanes: [Seat, Seat]): string {
  if (change !== 'answer_first' || answer.who == null || !answer.before) return '';
  const asker = answer.who === 0 ? 1 : 0;
  const of = answer.before.totals[asker];
  const asked = of.asks.median + of.presses.median;
  return asked < 4 ? `${name_of(lanes[0] === asker ? 0 : 1)} asked ${often(asked)}; there was little to answer.` : '';
}

export const over_weeks = 'Noticing kindness works through what is learned, over weeks. One evening hardly shows it.';

// Minutes of the evening as one says them.
export function clock(minute: number): string {
  if (minute < 60) return `minute ${Math.round(minute)}`;
  const [h, m] = [Math.floor(minute / 60), Math.round(minute % 60)];
  return m ? `${h} h ${m} min` : `${h} h`;
}
