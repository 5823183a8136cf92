import type { Page } from 'playwright-core';
import type { License } from '../../sdk/src/generated/native';
import { RUN_BACKGROUND_JOBS } from '../../src/core/platform/background-jobs/run-background-jobs';
import { Chromium, complaintsOf, overflow, screenshot, violations } from '../support/chromium';
import { activate, issued } from '../testkit/issue';
import { runQueued } from '../testkit/jobs';
import { TestServer } from '../testkit/server';

const PHONE = { width: 375, height: 812 };

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
beforeEach(() => server.emptyTables('licenses', 'customers'));
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

async function some(count: number): Promise<string[]> {
  const { body } = await server.asAdmin('POST', '/api/v1/licenses/batch', {
    body: { product: 'v2-default', count, expires_at: '2090-01-31T12:00:00Z' },
  });
  return body.items.map(({ key }: { key: string }) => key);
}

const read = async (key: string): Promise<License> => (await server.asAdmin('GET', `/api/v1/licenses/${key}`)).body;

async function expectGood(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

const boxOf = (page: Page, key: string) => page.getByLabel(`Select ${key}`);

it.each([
  [true, undefined],
  [false, undefined],
  [true, PHONE],
])('selected licenses are disabled and enabled again (with script: %s, %j)', async (javaScriptEnabled, viewport) => {
  const keys = await some(4);
  const page = await chromium.signedIn({ javaScriptEnabled, viewport });
  const complaints = complaintsOf(page);
  await page.goto('/console/licenses');
  expect(await page.getByRole('button', { name: 'Disable…' }).isVisible()).toBe(false);
  await boxOf(page, keys[0] ?? '').check();
  await boxOf(page, keys[1] ?? '').check();
  await page.getByText(javaScriptEnabled ? '2 selected' : 'Selected', { exact: true }).waitFor();
  if (javaScriptEnabled) {
    await expectGood(page, `bulk-bar-${viewport ? 'phone' : 'wide'}`);
  }
  await page.getByRole('button', { name: 'Disable…' }).click();
  await page.getByRole('heading', { name: 'Disable 2 licenses' }).waitFor();
  await page.getByRole('button', { name: 'Disable 2 licenses' }).click();
  await page.getByRole('heading', { name: 'Disabling 2 licenses' }).waitFor();
  // The page follows the job, with and without scripts.
  await runQueued(server, RUN_BACKGROUND_JOBS);
  await page.getByRole('heading', { name: 'Disabled 2 licenses' }).waitFor();
  expect((await read(keys[0] ?? '')).status).toBe('disabled');
  await page.getByRole('link', { name: 'Undo…' }).click();
  await page.getByRole('button', { name: 'Undo for 2 licenses' }).click();
  await page.getByRole('heading', { name: 'Undo: Disabling 2 licenses' }).waitFor();
  await runQueued(server, RUN_BACKGROUND_JOBS);
  await page.getByRole('heading', { name: 'Undo: Disabled 2 licenses' }).waitFor();
  expect((await read(keys[0] ?? '')).status).toBe('unused');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('Shift selects a range, and the head the page or all that match', async () => {
  const keys = (await some(60)).reverse();
  const page = await chromium.signedIn();
  await page.goto('/console/licenses');
  await boxOf(page, keys[1] ?? '').click();
  await boxOf(page, keys[5] ?? '').click({ modifiers: ['Shift'] });
  await page.getByText('5 selected', { exact: true }).waitFor();
  await page.getByLabel('Select all licenses of this page').check();
  await page.getByText('50 selected', { exact: true }).waitFor();
  await page.getByLabel('All 60 matching').check();
  await expectGood(page, 'bulk-bar-all');
  await page.getByRole('button', { name: 'Extend…' }).click();
  await page.getByRole('textbox', { name: 'Days' }).fill('31');
  await page.getByRole('button', { name: 'Extend 60 licenses by 30 days' }).click();
  await page.getByText('This was not checked').first().waitFor();
  await page.getByText('3 Mar 2090').first().waitFor();
  await expectGood(page, 'bulk-extend-refused');
  await page.getByRole('button', { name: 'Extend 60 licenses by 31 days' }).click();
  await page.getByRole('heading', { name: 'Extending 60 licenses by 31 days' }).waitFor();
  await expectGood(page, 'bulk-run');
  await runQueued(server, RUN_BACKGROUND_JOBS);
  await page.getByRole('heading', { name: 'Extended 60 licenses by 31 days' }).waitFor();
  await expectGood(page, 'bulk-result');
  expect((await read(keys[59] ?? '')).expires_at).toBe('2090-03-03T12:00:00.000Z');
  await page.context().close();
});

it('a revocation of several asks for their number', async () => {
  const keys = await some(3);
  const page = await chromium.signedIn();
  await page.goto('/console/licenses');
  await page.getByLabel('Select all licenses of this page').check();
  await page.getByRole('button', { name: 'Revoke…' }).click();
  await page.getByRole('button', { name: 'Revoke 3 licenses' }).click();
  await page.getByRole('alert').waitFor();
  await expectGood(page, 'bulk-revoke-refused');
  await page.getByLabel('To confirm, type the number of licenses: 3').fill('3');
  await page.getByRole('button', { name: 'Revoke 3 licenses' }).click();
  await page.getByRole('heading', { name: 'Revoking 3 licenses' }).waitFor();
  await runQueued(server, RUN_BACKGROUND_JOBS);
  expect((await read(keys[2] ?? '')).status).toBe('revoked');
  await page.context().close();
});

it('licenses are searched while one types, filtered and shown in other columns', async () => {
  await some(2);
  await issued(server, { key: 'NEEDLE-1', type: 'trial' });
  const page = await chromium.signedIn();
  const complaints = complaintsOf(page);
  await page.goto('/console/licenses');
  await page.locator('[data-search]').fill('needle');
  await page.waitForURL('**/console/licenses?q=needle');
  expect(await page.getByRole('table', { name: 'Licenses' }).locator('tbody tr').count()).toBe(1);
  await boxOf(page, 'NEEDLE-1').check();
  await page.getByText('1 selected', { exact: true }).waitFor();
  await page.goto('/console/licenses');
  await page.getByText('Add filter').click();
  const filters = page.locator('.filter-form', { hasText: 'Apply filters' });
  await filters.getByLabel('Type').selectOption('trial');
  await page.setViewportSize({ width: 1280, height: 720 });
  const apply = await page.getByRole('button', { name: 'Apply filters' }).boundingBox();
  expect((apply?.y ?? 720) + (apply?.height ?? 0)).toBeLessThan(720);
  await filters.getByLabel('Expires until').scrollIntoViewIfNeeded();
  await expectGood(page, 'licenses-filter-open');
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await page.waitForURL(/type=trial/);
  expect(await page.getByRole('table', { name: 'Licenses' }).locator('tbody tr').count()).toBe(1);
  const columns = page.locator('summary', { hasText: 'Columns' });
  expect((await columns.boundingBox())?.width).toBeLessThan(130);
  await columns.click();
  await page.getByRole('checkbox', { name: 'Issued', exact: true }).check();
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page.getByRole('columnheader', { name: 'Issued' }).waitFor();
  expect(page.url()).toMatch(/type=trial/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('a view is saved with its columns, opens the list, and is ordered and deleted, by keyboard alone', async () => {
  await issued(server, { key: 'VIEWED-1', type: 'trial' });
  const page = await chromium.signedIn();
  const complaints = complaintsOf(page);
  const press = async (name: string | RegExp, role: 'link' | 'button' = 'link') => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  const open = async (menu: string) => {
    await page.locator('summary', { hasText: menu }).focus();
    await page.keyboard.press('Enter');
  };
  await page.goto('/console/licenses?type=trial');
  await open('Columns');
  await page.getByRole('checkbox', { name: 'Batch' }).press('Space');
  await expectGood(page, 'licenses-columns-open');
  await press('Apply', 'button');
  await page.getByRole('columnheader', { name: 'Batch' }).waitFor();
  await open('Columns');
  await press('Move Batch one place forward');
  await page.waitForURL(/columns=customer%2Cproduct%2Cseats%2Cexpires%2Cbatch%2Cseen/);
  await open('Views');
  await press('Save this view…');
  await page.getByLabel('Name').fill('Trials');
  await page.getByLabel('Open the list with this view').press('Space');
  await page.getByLabel('Share it').press('Space');
  await press('Save view', 'button');
  await page.getByText('The view “Trials” is saved.').waitFor();
  await page.goto('/console/licenses');
  expect(page.url()).toMatch(/type=trial/);
  await open('Trials');
  await expectGood(page, 'licenses-views-open');
  await press('Whole list');
  await page.waitForURL('**/console/licenses?saved=none');
  await open('Views');
  await press('Saved views');
  await press('Change');
  await press('Delete…');
  await press('Delete view', 'button');
  await page.getByText('The view “Trials” is deleted.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

it.each([true, false])('a license is issued from the list (with script: %s)', async (javaScriptEnabled) => {
  const body = { name: `Five seats ${javaScriptEnabled}`, max_activations: 5 };
  await server.asAdmin('POST', '/api/v1/policies', { body });
  await server.asAdmin('POST', '/api/v1/customers', {
    body: { name: 'Brightwater', email: 'post@brightwater.example' },
  });
  const page = await chromium.signedIn({ javaScriptEnabled });
  await page.goto('/console/licenses');
  await page.getByRole('link', { name: 'Issue license' }).first().click();
  await page.getByLabel('Policy', { exact: true }).selectOption({ label: body.name });
  if (!javaScriptEnabled) {
    await page.getByRole('button', { name: 'Show what the policy gives' }).click();
  }
  await page.getByText('5 seats').first().waitFor();
  await page.getByLabel('Customer optional').fill('Bright');
  if (javaScriptEnabled) {
    await page
      .locator('datalist option[value="Brightwater <post@brightwater.example>"]')
      .waitFor({ state: 'attached' });
  }
  await page.getByLabel('Customer optional').fill('Brightwater <post@brightwater.example>');
  await page.getByLabel('On a date').check();
  await page.getByLabel('Last day', { exact: true }).fill('2090-12-31');
  await page.getByRole('button', { name: 'Issue license' }).last().click();
  await page.getByRole('heading', { name: '1 license issued' }).waitFor();
  const { items } = (await server.asAdmin('GET', '/api/v1/licenses')).body;
  expect(items).toMatchObject([{ max_activations: 5, expires_at: '2090-12-31T23:59:59.000Z' }]);
  await page.getByRole('link', { name: items[0].key }).waitFor();
  await page.context().close();
});

it('a seat is freed and taken again', async () => {
  const page = await chromium.signedIn();
  await issued(server, { key: 'F-1' });
  await activate(server, 'F-1', 'desk', { machine_name: 'Front desk' });
  await page.goto('/console/devices');
  await page.getByRole('button', { name: 'Release seat' }).click();
  await page.getByText('Seat of Front desk released.').waitFor();
  await expectGood(page, 'device-freed');
  await page.getByRole('link', { name: 'Undo…' }).click();
  await page.getByRole('button', { name: 'Reactivate device' }).click();
  await page.getByText('Front desk has a seat again.').waitFor();
  await page.context().close();
});

it('a menu has a gap between icon and text, and its destructive entries are red', async () => {
  const { id } = await issued(server);
  const page = await chromium.signedIn({ viewport: { width: 1280, height: 720 } });
  await page.goto(`/license/edit/${id}`);
  await page.getByLabel('More actions').or(page.locator('.actions summary')).first().click();
  const entry = page.locator('.menu-panel a', { hasText: 'Delete' });
  const { gap, color, plain } = await entry.evaluate((one) => ({
    gap: getComputedStyle(one).columnGap,
    color: getComputedStyle(one).color,
    plain: getComputedStyle(one.parentElement ?? one).color,
  }));
  expect([gap, color === plain, /^rgb\(176, 30, 34\)$/.test(color)]).toEqual(['8px', false, true]);
  await expectGood(page, 'license-menu');
  await page.context().close();
});
