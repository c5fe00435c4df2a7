import { mount } from 'svelte';
import type { PageData } from '../lib/types';
import '../theme.css';
import Report from './Report.svelte';

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
