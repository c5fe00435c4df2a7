// A scene as one HTML file that plays without the program: each moment is drawn once here, kept as a picture, and shown
// in turn by a few lines of script in the file. Nothing in it asks anything of anybody.
import { picture_of } from './picture';

export interface Part {
  picture: HTMLElement;
  bare?: boolean; // without its own title and sentence, where those of the scene say it all
}
const words_of = (picture: HTMLElement, at: string): string => picture.querySelector(`figcaption ${at}`)?.textContent ?? '';
// Every picture in here, or those of a list of titles.
export const parts_of = (whole: HTMLElement | undefined, only?: readonly string[]): Part[] =>
  [...(whole?.querySelectorAll('figure') ?? [])].filter((picture) => !only || only.includes(words_of(picture, 'h3'))).map((picture) => ({ picture }));

export interface Scene {
  title: string;
  sentence: string;
  again: string[]; // how to get it again
  moments: number;
  go: (moment: number) => Promise<void>; // ends when the page has drawn it
  label: (moment: number) => string;
  moving: Part[]; // drawn anew at each moment
  back: () => void; // the page as it was before
  still: Part[]; // drawn once
}

const safe = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

const look = `body{max-width:60rem;margin:1.5rem auto;padding:0 1rem;background:#faf9f6;color:#1c2230;font:1rem/1.5 system-ui,sans-serif}
svg{max-width:100%;height:auto}input{width:100%}button{min-height:2.75rem;padding:.3rem 1.2rem;font:inherit}[hidden]{display:none}small{color:#565e6d}`;

const script = `const moments=[...document.querySelectorAll('.moment')],at=document.getElementById('at'),told=document.getElementById('told'),button=document.getElementById('play');
let timer=0;
function show(){moments.forEach((m,i)=>{m.hidden=i!==+at.value});told.textContent=moments[+at.value].dataset.label;at.setAttribute('aria-valuetext',told.textContent)}
function stop(){clearInterval(timer);timer=0;button.textContent='Play'}
at.addEventListener('input',()=>{stop();show()});
button.addEventListener('click',()=>{if(timer)return stop();if(+at.value>=moments.length-1)at.value=0;button.textContent='Pause';timer=setInterval(()=>{if(+at.value>=moments.length-1)return stop();at.value=+at.value+1;show()},600)});
show();`;

export async function played_file(scene: Scene): Promise<string> {
  const root = document.documentElement;
  const motion = root.dataset['motion'];
  root.dataset['motion'] = 'off'; // nothing may be half way to where it goes
  const drawn = (parts: Part[]) => parts.map(({ picture, bare }) => (bare ? picture_of(picture, '', '', []) : picture_of(picture, words_of(picture, 'h3'), words_of(picture, 'p'), [])).svg).join('\n');
  const frames: string[] = [];
  let still = '';
  try {
    for (let i = 0; i < scene.moments; ++i) {
      await scene.go(i);
      frames.push(`<div class="moment" data-label="${safe(scene.label(i))}" hidden>${drawn(scene.moving)}</div>`);
    }
    still = drawn(scene.still);
  } finally {
    scene.back();
    if (motion === undefined) delete root.dataset['motion'];
    else root.dataset['motion'] = motion;
  }
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(scene.title)}</title><style>${look}</style></head>
<body><h1>${safe(scene.title)}</h1><p>${safe(scene.sentence)}</p>
${frames.join('\n')}
<p id="told" aria-live="polite"></p>
<p><input id="at" type="range" min="0" max="${scene.moments - 1}" step="1" value="0" aria-label="Moment"><button id="play" type="button">Play</button></p>
${still}
<p><small>${scene.again.map(safe).join('<br>')}</small></p>
<script>${script}</script></body></html>
`;
}
