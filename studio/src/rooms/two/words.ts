// Words of the room of two people. They have names, and nobody is a type or at fault.
import type { Action, Calm, ChangeKind, ChangesAnswer, EveningAnswer, EveningRun, EveningTotals, Moment, Tried } from '../../generated/api';
import { fixed, plural } from '../../lib/format';
import { away_level, calm_level } from '../../lib/levels';
import { minutes_waited, moved, steps_back } from './course';
import { names } from './names.svelte';
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

// What can be seen from outside.
const acts: Record<Action, string> = {
  explore: 'is busy with something else',
  ask: 'asks openly',
  press: 'insists',
  hold: 'keeps it in',
  apart: 'is out of touch',
  answer: 'turns to the other and asks nothing',
};
export const act_short: Record<Action, string> = { explore: 'busy', ask: 'asks', press: 'insists', hold: 'keeps it in', apart: 'out of touch', answer: 'turns to the other' };

export const name_of = (person: Seat): string => names.of(person);

// How upset, in words.
export const feelings = ['calm', 'uneasy', 'upset', 'very upset'] as const;
export const feeling = (distress: number, calm_below: number): (typeof feelings)[number] => feelings[calm_level(distress, calm_below)];

// How far somebody has drawn back, 0 to 1.
export const away = ['open to the other', 'drawn back a little', 'drawn back halfway', 'drawn back far'] as const;
export const how_far = (withdrawal: number): (typeof away)[number] => away[away_level(withdrawal)];

// What is said of it at one moment: the step itself, or how far one stands; nothing of who is open.
function drawn(person: Seat, withdrawal: readonly number[], i: number): string {
  const far = how_far(withdrawal[i] ?? 0);
  if (steps_back(withdrawal, i).at(-1) === i) return ` ${name_of(person)} draws back.`;
  return far === away[0] ? '' : ` ${name_of(person)} has ${far}.`;
}

// Who draws back in the evening shown, and when.
export function drawing_back(run: EveningRun, lanes: [Seat, Seat], times: readonly number[], last: number): string {
  const each = lanes.map((person) => {
    const of = run.people[person].withdrawal;
    const at = steps_back(of, last).map((i) => times[i] ?? 0);
    return { person, first: at[0], count: at.length, before: how_far(of[0] ?? 0) };
  });
  const told = each.map(({ person, first, count, before }) => {
    const start = before === away[0] ? '' : `, ${before} from the start,`;
    return `${name_of(person)}${start} ${first === undefined ? 'does not draw back' : `draws back ${often(count)}, ${count > 1 ? 'first ' : ''}at ${clock(first)}`}.`;
  });
  const none = each.every(({ first, before }) => first === undefined && before === away[0]);
  return none ? 'Neither draws back.' : told.join(' ');
}

// How long each waits for an answer, and what that does to worth in one's own eyes.
export function waiting(run: EveningRun, lanes: [Seat, Seat], times: readonly number[], last: number): string {
  const of = Math.round((times[last] ?? 0) - (times[0] ?? 0));
  return lanes
    .map((person) => {
      const { waits, worth } = run.people[person];
      const minutes = Math.round(minutes_waited(waits, times, last));
      const by = moved(worth, last).at(-1) ?? 0;
      const felt = Math.abs(by) < 0.005 ? 'hardly moves' : `${by < 0 ? 'falls' : 'rises'}${Math.abs(by) < 0.02 ? ' a little' : ''}`;
      return `${name_of(person)} waits ${minutes ? `${minutes} of ${of} minutes for an answer` : 'for no answer'}; own worth ${felt}.`;
    })
    .join(' ');
}

// Where worth stood and where it came to.
export const worth_ends = (worth: readonly number[], last: number): string => `${fixed(worth[0])}, then ${fixed(worth[last])}`;

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
  const one = (seat: Seat): string => {
    const person = run.people[seat];
    const sees = person.sees[i];
    const felt = feeling(person.distress[i] ?? 0, calm_below);
    const back = sees == null ? '' : ` What comes back: ${got(sees)}.`;
    return `${name_of(seat)} ${acts[person.shows[i] ?? 'explore']}.${drawn(seat, person.withdrawal, i)} Underneath: ${felt}.${back}`;
  };
  return lanes.map(one).join(' ');
}

// Which of the twenty is seen.
export const one_of = (typical: boolean): string => (typical ? 'One of twenty pairs like this: the one most like all.' : 'One of twenty pairs like this, chosen by you.');

const often = (x: number): string => (x < 0.5 ? 'not at all' : x < 1.5 ? 'once' : x < 2.5 ? 'twice' : `${Math.round(x)} times`);

// What one of the two usually does on such an evening.
export const does = (person: Seat, of: EveningTotals): string =>
  `${name_of(person)} usually asks openly ${often(of.asks.median)}, insists ${often(of.presses.median)} and keeps it in ${often(of.holds.median)}.`;

// Where hardly anything is asked, answering first can change little; that is said, so that nobody looks for a fault.
export function little_to_answer(change: ChangeKind, answer: EveningAnswer): string {
  if (change !== 'answer_first' || answer.who == null || !answer.before) return '';
  const asker = answer.who === 0 ? 1 : 0;
  const of = answer.before.totals[asker];
  const asked = of.asks.median + of.presses.median;
  return asked < 4 ? `${name_of(asker)} asked ${often(asked)}; there was little to answer.` : '';
}

export const over_weeks = 'Noticing kindness works through what is learned, over weeks. One evening hardly shows it.';

// Minutes of the evening as one says them.
export function clock(minute: number): string {
  if (minute < 60) return `minute ${Math.round(minute)}`;
  const [h, m] = [Math.floor(minute / 60), Math.round(minute % 60)];
  return m ? `${h} h ${m} min` : `${h} h`;
}

// A change and whose it is, as a line of the list.
export function done_by({ kind, who, minutes: long }: Tried): string {
  const name = who == null ? '' : name_of(who as Seat);
  const lines: Record<ChangeKind, string> = {
    none: changes.none.title,
    pause: `A pause of ${minutes(long)}`,
    say_one_line: `${name} says one line`,
    ask_softly: `${name} asks softly`,
    answer_first: `${name} answers first`,
    notice_kindness: `${name} notices a kindness`,
  };
  return lines[kind];
}

// The first line of the list: what helped most, or that nothing did.
export function helped_most([best]: Tried[]): string {
  if (!best) return '';
  const { both, later, of } = best.sooner;
  if (both <= later) return `Nothing tried here calmed more of ${of} pairs sooner than later.`;
  return `${done_by(best)}: ${both} of ${of} calm sooner, ${later} later.`;
}

// What is left of it the next morning, of each of the two.
export function next_morning({ safer }: Tried): string {
  const told = safer.flatMap(({ more, less }, person) => (more || less ? [`${name_of(person as Seat)} feels safer in ${more}, less safe in ${less}`] : []));
  return told.length ? `The next morning ${told.join('; ')}.` : 'The next morning it makes no difference.';
}

// Insisting and drawing back, counted.
export function pursued({ pursued: counts, of }: Pick<ChangesAnswer, 'pursued' | 'of'>): string {
  const told = counts.flatMap((n, person) => (n ? [`in ${n} of ${of} ${name_of(person as Seat)} insists on while ${name_of(person === 0 ? 1 : 0)} draws back halfway`] : []));
  return told.length ? `Of pairs like this, ${told.join('; ')}.` : `In none of ${of} pairs like this does one insist on while the other draws back halfway.`;
}
