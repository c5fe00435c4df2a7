// Written by tools/generate/api_types.py from studio/api/schema.json; change that and run it again.

/** what a person shows: at ease with other things, asks openly, insists, holds back, not in touch with the other, or turns to the other without asking anything */
export type Action = "explore" | "ask" | "press" | "hold" | "apart" | "answer";
export const Action_names: readonly Action[] = ["explore", "ask", "press", "hold", "apart", "answer"];

/** what the evening begins with */
export type Moment = "late_reply" | "quiet_evening" | "cancelled_plan" | "hard_talk" | "week_apart" | "after_row";
export const Moment_names: readonly Moment[] = ["late_reply", "quiet_evening", "cancelled_plan", "hard_talk", "week_apart", "after_row"];

/** how far a person is from the usual one with that place on the plane, in standard deviations of people */
export interface Nudges {
  /** how much it takes until comfort is needed; -3 to 3; 0 when left out */
  threshold?: number;
  /** how fast distress fades alone; -3 to 3; 0 when left out */
  soothing?: number;
  /** how much doubt turns into pressing; -3 to 3; 0 when left out */
  insistence?: number;
  /** how much holding back costs: more means holding back less; -3 to 3; 0 when left out */
  holding?: number;
  /** how well this person answers the other; -3 to 3; 0 when left out */
  warmth?: number;
  /** how evenly this person answers; -3 to 3; 0 when left out */
  steadiness?: number;
}

/** one of the two: a place on the questionnaire's plane, and nudges */
export interface EveningPerson {
  /** questionnaire score, 1 to 5; 1 to 5 */
  anxiety: number;
  /** questionnaire score, 1 to 5; 1 to 5 */
  avoidance: number;
  nudges?: Nudges;
}

export type ChangeKind = "none" | "pause" | "say_one_line" | "ask_softly" | "answer_first" | "notice_kindness";
export const ChangeKind_names: readonly ChangeKind[] = ["none", "pause", "say_one_line", "ask_softly", "answer_first", "notice_kindness"];

/** the one thing done differently */
export interface Change {
  kind: ChangeKind;
  /** whose change it is; a pause is both's. Left out: the one who asks more asks softly, everything else is up to the one who is asked; 0 to 1 */
  who?: number;
  /** minute at which it begins; 0 to 180; 6 when left out */
  at?: number;
  /** how long it lasts; a line lasts as long as one contact; 3 to 240; 20 when left out */
  minutes?: number;
}

/** two people, one ordinary moment, an evening and the night */
export interface EveningRequest {
  /** the luck; the same seed gives the same numbers everywhere; 1 when left out */
  seed?: number;
  moment: Moment;
  people: [EveningPerson, EveningPerson];
  /** who is hit first by the moment; 0 to 1; 0 when left out */
  starts?: number;
  /** how big the moment is: each unit is half as big again; -2 to 2; 0 when left out */
  heat?: number;
  change?: Change;
  /** evenings lived; 1 to 100; 20 when left out */
  runs?: number;
  /** names of edges to cut, as `bowlby explain` lists them */
  off?: string[];
}

/** one person over one evening; entry i belongs to times[i] */
export interface Lane {
  shows: Action[];
  /** how well the other answered, 0 to 1; null when nothing was asked */
  sees: (number | null)[];
  distress: number[];
  activation: number[];
  security: number[];
  withdrawal: number[];
  /** what struck from outside just then, 0 for nothing */
  hit: number[];
  /** worth in one's own eyes, 0 to 1; no part of the digest */
  worth: number[];
  /** how much of an answer is waited for, 0 to 1: all of it while a reply is missed, what did not come after a bid; no part of the digest */
  waits: number[];
}

/** one evening: two lanes, and when both were calm again for good */
export interface EveningRun {
  people: [Lane, Lane];
  /** minutes; null when not before the night ended */
  calm_minute: number | null;
}

/** median and the middle eight tenths */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/** when both are calm again */
export interface Calm {
  median: number | null;
  low: number | null;
  high: number | null;
  /** evenings on which both were calm before they slept; 0 to 100 */
  calmed: number;
  /** 1 to 100 */
  of: number;
}

/** next morning */
export interface Morning {
  security: Spread;
  distress: Spread;
  withdrawal: Spread;
}

/** per evening, one person */
export interface EveningTotals {
  asks: Spread;
  presses: Spread;
  holds: Spread;
  peak_distress: Spread;
}

