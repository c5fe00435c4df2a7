// A page shows a true minus; whoever copies a number into a sheet or a script needs the one on the keyboard.
export const ascii_minus = (text: string): string => text.replace(/\u2212(?=[\d.])/g, '-');

export function copy_ascii(page: Document): void {
  page.addEventListener('copy', (event) => {
    const text = page.getSelection()?.toString() ?? '';
    const plain = ascii_minus(text);
    if (plain === text || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', plain);
    event.preventDefault();
  });
}
