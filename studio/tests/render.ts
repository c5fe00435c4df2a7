// Mounts the report into a fresh element of the test's document.
import { flushSync, mount, unmount } from 'svelte';
import Report from '../src/report/Report.svelte';
import type { PageData } from '../src/generated/report';

let shown: ReturnType<typeof mount> | undefined;

export function render_report(data: PageData): void {
  document.body.innerHTML = '<div id="target"></div>';
  shown = mount(Report, { target: document.getElementById('target')!, props: { data } });
  flushSync();
}

export function cleanup(): void {
  if (shown) void unmount(shown);
  shown = undefined;
}

export function fireEvent(element: Element, kind: string, init: KeyboardEventInit = {}): void {
  element.dispatchEvent(kind === 'keydown' ? new KeyboardEvent(kind, { bubbles: true, ...init }) : new Event(kind, { bubbles: true }));
  flushSync();
}