/** all evenings of one setting: evening k is lived by the k-th pair, with the k-th luck */
export interface EveningSet {
  runs: EveningRun[];
  calm: Calm;
  morning: [Morning, Morning];
  totals: [EveningTotals, EveningTotals];
}

/** on how many evenings they calmed sooner, later, or at the same time with the change */
export interface Sooner {
  /** 0 to 100 */
  both: number;
  /** 0 to 100 */
  later: number;
  /** 0 to 100 */
  same: number;
  /** 1 to 100 */
  of: number;
}

/** what the evenings brought */
export interface EveningAnswer {
  kind: "evening";
  /** 16 hexadecimal digits */
  digest: string;
  /** minutes since the moment */
  times: number[];
  /** where to read off a while later: indices into times */
  marks: {
    /** 0 to 1000 */
    minutes_10: number;
    /** 0 to 1000 */
    hour: number;
    /** 0 to 1000 */
    bedtime: number;
    /** 0 to 1000 */
    morning: number;
  };
  /** distress below which a person counts as calm */
  calm_below: number;
  /** distress above which a person is flooded: less and less of an answer gets in */
  flooded_above: number;
  /** index of the evening most like all, in `now` and `before` alike: least distance from the means of asking, insisting, holding back and the minute of calm; 0 to 99 */
  shown: number;
  /** whose change it is; 0 to 1 */
  who?: number;
  /** the evenings asked for, with the change if there is one */
  now: EveningSet;
  /** the same evenings, same luck, without the change */
  before?: EveningSet;
  sooner?: Sooner;
  /** the people drawn for each place: questionnaire anxiety and avoidance of each */
  dots: [[number, number][], [number, number][]];
  /** plain sentences about the numbers */
  words: string[];
}

/** pairs in which one felt safer the next morning with the change, less safe, or as without it */
export interface Safer {
  /** 0 to 100 */
  more: number;
  /** 0 to 100 */
  less: number;
  /** 0 to 100 */
  same: number;
}

/** one change, on the same evenings as without it */
export interface Tried {
  kind: ChangeKind;
  /** whose it is; a pause is both's; 0 to 1 */
  who?: number;
  /** how long it lasts */
  minutes: number;
  sooner: Sooner;
  /** of each of the two */
  safer: [Safer, Safer];
}

/** every change by either of the two, on the same evenings; of a change in the evening only its minutes count */
export interface ChangesRequest {
  evening: EveningRequest;
}

/** what helped most first: most pairs calm sooner, less those calm later */
export interface ChangesAnswer {
  kind: "changes";
  /** 16 hexadecimal digits */
  digest: string;
  /** pairs; 1 to 100 */
  of: number;
  /** pairs in which, without a change, this one insists, the other is then drawn back by 0.3 more than at the start, and this one insists still */
  pursued: [number, number];
  tried: Tried[];
  /** plain sentences about the numbers */
  words: string[];
}

/** a column of the diary, as the mean over a day's answers */
export type DiaryColumn = "security" | "distress" | "bids" | "asked" | "offered";
export const DiaryColumn_names: readonly DiaryColumn[] = ["security", "distress", "bids", "asked", "offered"];

/** a diary of couples to be planned, as `bowlby plan` does: how often studies of some sizes and lengths find an arrow. Only as a job */
export interface PlanRequest {
  /** the luck; the same seed gives the same numbers everywhere; 1 when left out */
  seed?: number;
  /** the arrow that is cut for the false alarms, as `bowlby explain` lists them */
  edge: string;
  outcome?: DiaryColumn;
  predictor?: DiaryColumn;
  /** which effect of the predictor; "own" when left out */
  tested?: "own" | "partner";
  /** couples, the smallest first */
  sizes: number[];
  /** lengths of the diary, the shortest first */
  days: number[];
  /** a day, for each of the two; 1 to 12; 5 when left out */
  prompts?: number;
  /** studies of each size; 20 to 500; 100 when left out */
  replicates?: number;
}

/** all studies of one size and length */
export interface PlanCell {
  couples: number;
  days: number;
  replicates: number;
  /** share of studies that found the arrow */
  power: number | null;
  /** 95 % interval */
  low: number | null;
  high: number | null;
  /** studies without a test; they count as not found */
  failed: number;
  /** share that seemed to find it where it is cut */
  alarms: number | null;
  alarms_low: number | null;
  alarms_high: number | null;
  /** the same where it is cut */
  alarms_failed: number;
  /** median coefficient */
  effect: number | null;
}

