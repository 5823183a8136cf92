import type { Page } from 'playwright-core';
import { aFullProduct, anAppBundle, aProductNamed, aResource, aVersionOf } from '../support/catalog';
import { Chromium, complaintsOf, overflow, screenshot, SIZES, violations } from '../support/chromium';
import { issued } from '../testkit/issue';
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

const MEGABYTE = 1024 * 1024;

async function chooseFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('File').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function expectGood(page: Page, name: string): Promise<void> {
  await screenshot(page, name);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

/** Limits how fast the page sends, in bytes a second. Returns how to end that. */
async function limitUpload(page: Page, uploadThroughput: number): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', conditions);
  return () => session.detach();
}

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  it('a product is added with a version, whose file is uploaded and published', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled });
    await page.goto('/console/products');
    await page.getByRole('link', { name: 'Add product' }).click();
    const reference = `studio-${javaScriptEnabled}`;
    await page.getByLabel('Name', { exact: true }).fill('Resonance Studio');
    await page.getByLabel('Reference').fill(reference);
    await page.getByRole('button', { name: 'Add product' }).click();
    await page.getByText('Resonance Studio is added.').waitFor();

    await page.getByRole('link', { name: 'Add version' }).click();
    await page.getByRole('textbox', { name: 'Version', exact: true }).fill('4.2.1');
    await page.getByLabel('Release notes').fill('Starts in half the time.');
    await page.getByRole('button', { name: 'Add version' }).click();
    await page.getByText('4.2.1 is added.').waitFor();
    await page.getByRole('link', { name: 'Upload file' }).first().click();
    await chooseFile(page, 'studio.zip', Buffer.alloc(MEGABYTE, 'x'));
    await page.getByRole('button', { name: 'Upload file' }).click();
    await page.getByText('studio.zip is stored, 1 MB. SHA-256:').waitFor();
    await page.getByRole('link', { name: 'Publish…' }).click();
    await page.getByRole('button', { name: 'Publish version' }).click();
    await page.getByText('4.2.1 is published.').waitFor();
    const { items } = await server.sdk.products.listVersions(reference);
    expect(items).toMatchObject([{ is_active: true, main_file: { name: 'studio.zip', size: MEGABYTE } }]);
    await page.context().close();
  });

  it('an app bundle gets its license file, and a wrong one is refused', async () => {
    const { id } = await anAppBundle(server);
    const page = await chromium.signedIn({ javaScriptEnabled });
    await page.goto(`/console/app-bundles/${id}`);
    await page.getByRole('link', { name: 'Upload license file' }).click();
    await chooseFile(page, 'app.zip', Buffer.from('x'));
    await page.getByRole('button', { name: 'Upload license file' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    expect(new URL(page.url()).pathname).toBe(`/console/app-bundles/${id}/license-file`);
    await chooseFile(page, 'app.lic', Buffer.from('license'));
    await page.getByRole('button', { name: 'Upload license file' }).click();
    await page.getByText('app.lic is stored, 7 bytes.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/console/app-bundles/${id}`);
    await page.context().close();
  });

  it('a resource is allocated and released', async () => {
    const { id } = await aResource(server);
    const { key } = await issued(server);
    const page = await chromium.signedIn({ javaScriptEnabled });
    await page.goto(`/console/resources/${id}`);
    await page.getByRole('link', { name: 'Allocate…' }).click();
    await page.getByLabel('License', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Allocate resource' }).click();
    await page.getByText(`is allocated to ${key}.`).waitFor();
    await page.getByRole('button', { name: 'Release' }).click();
    await page.getByText(`is released from ${key}.`).waitFor();
    await page.getByRole('link', { name: 'Allocate again' }).click();
    await page.getByRole('button', { name: 'Allocate resource' }).click();
    await page.getByText(`is allocated to ${key}.`).waitFor();
    await page.context().close();
  });
});

describe('an upload', () => {
  async function uploadPage(): Promise<{ page: Page; path: string; complaints: string[] }> {
    const product = await aProductNamed(server);
    const version = await aVersionOf(server, product.id);
    const page = await chromium.signedIn();
    await page.goto(`/console/products/${product.id}/versions/${version.id}/files/main`);
    return { page, path: `/api/v1/products/${product.id}/versions/${version.id}`, complaints: complaintsOf(page) };
  }

  it('shows how much is sent, can be cancelled, and started anew', async () => {
    const { page, path, complaints } = await uploadPage();
    const endLimit = await limitUpload(page, MEGABYTE / 2);
    await chooseFile(page, 'big.zip', Buffer.alloc(8 * MEGABYTE));
    await page.getByRole('button', { name: 'Upload file' }).click();
    await page.getByText(/^[1-7](\.\d)? MB of 8\.4 MB$/).waitFor();
    expect(Number(await page.getByRole('progressbar').getAttribute('value'))).toBeGreaterThanOrEqual(0);
    await expectGood(page, 'upload-running-wide');
    // A second press does not send it twice.
    await page.getByRole('button', { name: 'Upload file' }).press('Enter');
    await page.getByRole('button', { name: 'Cancel upload' }).click();
    await page.getByText('Cancelled. Nothing was saved.').waitFor();
    expect((await server.asAdmin('GET', path)).body).toMatchObject({ main_file: null });
    await expectGood(page, 'upload-cancelled-wide');

    await endLimit();
    await page.getByRole('button', { name: 'Upload file' }).click();
    await page.getByText('big.zip is stored, 8.4 MB.').waitFor();
    expect((await server.asAdmin('GET', path)).body).toMatchObject({ main_file: { size: 8 * MEGABYTE } });
    // The page that came as the answer works as any other.
    await page.getByText('Copy').first().waitFor();
    await page.reload();
    expect(await page.getByText('big.zip is stored').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('of a file that is too large is not begun', async () => {
    const { id } = await anAppBundle(server);
    const page = await chromium.signedIn();
    await page.goto(`/console/app-bundles/${id}/license-file`);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.method()));
    await chooseFile(page, 'huge.lic', Buffer.alloc(10 * MEGABYTE + 1));
    await page.getByRole('button', { name: 'Upload license file' }).click();
    await page.getByText('The file is larger than 10.5 MB.').waitFor();
    expect(requests).toEqual([]);
    await page.context().close();
  });

  it('that loses its connection says so', async () => {
    const { page } = await uploadPage();
    await page.route('**/files/main', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await chooseFile(page, 'a.zip', Buffer.from('x'));
    await page.getByRole('button', { name: 'Upload file' }).click();
    await page.getByText('The connection was lost.').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Upload file' }).click();
    await page.getByText('a.zip is stored').waitFor();
    await page.context().close();
  });

  it('whose session has ended leads to the sign-in', async () => {
    const { page } = await uploadPage();
    await page.context().clearCookies();
    await chooseFile(page, 'a.zip', Buffer.from('x'));
    await page.getByRole('button', { name: 'Upload file' }).click();
    await page.getByLabel('Password', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.context().close();
  });
});

it('products are searched while one types, and the filter for a license is found by keyboard', async () => {
  await aProductNamed(server, { name: 'Typed for' });
  const page = await chromium.signedIn();
  await page.goto('/console/products');
  await page.locator('[data-search]').fill('Typed f');
  await page.waitForURL('**/console/products?q=Typed+f');
  expect(await page.getByRole('table', { name: 'Products' }).locator('tbody tr').count()).toBe(1);
  await aResource(server);
  await page.goto('/console/resources');
  await page.locator('summary', { hasText: 'Add filter' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('License', { exact: true }).fill('NO-SUCH-KEY');
  await page.keyboard.press('Enter');
  await page.getByText('No resource matches').first().waitFor();
  expect(page.url()).toContain('license=NO-SUCH-KEY');
  await page.context().close();
});

describe.each(SIZES)('%s', (size, viewport) => {
  it('refused forms, open menus and refused files are accessible and fit', async () => {
    const { product, published } = await aFullProduct(server);
    const page = await chromium.signedIn({ viewport });
    await page.goto(`/console/products/${product}/versions/new`);
    await page.getByLabel('Channel').fill('ä');
    await page.getByRole('button', { name: 'Add version' }).click();
    await page.getByRole('alert').waitFor();
    await expectGood(page, `version-refused-${size}`);
    await page.goto(`/console/products/${product}/entitlements/new`);
    await page.getByRole('button', { name: 'Add entitlement' }).click();
    await page.getByRole('alert').waitFor();
    await expectGood(page, `entitlement-refused-${size}`);
    await page.goto(`/console/products/${product}/versions/${published}`);
    await page.getByLabel('More actions').click();
    await expectGood(page, `version-menu-${size}`);
    await aResource(server);
    await page.goto('/console/resources');
    await page.getByText('Add filter').click();
    await expectGood(page, `resource-filter-${size}`);
    await page.goto('/console/resources/import');
    await chooseFile(page, 'r.csv', Buffer.from('type,identifier\nrack,\n,R-1\nrack,R-2,x\n'));
    await page.getByRole('button', { name: 'Check file' }).click();
    await page.getByRole('heading', { name: '3 of 3 rows have errors' }).waitFor();
    await expectGood(page, `resource-import-errors-${size}`);
    await page.context().close();
  });
});
