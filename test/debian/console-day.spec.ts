import { ADMIN_PASSWORD } from '../support/credentials';
import { Chromium, complaintsOf } from '../support/chromium';
import { activate } from '../support/issue';
import { TestServer } from '../support/server';

jest.setTimeout(60_000);

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

it('goes from the first sign-in over a batch of licenses to a seat that appears, and is freed', async () => {
  const page = await chromium.open('/');
  const complaints = complaintsOf(page);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Three steps to your first verdict' }).waitFor();

  await page.goto('/console/licenses/new');
  await page.getByText('More than one').click();
  await page.getByLabel('How many').fill('3');
  await page.locator('#limits > summary').click();
  await page.getByLabel('Seats', { exact: true }).fill('2');
  await page.getByRole('button', { name: 'Issue license' }).last().click();
  await page.waitForURL('**/console/licenses/issued**');
  const keys = await page.locator('code.key').allTextContents();
  expect(new Set(keys).size).toBe(3);

  await page.getByRole('link', { name: keys[0] ?? '' }).click();
  await page.getByRole('heading', { name: keys[0] ?? '' }).waitFor();
  expect((await activate(server, keys[0] ?? '', 'studio-desk')).status).toBe(201);
  // Nobody reloads the page.
  const seat = page.getByRole('row', { name: /studio-desk/ }).first();
  await seat.waitFor();
  await seat.getByRole('button', { name: /Free seat/ }).click();
  await page.getByRole('status').first().waitFor();
  expect(await page.getByText('studio-desk').first().isVisible()).toBe(true);
  const { body } = await server.asAdmin('GET', '/api/v1/activations', { query: { license: keys[0] ?? '' } });
  expect(body.items.map(({ deactivated_at }: { deactivated_at: string | null }) => deactivated_at)).toEqual([
    expect.any(String),
  ]);
  expect(complaints).toEqual([]);
});