/** couples for a power; null where no size is enough */
export interface PlanNeeded {
  couples: number | null;
  /** 95 % interval */
  low: number | null;
  /** null: no end */
  high: number | null;
}

/** all sizes of one length */
export interface PlanLength {
  days: number;
  /** sizes along the curve */
  couples: number[];
  /** the curve through all sizes; empty where there is none */
  power: number[];
  for_80: PlanNeeded;
  for_90: PlanNeeded;
}

/** how often it was found */
export interface PlanAnswer {
  kind: "plan";
  /** 16 hexadecimal digits */
  digest: string;
  analysis: string;
  edge: string;
  /** couples that studies are drawn from */
  pool: number;
  cells: PlanCell[];
  lengths: PlanLength[];
  /** plain sentences about the numbers */
  words: string[];
}

/** a thing worth seeing */
export type ExampleName = "asking_quiet" | "patchy_care" | "quiet_outside";
export const ExampleName_names: readonly ExampleName[] = ["asking_quiet", "patchy_care", "quiet_outside"];

/** the setting, and the one of many, that show a thing best, by a rule */
export interface ExampleRequest {
  name: ExampleName;
}

/** an example: what to ask, of whom, and why this one */
export interface ExampleAnswer {
  kind: "example";
  /** 16 hexadecimal digits */
  digest: string;
  name: ExampleName;
  /** how it was chosen */
  rule: string;
  /** three sentences: who is seen, what to look at, how many are like this */
  words: string[];
  moment?: Moment;
  people?: [EveningPerson, EveningPerson];
  /** which of the twenty pairs; 0 to 19 */
  pair?: number;
  care?: Care;
  compare?: Care;
  /** which of the twenty children; 0 to 49 */
  child?: number;
}

/** what one who plays does: answers at once, in a minute, or not in this turn */
export type Act = "now" | "soon" | "later";
export const Act_names: readonly Act[] = ["now", "soon", "later"];

/** an evening of messages, played from outside: the first person writes, the second is played */
export interface PlayRequest {
  /** the luck; the same seed gives the same numbers everywhere; 1 when left out */
  seed?: number;
  people: [EveningPerson, EveningPerson];
  /** what was done so far, turn by turn; left out, nothing yet */
  acts?: Act[];
}

/** the writer up to now: the last entry is what one who plays sees; after the last turn the whole evening */
export interface PlayAnswer {
  kind: "play";
  /** 16 hexadecimal digits */
  digest: string;
  /** minutes since the first message */
  times: number[];
  /** how many there are; 1 to 10 */
  turns: number;
  /** length of a turn */
  turn_minutes: number;
  /** distress below which a person counts as calm */
  calm_below: number;
  /** which of twenty pairs: of those whose writer begins by asking, the one most like all; 0 to 19 */
  pair: number;
  writer: Lane;
  /** once all turns are played: the same evening answered at once */
  after?: {
    /** the same writer and luck, answered at once */
    first: Lane;
    /** from when on the writer is calm; null when not before sleep */
    calm_minute: number | null;
    /** the same, answered at once */
    calm_minute_first: number | null;
    /** of twenty writers, answered at once beside answered as they were */
    sooner: Sooner;
  };
  /** plain sentences about the numbers */
  words: string[];
}

/** more or less like us; it gets hotter or stays calmer; it takes longer or shorter */
export type Verdict = "more" | "less" | "hotter" | "calmer" | "slower" | "faster";
export const Verdict_names: readonly Verdict[] = ["more", "less", "hotter", "calmer", "slower", "faster"];

/** what was said of an evening that was shown */
export interface Feedback {
  nudges: [Nudges, Nudges];
  verdict: Verdict;
}

/** look for people whose evening is more like the one meant; the evening may have 1 to 20 runs */
export interface TuneRequest {
  evening: EveningRequest;
  /** oldest first; the last one is about the evening shown now */
  feedback: Feedback[];
  /** settings tried; 20 to 400; 120 when left out */
  tries?: number;
}

