// Prints one part of the page and nothing else: everything beside the way down to it is left off the paper meanwhile.
export function print_only(part: HTMLElement | undefined): void {
  if (!part) return;
  const off: Element[] = [];
  for (let at: Element | null = part; at && at !== document.body; at = at.parentElement)
    for (const beside of at.parentElement?.children ?? [])
      if (beside !== at && !beside.classList.contains('unprinted')) {
        beside.classList.add('unprinted');
        off.push(beside);
      }
  try {
    window.print();
  } finally {
    for (const beside of off) beside.classList.remove('unprinted');
  }
}
