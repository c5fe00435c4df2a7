// The form of a run, checked against the parameter table before it is sent (the server checks again).
import type { RunJob } from '../../lib/api';
import type { Edge, Parameter } from '../../generated/api';
import { plain } from '../../lib/format';
import { nearest_name } from '../shared/names';

export interface Change {
  name: string;
  value: string; // as typed
}

export interface Form {
  study: string;
  people: string; // '' = as the study says
  seed: string;
  set: Change[];
  off: string[];
  name?: string; // of one's own
}

export const empty_form = (study = ''): Form => ({ study, people: '', seed: '1', set: [], off: [], name: '' });

const hint = (name: string, names: string[]): string => {
  const near = nearest_name(name, names);
  return near ? ` Did you mean ${near}?` : '';
};

// What is wrong with one changed parameter, '' when nothing is.
export function change_fault(change: Change, table: Parameter[]): string {
  const row = table.find((p) => p.name === change.name.trim());
  if (!row) return change.name.trim() ? `There is no parameter “${change.name.trim()}”.${hint(change.name, table.map((p) => p.name))}` : 'Please name a parameter.';
  if (change.value.trim() === '') return `Please give a value between ${plain(row.low)} and ${plain(row.high)}.`;
  const value = Number(change.value);
  if (!Number.isFinite(value)) return `“${change.value}” is not a number.`;
  return value < row.low || value > row.high ? `${row.name} must lie between ${plain(row.low)} and ${plain(row.high)}.` : '';
}

export function edge_fault(name: string, edges: Edge[]): string {
  if (edges.some((e) => e.name === name.trim())) return '';
  return name.trim() ? `There is no arrow “${name.trim()}”.${hint(name, edges.map((e) => e.name))}` : 'Please name an arrow.';
}

export function whole_fault(text: string, what: string, low: number, high: number, optional: boolean): string {
  if (text.trim() === '') return optional ? '' : `Please give a ${what}.`;
  const value = Number(text);
  return Number.isInteger(value) && value >= low && value <= high ? '' : `The ${what} must be a whole number from ${low.toLocaleString('en-GB')} to ${high.toLocaleString('en-GB')}.`;
}

export const most_people = 200_000;

export function faults(form: Form, table: Parameter[], edges: Edge[]): string[] {
  const names = form.set.map((c) => c.name.trim());
  return [
    form.study ? '' : 'Please choose a study.',
    whole_fault(form.people, 'number of people', 1, most_people, true),
    whole_fault(form.seed, 'seed', 0, Number.MAX_SAFE_INTEGER, false),
    ...form.set.map((c) => change_fault(c, table)),
    ...form.off.map((e) => edge_fault(e, edges)),
    new Set(names).size < names.length ? 'A parameter is named twice.' : '',
  ].filter(Boolean);
}

export function job_of(form: Form): RunJob {
  const set = Object.fromEntries(form.set.map((c) => [c.name.trim(), Number(c.value)]));
  return {
    kind: 'run',
    study: form.study,
    seed: Number(form.seed),
    ...(form.people.trim() ? { people: Number(form.people) } : {}),
    ...(form.set.length ? { set } : {}),
    ...(form.off.length ? { off: form.off.map((e) => e.trim()) } : {}),
    report: true,
    ...(form.name?.trim() ? { name: form.name.trim() } : {}),
  };
}

// The same run from a shell.
export function command_of(form: Form): string {
  const job = job_of(form);
  return [
    `bowlby run studies/${job.study || 'STUDY'}.yaml`,
    `--seed ${job.seed ?? 1}`,
    job.people ? `--people ${job.people}` : '',
    ...Object.entries(job.set ?? {}).map(([name, value]) => `--set ${name}=${value}`),
    ...(job.off ?? []).map((name) => `--off ${name}`),
    '--output out/mine',
  ]
    .filter(Boolean)
    .join(' ');
}

// A form in a link: "insistence=3,learning_rate=.1" and "edge,edge".
export const set_text = (set: Change[]): string => set.map((c) => `${c.name.trim()}=${c.value.trim()}`).join(',');
export const set_of = (text: string): Change[] =>
  text
    .split(',')
    .filter(Boolean)
    .map((item) => {
      const [name = '', value = ''] = item.split('=', 2);
      return { name, value };
    });

// The form as a link and back; a study that is not known leaves the first of the list.
export const link_of = (form: Form): Record<string, string> => ({ study: form.study, people: form.people, seed: form.seed === '1' ? '' : form.seed, set: set_text(form.set), off: form.off.join(',') });
export const link_text = (link: URLSearchParams): string => JSON.stringify(Object.keys(link_of(empty_form())).map((key) => link.get(key) ?? ''));
export function form_of(link: URLSearchParams, studies: { name: string }[]): Form {
  const of = (key: string) => link.get(key) ?? '';
  return {
    ...empty_form((studies.find((s) => s.name === of('study')) ?? studies[0])?.name),
    people: of('people'),
    seed: of('seed') || '1',
    set: set_of(of('set')),
    off: of('off').split(',').filter(Boolean),
  };
}