/** new nudges for both */
export interface TuneAnswer {
  kind: "tune";
  digest: string;
  nudges: [Nudges, Nudges];
  /** how far the kept settings lie apart: large means the answer is not sure */
  spread: [Nudges, Nudges];
  /** 0 to 400 */
  kept: number;
  /** 20 to 400 */
  of: number;
  /** what moved: before and after */
  summary: {
    before: TuneSummary;
    after: TuneSummary;
  };
  words: string[];
}

/** an evening in five numbers */
export interface TuneSummary {
  minutes_to_calm: number;
  peak_distress: number;
  presses: number;
  holds: number;
  morning_security: number;
}

/** minutes to calm over how openly each of the two asks; the evening may have 1 to 20 runs */
export interface RepairMapRequest {
  evening: EveningRequest;
  /** points along each side; 3 to 9; 7 when left out */
  steps?: number;
}

/** rows: openness of the first person; columns: of the second */
export interface RepairMapAnswer {
  kind: "repair_map";
  digest: string;
  openness: number[];
  /** median minutes until both are calm; null when on most evenings they were not before sleep */
  minutes: ((number | null)[])[];
  /** share of evenings that calmed */
  calmed: number[][];
  words: string[];
}

/** a carer by four plain dials */
export interface Care {
  /** how much: mean answer to a bid; 0 to 1 */
  response: number;
  /** how steady: concentration of the answers; 0.3 to 40 */
  consistency: number;
  /** share of the unmet that comes back as rebuff; 0 to 1 */
  rebuff: number;
  /** chance that a contact frightens; 0 to 1 */
  fright: number;
}

/** children with one carer: a year of learning, then the Strange Situation */
export interface YearRequest {
  /** the luck; the same seed gives the same numbers everywhere; 1 when left out */
  seed?: number;
  care: Care;
  /** a second carer with the same luck */
  compare?: Care;
  /** 1 to 50; 20 when left out */
  children?: number;
  /** whom to follow; left out, a telling one: like most, and with two carers one whose two visits are sorted differently, if there are any; 0 to 49 */
  child?: number;
  /** names of edges to cut, as `bowlby explain` lists them */
  off?: string[];
}

/** how the coder sorts one visit; a word of researchers for twenty minutes, not for a child */
export type AssayClass = "secure" | "avoidant" | "resistant" | "disorganized";
export const AssayClass_names: readonly AssayClass[] = ["secure", "avoidant", "resistant", "disorganized"];

/** one child month by month: beliefs about the carer, shares of what was done, body */
export interface ChildYear {
  mu: number[];
  nu: number[];
  kappa: number[];
  phi: number[];
  ask: number[];
  press: number[];
  hold: number[];
  explore: number[];
  security: number[];
  distress: number[];
}

/** ratings of the coder: 1 to 7, disorganization 1 to 9, security about -1 to 1 */
export interface AssayScales {
  proximity_5: number;
  proximity_8: number;
  contact_5: number;
  contact_8: number;
  resistance_5: number;
  resistance_8: number;
  avoidance_5: number;
  avoidance_8: number;
  disorganization: number;
  security: number;
}

/** one child's visit as coded */
export interface AssayVisit {
  class: AssayClass;
  scales: AssayScales;
  /** mean distress of each episode, which no coder sees */
  arousal: number[];
}

/** what the child does in these twenty seconds: call = asks or insists out of reach, resist = held and still insisting, contradict = approach and escape at once */
export type Behaviour = "play" | "approach" | "call" | "contact" | "resist" | "turn_away" | "contradict";
export const Behaviour_names: readonly Behaviour[] = ["play", "approach", "call", "contact", "resist", "turn_away", "contradict"];

/** one of eight episodes */
export interface FilmEpisode {
  /** 1 to 8 */
  number: number;
  title: string;
  /** index of its first step; 0 to 100 */
  first: number;
  /** 1 to 20 */
  steps: number;
  /** the carer is in the room */
  figure: boolean;
  /** the stranger is in the room */
  stranger: boolean;
}

/** the visit of the followed child in steps of twenty seconds */
export interface Film {
  seconds: number[];
  episode: number[];
  behaviour: Behaviour[];
  crying: boolean[];
  held: boolean[];
  arousal: number[];
  activation: number[];
  contact: boolean[];
  episodes: FilmEpisode[];
}

/** children by how the coder sorted their visit */
export interface ClassCounts {
  /** 0 to 50 */
  secure: number;
  /** 0 to 50 */
  avoidant: number;
  /** 0 to 50 */
  resistant: number;
  /** 0 to 50 */
  disorganized: number;
}

