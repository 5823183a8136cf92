import { formOf } from '../../testkit/forms';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await send('POST', 'products', { reference: 'named', name: 'Named' });
  await send('POST', 'products/named/versions', { version: '1.0.0' });
});
afterAll(() => server.stop());

const send = (method: 'POST' | 'PATCH' | 'PUT', path: string, body: object) =>
  server.asAdmin(method, `/api/v1/${path}`, { body });

const THINGS: readonly [path: string, field: string, rest: object][] = [
  ['products', 'reference', { name: 'Product' }],
  ['products/named/versions', 'reference', { version: '2.0.0' }],
  ['policies', 'name', {}],
  ['customers', 'reference', { name: 'Customer' }],
  ['groups', 'name', {}],
  ['roles', 'name', { permissions: ['licenses:read'] }],
  ['users', 'username', { password: 'correct horse battery', role: 'viewer' }],
];

describe.each(THINGS)('a name in %s that clients remove from paths', (path, field, rest) => {
  it.each(['.', '..'])('is refused for a new one: %s', async (name) => {
    const { status, body } = await send('POST', path, { ...rest, [field]: name });
    expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', field]);
  });

  it('may begin or end with dots', async () => {
    expect((await send('POST', path, { ...rest, [field]: '...' })).status).toBe(201);
  });
});

it.each(THINGS.filter(([path]) => path !== 'users'))('is refused for a change in %s', async (path, field, rest) => {
  const { body: made } = await send('POST', path, { ...rest, [field]: `changed ${path}`, version: undefined });
  const changed = path === 'products/named/versions' ? { id: '1.0.0' } : made;
  const { status, body } = await send('PATCH', `${path}/${changed.id}`, { [field]: '..' });
  expect([status, body.error.details[0].field]).toEqual([400, field]);
});

it('is refused for a file of a version', async () => {
  const link = { url: 'https://cdn.example/a.deb', name: '..', size: 7, sha256: 'a'.repeat(64), kind: 'deb' };
  const { status, body } = await send('POST', 'products/named/versions/1.0.0/artifacts/links', link);
  expect([status, body.error.details[0].field]).toEqual([400, 'name']);
});

it('is refused in the rows of files, and where a license or a catalog brings it', async () => {
  const rows = async (path: string, text: string) =>
    (await server.asAdmin('POST', `/api/v1/${path}/import`, await formOf(['file', text, 'rows.csv']))).body.problems;
  expect(await rows('customers', 'name,reference\nJane,..\n')).toEqual([
    expect.objectContaining({ row: 2, field: 'reference' }),
  ]);
  expect(await rows('licenses', 'product,customer_reference\nnamed,..\n')).toEqual([
    expect.objectContaining({ row: 2, field: 'customer_reference' }),
  ]);
  const catalog = { products: [{ reference: '..', name: 'Dots' }] };
  const { body: found } = await send('POST', 'catalog/diff', catalog);
  const applied = await server.asAdmin('PUT', '/api/v1/catalog', { body: catalog, query: { plan: found.plan } });
  expect([applied.status, JSON.stringify(applied.body)]).toEqual([400, expect.stringContaining('cannot be . or ..')]);
});
