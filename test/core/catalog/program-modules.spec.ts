import { createHash } from 'node:crypto';
import { MODULE_LIMITS } from '../../../src/core/catalog/program-modules/program-modules.service';
import { Browser } from '../../testkit/browser';
import { aProduct, keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser } from '../../testkit/users';

const CODE = 'const answer = 42;';
const MAX_BYTES = 512 * 1024;

let server: TestServer;
let product: string;
let count = 0;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  const reference = `plugin-${(count += 1)}`;
  await aProduct(server, reference);
  product = `/api/v1/products/${reference}`;
});
afterAll(() => server.stop());

const upload = (name: string, more: object = {}) =>
  server.asAdmin('PUT', `${product}/modules/${name}`, { body: { version: '1.0.0', code: CODE, ...more } });
const names = async () =>
  (await server.asAdmin('GET', `${product}/modules`)).body.items.map(({ name }: { name: string }) => name);

it('stores a module with its size and hash, lists it without its code, and deletes it', async () => {
  const { status, body } = await upload('report', { minimum_version: '0.9' });
  const facts = {
    id: expect.any(String),
    name: 'report',
    version: '1.0.0',
    minimum_version: '0.9',
    size: CODE.length,
    sha256: createHash('sha256').update(CODE).digest('hex'),
    created_at: expect.any(String),
    updated_at: expect.any(String),
  };
  expect([status, body]).toEqual([200, facts]);
  expect((await server.asAdmin('GET', `${product}/modules`)).body).toEqual({ items: [facts] });
  expect((await server.asAdmin('GET', `${product}/modules/report`)).body).toEqual({ ...facts, code: CODE });
  expect((await server.asAdmin('DELETE', `${product}/modules/report`)).status).toBe(204);
  expect((await server.asAdmin('GET', `${product}/modules/report`)).status).toBe(404);
  expect((await server.asAdmin('DELETE', `${product}/modules/report`)).status).toBe(404);
});

it('replaces the module of the same name, also if several upload it at once', async () => {
  const versions = ['1.0.0', '1.1.0', '1.2.0'];
  const answers = await Promise.all(versions.map((version) => upload('report', { version })));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 3 });
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await names()).toEqual(['report']);
});

it('records uploads and deletions without the code', async () => {
  const { body } = await upload('report');
  await upload('report', { version: '1.1.0' });
  await server.asAdmin('DELETE', `${product}/modules/report`);
  const entries = (await server.asAdmin('GET', '/api/v1/audit', { query: { target: `program_modules:${body.id}` } }))
    .body.items;
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    'program_module.deleted',
    'program_module.uploaded',
    'program_module.uploaded',
  ]);
  expect(JSON.stringify(entries)).not.toContain(CODE);
});

it.each([
  ['no version', { version: undefined }, 400],
  ['no code', { code: undefined }, 400],
  ['a code of too many bytes', { code: 'ж'.repeat(MAX_BYTES / 2 + 1) }, 400],
  ['a code with a NUL', { code: 'a\0b' }, 400],
  ['an unknown field', { extra: 1 }, 400],
])('refuses %s', async (_what, fields, expected) => {
  const { status, body } = await upload('report', fields);
  expect([status, body.error.code]).toEqual([expected, 'VALIDATION_ERROR']);
  expect(await names()).toEqual([]);
});

it('takes a code of the largest size', async () => {
  expect((await upload('report', { code: 'x'.repeat(MAX_BYTES) })).body.size).toBe(MAX_BYTES);
});

it('has at most 100 modules', async () => {
  expect(MODULE_LIMITS.most).toBe(100);
  const most = jest.replaceProperty(MODULE_LIMITS, 'most', 8);
  const batch = Array.from({ length: 8 }, (_none, index) => upload(`module-${index}`));
  expect(tally((await Promise.all(batch)).map(({ status }) => status))).toEqual({ 200: 8 });
  const { status, body } = await upload('one-more');
  expect([status, body.error.code]).toEqual([409, 'TOO_MANY_MODULES']);
  expect((await upload('module-7', { version: '2' })).status).toBe(200);
  most.restore();
});

it('is deleted and restored with its product', async () => {
  await upload('report');
  const { body } = await server.asAdmin('GET', product);
  expect((await server.asAdmin('DELETE', product)).status).toBe(204);
  expect((await server.asAdmin('POST', `/api/v1/products/${body.id}/restore`)).status).toBe(200);
  expect((await server.asAdmin('GET', `${product}/modules/report`)).body.code).toBe(CODE);
});

it('is seen by keys of its product alone, and changed by nobody who only reads', async () => {
  await upload('report');
  await aProduct(server, `other-${count}`);
  const { key } = await keyOf(server, 'internal', { product: `other-${count}` });
  expect((await server.withKey('GET', `${product}/modules`, {}, key)).status).toBe(404);
  const viewer = await createLoggedInUser(server, 'viewer');
  expect((await viewer.call('GET', `${product}/modules/report`)).status).toBe(200);
  expect((await viewer.call('PUT', `${product}/modules/report`, { body: { version: '2', code: CODE } })).status).toBe(
    403,
  );
  expect((await viewer.call('DELETE', `${product}/modules/report`)).status).toBe(403);
});

describe('in the console', () => {
  let browser: Browser;
  let page: string;
  beforeEach(async () => {
    browser = new Browser(server);
    await browser.signIn();
    page = `/console/products/${(await server.asAdmin('GET', product)).body.id}`;
  });

  const send = async (file: string | Buffer, name = 'report', version = '1.0.0') => {
    const { body, headers } = await formOf(['file', file, 'a.js'], ['name', name], ['version', version]);
    return browser.postBody(`${page}/modules/new`, body, headers);
  };

  it('is uploaded, shown on the page of the product, downloaded and deleted', async () => {
    const { status, location } = await send(CODE);
    expect([status, location]).toEqual([303, page]);
    const { html } = await browser.get(page);
    expect(html).toContain(`${page}/modules/report/download`);
    const download = await browser.get(`${page}/modules/report/download`);
    expect([download.status, download.html]).toEqual([200, CODE]);
    expect((await browser.get(`${page}/modules/report/delete`)).html).toContain('Delete report?');
    expect((await browser.post(`${page}/modules/report/delete`)).status).toBe(303);
    expect(await names()).toEqual([]);
  });

  it.each([
    ['a name that no path has', Buffer.from(CODE), 'a/b', '1.0.0'],
    ['no version', Buffer.from(CODE), 'report', ''],
    ['a file that is no text', Buffer.from([0xff, 0xfe, 0x00]), 'report', '1.0.0'],
    ['a file that is too large', Buffer.alloc(MAX_BYTES + 1, 'x'), 'report', '1.0.0'],
  ])('refuses %s', async (_what, file, name, version) => {
    const { status, html } = await send(file, name, version);
    expect([status, html]).toEqual([422, expect.stringContaining('Upload module')]);
    expect(await names()).toEqual([]);
  });
});
