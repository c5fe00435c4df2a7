// Every room of the studio and of the notebook on a phone: nothing is cut off, runs over its neighbour or is too small to press.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answer_no, check, open_tables, settled, start_browser, start_server, visit } from './harness.mjs';
import { answer_all, patient, room, shot, sit } from './notebook.mjs';

let browser;
before(async () => (browser = await start_browser()));
after(() => browser?.close());

// Runs in the page. What cannot be pressed, read or reached; links within a sentence may be as tall as the sentence.
function faults_of_a_phone() {
  const least = 24;
  const out = [];
  const shown = (e) => e.checkVisibility({ checkVisibilityCSS: true }) && e.getBoundingClientRect().width > 1 && !e.closest('.unseen, svg');
  const name = (e) => (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.id || e.tagName).trim().replace(/\s+/g, ' ').slice(0, 50);
  for (const e of document.querySelectorAll('a[href], button, summary, select, input, textarea, [role=slider], [tabindex="0"]')) {
    if (!shown(e) || e.matches('.skip, pre')) continue;
    const in_words = e.matches('a[href]') && getComputedStyle(e).display === 'inline' && (e.parentElement?.innerText.trim().length ?? 0) > e.innerText.trim().length + 3;
    const area = e.matches('input[type=checkbox], input[type=radio]') ? (e.closest('label') ?? e.labels?.[0] ?? e) : e;
    const box = area.getBoundingClientRect();
    if (!in_words && (box.width < least - 0.5 || box.height < least - 0.5)) out.push(`too small to press (${Math.round(box.width)} x ${Math.round(box.height)}): ${name(e)}`);
    if (box.right > innerWidth + 1 && !e.closest('[role=region], .scrolls')) out.push(`beyond the right edge: ${name(e)}`);
  }
  for (const e of document.querySelectorAll('main button, main summary, main h1, main h2, main h3, main p, main li, main label, main dd, main dt')) {
    if (!shown(e)) continue;
    const style = getComputedStyle(e);
    if (e.scrollWidth > e.clientWidth + 2 && style.display !== 'inline' && !['auto', 'scroll'].includes(style.overflowX)) out.push(`wider than its box by ${e.scrollWidth - e.clientWidth} px: ${name(e)}`);
  }
  // Things to press, and the lines beside them, that lie on one another; bars that stay on the screen lie on everything.
  const stays = (e) => { for (let at = e; at; at = at.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true; return false; };
  const in_sight = (e) => {
    const box = e.getBoundingClientRect();
    for (let at = e.parentElement; at; at = at.parentElement)
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowY)) {
        const window_of = at.getBoundingClientRect();
        if (box.bottom > window_of.bottom || box.top < window_of.top) return false;
      }
    return true;
  };
  const things = [...document.querySelectorAll('main button, main summary, main select, main a[href], main .picture-save')].filter((e) => shown(e) && in_sight(e) && !stays(e) && getComputedStyle(e).display !== 'inline').map((e) => [e, e.getBoundingClientRect()]);
  things.forEach(([a, one], i) => {
    for (const [b, two] of things.slice(i + 1)) {
      const [wide, tall] = [Math.min(one.right, two.right) - Math.max(one.left, two.left), Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)];
      if (wide > 2 && tall > 2 && !a.contains(b) && !b.contains(a)) out.push(`one over the other: ${name(a)} / ${name(b)}`);
    }
  });
  for (const e of document.querySelectorAll('main input[type=checkbox], main input[type=radio]'))
    if (shown(e) && e.getBoundingClientRect().width < 0.9 * e.getBoundingClientRect().height) out.push(`squeezed to ${Math.round(e.getBoundingClientRect().width)} px: ${name(e)}`);
  // Words of a picture that lie on other words of it.
  for (const svg of document.querySelectorAll('main svg')) {
    if (!shown(svg.parentElement)) continue;
    const texts = [...svg.querySelectorAll('text')].filter((t) => t.textContent.trim() && t.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })).map((t) => [t.textContent.trim(), t.getBoundingClientRect(), parseFloat(getComputedStyle(t).fontSize) * Math.hypot(t.getScreenCTM().a, t.getScreenCTM().b)]);
    texts.forEach(([a, one, letters], i) => {
      if (letters < 9) out.push(`too small to read (${letters.toFixed(1)} px): ${a}`);
      if (one.right > innerWidth + 2 && !svg.closest('[role=region], .scrolls')) out.push(`words beyond the right edge: ${a}`);
      for (const [b, two] of texts.slice(i + 1)) {
        const [wide, tall] = [Math.min(one.right, two.right) - Math.max(one.left, two.left), Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)];
        if (wide > 3 && tall > 4) out.push(`words over words: ${a.slice(0, 40)} / ${b.slice(0, 40)}`);
      }
    });
  }
  return [...new Set(out)].slice(0, 30);
}

