// A picture to take along: everything that a figure draws as one SVG of its own, with its caption above and how to get it
// again below. Styles live in style sheets here, so what they come to is written onto each mark; words and patches of
// colour that are laid out as text of the page become marks, too.

const drawn = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'paint-order', 'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'transform'] as const;
const namespace = 'http://www.w3.org/2000/svg';
const margin = 24;

const clear = (colour: string): boolean => colour === 'transparent' || /^rgba\(.*, 0\)$/.test(colour);

// What a mark is where nothing is said: a copy of a picture stands in one that says the font of the page.
const usual_of = (): Map<string, string> =>
  new Map([['fill', 'rgb(0, 0, 0)'], ['fill-opacity', '1'], ['stroke', 'none'], ['stroke-width', '1px'], ['stroke-opacity', '1'], ['stroke-dasharray', 'none'], ['stroke-linecap', 'butt'], ['stroke-linejoin', 'miter'], ['paint-order', 'normal'], ['font-style', 'normal'], ['font-family', getComputedStyle(document.body).fontFamily]]);
const places = /^(?:[xyrd]|[xy][12]|c[xy]|width|height|points|transform)$/;
const short = (value: string): string => value.replace(/(\.\d\d)\d+/g, '$1'); // a hundredth of a dot is nothing to see

// One mark and all below it, with what its styles come to. What the mark above it says already, and is handed down, is not said again.
function plain(from: Element, above: Map<string, string>): Element {
  const to = from.cloneNode(false) as Element;
  const style = getComputedStyle(from);
  for (const { name } of [...to.attributes]) if (name === 'class' || name.startsWith('data-') || name === 'style') to.removeAttribute(name);
  for (const { name, value } of to.attributes) if (places.test(name)) to.setAttribute(name, short(value));
  const said = new Map<string, string>();
  for (const name of drawn) {
    const value = style.getPropertyValue(name);
    if (name === 'transform' && from.hasAttribute('transform')) continue; // its own, in its own units
    if (!value) continue;
    said.set(name, value);
    const usual = name === 'opacity' ? '1' : name === 'transform' ? 'none' : above.get(name);
    if (value === usual) to.removeAttribute(name);
    else to.setAttribute(name, value);
  }
  for (const child of from.childNodes) {
    if (child instanceof Element) to.append(plain(child, said));
    else if (child.nodeType === Node.TEXT_NODE) to.append(child.cloneNode());
  }
  return to;
}

function make(name: string, of: Record<string, string | number>, text = ''): Element {
  const mark = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(of)) mark.setAttribute(key, String(value));
  if (text) mark.textContent = text;
  return mark;
}

// Breaks words into lines that are about so wide.
export function lines_of(text: string, wide: number, size: number): string[] {
  const most = Math.max(8, Math.floor(wide / (size * 0.52)));
  const out = [''];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = out[out.length - 1] ?? '';
    if (last && last.length + 1 + word.length > most) out.push(word);
    else out[out.length - 1] = last ? `${last} ${word}` : word;
  }
  return out;
}

// A button that is itself a mark of the picture says so; words aside are of the page, not of the picture.
const skipped = 'figcaption, details, button:not([data-picture]), input, .unseen, .picture-save, [hidden], [data-aside]';

