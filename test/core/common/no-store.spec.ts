import { keyOf } from '../../testkit/callers';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { issued } from '../../testkit/issue';
import { formOf } from '../../testkit/forms';
import { createLoggedInUser } from '../../testkit/users';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const cacheControl = ({ headers }: { headers: Record<string, unknown> }) => headers['cache-control'];

it('keeps log-ins, keys and licenses out of every cache', async () => {
  const body = { username: 'admin', password: ADMIN_PASSWORD };
  const { key } = await issued(server);
  const answers = [
    await server.call('POST', '/api/v1/auth/login', { body }),
    await server.call('POST', '/api/auth/login', { body }),
    await server.call('POST', '/api/v1/auth/login', { body: { ...body, password: 'wrong' } }),
    await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'x', kind: 'external' } }),
    await server.asAdmin('GET', '/api/v1/licenses'),
    await server.asAdmin('GET', '/api/v1/licenses/export'),
    await server.asAdmin('GET', '/api/stats'),
    await server.withKey('GET', `/api/license/info/${key}`),
    await server.withKey('GET', '/api/v1/licenses', {}, 'nobody has this key'),
    await server.call('GET', '/api/check_connection_ext', { headers: { 'lb-api-key': 'x' } }),
    await server.call('POST', '/api/v1/activate', { body: { license_key: key, hardware_id: 'desk' } }),
    await server.withKey('GET', '/api/dashboard/stats', {}, (await keyOf(server, 'internal')).key),
  ];
  expect(answers.map(cacheControl)).toEqual(answers.map(() => 'no-store'));
});

it('leaves what is public to caches, and files to those who have them', async () => {
  for (const path of ['/api/v1/update-signing-keys', '/health', '/openapi.json']) {
    expect([path, cacheControl(await server.call('GET', path))]).not.toEqual([path, 'no-store']);
  }
  const admin = await createLoggedInUser(server, 'admin');
  const { body: product } = await admin.call('POST', '/api/v1/products', { body: { reference: 'x', name: 'x' } });
  const versions = `/api/v1/products/${product.id}/versions`;
  const { body: version } = await admin.call('POST', versions, { body: { reference: 'v1', version: '1' } });
  const file = `${versions}/${version.id}/files/main`;
  const sent = await formOf(['file', 'a program', 'app.zip']);
  expect(cacheControl(await admin.call('PUT', file, sent))).toBe('no-store');
  const { headers } = await admin.call('GET', file);
  expect(headers['cache-control']).toBe('private, no-cache');
  const known = await admin.call('GET', file, { headers: { 'if-none-match': String(headers.etag) } });
  expect([known.status, cacheControl(known)]).toEqual([304, 'private, no-cache']);
});
