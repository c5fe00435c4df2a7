// Two people, two notebooks: an invitation on paper, a card from one to the other, and taking it back. And a sealed copy of all.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axe, check, start_browser, start_server, visit } from './harness.mjs';
import { answer_all, heading, patient, room, saved, shot, sit } from './notebook.mjs';

let browser;
before(async () => (browser = await start_browser()));
after(() => browser?.close());

const no = (page) => page.getByRole('button', { name: 'No', exact: true }).click();

for (const width of [1280, 390])
  test(`a card goes from one notebook to the other, ends when it is taken back, and carries no answer, at ${width}`, async () => {
    const servers = await Promise.all([start_server([], 'notebook'), start_server([], 'notebook')]);
    try {
      const [one, other] = await Promise.all(servers.map((server) => visit(browser, server, { width })));
      await sit(one.page);
      await one.page.getByLabel('A name or a letter').fill('Bo');
      await one.page.getByRole('button', { name: 'Begin' }).click();
      await answer_all(one.page, 4);
      await one.page.getByRole('button', { name: 'Save my answers' }).click();
      await one.page.getByText(/^Saved on/).waitFor();
      await room(one.page, 'Partner');
      await heading(one.page, 'Partner');
      assert.equal(await one.page.getByText('An invitation').count(), 0, 'the question comes first');
      await no(one.page);
      await one.page.getByLabel('In your own words').fill('Would you like to have one, too?');
      await one.page.getByLabel('How the other calls me').fill('Ada');
      await one.page.getByLabel('When I go quiet').check();
      await one.page.getByLabel('One of my own').fill('Bring me tea when I am grumpy.');
      await one.page.getByLabel('Where my answers lie').selectOption({ label: 'the cloud of: Bo' });
      await check(one.page, one.faults, 'my card');
      await axe(one.page, 'my card');
      await shot(one.page, `partner-${width}`);
      const card = await saved(one.page, () => one.page.getByRole('button', { name: 'Make my card' }).click());
      assert.equal(card.name, 'card.age');
      assert.match(readFileSync(card.path, 'latin1'), /^age-encryption\.org\/v1\n-> scrypt /);
      assert.doesNotMatch(readFileSync(card.path, 'latin1'), /grumpy|Ada/);
      const code = await one.page.getByLabel('Code of the card').innerText();

      await sit(other.page);
      await room(other.page, 'Partner');
      await no(other.page);
      const take = async (path, with_code) => {
        await other.page.getByLabel('A card that was handed to me').setInputFiles({ name: 'card.age', mimeType: 'application/octet-stream', buffer: readFileSync(path) });
        await other.page.getByLabel('Its code').fill(with_code);
        await other.page.getByRole('button', { name: 'Take the card in' }).click();
      };
      await take(card.path, 'AAAA-AAAA-AAAA');
      await other.page.getByText('This is not the code of this file').waitFor(patient);
      other.faults.length = 0; // the console tells of the refusal
      await take(card.path, code.toLowerCase().replaceAll('-', ' '));
      await other.page.getByText(/^The card of Ada is below/).waitFor(patient);
      await other.page.locator('.card').getByText('Bring me tea when I am grumpy.').waitFor();
      await other.page.getByLabel('Name or letter').fill('Ada');
      await other.page.getByRole('button', { name: 'Save my picture' }).click();
      await other.page.getByText('Saved: my picture of Ada. It is a guess of mine.').waitFor();
      assert.equal(await other.page.locator('main figure circle.guess').count(), 1);
      assert.equal(await other.page.locator('main figure circle').count(), 21, 'the cloud of the card, and the guess');
      await check(other.page, other.faults, 'their card');
      await axe(other.page, 'their card');
      await shot(other.page, `partner-card-${width}`);

      const back = await saved(one.page, () => one.page.getByRole('button', { name: /^Take it back/ }).click());
      assert.equal(back.name, 'card-taken-back.age');
      await one.page.getByText(/^Taken back\./).waitFor(patient);
      await take(back.path, await one.page.getByLabel('Code of the card').innerText());
      await other.page.getByText('Ada has taken this card back. It is removed here.').waitFor(patient);
      assert.equal(await other.page.locator('.card').count(), 0);
      await check(other.page, other.faults, 'taken back');
      // On paper there is the invitation alone.
      const pdf = await one.page.evaluate(() => new Promise((done) => {
        window.print = () => done([...document.querySelectorAll('.invitation')].map((card) => card.textContent).join());
        [...document.querySelectorAll('button')].find((button) => button.textContent === 'Print the invitation').click();
      }));
      assert.match(pdf, /Would you like to have one, too\?/);
      await Promise.all([one, other].map(({ context }) => context.close()));
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  });

test('a sealed copy of all goes out and comes in again', async () => {
  const server = await start_server([], 'notebook');
  try {
    const { page, context, faults } = await visit(browser, server);
    await sit(page);
    await room(page, 'Diary and progress');
    await page.getByLabel('A line', { exact: true }).fill('a line to seal');
    await page.getByRole('button', { name: 'Save this line' }).click();
    await page.getByText(/^Saved: /).waitFor();
    await room(page, 'Keep and delete');
    await page.getByLabel('A passphrase for that copy').fill('told in person');
    const copy = await saved(page, () => page.getByRole('button', { name: 'Save a sealed copy (age)' }).click());
    assert.equal(copy.name, 'notebook.age');
    assert.doesNotMatch(readFileSync(copy.path, 'latin1'), /a line to seal/);
    await page.getByText('It is in your downloads, as notebook.age.').waitFor();
    await axe(page, 'keep');
    await shot(page, 'keep-sealed-1280');
    await page.getByRole('button', { name: 'Forget and close' }).click();
    await sit(page, 'Keep and delete');
    await page.getByLabel('Its passphrase first').fill('told in person');
    await page.getByLabel('A readable copy, of this notebook').setInputFiles({ name: 'notebook.age', mimeType: 'application/octet-stream', buffer: readFileSync(copy.path) });
    await page.getByText('1 of 1 entries were new').waitFor(patient);
    await check(page, faults, 'keep');
    await context.close();
  } finally {
    await server.stop();
  }
});