/** all children of one carer */
export interface CareYear {
  children: ChildYear[];
  visits: AssayVisit[];
  counts: ClassCounts;
  film: Film;
}

/** a year with one carer, or with two */
export interface YearAnswer {
  kind: "year";
  digest: string;
  months: number[];
  /** whom the film follows; 0 to 49 */
  child: number;
  /** distress below which a person counts as calm */
  calm_below: number;
  care: CareYear;
  compare?: CareYear;
  words: string[];
}

export type LifeChangeKind = "care_change" | "placement" | "institution" | "separation" | "loss" | "pulse" | "breakup" | "partner_change" | "therapy" | "regulation" | "couple_work" | "gratitude" | "parenting" | "secure_partner";
export const LifeChangeKind_names: readonly LifeChangeKind[] = ["care_change", "placement", "institution", "separation", "loss", "pulse", "breakup", "partner_change", "therapy", "regulation", "couple_work", "gratitude", "parenting", "secure_partner"];

/** the one thing that goes differently */
export interface LifeChange {
  kind: LifeChangeKind;
  /** years; 0 to 90 */
  age: number;
  /** how long it lasts, where it lasts; 0 to 240; 6 when left out */
  months?: number;
  /** dose of help, depth of a separation, or how hard a pulse strikes; 0 to 3; 1 when left out */
  size?: number;
  /** the new care, for care_change, placement, partner_change */
  care?: Care;
}

/** one simulated person among a few hundred, from birth */
export interface LifeRequest {
  /** the luck; the same seed gives the same numbers everywhere; 1 when left out */
  seed?: number;
  /** people born with this one; 40 to 400; 160 when left out */
  founders?: number;
  /** which of the followed ones; left out, `choose` says; 0 to 40 */
  who?: number;
  /** whom to follow: the one whose unchanged life is most like all; or the one whose gain in felt security, ten years after the change, is the middle one of all; "like_all" when left out */
  choose?: "like_all" | "middle_gain";
  /** how this person's first carers answer; drawn when left out */
  care?: Care;
  /** age in years at which the story stops; 5 to 85; 60 when left out */
  until?: number;
  change?: LifeChange;
  /** others with the same carers and the same change, drawn faintly; 0 to 40; 20 when left out */
  neighbours?: number;
  /** names of edges to cut, as `bowlby explain` lists them */
  off?: string[];
}

export type LifeEventKind = "union_start" | "union_end" | "separation" | "placement" | "carer_change" | "partner_change" | "loss" | "abuse" | "therapy_start" | "therapy_end" | "programme" | "pulse" | "friend_start" | "friend_end" | "contact_ex" | "onset_depression" | "onset_anxiety" | "onset_trauma" | "onset_substance" | "remission_depression" | "remission_anxiety" | "remission_trauma" | "remission_substance" | "child_born" | "death" | "carer_died" | "change";
export const LifeEventKind_names: readonly LifeEventKind[] = ["union_start", "union_end", "separation", "placement", "carer_change", "partner_change", "loss", "abuse", "therapy_start", "therapy_end", "programme", "pulse", "friend_start", "friend_end", "contact_ex", "onset_depression", "onset_anxiety", "onset_trauma", "onset_substance", "remission_depression", "remission_anxiety", "remission_trauma", "remission_substance", "child_born", "death", "carer_died", "change"];

/** something that happened */
export interface LifeEvent {
  age: number;
  kind: LifeEventKind;
  /** in plain words */
  text: string;
}

/** once a half-year; entry i belongs to ages[i] while the person lives */
export interface LifeCourse {
  mu: number[];
  nu: number[];
  kappa: number[];
  phi: number[];
  security: number[];
  distress: number[];
  load: number[];
  depression: number[];
  anxiety: number[];
  trauma: number[];
  substance: number[];
  satisfaction: (number | null)[];
  withdrawal: number[];
}

/** somebody turned to for comfort */
export interface Figure {
  role: "mother" | "father" | "carer" | "friend" | "partner" | "ex" | "therapist";
  /** first carer, partner 2, friend 3 ... */
  name: string;
  /** age of the person */
  from: number;
  /** age; the end of the story when still there */
  until: number;
  ages: number[];
  /** share of difficult moments brought to this figure */
  share: number[];
  mu: number[];
  bond: number[];
}