// Marks of everything in `figure` but its caption, controls and table; places are relative to the top left corner.
function marks(figure: HTMLElement, box: DOMRect): Element[] {
  const out: Element[] = [];
  const usual = usual_of();
  const walk = (node: Element) => {
    if (node.matches(skipped)) return;
    const at = node.getBoundingClientRect();
    if (node instanceof SVGSVGElement) {
      if (!at.width || !at.height) return;
      const copy = plain(node, usual);
      for (const [key, value] of Object.entries({ x: at.left - box.left, y: at.top - box.top, width: at.width, height: at.height })) copy.setAttribute(key, value.toFixed(1));
      copy.setAttribute('overflow', 'visible');
      out.push(copy);
      return;
    }
    const style = getComputedStyle(node);
    const edge = parseFloat(style.borderTopWidth) || 0;
    if (node !== figure && at.width && (!clear(style.backgroundColor) || (edge && !clear(style.borderTopColor))))
      out.push(make('rect', { x: (at.left - box.left).toFixed(1), y: (at.top - box.top).toFixed(1), width: at.width.toFixed(1), height: Math.max(at.height, edge).toFixed(1), fill: clear(style.backgroundColor) ? 'none' : style.backgroundColor, stroke: edge ? style.borderTopColor : 'none', 'stroke-width': edge }));
    for (const child of node.childNodes) {
      if (child instanceof Element) walk(child);
      else if (child.nodeType === Node.TEXT_NODE && child.textContent?.trim()) {
        const range = document.createRange();
        range.selectNodeContents(child);
        const line = range.getBoundingClientRect();
        const size = parseFloat(style.fontSize);
        if (line.width) out.push(make('text', { x: (line.left - box.left).toFixed(1), y: (line.top - box.top + line.height / 2 + size * 0.35).toFixed(1), fill: style.color, ...(style.fontFamily === usual.get('font-family') ? {} : { 'font-family': style.fontFamily }), 'font-size': size, 'font-weight': style.fontWeight }, child.textContent.trim()));
      }
    }
  };
  walk(figure);
  return out;
}

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

// `again`: how to get it again, one line each.
export function picture_of(figure: HTMLElement, title: string, sentence: string, again: string[]): Picture {
  const box = figure.getBoundingClientRect();
  const style = getComputedStyle(document.documentElement);
  const [paper, ink, soft] = ['--paper', '--ink', '--soft'].map((name) => style.getPropertyValue(name).trim());
  const width = Math.round(box.width);
  const caption = figure.querySelector('figcaption')?.getBoundingClientRect();
  const above = caption ? caption.bottom - box.top : 0; // its place is taken by the caption made here
  const words: Element[] = [];
  let y = margin;
  const say = (lines: string[], size: number, fill: string, weight = 400) => {
    for (const line of lines) {
      y += size * 1.35;
      words.push(make('text', { x: margin, y: y.toFixed(1), fill, 'font-family': 'sans-serif', 'font-size': size, 'font-weight': weight }, line));
    }
  };
  say(lines_of(title, width, 18), 18, ink ?? '#000', 600);
  say(lines_of(sentence, width, 13), 13, soft ?? '#444');
  const top = y + 14;
  const all = marks(figure, box);
  const deep = Math.max(above, ...[...figure.querySelectorAll('svg, li, p')].filter((e) => !e.closest(skipped)).map((e) => e.getBoundingClientRect().bottom - box.top));
  const group = make('g', { transform: `translate(${margin},${(top - above).toFixed(1)})` });
  group.append(...all);
  y = top + deep - above + 8;
  say(again.flatMap((line) => lines_of(line, width, 11)), 11, soft ?? '#444');
  const [wide, tall] = [width + 2 * margin, Math.ceil(y + margin)];
  const root = make('svg', { xmlns: namespace, width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`, 'font-family': usual_of().get('font-family') ?? 'sans-serif' });
  root.append(make('title', {}, title), make('desc', {}, [sentence, ...again].join('\n')), make('rect', { width: wide, height: tall, fill: paper ?? '#fff' }), group, ...words);
  return { svg: new XMLSerializer().serializeToString(root), width: wide, height: tall };
}

export const file_name = (title: string, ending: string): string =>
  `bowlby-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 50) || 'picture'}.${ending}`;

// Hands a file to the browser, which saves it where its owner wants.
export function hand_over(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const svg_blob = ({ svg }: Picture): Blob => new Blob([svg], { type: 'image/svg+xml' });

// Twice as many dots as on the screen, so that it prints well.
export async function png_blob({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser draws no picture.');
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0, width, height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('This browser makes no PNG.'))), 'image/png'));
}
