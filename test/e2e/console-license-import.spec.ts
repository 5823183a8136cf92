import { StoredFilesService } from '../../src/platform/files/stored-files.service';
import { Browser } from '../support/browser';
import { checkImport, formOf, importChecked } from '../support/forms';
import { issued } from '../support/issue';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

const IMPORT = '/console/licenses/import';
const MEGABYTE = 1024 * 1024;

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  await server.emptyTables('licenses');
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const keys = async (): Promise<string[]> =>
  (await server.asAdmin('GET', '/api/v1/licenses')).body.items.map(({ key }: { key: string }) => key);

const check = (csv: string | Buffer) => checkImport(browser, IMPORT, csv);

/** Rows with a note of 1,900 characters. */
const noted = (count: number): string =>
  `product,key,description\n${Array.from({ length: count }, (_, n) => `v2-default,N-${n},${'x'.repeat(1_900)}\n`).join('')}`;

it('checks a file, then imports it without another upload', async () => {
  const checked = await check('product;key;description\nv2-default;A-1;"Größe\nzwei"\nv2-default;A-2;\n');
  expect(checked.status).toBe(200);
  expect(checked.html).toContain('All 2 rows can be imported');
  expect(checked.html).toContain('Import 2 rows');
  expect(await keys()).toEqual([]);
  const { status, location } = await importChecked(browser, checked);
  expect([status, location]).toEqual([303, '/console/licenses']);
  expect(await keys()).toEqual(['A-2', 'A-1']);
  const { body } = await server.asAdmin('GET', '/api/v1/licenses/A-1');
  expect(body.description).toBe('Größe\nzwei');
  expect((await browser.get('/console/licenses')).html).toContain('2 licenses are imported.');
});

it('imports a checked file once, however often the form is sent', async () => {
  const checked = await check('product\nv2-default\n');
  const sent = await Promise.all([importChecked(browser, checked), importChecked(browser, checked)]);
  expect(sent.map(({ status }) => status)).toEqual([303, 303]);
  expect(await keys()).toHaveLength(1);
});

it.each([
  ['larger than a form', 450],
  ['of nearly 20 MB', 10_000],
])(
  'imports a checked file that is %s',
  async (_, count) => {
    const checked = await check(noted(count));
    expect(checked.html).toContain(`Import ${count.toLocaleString('en')} rows`);
    expect(checked.html.length).toBeLessThan(100_000);
    const { status } = await importChecked(browser, checked);
    expect(status).toBe(303);
    const [{ count: imported }] = await server.dataSource.query('SELECT count(*)::integer AS count FROM licenses');
    expect(imported).toBe(count);
  },
  60_000,
);

it('refuses a file of more than 20 MB', async () => {
  const { body, headers } = await formOf(['file', Buffer.alloc(20 * MEGABYTE + 1, 'x'), 'rows.csv']);
  const { status, html } = await browser.postBody(IMPORT, body, headers);
  expect([status, html.includes('aria-invalid="true"')]).toEqual([422, true]);
  expect(await server.dataSource.query('SELECT FROM stored_files WHERE completed_at IS NULL')).toEqual([]);
});

it('keeps a checked file for an hour, and for the user who has uploaded it', async () => {
  const checked = await check('product,key\nv2-default,KEPT\n');
  const { username } = await createLoggedInUser(server, 'admin');
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  for (const refused of [await other.get(checked.path), await importChecked(other, checked)]) {
    expect([refused.status, refused.location]).toEqual([303, IMPORT]);
  }
  expect((await other.get(IMPORT)).html).toContain('The file is no longer kept');
  server.clock.advance(3_590_000);
  expect((await browser.get(checked.path)).html).toContain('Import 1 row');
  server.clock.advance(20_000);
  expect((await importChecked(browser, checked)).location).toBe(IMPORT);
  expect(await keys()).toEqual([]);
  server.clock.advance(3_600_000);
  await server.app.get(StoredFilesService).sweep();
  expect(await server.dataSource.query('SELECT FROM stored_files WHERE kept_for IS NOT NULL')).toEqual([]);
  expect((await browser.get(`${IMPORT}/x`)).location).toBe(IMPORT);
});

it('shows the errors at their cells, and as CSV', async () => {
  await issued(server, { key: 'TAKEN' });
  const csv = 'product,key,max_activations\nv2-default,TAKEN,1\nnobody,B-1,2\nv2-default,=B-2,none\nv2-default,B-3,3\n';
  const checked = await check(csv);
  expect(checked.html).toContain('3 of 4 rows have errors, nothing was imported');
  expect(checked.html).toMatch(/<code>nobody<\/code><span class="cell-reason">[^<]*not found/);
  expect(checked.html).toMatch(/<code>none<\/code><span class="cell-reason">/);
  expect(checked.html).not.toContain('B-3');
  const sent = await importChecked(browser, checked);
  expect([sent.status, sent.html.includes('3 of 4 rows have errors')]).toEqual([422, true]);
  expect(await keys()).toEqual(['TAKEN']);
  const errors = await browser.get(`${checked.path}/errors`);
  expect(errors.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(errors.headers['content-disposition']).toContain('errors.csv');
  expect(errors.html.split('\n').slice(0, 3)).toEqual([
    'row,column,error',
    expect.stringMatching(/^2,key,/),
    expect.stringMatching(/^3,product,/),
  ]);
});

it('imports an export', async () => {
  await issued(server, { key: 'ROUND', max_activations: 7 });
  const { html: csv } = await browser.get('/console/licenses/export/file');
  await server.emptyTables('licenses');
  expect((await importChecked(browser, await check(csv))).status).toBe(303);
  expect(await keys()).toEqual(['ROUND']);
});

it.each([
  ['The header lacks the column product', 'key\nA'],
  ['is unknown', 'product,colour\nv2-default,red'],
  ['The file is not valid CSV', 'product\n"half'],
  ['A file may have at most', `product\n${'v2-default\n'.repeat(10_001)}`],
])('says what is wrong with the whole file: %s', async (message, csv) => {
  const { status, html } = await check(csv);
  expect([status, html.includes(message)]).toEqual([422, true]);
});

it('asks for a file where there is none', async () => {
  const form = await formOf(['do', 'check']);
  const { status, html } = await browser.postBody(IMPORT, form.body, form.headers);
  expect([status, html.includes('Choose a CSV file')]).toEqual([422, true]);
});

it('is for users who may issue licenses, and escapes what a file has', async () => {
  const hostile = await check('product,description\nnobody,"<img src=x onerror=alert(1)>"');
  expect(hostile.html).toContain('&lt;img src=x');
  expect(hostile.html).not.toContain('<img');
  const { username } = await createLoggedInUser(server, 'viewer');
  await browser.signIn(username, PASSWORD);
  expect((await browser.get(IMPORT)).status).toBe(403);
  expect((await importChecked(browser, hostile)).status).toBe(403);
});
