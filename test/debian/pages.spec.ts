import type { Page } from 'playwright-core';
import { Chromium, complaintsOf, overflow, screenshot, signIn, SIZES, violations } from '../support/chromium';
import { ADMIN_PASSWORD } from '../support/credentials';
import { TestServer } from '../support/server';

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

describe.each(SIZES)('%s', (size, viewport) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each([
      '/account',
      '/console/components',
      '/console/components/delete',
      '/console/nothing',
      '/console/components/nothing',
    ])('%s is accessible and fits', async (path) => {
      const page = await chromium.signedIn({ viewport, colorScheme });
      await page.goto(path);
      await screenshot(page, `${path.slice(1).replaceAll('/', '-')}-${size}-${colorScheme}`);
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    });

    it('the sign-in is accessible and fits', async () => {
      const page = await chromium.open('/login', { viewport, colorScheme });
      await screenshot(page, `login-${size}-${colorScheme}`);
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('User name').fill('admin');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
      await screenshot(page, `login-refused-${size}-${colorScheme}`);
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    });
  });
});

it('signs in, follows links and signs out by keyboard alone', async () => {
  const page = await chromium.open('/account');
  expect(new URL(page.url()).pathname).toBe('/login');
  const complaints = complaintsOf(page);
  // The page puts the focus there by itself.
  await page.locator('input[name=username]:focus').waitFor();
  await page.keyboard.type('admin');
  await page.keyboard.press('Tab');
  await page.keyboard.type(ADMIN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/account');

  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Sign out');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/login');
  expect(await page.getByRole('status').first().textContent()).toBe('You are signed out.');
  expect(complaints).toEqual([]);
  await page.context().close();
});

async function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent.trim()');
}

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  it('signs in, refuses a form, shows it again, and says what a form has done', async () => {
    const page = await chromium.open('/login', { javaScriptEnabled });
    const complaints = complaintsOf(page);
    await signIn(page);
    await page.goto('/console/components/delete');
    await page.getByLabel('Reason').fill('x'.repeat(101));
    await page.getByRole('button', { name: 'Delete lead' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toBe('Error: Delete this lead? · Keyward');
    expect(await page.getByLabel('Reason').inputValue()).toBe('x'.repeat(101));
    await page.getByRole('link', { name: 'A reason has at most 100 characters.' }).click();
    expect(new URL(page.url()).hash).toBe('#field-reason');

    await page.getByLabel('Reason').fill('Nobody <b>answers</b>');
    await page.getByRole('button', { name: 'Delete lead' }).click();
    await page.waitForURL('**/console/components');
    expect(await page.locator('.flash').first().textContent()).toBe('Deleted: Nobody <b>answers</b>');
    // The refused form answers 422, which the browser reports.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.context().close();
  });

  it('opens menus and filters', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled });
    await page.goto('/console/components');
    await page.getByText('Add filter').click();
    expect(await page.locator('.filters .menu-panel a').isVisible()).toBe(true);
    const copies = await page.locator('[data-copy]').count();
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(javaScriptEnabled ? copies : 0);
    await page.context().close();
  });

  it('navigates on a phone', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled, viewport: { width: 375, height: 812 } });
    const navigation = page.getByRole('navigation', { name: 'Main' });
    expect(await navigation.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Open the menu' }).click();
    expect(await navigation.getByRole('link', { name: 'Leads' }).isVisible()).toBe(true);
    await screenshot(page, `menu-${javaScriptEnabled ? 'scripts' : 'plain'}`);
    expect(await overflow(page)).toBe(0);
    await page.getByRole('link', { name: 'Close the menu' }).click();
    expect(await navigation.isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('scripts', () => {
  it('close a menu on Escape, on a click elsewhere, and when another opens', async () => {
    const page = await chromium.signedIn();
    await page.goto('/console/components');
    const menus = page.locator('details.menu[open]');
    await page.getByText('Add filter').click();
    expect(await menus.count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await menus.count()).toBe(0);
    expect(await focused(page)).toBe('Add filter');

    await page.keyboard.press('Enter');
    expect(await menus.count()).toBe(1);
    await page.locator('h1').click();
    expect(await menus.count()).toBe(0);
    await page.context().close();
  });

  it('search while one types, and keep the address', async () => {
    const page = await chromium.signedIn();
    await page.goto('/console/components');
    const complaints = complaintsOf(page);
    const before = await page.waitForSelector('[data-live=results]');
    await page.locator('[data-search]').fill('a & b');
    await page.waitForURL('**/console/components?status=*&q=a+%26+b');
    expect(await before.evaluate((list) => list.isConnected)).toBe(false);
    expect(await page.getByRole('table', { name: 'Licenses' }).isVisible()).toBe(true);
    expect(await page.getByRole('status').last().textContent()).toBe('Brightwater Post GmbH');
    expect(await focused(page)).toBe('');
    expect(await page.evaluate('document.activeElement.name')).toBe('q');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('copy a text', async () => {
    const page = await chromium.signedIn({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto('/console/components');
    await page.getByRole('button', { name: 'Copy key' }).click();
    await page.getByRole('button', { name: 'Copied key' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('Brightwater Post GmbH');
    expect(await page.getByRole('status').last().textContent()).toBe('Copied: key');
    await page.context().close();
  });

  it('send a form once, however often its button is pressed', async () => {
    const page = await chromium.signedIn();
    await page.goto('/console/components/delete');
    let posts = 0;
    page.on('request', (request) => (posts += request.method() === 'POST' ? 1 : 0));
    await page.getByLabel('Reason').fill('twice');
    await page.getByRole('button', { name: 'Delete lead' }).dblclick();
    await page.waitForURL('**/console/components');
    expect(posts).toBe(1);
    await page.context().close();
  });

  it('focus the search on a slash', async () => {
    const page = await chromium.signedIn();
    await page.goto('/console/components');
    await page.locator('h1').click();
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.name')).toBe('q');
    await page.context().close();
  });
});

it('opens no page in a frame, and sends no form from another site', async () => {
  const page = await chromium.signedIn();
  // The same server under another name is another site.
  const other = chromium.url.replace('127.0.0.1', 'localhost');
  await page.route(`${other}/evil`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${chromium.url}/logout"><button>Win</button></form><iframe src="${chromium.url}/login"></iframe>`,
    }),
  );
  await page.goto(`${other}/evil`);
  expect(await page.frames()[1]?.locator('h1').count()).toBe(0);
  await page.getByRole('button', { name: 'Win' }).click();
  await page.getByRole('heading', { name: 'The form comes from another site' }).waitFor();
  await page.goto(`${chromium.url}/account`);
  expect(new URL(page.url()).pathname).toBe('/account');
  await page.context().close();
});
