import type { Page } from 'playwright-core';
import type { Customer } from '../../sdk/src/generated/native';
import { activate, issued } from '../testkit/issue';
import { Chromium, complaintsOf, overflow, screenshot, SIZES, violations } from '../support/chromium';
import { Keyboard } from '../support/keyboard';
import { TestServer } from '../testkit/server';

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
beforeEach(async () => {
  await server.emptyTables('customers');
  await server.dataSource.query('DELETE FROM settings');
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

async function customer(body: Record<string, unknown>): Promise<string> {
  const answer = await server.asAdmin('POST', '/api/v1/customers', { body });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const all = async (): Promise<Customer[]> => (await server.asAdmin('GET', '/api/v1/customers')).body.items;

async function expectGood(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

describe.each(SIZES)('%s', (size, viewport) => {
  it.each([true, false])(
    'a customer is added, corrected, merged and deleted (scripts: %s)',
    async (javaScriptEnabled) => {
      const page = await chromium.signedIn({ viewport, javaScriptEnabled });
      const complaints = complaintsOf(page);
      await page.goto('/console/customers');
      await page.getByRole('link', { name: 'Add customer' }).first().click();
      await page.getByLabel('Name').fill('Ada Lovelace');
      await page.getByRole('textbox', { name: 'E-mail' }).fill('nobody');
      await page.getByRole('button', { name: 'Add customer' }).click();
      await page.getByRole('alert').waitFor();
      if (javaScriptEnabled) {
        await expectGood(page, `customer-errors-${size}`);
      }
      await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com');
      await page.getByRole('button', { name: 'Add customer' }).click();
      await page.getByText('Ada Lovelace is added.').waitFor();

      await customer({ name: 'Ada Lovelace', company: 'Engines' });
      await page.getByRole('link', { name: 'Edit' }).first().click();
      await page.getByLabel('Notes').fill('Calls often');
      await page.getByRole('button', { name: 'Save customer' }).click();
      await page.getByText('Ada Lovelace is saved.').waitFor();
      await page.getByLabel('More actions').click();
      await page.getByRole('link', { name: 'Merge duplicates…' }).click();
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Preview the merge' }).click();
      await page.getByText('company = Engines').waitFor();
      if (javaScriptEnabled) {
        await expectGood(page, `customer-merge-preview-${size}`);
      }
      await page.getByRole('button', { name: 'Merge customers' }).click();
      await page.getByText('The duplicates are merged into Ada Lovelace.').waitFor();
      expect(await all()).toMatchObject([{ name: 'Ada Lovelace', company: 'Engines', notes: 'Calls often' }]);

      await page.getByLabel('More actions').click();
      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByRole('button', { name: 'Delete customer' }).click();
      await page.getByText('Ada Lovelace is deleted.').waitFor();
      expect(await all()).toEqual([]);
      // Without a script, the refused form is reported by nobody.
      expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
      await page.context().close();
    },
  );

  it('a file with errors shows its cells, and a corrected one is imported', async () => {
    const page = await chromium.signedIn({ viewport });
    const choose = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.goto('/console/customers/import');
    await choose('name,email\nGrace,nobody\n,empty@example.com\nGood,good@example.com\n');
    await page.getByRole('button', { name: 'Check file' }).click();
    await page.getByRole('heading', { name: '2 of 3 rows have errors' }).waitFor();
    await expectGood(page, `customers-import-errors-${size}`);
    await choose('name,email\nGrace,grace@example.com\n');
    await page.getByRole('button', { name: 'Check file' }).click();
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await page.getByText('1 customer is imported.').waitFor();
    await page.context().close();
  });

  it.each([true, false])('a change is found in the audit by filters (scripts: %s)', async (javaScriptEnabled) => {
    const { id } = await issued(server, { description: 'before' });
    await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { description: 'afterwards' } });
    const page = await chromium.signedIn({ viewport, javaScriptEnabled });
    await page.goto('/console/audit');
    await page.getByText('Add filter').click();
    if (javaScriptEnabled) {
      await expectGood(page, `audit-filter-${size}`);
    }
    await page.getByLabel('Thing').fill(id);
    await page.getByLabel('Event').fill('license.updated');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.waitForURL(/target=/);
    await page.getByText('1–1 of 1, newest first').waitFor();
    await page.locator('.log-details > summary').click();
    await page.getByRole('link', { name: 'Whole entry' }).click();
    await page.getByRole('cell', { name: 'afterwards' }).waitFor();
    await page.getByRole('link', { name: 'All activity of this subject' }).click();
    await page.getByText('1–2 of 2, newest first').waitFor();
    await page.context().close();
  });

  it.each([true, false])('a setting is refused, changed and reset (scripts: %s)', async (javaScriptEnabled) => {
    const page = await chromium.signedIn({ viewport, javaScriptEnabled });
    await page.goto('/console/settings/system');
    const field = page.getByLabel('Backups that are kept');
    const save = page.getByRole('button', { name: /^Save / }).last();
    await field.fill('-1');
    await save.click();
    await page.getByText('Enter 1 to 1,000.').first().waitFor();
    if (javaScriptEnabled) {
      await expectGood(page, `settings-errors-${size}`);
    }
    await field.fill('12');
    await save.click();
    await page.getByText('Settings saved.').waitFor();
    expect(await field.inputValue()).toBe('12');
    await page.getByRole('button', { name: /^Reset/ }).click();
    await save.click();
    await page.getByText('Settings saved.').waitFor();
    await page.goto('/console/settings/system');
    expect(await field.inputValue()).toBe('7');
    await page.context().close();
  });
});

it('a customer is found while typing, with the keyboard alone', async () => {
  await customer({ name: 'Grace Hopper' });
  const id = await customer({ name: 'Ada Lovelace', email: 'ada@example.com' });
  const page = await chromium.signedIn();
  await page.goto('/console/customers');
  await page.keyboard.press('/');
  await page.keyboard.type('lovel');
  await page.getByRole('status').filter({ hasText: '1–1 of 1' }).waitFor();
  expect(await page.getByText('Grace Hopper').count()).toBe(0);
  expect(page.url()).toMatch(/\?q=lovel$/);
  await new Keyboard(page).press('link', 'Ada Lovelace');
  await page.waitForURL(`**/customer/edit/${id}`);
  await page.context().close();
});

it('the verdicts of a license are opened from its key to its device', async () => {
  const { key } = await issued(server);
  await activate(server, key, 'Schnittplatz-3');
  const page = await chromium.signedIn();
  await page.goto(`/console/audit?tab=verdicts&key=${key}`);
  await page.locator('.row-link').click();
  await page.getByRole('heading', { name: 'VALID' }).waitFor();
  await page.getByText('Schnittplatz-3').waitFor();
  await page.getByRole('link', { name: 'All checks from this address' }).click();
  await page.waitForURL(/address=/);
  await page.context().close();
});
