// The notebook as it stands on the disk: the page keeps no answer that the engine has not saved, and keeps nothing at
// all once it is locked.
import { ApiError, erase, get, post } from '../lib/api';
import type { Answers, Who } from './items';
import type { Kept } from './answers';
import type { Appointment } from './helper/ics';
import type { Letter } from './helper/letter';
import type { Helper } from './helper/list';
import type { Weights } from './letting_go';
import type { PartnerCard, PartnerPicture } from './partner';
import { in_pieces } from './shape';

export interface CheckIn {
  who: Who;
  name: string; // of the other person, or empty
  items: string; // which form of the sentences
  answers: Answers;
}
export interface DiaryLine {
  day: string; // 2026-11-29
  ease: number | null; // 1 hard to 5 easy
  words: string;
  event: boolean;
}
export interface HelperSheet {
  about: string;
  loop: string;
  tried: string;
  lines: number; // how many diary lines go onto the sheet
}
export interface Card {
  words: string;
}
export interface Tried {
  skill: string;
  day: string;
  plan: string;
  times?: number; // how often it was tried since the last note; notes of earlier versions have none
  words: string; // what happened, or empty
}
export interface Feedback {
  page: string; // its id, or empty: a page that is missing
  words: string;
}
export interface LettingGo {
  name: string;
  love: string;
  need: string;
  holds: Weights;
  safe: string;
}
interface Contents {
  check_in: CheckIn;
  diary: DiaryLine;
  helper_sheet: HelperSheet;
  card: Card;
  practice: Tried;
  feedback: Feedback;
  letting_go: LettingGo;
  partner_card: PartnerCard;
  partner_picture: PartnerPicture;
  helper: Helper;
  letter: Letter;
  appointment: Appointment;
  answers: Kept;
}
export type Kind = keyof Contents;
export interface Entry<K extends Kind = Kind> {
  id: number;
  kind: K;
  saved: string; // when, by the engine's clock, in UTC
  content: Contents[K];
}

export type State = 'asking' | 'new' | 'locked' | 'open' | 'session';
interface Told {
  door: boolean;
  file: string;
  state: Exclude<State, 'asking'>;
  locked_itself: boolean;
  idle_minutes: number;
  entries?: Entry[];
}

const seconds_between_signs = 20; // of somebody being there, and of asking how it stands

class Book {
  state = $state<State>('asking');
  file = $state('');
  idle_minutes = $state(10);
  locked_itself = $state(false);
  entries = $state<Entry[]>([]);
  recovery_code = $state(''); // until it was written down

  get is_open(): boolean {
    return this.state === 'open' || this.state === 'session';
  }
  of<K extends Kind>(kind: K): Entry<K>[] {
    return this.entries.filter((entry) => entry.kind === kind) as unknown as Entry<K>[];
  }

  #take(told: Told): void {
    this.state = told.state;
    this.file = told.file;
    this.idle_minutes = told.idle_minutes;
    this.locked_itself = told.locked_itself;
    this.entries = told.entries ?? [];
    if (!this.is_open) this.recovery_code = '';
  }
  async ask(): Promise<void> {
    this.#take(await get<Told>('notebook'));
  }
  async create(passphrase: string): Promise<void> {
    const code = (await post<{ recovery_code: string }>('notebook/create', { passphrase: passphrase.normalize('NFC') })).recovery_code;
    await this.ask();
    this.recovery_code = code;
  }
  async unlock(secret: { passphrase: string } | { recovery_code: string }): Promise<void> {
    const body = 'passphrase' in secret ? { passphrase: secret.passphrase.normalize('NFC') } : secret;
    this.#take(await post<Told>('notebook/unlock', body));
  }
  async sit_without_file(): Promise<void> {
    this.#take(await post<Told>('notebook/session', {}));
  }
  async lock(): Promise<void> {
    this.#take(await post<Told>('notebook/lock', {}));
  }
  async remove_all(name: string): Promise<void> {
    this.#take(await post<Told>('notebook/delete', { name }));
  }
  // A new passphrase: the old one, the old code and the older copies open nothing any more.
  async renew(secret: { passphrase: string } | { recovery_code: string }, new_passphrase: string): Promise<void> {
    const body = 'passphrase' in secret ? { passphrase: secret.passphrase.normalize('NFC') } : secret;
    this.recovery_code = (await this.#written(post<{ recovery_code: string }>('notebook/renew', { ...body, new_passphrase: new_passphrase.normalize('NFC') }))).recovery_code;
  }
  // What is in it already is left out. How many were new.
  async take(entries: Entry[]): Promise<number> {
    const before = this.entries.length;
    for (const piece of in_pieces(entries)) this.#take(await this.#written(post<Told>('notebook/import', { entries: piece })));
    return this.entries.length - before;
  }
  // A button pressed twice while the first is on its way adds once.
  #on_the_way = new Map<string, Promise<unknown>>();
  add<K extends Kind>(kind: K, content: Contents[K]): Promise<Entry<K>> {
    const what = JSON.stringify([kind, content]);
    const same = this.#on_the_way.get(what) as Promise<Entry<K>> | undefined;
    if (same) return same;
    const adding = this.#add(kind, content).finally(() => this.#on_the_way.delete(what));
    this.#on_the_way.set(what, adding);
    return adding;
  }
  async #add<K extends Kind>(kind: K, content: Contents[K]): Promise<Entry<K>> {
    const { entry } = await this.#written(post<{ entry: Entry<K> }>('notebook/entries', { kind, content }));
    this.entries = [...this.entries, entry];
    return entry;
  }
  async change<K extends Kind>(id: number, content: Contents[K]): Promise<Entry<K>> {
    const { entry } = await this.#written(post<{ entry: Entry<K> }>(`notebook/entries/${id}`, { content }));
    this.entries = this.entries.map((old) => (old.id === id ? entry : old));
    return entry;
  }
  async remove(id: number): Promise<void> {
    this.#take(await this.#written(erase<Told>(`notebook/entries/${id}`)));
  }
  // It may have locked itself while somebody was thinking: then the page shows the door again.
  async #written<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (problem) {
      if (problem instanceof ApiError && problem.problems.some((p) => p.key === 'locked')) await this.ask();
      throw problem;
    }
  }

  // While the page is shown: tells the engine that somebody is there, and looks whether the notebook has locked itself.
  watch(): () => void {
    let used = false;
    const sign = () => (used = true);
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, sign, { passive: true });
    const timer = setInterval(() => {
      if (!this.is_open) return;
      const told = used ? post('notebook/here', {}) : get<Told>('notebook').then((now) => now.state !== this.state && this.#take(now));
      used = false;
      void told.catch(() => this.ask().catch(() => undefined));
    }, seconds_between_signs * 1000);
    return () => {
      clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, sign);
    };
  }
}

export const book = new Book();