/** questionnaires at an age; null before adult life or without a partner */
export interface LifeMeasure {
  age: number;
  anxiety: number | null;
  avoidance: number | null;
  satisfaction: number | null;
  depression: number | null;
  wellbeing: number | null;
}

/** one life */
export interface LifeStory {
  ages: number[];
  /** age, when before the end */
  died: number | null;
  events: LifeEvent[];
  course: LifeCourse;
  figures: Figure[];
  measures: LifeMeasure[];
}

/** where most of the others are: entry i belongs to ages[i] */
export interface Band {
  low: (number | null)[];
  median: (number | null)[];
  high: (number | null)[];
}

/** the others with the same carers */
export interface LifeNeighbours {
  /** 0 to 40 */
  of: number;
  security: number[][];
  distress: number[][];
  mu: number[][];
  kappa: number[][];
}

/** a life, and the same life with one thing changed */
export interface LifeAnswer {
  kind: "life";
  digest: string;
  /** who */
  person: {
    /** 0 to 40 */
    index: number;
    female: boolean;
    care: Care;
  };
  plain: LifeStory;
  changed?: LifeStory;
  neighbours: LifeNeighbours;
  changed_neighbours?: LifeNeighbours;
  words: string[];
}

export type ProgrammeKind = "parenting" | "therapy" | "regulation" | "couple_work" | "gratitude" | "secure_partner";
export const ProgrammeKind_names: readonly ProgrammeKind[] = ["parenting", "therapy", "regulation", "couple_work", "gratitude", "secure_partner"];

/** help offered to founders at an age */
export interface Programme {
  kind: ProgrammeKind;
  /** years; 0 to 60; 24 when left out */
  age?: number;
  /** of a full course; 0 to 3; 1 when left out */
  dose?: number;
  /** of the people; 0 to 1; 1 when left out */
  share?: number;
  /** therapy: how long; 1 to 60; 6 when left out */
  months?: number;
}

/** three generations, with and without a programme; founders x replicates x years, twice with a programme, may be 50000 where the answer is waited for (POST scene/lineage), any size within the bounds as a job */
export interface LineageRequest {
  /** the luck; the same seed gives the same numbers everywhere; 1 when left out */
  seed?: number;
  /** 100 to 4000; 600 when left out */
  founders?: number;
  /** populations lived, each with its own luck; 2 to 12; 4 when left out */
  replicates?: number;
  /** 60 to 100; 80 when left out */
  years?: number;
  programme?: Programme;
  /** names of edges to cut, as `bowlby explain` lists them */
  off?: string[];
}

/** mean over replicates and 95 percent of the uncertainty */
export interface Interval {
  mean: number | null;
  low: number | null;
  high: number | null;
}

/** without and with the programme, and the difference pair by pair */
export interface Both {
  plain: Interval;
  changed?: Interval;
  difference?: Interval;
  /** standard deviation between the people of a generation, without the programme */
  sd?: number | null;
}

/** one generation */
export interface Generation {
  /** 0 to 3 */
  number: number;
  people: number;
  /** shares of infants by coded security, from low to high in five fixed bands */
  bands: {
    edges: number[];
    plain: number[];
    changed?: number[];
  };
  infant_security: Both;
  /** share of visits sorted as secure */
  secure: Both;
  disorganized: Both;
  anxiety: Both;
  avoidance: Both;
  symptoms: Both;
  /** mean answer this generation gives, 0 to 1 */
  giving: Both;
}

/** one person of the family tree */
export interface TreePerson {
  id: number;
  /** 0 to 3 */
  generation: number;
  female: boolean;
  /** years since the start */
  born: number;
  died: number | null;
  mother: number | null;
  father: number | null;
  given: CareNumbers;
  received: CareNumbers;
  anxiety: number | null;
  avoidance: number | null;
  infant_security: number | null;
  /** took part in the programme */
  reached: boolean;
}

/** care as numbers; null when there was none to see */
export interface CareNumbers {
  response: number | null;
  consistency: number | null;
  rebuff: number | null;
  fright: number | null;
}

/** one family of the first population: a couple or a parent, their children and grandchildren */
export interface FamilyTree {
  people: TreePerson[];
}

/** three generations */
export interface LineageAnswer {
  kind: "lineage";
  digest: string;
  generations: Generation[];
  tree: FamilyTree;
  changed_tree?: FamilyTree;
  /** 2 to 12 */
  replicates: number;
  words: string[];
}

