// All pages, worksheets and works: text of the repository that the build takes along, loaded when somebody wants to read.
import works_text from '../../../../content/sources.tsv?raw';
import { page_of, sheet_of, type Page, type Sheet } from './page';

export interface Work {
  key: string;
  citation: string;
  checked: string;
}

const raw = (files: Record<string, unknown>): [string, string][] => Object.entries(files).sort(([a], [b]) => a.localeCompare(b)) as [string, string][];

export const pages: Page[] = raw(import.meta.glob('../../../../content/pages/*.md', { query: '?raw', import: 'default', eager: true })).map(([path, text]) => page_of(path, text));
export const sheets: Sheet[] = raw(import.meta.glob('../../../../content/worksheets/*.md', { query: '?raw', import: 'default', eager: true })).map(([path, text]) => sheet_of(path, text));
export const works: Work[] = works_text
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .slice(1)
  .map((line) => {
    const [key = '', citation = '', checked = ''] = line.split('\t');
    return { key, citation, checked };
  });
