import type { Page } from 'playwright-core';
import type { License } from '../../sdk/src/generated/native';
import { Chromium, complaintsOf, screenshot } from '../support/chromium';
import { activate, issued, validate } from '../testkit/issue';
import { TestServer } from '../testkit/server';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

const read = async ({ id }: { id: string }): Promise<License> =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('a support call %s', (_name, javaScriptEnabled) => {
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    page = await chromium.signedIn({ javaScriptEnabled });
    complaints = complaintsOf(page);
  });
  // The browser reports the form that was refused on purpose.
  afterAll(() => expect(complaints.filter((text) => !text.includes('status of 422'))).toEqual([]));

  it('frees a seat, and takes it back', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk', { machine_name: 'Front desk' });
    await page.goto(`/license/edit/${license.id}`);
    await page.getByRole('button', { name: 'Release seat: Front desk' }).click();
    await page.getByText('The seat of Front desk is free.').waitFor();
    expect((await read(license)).seats_used).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Front desk has its seat again.').waitFor();
    expect((await read(license)).seats_used).toBe(1);
  });

  it('disables the license and undoes it, and revokes it only with its key', async () => {
    const license = await issued(server);
    await page.goto(`/license/edit/${license.id}`);
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('heading', { name: /Disabled since/ }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The license is enabled.').waitFor();
    await page.getByLabel('More actions').click();
    await page.getByRole('link', { name: 'Revoke…' }).click();
    await page.getByLabel(/type the key/).fill('something else');
    await page.getByRole('button', { name: 'Revoke license' }).click();
    await page.getByText('This is not the key.').first().waitFor();
    await page.getByLabel(/type the key/).fill(license.key);
    await page.getByRole('button', { name: 'Revoke license' }).click();
    await page.getByRole('heading', { name: /Revoked on/ }).waitFor();
    expect((await read(license)).state).toBe('revoked');
  });

  it('extends it', async () => {
    const license = await issued(server, { expires_at: '2030-01-15T12:00:00Z' });
    await page.goto(`/license/edit/${license.id}`);
    await page.getByRole('link', { name: 'Extend' }).click();
    await page.getByLabel(/1 month more/).check();
    await page.getByRole('button', { name: 'Extend license' }).click();
    await page.getByText('The license is extended: it ends on 15 Feb 2030.').waitFor();
  });

  it('issues a file that the browser saves', async () => {
    const license = await issued(server);
    await page.goto(`/license/edit/${license.id}/files?task=create`);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Takes no seat').waitFor();
    await page.getByRole('button', { name: 'Create file' }).click();
    await page.getByRole('img', { name: 'QR code of the license file' }).waitFor();
    const text = await page.locator('pre').textContent();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.lic$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) {
      chunks.push(chunk as Buffer);
    }
    expect(Buffer.concat(chunks).toString()).toBe(text);
  });
});

it('frees a seat with the keyboard alone', async () => {
  const license = await issued(server);
  await activate(server, license.key, 'desk', { machine_name: 'Front desk' });
  const page = await chromium.signedIn();
  await page.goto(`/license/edit/${license.id}`);
  const name = 'Release seat: Front desk';
  const isThere = async (): Promise<boolean> =>
    (await page.evaluate('document.activeElement.getAttribute("aria-label")')) === name;
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByText('The seat of Front desk is free.').waitFor();
});

it('prints the page without what can only be pressed', async () => {
  const license = await issued(server);
  await activate(server, license.key, 'desk', { machine_name: 'Front desk' });
  await validate(server, license.key, 'desk');
  const page = await chromium.signedIn();
  await page.goto(`/license/edit/${license.id}`);
  await page.emulateMedia({ media: 'print' });
  await screenshot(page, 'license-print');
  for (const text of ['Release seat', 'Disable', 'Past devices', 'All requests']) {
    expect(await page.getByText(text, { exact: true }).filter({ visible: true }).count()).toBe(0);
  }
  const heads = page.locator('.table', { hasText: 'API key' }).locator('th');
  const displays = await heads.evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).display));
  expect([displays.length, displays.includes('none')]).toEqual([5, false]);
  for (const text of ['Front desk', license.key, 'Limits and use']) {
    expect(await page.getByText(text, { exact: true }).filter({ visible: true }).count()).toBeGreaterThan(0);
  }
});