/** one thing that is wrong and what to do */
export interface Problem {
  key: string;
  reason: string;
  remedy: string;
  file?: string;
  line?: number;
  column?: number;
}

/** what every refusal looks like */
export interface Problems {
  problems: Problem[];
}

/** GET /api/about */
export interface About {
  version: string;
  commit: string;
  /** the set in use */
  parameters: {
    name: string;
    digest: string;
  };
  platform: string;
}

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";
export const JobState_names: readonly JobState[] = ["waiting", "running", "done", "failed", "cancelled"];

/** a scene as a job */
export interface SceneJob {
  kind: "scene";
  scene: "evening" | "tune" | "repair_map" | "year" | "life" | "lineage" | "plan";
  request: Record<string, unknown>;
}

/** a study as a job */
export interface RunJob {
  kind: "run";
  study: string;
  /** 1 to 200000 */
  people?: number;
  /** the luck; the same seed gives the same numbers everywhere; 1 when left out */
  seed?: number;
  /** 1 to 50 */
  replicates?: number;
  set?: Record<string, number>;
  /** names of edges to cut, as `bowlby explain` lists them */
  off?: string[];
  report?: boolean;
  /** in words of one's own; stands before the title */
  name?: string;
}

/** the experiments of one claim as a job */
export interface ClaimsJob {
  kind: "claims";
  /** its id */
  claim: string;
}

/** answer to POST /api/jobs */
export interface JobStarted {
  id: string;
}

/** one job */
export interface Job {
  id: string;
  kind: "scene" | "run" | "claims";
  scene?: string;
  study?: string;
  claim?: string;
  /** the line that does the same in a terminal */
  command?: string;
  state: JobState;
  title: string;
  done: number;
  total: number;
  text?: string;
  seconds_left?: number | null;
  /** ISO time */
  created: string;
  problems?: Problem[];
  files?: string[];
}

/** GET /api/jobs */
export interface JobList {
  jobs: Job[];
  /** there are more, older than these */
  older: boolean;
  /** records of jobs that could not be read when the studio began; key: the job's folder in the state folder */
  unreadable?: Problem[];
}

/** event `progress` */
export interface Progress {
  done: number;
  total: number;
  text: string;
  seconds_left: number | null;
}

/** one row of the parameter table */
export interface Parameter {
  name: string;
  unit: string;
  source: string;
  meaning: string;
  group: string;
  value: number;
  low: number;
  high: number;
  scale: "lin" | "log" | "prob";
  /** the edge it carries */
  edge: string | null;
}

/** GET /api/parameters */
export interface Parameters {
  parameters: Parameter[];
}

/** one arrow */
export interface Edge {
  name: string;
  from: string;
  to: string;
  /** -1 to 1 */
  sign: number;
  carrier: string;
  neutral: number;
  /** 0 to 6 */
  rung: number;
  claims: string[];
}

/** GET /api/edges */
export interface Edges {
  edges: Edge[];
  rungs: string[];
}

/** one equation */
export interface Equation {
  number: string;
  file: string;
  title: string;
  text: string;
  symbols: string;
  edges: string[];
  claims: string[];
}

/** GET /api/equations */
export interface Equations {
  equations: Equation[];
}

/** one study */
export interface StudyInfo {
  name: string;
  title: string;
  question: string;
  people: number;
  years: number;
  generations: number;
  replicates: number;
}

/** GET /api/studies */
export interface Studies {
  studies: StudyInfo[];
}

/** one claim of the sources */
export interface ClaimRow {
  id: string;
  says: string;
  source: string;
  /** null: not run yet */
  verdict: string | null;
  numbers: {
    name: string;
    value: number | null;
    low: number | null;
    high: number | null;
  }[];
  /** what covers it */
  covers: string | null;
  command: string | null;
}

/** GET /api/claims */
export interface Claims {
  claims: ClaimRow[];
  /** which committed run the verdicts are from */
  run: string | null;
}

/** one published number beside the simulated one */
export interface TargetRow {
  id: string;
  what: string;
  study: string;
  published: number;
  published_low: number | null;
  published_high: number | null;
  simulated: number | null;
  simulated_low: number | null;
  simulated_high: number | null;
  verdict: string | null;
  source: string;
  command: string | null;
}

