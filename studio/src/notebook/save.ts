// A file for the reader's own downloads, made in the page; nothing is asked of anybody for it.
export const save_text = (name: string, text: string, type = 'text/plain'): void => save_file(name, new Blob([text], { type: `${type};charset=utf-8` }));

export function save_file(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
