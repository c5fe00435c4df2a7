// A pressed button often goes with what it closes. Then the focus would fall to the page's body, and whoever uses keys
// or a screen reader would start again from the top. It goes to what has come in the button's place, or to the page.
const reachable = 'button:not([disabled]), a[href], input, select, summary, [tabindex="0"]';

export function keep_focus(main: HTMLElement): () => void {
  const page = main.ownerDocument;
  let held: HTMLElement[] = []; // what has the focus, then what it stands in
  const enter = (event: FocusEvent) => {
    held = [];
    for (let e = event.target as HTMLElement | null; e && e !== main; e = e.parentElement) held.push(e);
  };
  const leave = () => (held = []);
  const watch = new MutationObserver(() => {
    if (!held[0] || held[0].isConnected || page.activeElement !== page.body) return;
    const left = held.find((e) => e.isConnected);
    (left?.querySelector<HTMLElement>(reachable) ?? main).focus({ preventScroll: true });
  });
  main.addEventListener('focusin', enter);
  page.addEventListener('pointerdown', leave, true);
  watch.observe(main, { childList: true, subtree: true });
  return () => {
    watch.disconnect();
    main.removeEventListener('focusin', enter);
    page.removeEventListener('pointerdown', leave, true);
  };
}
