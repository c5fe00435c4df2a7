// Everything in the notebook as one page to read: words alone, opened by any browser without this program. It asks nothing of anybody.
import { day } from '../app/help';
import { fixed } from '../lib/format';
import { score_words } from './answers';
import type { Entry, Kind } from './book.svelte';
import { a_month } from './helper/list';
import { items, name_of, points, sentence, who_words } from './items';
import { holds, weights } from './letting_go';
import { position_of, told, type Position } from './position';
import { skills } from './practice';
import { eases } from './progress';
import { wish } from './read/feedback';

type Row = [what: string, words: string];
type Content<K extends Kind> = Entry<K>['content'];

const place = (of: Position | null): Row[] =>
  of ? [['Where the answers lie, from 1 to 5', `watching for an answer ${fixed(of.worry.mean, 1)} ± ${fixed(of.worry.error, 1)}, keeping it to oneself ${fixed(of.distance.mean, 1)} ± ${fixed(of.distance.error, 1)}`]] : [];
const point = (answer: number | 'does not fit'): string => (answer === 'does not fit' ? answer : (points[answer - 1] ?? ''));

// What stands under each title; a row without words is left out.
const kinds: { [K in Kind]: { title: string; rows: (content: Content<K>) => Row[] } } = {
  check_in: {
    title: 'Check-ins',
    rows: (c) => {
      const found = position_of(c.answers);
      const given = items.flatMap((item): Row[] => (c.answers[item.id] === undefined ? [] : [[sentence(item, c.who, c.name), point(c.answers[item.id]!)]]));
      return [['About', c.name ? `${c.name} (${who_words[c.who].toLowerCase()})` : who_words[c.who]], ...place(found), ...(found ? told(found, c.who, c.name).map((words): Row => ['Told', words]) : []), ...given];
    },
  },
  answers: { title: 'Answers to published questionnaires', rows: (c) => [['Questionnaire', c.title], ['About', c.about], ...c.scores.map((score): Row => [score.scale, score_words(score)]), ...c.notes.map((note): Row => ['Note', note]), ...c.answers.map(({ item, value }): Row => [item, value === null ? 'no answer' : String(value)])] },
  diary: { title: 'Diary', rows: (c) => [['Day', day(c.day)], ['How it was', c.ease === null ? '' : (eases[c.ease - 1] ?? '')], [c.event ? 'Something happened' : 'A line', c.words]] },
  practice: { title: 'Practice', rows: (c) => [['Day', day(c.day)], ['What', skills.find((skill) => skill.id === c.skill)?.title ?? c.skill], ['Plan', c.plan], ['Tried', c.times ? `${c.times} times` : ''], ['What happened', c.words]] },
  letting_go: {
    title: 'Letting go',
    rows: (c) => [['About', c.name], ['What I wish for this person', c.love], ['What I get, or hope to get', c.need], ...holds.flatMap(({ id, words }): Row[] => (c.holds[id] === undefined ? [] : [[`What holds me: ${words}`, weights[c.holds[id]] ?? '']])), ['Whom I can call, and where I could sleep', c.safe]],
  },
  helper_sheet: { title: 'Sheets for a helper', rows: (c) => [['What I want to talk about', c.about], ['What happens again and again between us', c.loop], ['What I have tried, and what happened', c.tried]] },
  letter: { title: 'Letters', rows: (c) => [['To', c.to], ['Letter', c.words]] },
  appointment: { title: 'Dates', rows: (c) => [['What', c.title], ['When', `${day(c.day)}, ${c.time}, ${c.minutes} minutes${c.weeks > 1 ? `, ${c.weeks} weeks` : ''}`]] },
  helper: {
    title: 'Helpers and groups',
    rows: (c) => [['Name', `${c.name} (${c.what})`], ['Kind', c.kind], ['Approach', c.approach], ['Languages', c.languages], ['Price', c.price === null ? '' : `${fixed(c.price)} a session, ${fixed(a_month(c))} a month`], ['Insurance', c.insurance], ['Contact', c.contact], ['Questions', c.questions], ['Notes', c.notes]],
  },
  card: { title: 'Cards', rows: (c) => [['Sentence', c.words]] },
  partner_card: { title: 'Cards between partners', rows: (c) => [[c.mine ? 'Mine, called' : 'From', c.from], ['Until', day(c.until)], ['Taken back', c.withdrawn ? 'yes' : ''], ...c.phrases.map((phrase): Row => ['Sentence', phrase]), ...place(c.place)] },
  partner_picture: { title: 'My guesses about a partner', rows: (c) => [['About', name_of('partner', c.name)], ['My guess, from 1 to 5', `watches for an answer ${fixed(c.worry, 1)}, keeps it back ${fixed(c.distance, 1)}`]] },
  feedback: { title: 'Notes on pages', rows: (c) => [['Page', c.page || wish], ['Note', c.words]] },
};

const safe = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
const look = `body{max-width:44rem;margin:1.5rem auto;padding:0 1rem;background:#fff;color:#1c2230;font:1rem/1.5 system-ui,sans-serif}
article{margin:1rem 0;padding:.6rem 0;border-top:1px solid #d0cec8;break-inside:avoid}dt{color:#565e6d;font-size:.9rem}dd{margin:0 0 .4rem;white-space:pre-line;overflow-wrap:anywhere}small{color:#565e6d}`;

function article({ saved, kind, content }: Entry): string {
  const rows = (kinds[kind].rows as (of: unknown) => Row[])(content).filter(([, words]) => words.trim());
  return `<article><small>Saved on ${safe(day(saved.slice(0, 10)))}</small><dl>${rows.map(([what, words]) => `<dt>${safe(what)}</dt><dd>${safe(words)}</dd>`).join('')}</dl></article>`;
}

export function readable_page(entries: readonly Entry[], today: string): string {
  const parts = (Object.keys(kinds) as Kind[]).flatMap((kind) => {
    const of = entries.filter((entry) => entry.kind === kind);
    return of.length ? [`<section><h2>${safe(kinds[kind].title)}</h2>\n${of.map(article).join('\n')}</section>`] : [];
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>My notebook</title><style>${look}</style></head>
<body><h1>My notebook</h1>
<p>Everything in it on ${safe(day(today))}. This page is not encrypted: whoever opens it can read it.</p>
${parts.join('\n') || '<p>There is nothing in it yet.</p>'}
</body></html>
`;
}
