import { Browser } from '../support/browser';
import { formOf } from '../support/forms';
import { issued } from '../support/issue';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

const IMPORT = '/console/licenses/import';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  await server.dataSource.query('TRUNCATE licenses RESTART IDENTITY CASCADE');
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const keys = async (): Promise<string[]> =>
  (await server.asAdmin('GET', '/api/v1/licenses')).body.items.map(({ key }: { key: string }) => key);

async function upload(csv: string, verb = 'check') {
  const { body, headers } = await formOf(['file', csv, 'licenses.csv'], ['do', verb]);
  return browser.postBody(IMPORT, body, headers);
}

/** Sends what a checked page keeps. */
async function sendKept(html: string, verb: string) {
  const [, kept = ''] = /name="kept" value="([^"]*)"/.exec(html) ?? [];
  const { body, headers } = await formOf(['kept', kept], ['do', verb]);
  return browser.postBody(IMPORT, body, headers);
}

it('checks a file, then imports it without another upload', async () => {
  const checked = await upload('product;key;description\nv2-default;A-1;"Größe\nzwei"\nv2-default;A-2;\n');
  expect(checked.status).toBe(200);
  expect(checked.html).toContain('2 rows can be imported');
  expect(checked.html).toContain('Import 2 rows');
  expect(await keys()).toEqual([]);
  const { status, location } = await sendKept(checked.html, 'import');
  expect([status, location]).toEqual([303, '/console/licenses']);
  expect(await keys()).toEqual(['A-2', 'A-1']);
  const { body } = await server.asAdmin('GET', '/api/v1/licenses/A-1');
  expect(body.description).toBe('Größe\nzwei');
  expect((await browser.get('/console/licenses')).html).toContain('2 licenses are imported.');
});

it('shows the errors at their cells, and as CSV', async () => {
  await issued(server, { key: 'TAKEN' });
  const csv = 'product,key,max_activations\nv2-default,TAKEN,1\nnobody,B-1,2\nv2-default,=B-2,none\nv2-default,B-3,3\n';
  const { status, html } = await upload(csv, 'import');
  expect(status).toBe(422);
  expect(html).toContain('3 of 4 rows have errors, nothing was imported');
  expect(html).toMatch(/<code>nobody<\/code><span class="cell-reason">Product not found/);
  expect(html).toMatch(/<code>none<\/code><span class="cell-reason">/);
  expect(html).not.toContain('B-3');
  expect(await keys()).toEqual(['TAKEN']);
  const errors = await sendKept(html, 'errors');
  expect(errors.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(errors.headers['content-disposition']).toContain('errors.csv');
  expect(errors.html.split('\n').slice(0, 3)).toEqual([
    'row,column,error',
    '2,key,A license with this key already exists',
    '3,product,Product not found',
  ]);
});

it('imports an export', async () => {
  await issued(server, { key: 'ROUND', max_activations: 7 });
  const { html: csv } = await browser.get('/console/licenses/export');
  await server.dataSource.query('TRUNCATE licenses CASCADE');
  expect((await upload(csv, 'import')).status).toBe(303);
  expect(await keys()).toEqual(['ROUND']);
});

it.each<[string, string | undefined]>([
  ['Choose a CSV file', undefined],
  ['The header lacks the column product', 'key\nA'],
  ['is unknown', 'product,colour\nv2-default,red'],
  ['The file is not valid CSV', 'product\n"half'],
])('says what is wrong with the whole file: %s', async (message, csv) => {
  const form = await formOf(...(csv === undefined ? [] : [['file', csv, 'x.csv'] as const]), ['do', 'check']);
  const { status, html } = await browser.postBody(IMPORT, form.body, form.headers);
  expect([status, html.includes(message)]).toEqual([422, true]);
});

it('keeps no file that is too large for a form', async () => {
  const row = `v2-default,${'x'.repeat(1_500)}\n`;
  const { html } = await upload(`product,description\n${row.repeat(450)}`);
  expect(html).toContain('450 rows can be imported');
  expect(html).not.toContain('name="kept"');
  expect(html).toContain('value="import"');
});

it('is for users who may issue licenses, and escapes what a file has', async () => {
  const hostile = await upload('product,description\nnobody,"<img src=x onerror=alert(1)>"');
  expect(hostile.html).toContain('&lt;img src=x');
  expect(hostile.html).not.toContain('<img');
  const { username } = await createLoggedInUser(server, 'viewer');
  await browser.signIn(username, PASSWORD);
  expect((await browser.get(IMPORT)).status).toBe(403);
  expect((await upload('product\nv2-default', 'import')).status).toBe(403);
});
