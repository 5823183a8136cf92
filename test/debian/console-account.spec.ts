import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { Chromium, complaintsOf, lookAt } from '../support/chromium';
import { Authenticator, secondFactorOf } from '../support/second-factor';
import { TestServer } from '../testkit/server';
import { createLoggedInUser, PASSWORD } from '../testkit/users';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

const titled = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  // axe-core is a script.
  const look = async (page: Page, name: string): Promise<void> => (javaScriptEnabled ? lookAt(page, name) : undefined);

  it('sets up the second factor, keeps the recovery codes, and signs in with the app', async () => {
    const { username } = await createLoggedInUser(server, 'viewer');
    const page = await chromium.signedIn({ javaScriptEnabled, acceptDownloads: true }, username, PASSWORD);
    const complaints = complaintsOf(page);
    await page.getByRole('link', { name: 'Set up second factor' }).click();
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('img', { name: 'QR code with the secret for the app' }).waitFor();
    await look(page, 'second-factor-qr');
    const secret = (await page.locator('.totp-secret code').textContent()) ?? '';
    const app = new Authenticator(server, secret.replaceAll(' ', ''));

    await page.getByLabel('Code', { exact: true }).fill('12 345');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('alert').waitFor();
    await look(page, 'second-factor-wrong');
    await page.getByLabel('Code', { exact: true }).fill(app.code());
    await page.getByRole('button', { name: 'Turn on' }).click();
    await titled(page, 'Keep these recovery codes');
    await look(page, 'recovery-codes');
    const codes = await page.locator('.recovery-codes code').allTextContents();
    expect(codes).toHaveLength(10);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as text' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('keyward-recovery-codes.txt');
    expect(readFileSync(await download.path(), 'utf8').split('\r\n')).toEqual(expect.arrayContaining(codes));
    await page.getByRole('link', { name: "I've saved my codes" }).click();
    expect(await page.getByText('10 of 10 left').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await titled(page, 'Enter your code');
    await page.getByLabel('Code').fill('4825 1');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('A code has 6 digits; this one has 5.').waitFor();
    await look(page, 'sign-in-code');
    await page.getByLabel('Code').fill(app.nextCode().replace(/(...)/, '$1 '));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/console/**');
    expect(complaints.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
    await page.context().close();
  });

  it('signs in with a recovery code', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const { recoveryCodes } = await secondFactorOf(server, person);
    const page = await chromium.open('/login?next=/account', { javaScriptEnabled });
    await page.getByLabel('User name').fill(person.username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Use a recovery code' }).click();
    await look(page, 'sign-in-recovery');
    await page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/account');
    expect(await page.getByText('9 of 10 left').isVisible()).toBe(true);
    await page.context().close();
  });

  it('invites a member, who chooses a password by the link and is signed in', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled });
    const username = `made-in-a-browser-${javaScriptEnabled}`;
    await page.goto('/console/people');
    await page.getByRole('link', { name: 'Add member' }).click();
    await page.getByLabel('E-mail or user name').fill(username);
    await page.getByRole('radio', { name: /^Support/ }).check();
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await titled(page, `Invitation for ${username}`);
    await look(page, 'person-added');
    const link = new URL((await page.locator('pre').textContent()) ?? '');
    await page.getByRole('link', { name: `Open ${username}` }).click();
    await titled(page, username);

    const own = await chromium.open(`${link.pathname}${link.search}`, { javaScriptEnabled });
    await own.getByLabel('Password').fill('chosen in a browser');
    await own.getByRole('button', { name: 'Continue' }).click();
    await own.goto('/account');
    expect(await own.getByText('Support', { exact: true }).first().isVisible()).toBe(true);
    await own.context().close();
    await page.context().close();
  });
});

it('enters the code by keyboard alone, and starts in its field', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  const { app } = await secondFactorOf(server, person);
  const page = await chromium.open('/login?next=/account');
  await page.locator('input[name=username]:focus').waitFor();
  await page.keyboard.type(person.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('input[name=code]:focus').waitFor();
  await page.keyboard.type(app.nextCode());
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account');
  await page.context().close();
});

it('resets a password from the menu of a person, by keyboard alone', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  const page = await chromium.signedIn();
  await page.goto(`/console/people/${person.id}`);
  await page.locator('summary[aria-label="More actions"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await titled(page, `Reset the password of ${person.username}?`);
  await page.getByLabel('Password').focus();
  await page.keyboard.press('Enter');
  await titled(page, `${person.username} has a new password`);
  await page.context().close();
});

it('copies the recovery codes', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  const { app } = await secondFactorOf(server, person);
  server.clock.advance(30_000);
  const page = await chromium.open('/login?next=/account/second-factor/recovery-codes', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByLabel('User name').fill(person.username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code').fill(app.code());
  await page.getByRole('button', { name: 'Continue' }).click();
  await titled(page, 'New recovery codes');
  await lookAt(page, 'recovery-codes-new');
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByLabel('Code of the app').fill(app.nextCode());
  await page.getByRole('button', { name: 'Create new codes' }).click();
  await titled(page, 'Keep these recovery codes');
  await page.getByRole('button', { name: 'Copy recovery codes' }).click();
  await page.getByRole('button', { name: 'Copied recovery codes' }).waitFor();
  const codes = await page.locator('.recovery-codes code').allTextContents();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(codes.join('\n'));
  await page.context().close();
});
