import { mount } from 'svelte';
import type { PageData } from '../generated/report';
import { copy_ascii } from '../lib/copies';
import '../theme.css';
import Report from './Report.svelte';

copy_ascii(document);
const target = document.getElementById('report');
const text = document.getElementById('bowlby-data')?.textContent ?? '';
if (target) {
  try {
    mount(Report, { target, props: { data: JSON.parse(text) as PageData } });
  } catch (problem) {
    target.textContent = `This report's data cannot be read (${String(problem)}). Please write it again with bowlby run.`;
    throw problem;
  }
}
