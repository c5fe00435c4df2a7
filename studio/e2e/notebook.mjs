// What the tests of the notebook share: its door, its rooms, answers, and pictures to look at.
import assert from 'node:assert/strict';
import { join } from 'node:path';

export const passphrase = 'violet ladder seven rivers';

export const room = (page, name) => page.getByRole('navigation', { name: 'Rooms of the notebook' }).getByRole('button', { name }).click();
export const patient = { timeout: 90_000 }; // a passphrase is tried for a second of one core and 256 MB, on a busy machine much longer
export const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor(patient);

export async function create(page, on_the_sheet = undefined) {
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByLabel('A passphrase').fill(passphrase);
  await page.getByLabel('Once more').fill(passphrase);
  await page.getByRole('button', { name: 'Make the notebook' }).click();
  await heading(page, 'Your recovery sheet');
  const code = await page.getByLabel('Recovery code').innerText();
  assert.match(code, /^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
  assert.ok(await page.getByRole('button', { name: 'Go on' }).isDisabled());
  await on_the_sheet?.(code);
  await page.getByLabel(/I have printed it/).check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await heading(page, 'Check-in');
  return code;
}
export async function unlock(page, secret) {
  await page.locator('#secret').fill(secret);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}
// Every sentence answered with the point of this number, from 1.
export async function answer_all(page, point) {
  const groups = page.locator('fieldset');
  assert.equal(await groups.count(), 16);
  for (let i = 0; i < 16; ++i) await groups.nth(i).getByRole('radio').nth(point - 1).check();
}

const shots = process.env.SHOTS; // a folder: what each room looks like, to be looked at
export const shot = async (page, name) => shots && page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });

// A sitting without a file, past the door.
export async function sit(page, first = 'Check-in') {
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByRole('button', { name: 'Sit down without a file' }).click();
  await heading(page, first);
}
// What a press saves into the downloads, as text.
export async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download', patient), press()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}
