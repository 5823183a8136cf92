import type { Page } from 'playwright-core';
import { Chromium, complaintsOf, overflow, screenshot, signIn, SIZES, THEMES, violations } from '../support/chromium';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { sampleOf } from '../testkit/sample';
import { TestServer } from '../testkit/server';
import { createLoggedInUser, PASSWORD } from '../testkit/users';

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
  describe.each(sampleOf(THEMES, 1, size))('%s', (colorScheme) => {
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
    expect(await navigation.getByRole('link', { name: 'Customers' }).isVisible()).toBe(true);
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

describe('the shortcuts', () => {
  it('are listed by a question mark, not while one types, and by a link', async () => {
    const page = await chromium.signedIn();
    const complaints = complaintsOf(page);
    await page.goto('/console/customers');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await page.locator('[data-search]').press('?');
    expect(await dialog.isVisible()).toBe(false);
    await page.goto('/console/customers');
    await page.locator('h1').click();
    await page.keyboard.press('?');
    await dialog.getByText('Search the list').waitFor();
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'shortcuts-dialog');
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Keyboard shortcuts' }).click();
    await dialog.waitFor();
    expect(await dialog.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await dialog.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('of a single key can be turned off', async () => {
    const page = await chromium.signedIn();
    await page.goto('/console/shortcuts');
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('button', { name: 'Turn on' }).waitFor();
    await page.goto('/console/customers');
    await page.locator('h1').click();
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.localName')).toBe('main');
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('combobox').isVisible()).toBe(true);
    await page.context().close();
  });

  it('are a page without scripts', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Keyboard shortcuts' }).first().click();
    await page.waitForURL('**/console/shortcuts');
    expect(await page.locator('dt').filter({ hasText: 'Ctrl' }).isVisible()).toBe(true);
    await page.context().close();
  });
});

describe('a form whose session has ended', () => {
  const FORM = '/console/api-keys/new';

  /** Types into the form, ends the session and sends it. */
  async function sendLate(): Promise<Page> {
    const page = await chromium.signedIn();
    await page.goto(FORM);
    await page.getByLabel('Name').fill('otto');
    await page.getByLabel('IP addresses').fill('10.0.0.1');
    await page.locator('#existing > summary').click();
    await page.locator('[name=key]').fill('a secret password');
    await page.getByRole('radio', { name: 'In your app' }).check();
    await server.dataSource.query('UPDATE user_sessions SET ended_at = now() WHERE ended_at IS NULL');
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.waitForURL('**/login?next=**');
    return page;
  }

  it('gives back what was typed after the sign-in, without the password', async () => {
    const page = await sendLate();
    const complaints = complaintsOf(page);
    expect(await page.getByText('sign in, then restore it').isVisible()).toBe(true);
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('a secret password');
    await signInHere(page);
    await page.waitForURL(`**${FORM}`);
    const offer = page.getByRole('region', { name: 'What you typed was not saved' });
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'typed-text');
    await offer.getByRole('button', { name: 'Restore what you typed' }).press('Enter');
    expect(await page.getByLabel('Name').inputValue()).toBe('otto');
    expect(await page.getByLabel('IP addresses').inputValue()).toBe('10.0.0.1');
    expect(await page.getByRole('radio', { name: 'In your app' }).isChecked()).toBe(true);
    expect(await page.locator('[name=key]').inputValue()).toBe('');
    expect(await page.evaluate('document.activeElement.name')).toBe('name');
    await page.getByRole('button', { name: 'Create API key' }).click();
    await page.getByRole('heading', { name: 'Key of otto' }).waitFor();
    await page.goto(FORM);
    expect(await offer.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('offers it once', async () => {
    const page = await sendLate();
    await signInHere(page);
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await page.getByRole('button', { name: 'Restore what you typed' }).isVisible()).toBe(false);
    await page.reload();
    expect(await page.getByRole('button', { name: 'Restore what you typed' }).isVisible()).toBe(false);
    await page.context().close();
  });

  it('does not offer it to somebody else, nor after a sign-out', async () => {
    const { username } = await createLoggedInUser(server, 'owner');
    const page = await sendLate();
    await signInHere(page, username, PASSWORD);
    await page.waitForURL(`**${FORM}`);
    expect(await page.evaluate('Object.keys(sessionStorage)')).toEqual([]);
    await page.getByLabel('Name').fill('eve');
    await page.goto('/account');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
    expect(await page.evaluate('Object.keys(sessionStorage)')).toEqual([]);
    await page.context().close();
  });

  async function signInHere(page: Page, username = 'admin', password: string = ADMIN_PASSWORD): Promise<void> {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
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
