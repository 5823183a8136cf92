import type { Page } from 'playwright-core';
import { RUN_BACKGROUND_JOBS } from '../../src/core/platform/background-jobs/run-background-jobs';
import { Chromium, complaintsOf } from '../support/chromium';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { activate, issued } from '../testkit/issue';
import { runQueued } from '../testkit/jobs';
import { Keyboard } from '../support/keyboard';
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

it('goes from the first sign-in over a batch of licenses to a seat that appears, and is freed', async () => {
  const page = await chromium.open('/');
  const complaints = complaintsOf(page);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Three steps to your first check' }).waitFor();

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
  await seat.getByRole('button', { name: /Release seat/ }).click();
  await page.getByRole('status').first().waitFor();
  expect(await page.getByText('studio-desk').first().isVisible()).toBe(true);
  const { body } = await server.asAdmin('GET', '/api/v1/activations', { query: { license: keys[0] ?? '' } });
  expect(body.items.map(({ deactivated_at }: { deactivated_at: string | null }) => deactivated_at)).toEqual([
    expect.any(String),
  ]);
  expect(complaints).toEqual([]);
});

describe('by keyboard alone', () => {
  let page: Page;
  let keyboard: Keyboard;
  let complaints: string[];
  beforeEach(async () => {
    page = await chromium.signedIn();
    complaints = complaintsOf(page);
    keyboard = new Keyboard(page);
    await page.goto('/console');
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  const heading = (name: string | RegExp): Promise<void> => page.getByRole('heading', { name }).first().waitFor();

  const read = async (key: string) => (await server.asAdmin('GET', `/api/v1/licenses/${key}`)).body;

  it('a support call takes three steps: the customer, the refusals, why', async () => {
    const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'Studio Nord', email: 'mixing@studio-nord.example' },
    });
    const { key } = await issued(server, { customer_id: customer.id, max_activations: 1 });
    await activate(server, key, 'studio-desk');
    await activate(server, key, 'studio-laptop');

    await keyboard.search('mixing@studio-nord.example', 'Studio Nord');
    await heading('Studio Nord');
    await keyboard.press('link', /^Refusals/);
    await keyboard.press('link', 'Test a license');
    await heading(/Test a license/);
    expect(keyboard.steps).toBeLessThanOrEqual(3);
  });

  it('a new computer takes one step: the seat of the old one', async () => {
    const { id, key } = await issued(server, { max_activations: 1 });
    await activate(server, key, 'old-computer');
    await page.goto(`/license/edit/${id}`);
    await keyboard.press('button', 'Release seat: old-computer');
    await page.getByRole('status').filter({ hasText: 'old-computer' }).waitFor();
    expect((await activate(server, key, 'new-computer')).status).toBe(201);
    expect(keyboard.steps).toBe(1);
  });

  it('a refund takes four steps, with its reason and its order', async () => {
    const { key } = await issued(server);
    await keyboard.search(key);
    await heading(key);
    await keyboard.open(page.getByLabel('More actions'));
    await keyboard.press('link', 'Revoke…');
    await keyboard.type(/^Reason/, 'Refunded');
    await keyboard.type(/^Order or ticket/, '4471');
    await keyboard.type(/^To confirm/, key);
    await keyboard.submit();
    await page.getByRole('status').first().waitFor();
    expect((await read(key)).status).toBe('revoked');
    const { body } = await server.asAdmin('GET', '/api/v1/audit?action=license.revoked&reference=4471');
    expect(body.items[0]).toMatchObject({ reason: 'Refunded', reference: '4471' });
    expect(keyboard.steps).toBeLessThanOrEqual(4);
  });

  it('ten more seats take three steps', async () => {
    const { key } = await issued(server, { max_activations: 5 });
    await keyboard.search(key);
    await heading(key);
    await keyboard.open(page.getByLabel('More actions'));
    await keyboard.press('link', 'Edit');
    await keyboard.type('Seats', '15');
    await keyboard.submit();
    await heading(key);
    expect((await read(key)).max_activations).toBe(15);
    expect(keyboard.steps).toBeLessThanOrEqual(3);
  });

  it('extending 2,000 licenses takes five steps and is one job', async () => {
    const body = { product: 'v2-default', count: 1_000, batch: 'spring', expires_at: '2090-01-31T12:00:00Z' };
    await server.asAdmin('POST', '/api/v1/licenses/batch', { body });
    await server.asAdmin('POST', '/api/v1/licenses/batch', { body });
    await page.goto('/console/licenses?batch=spring');
    await keyboard.tick('Select all licenses of this page');
    await keyboard.tick('All 2,000 matching');
    await keyboard.press('button', 'Extend…');
    await keyboard.press('button', /Extend 2,000 licenses/);
    await heading(/2,000 licenses/);
    await runQueued(server, RUN_BACKGROUND_JOBS);
    await heading('Extended 2,000 licenses');
    expect((await server.asAdmin('GET', '/api/v1/jobs')).body.items).toHaveLength(1);
    expect(keyboard.steps).toBeLessThanOrEqual(5);
  });

  it('importing 5,000 licenses with mistakes takes five steps: the others are imported', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => {
      const product = n % 100 === 7 ? 'nobody' : 'v2-default';
      return `${product};KB-${n};${n % 500 === 3 ? 'many' : 2};person-${n % 40}@example.com`;
    });
    const file = {
      name: 'licenses.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['Produkt;Serial;Anzahl;Buyer', ...rows].join('\n')),
    };
    await keyboard.press('link', 'Licenses');
    await keyboard.press('link', /^Import$/);
    // The page has to know of who waits for its chooser before the key arrives: the two reach it on ways of their own.
    const chooser = page.waitForEvent('filechooser');
    await keyboard.open(page.getByLabel('File'));
    await (await chooser).setFiles(file);
    await keyboard.press('button', 'Upload file');
    await page.getByText(/of the first 20 rows have values that do not fit/).waitFor();
    await keyboard.tick('Create customers that do not exist');
    await keyboard.press('button', 'Check all rows');
    await heading('Checking 5,000 rows of licenses.csv');
    while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
    // Nobody reloads the page.
    await heading('60 of 5,000 rows have mistakes');
    await keyboard.press('button', 'Import 4,940 licenses');
    await heading('Importing 4,940 licenses from licenses.csv');
    while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
    await heading('Imported 4,940 licenses from licenses.csv');
    expect(keyboard.steps).toBeLessThanOrEqual(5);
    const [counts] = await server.dataSource.query(
      `SELECT count(*)::integer AS licenses, count(DISTINCT customer_id)::integer AS customers
       FROM licenses WHERE key LIKE 'KB-%'`,
    );
    expect(counts).toEqual({ licenses: 4_940, customers: 40 });
  });

  it('a license for an offline computer takes four steps', async () => {
    const { key } = await issued(server);
    await keyboard.search(key);
    await heading(key);
    await keyboard.open(page.getByLabel('More actions'));
    await keyboard.press('link', 'Offline devices');
    await keyboard.press('link', /^Create a file/);
    await keyboard.type(/^Fingerprint/, 'offline-computer');
    await page.getByText('New device').waitFor();
    await keyboard.press('button', 'Create file');
    await heading('License file');
    expect(keyboard.steps).toBeLessThanOrEqual(4);
  });

  it('a colleague with few permissions takes five steps', async () => {
    await keyboard.press('link', 'Settings');
    await keyboard.press('link', 'Members');
    await keyboard.press('link', 'Add member');
    await keyboard.type('E-mail or user name', 'helpdesk');
    await keyboard.choose(/^Support/);
    await keyboard.submit();
    await heading('Invitation for helpdesk');
    expect(keyboard.steps).toBeLessThanOrEqual(5);
  });
});