/** GET /api/targets, misses first */
export interface Targets {
  targets: TargetRow[];
  run: string | null;
}

/** somewhere to turn to */
export interface HelpLine {
  country: string;
  name: string;
  number: string | null;
  web: string | null;
  hours: string;
  for_whom: string;
  /** ISO date */
  checked_on: string;
}

/** GET /api/help-lines */
export interface HelpLines {
  lines: HelpLine[];
  stale_after_days: number;
  note: string;
}

/** Each scene with its request and its answer. */
export interface Scenes {
  evening: { request: EveningRequest; answer: EveningAnswer };
  changes: { request: ChangesRequest; answer: ChangesAnswer };
  example: { request: ExampleRequest; answer: ExampleAnswer };
  play: { request: PlayRequest; answer: PlayAnswer };
  tune: { request: TuneRequest; answer: TuneAnswer };
  repair_map: { request: RepairMapRequest; answer: RepairMapAnswer };
  year: { request: YearRequest; answer: YearAnswer };
  life: { request: LifeRequest; answer: LifeAnswer };
  lineage: { request: LineageRequest; answer: LineageAnswer };
  plan: { request: PlanRequest; answer: PlanAnswer };
}

/** Bounds and usual values of what may be asked. */
export const limits = {
  Nudges: {
    threshold: {"low": -3, "high": 3, "usual": 0},
    soothing: {"low": -3, "high": 3, "usual": 0},
    insistence: {"low": -3, "high": 3, "usual": 0},
    holding: {"low": -3, "high": 3, "usual": 0},
    warmth: {"low": -3, "high": 3, "usual": 0},
    steadiness: {"low": -3, "high": 3, "usual": 0},
  },
  EveningPerson: {
    anxiety: {"low": 1, "high": 5},
    avoidance: {"low": 1, "high": 5},
  },
  Change: {
    who: {"low": 0, "high": 1},
    at: {"low": 0, "high": 180, "usual": 6},
    minutes: {"low": 3, "high": 240, "usual": 20},
  },
  EveningRequest: {
    seed: {"low": 0, "high": 9007199254740991, "usual": 1},
    starts: {"low": 0, "high": 1, "usual": 0},
    heat: {"low": -2, "high": 2, "usual": 0},
    runs: {"low": 1, "high": 100, "usual": 20},
  },
  PlanRequest: {
    seed: {"low": 0, "high": 9007199254740991, "usual": 1},
    prompts: {"low": 1, "high": 12, "usual": 5},
    replicates: {"low": 20, "high": 500, "usual": 100},
  },
  PlayRequest: {
    seed: {"low": 0, "high": 9007199254740991, "usual": 1},
  },
  TuneRequest: {
    tries: {"low": 20, "high": 400, "usual": 120},
  },
  RepairMapRequest: {
    steps: {"low": 3, "high": 9, "usual": 7},
  },
  Care: {
    response: {"low": 0, "high": 1},
    consistency: {"low": 0.3, "high": 40},
    rebuff: {"low": 0, "high": 1},
    fright: {"low": 0, "high": 1},
  },
  YearRequest: {
    seed: {"low": 0, "high": 9007199254740991, "usual": 1},
    children: {"low": 1, "high": 50, "usual": 20},
    child: {"low": 0, "high": 49},
  },
  LifeChange: {
    age: {"low": 0, "high": 90},
    months: {"low": 0, "high": 240, "usual": 6},
    size: {"low": 0, "high": 3, "usual": 1},
  },
  LifeRequest: {
    seed: {"low": 0, "high": 9007199254740991, "usual": 1},
    founders: {"low": 40, "high": 400, "usual": 160},
    who: {"low": 0, "high": 40},
    until: {"low": 5, "high": 85, "usual": 60},
    neighbours: {"low": 0, "high": 40, "usual": 20},
  },
  Programme: {
    age: {"low": 0, "high": 60, "usual": 24},
    dose: {"low": 0, "high": 3, "usual": 1},
    share: {"low": 0, "high": 1, "usual": 1},
    months: {"low": 1, "high": 60, "usual": 6},
  },
  LineageRequest: {
    seed: {"low": 0, "high": 9007199254740991, "usual": 1},
    founders: {"low": 100, "high": 4000, "usual": 600},
    replicates: {"low": 2, "high": 12, "usual": 4},
    years: {"low": 60, "high": 100, "usual": 80},
  },
} as const;
