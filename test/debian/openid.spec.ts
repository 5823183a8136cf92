import type { Page } from 'playwright-core';
import { Chromium, complaintsOf, lookAt } from '../support/chromium';
import { freePort } from '../support/free-port';
import { change, OpenIdProvider, settingsOf } from '../support/openid-provider';
import { TestServer } from '../testkit/server';

let server: TestServer;
let provider: OpenIdProvider;
let chromium: Chromium;
beforeAll(async () => {
  const port = await freePort();
  const PUBLIC_URL = `http://127.0.0.1:${port}`;
  [server, provider] = await Promise.all([TestServer.start({ PUBLIC_URL }), OpenIdProvider.start(PUBLIC_URL)]);
  chromium = await Chromium.start(server, port);
  await change(server, { ...settingsOf(provider), 'oidc.name': 'Example Works' });
});
afterAll(async () => {
  await chromium.stop();
  await provider.stop();
  await server.stop();
});

const linkTo = (page: Page) => page.getByRole('link', { name: 'Sign in with Example Works' });

it('signs in through the provider and out of it again', async () => {
  await provider.expect({ sub: 'grace', preferred_username: 'grace', groups: ['key-owners'] });
  const page = await chromium.open('/login?next=/account');
  const complaints = complaintsOf(page);
  await lookAt(page, 'sign-in-openid');
  await linkTo(page).click();
  await page.waitForURL('**/account');
  await page.getByText('You have no password').waitFor();
  await lookAt(page, 'account-openid');
  await page.getByRole('link', { name: 'API token' }).click();
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByText('Token created. Expires in 1 hour.').waitFor();
  await lookAt(page, 'account-token-made');

  await page.goto('/console/settings/sign-in');
  await page.getByLabel('Client secret').waitFor();
  await lookAt(page, 'settings-sign-in');
  await page.getByLabel('Client secret').fill('another secret');
  await page.getByLabel('Name of the provider').fill('Example Works AG');
  await lookAt(page, 'settings-sign-in-changed');
  expect(await page.locator('.settings-changes').textContent()).not.toContain('another secret');
  await page.getByLabel('Client secret').fill('********');
  await page.locator('[data-settings-foot] button').first().click();
  await page.getByText('Settings saved.').waitFor();
  await page.goto('/console/settings/sign-in');
  expect(await page.getByLabel('Name of the provider').inputValue()).toBe('Example Works AG');
  await change(server, { 'oidc.name': 'Example Works' });
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  // The policy of our pages lets no form lead there: the answer does.
  await page.waitForURL(`${provider.issuer}/**`);
  await page.evaluate(
    'document.forms[0].append(Object.assign(document.createElement("input"), { name: "logout", value: "yes" }))',
  );
  await page.evaluate('document.forms[0].submit()');
  await page.waitForURL('**/login');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('shows why a sign-in was refused, and leads to the provider first while passwords are off', async () => {
  await change(server, { 'sign_in.passwords': 'off', 'sign_in.break_glass_user': 'admin' });
  await provider.expect({ sub: 'nobody', preferred_username: 'nobody', groups: [] });
  const page = await chromium.open('/login');
  await lookAt(page, 'sign-in-passwords-off');
  await linkTo(page).click();
  await page.getByText('Your account at the OpenID provider has no role here').waitFor();
  await lookAt(page, 'sign-in-openid-refused');
  await page.getByText('Sign in with a password').click();
  await page.getByLabel('User name').fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Sign-in with a password is switched off').waitFor();
  expect(await page.getByLabel('User name').inputValue()).toBe('nobody');
  await page.context().close();
});
