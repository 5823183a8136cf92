import type { Page } from 'playwright-core';
import { Chromium, complaintsOf, overflow, SIZES, violations } from '../support/chromium';
import { runQueued } from '../testkit/jobs';
import { licenseboxDump, oldLicense } from '../support/licensebox-dump';
import { TestServer } from '../testkit/server';

const COUNT = 40;
const FILE = {
  name: 'licensebox.sql',
  mimeType: 'application/sql',
  buffer: Buffer.from([...licenseboxDump(COUNT, { rowsPerInsert: 500, hasColumns: false })].join('')),
};

let server: TestServer;
let chromium: Chromium;
beforeEach(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
afterEach(async () => {
  await chromium.stop();
  await server.stop();
});

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();

/** The job of the server, and the page after it. */
async function worked(page: Page): Promise<void> {
  while ((await runQueued(server, 'imports')) > 0);
  await page.reload();
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_title, javaScriptEnabled) => {
  it.each(SIZES)('a dump of an empty server is uploaded, checked, imported and undone (%s)', async (size, viewport) => {
    const page = await chromium.signedIn({ javaScriptEnabled, viewport });
    const complaints = complaintsOf(page);
    await page.goto('/console/imports');
    await page.getByText('Nothing was imported yet').waitFor();
    await page.getByRole('link', { name: 'Upload data' }).first().click();
    await press(page, 'Check file');
    await page.getByRole('alert').getByText('1 field needs a change').waitFor();
    await page.getByLabel('Server').selectOption({ label: 'LicenseBox' });
    await page.getByLabel('File', { exact: true }).setInputFiles(FILE);
    await press(page, 'Check file');
    await page.getByRole('heading', { name: 'Import of licensebox.sql' }).waitFor();
    await page.getByText('No row was read yet').waitFor();
    await worked(page);

    await page.getByRole('heading', { name: /rows can be imported$/ }).waitFor();
    await page.locator('a[href*="kind=license&reason=product_unknown"]').click();
    await page.getByText(oldLicense(9).code).first().waitFor();
    await page.goBack();
    await page.getByLabel('Name', { exact: true }).first().fill('Sold in the shop');
    await press(page, /^Import \d+ rows$/);
    await worked(page);

    await page.getByRole('heading', { name: /rows were imported$/ }).waitFor();
    await page.getByText(/\d+ read = \d+ imported \+ 0 already here \+ \d+ left out\./).waitFor();
    await page.getByRole('link', { name: 'Licenses of this import' }).click();
    await page.getByText(oldLicense(1).code).first().waitFor();
    const { items } = (await server.asAdmin('GET', '/api/v1/policies?q=Sold')).body;
    expect(items).toHaveLength(1);

    await page.goBack();
    if (javaScriptEnabled) {
      expect(await violations(page)).toEqual([]);
      expect([size, await overflow(page)]).toEqual([size, 0]);
    }
    await page.getByRole('link', { name: 'Undo import' }).click();
    await press(page, 'Undo import');
    await worked(page);
    await page.getByRole('heading', { name: /^The import was undone on/ }).waitFor();
    expect((await server.asAdmin('GET', '/api/v1/licenses')).body.items).toEqual([]);
    // The refused form is a response with status 422.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.context().close();
  });
});