async function look(page, faults, name) {
  await settled(page, 90_000);
  await shot(page, `phone-${name}`);
  const closed = await page.evaluate(faults_of_a_phone);
  await open_tables(page);
  await shot(page, `phone-${name}-open`);
  const open = await page.evaluate(faults_of_a_phone);
  assert.deepEqual([...new Set([...closed, ...open])], [], name);
  await check(page, faults, name);
}

const rooms = { home: '#/', two: '#/two?moment=hard_talk&a=4.5,2&b=2,4.5', child: '#/child', life: '#/life', generations: '#/generations', evidence: '#/evidence', claims: '#/evidence?part=claims', inside: '#/evidence?part=workings', studies: '#/evidence?part=studies', plan: '#/evidence?part=plan', help: '#/help', about: '#/about' };
test('the studio', async (t) => {
  const server = await start_server();
  try {
    for (const [name, hash] of Object.entries(rooms))
      await t.test(name, async () => {
        const { page, context, faults } = await visit(browser, server, { width: 390, hash });
        if (name === 'two') await answer_no(page);
        if (['two', 'child', 'life', 'generations', 'evidence'].includes(name)) await page.locator('main figure svg').first().waitFor({ timeout: 90_000 });
        await page.waitForTimeout(500);
        await look(page, faults, name);
        await context.close();
      });
  } finally {
    await server.stop();
  }
});

const notebook = ['Check-in', 'Our evening', 'Partner', 'Practice', 'Letting go', 'Diary and progress', 'A child in my care', 'For a helper', 'Read', 'Keep and delete'];
test('the notebook', async (t) => {
  const server = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, server, { width: 390 });
    await t.test('gate', () => look(page, faults, 'gate'));
    await sit(page);
    for (const name of notebook)
      await t.test(name, async () => {
        await room(page, name);
        await page.waitForTimeout(500);
        if (await page.getByRole('button', { name: 'No', exact: true }).count()) await answer_no(page); // asked once before both
        await look(page, faults, name.replaceAll(' ', '-'));
      });
    await context.close();
  } finally {
    await server.stop();
  }
});

test('what the rooms of the notebook hold once there is something in them', async (t) => {
  const server = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, server, { width: 390 });
    await sit(page);
    await t.test('a cloud', async () => {
      await page.getByRole('button', { name: 'Begin' }).click();
      await answer_all(page, 4);
      await look(page, faults, 'sentences');
      await page.getByRole('button', { name: 'Save my answers' }).click();
      await page.locator('main figure svg').first().waitFor(patient);
      await look(page, faults, 'cloud');
    });
    await t.test('a course over time', async () => {
      await room(page, 'Diary and progress');
      await page.locator('main figure svg circle').first().waitFor();
      await look(page, faults, 'course');
    });
    for (const part of ['A letter', 'Calendar', 'My helpers and groups'])
      await t.test(part, async () => {
        await room(page, 'For a helper');
        await page.getByRole('button', { name: part, exact: true }).click();
        await page.waitForTimeout(300);
        await look(page, faults, part.replaceAll(' ', '-'));
      });
    for (const title of ['One asks, one goes quiet', 'A week of practice'])
      await t.test(title, async () => {
        await room(page, 'Read');
        const back = page.getByRole('button', { name: 'All pages' });
        if (await back.count()) await back.click();
        await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
        await page.waitForTimeout(500);
        await look(page, faults, title.replaceAll(/[ ,]+/g, '-'));
      });
    await t.test('a skill', async () => {
      await room(page, 'Practice');
      await page.getByRole('button', { name: 'Ask plainly' }).click();
      await page.waitForTimeout(300);
      await look(page, faults, 'skill');
    });
    await t.test('an evening of ours', async () => {
      await room(page, 'Our evening');
      const no = page.getByRole('button', { name: 'No', exact: true });
      if (await no.count()) await no.click();
      await page.waitForTimeout(2500);
      await look(page, faults, 'our-evening-open');
    });
    await context.close();
  } finally {
    await server.stop();
  }
});
