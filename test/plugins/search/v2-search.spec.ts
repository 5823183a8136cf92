import type { License } from '../../../sdk/src/generated/native';
import { activate, issued } from '../../testkit/issue';
import { keyOf } from '../../testkit/callers';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, withToken } from '../../testkit/users';

let server: TestServer;
let license: License;
beforeAll(async () => {
  server = await TestServer.shared();
  const setId = (table: string, id: number) =>
    server.dataSource.query(`ALTER TABLE ${table} ALTER COLUMN id RESTART WITH ${id}`);
  await setId('customers', 123);
  await setId('licenses', 456);
  await setId('activations', 789);
  const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', {
    body: { name: 'ACME Corp', email: 'admin@acme.com' },
  });
  license = await issued(server, { key: 'XXXX-XXXX-XXXX-XXXX', customer_id: customer.id });
});
afterAll(() => server.stop());

const search = (query: Record<string, string>) => server.asAdmin('GET', '/api/global-search', { query });

it('answers as the contract shows', async () => {
  const { status, body } = await search({ q: 'acme' });
  expect([status, body]).toEqual([
    200,
    {
      results: [
        {
          type: 'customer',
          id: 123,
          title: 'ACME Corp',
          subtitle: 'admin@acme.com',
          url: '/customer/edit/123',
        },
        {
          type: 'license',
          id: 456,
          title: 'XXXX-XXXX-XXXX-XXXX',
          subtitle: 'ACME Corp - Active',
          url: '/license/edit/456',
        },
      ],
      total: 2,
    },
  ]);
});

it('finds devices with the key, the status and the page of their license', async () => {
  await activate(server, license.key, 'hash-of-the-desk');
  const { body } = await search({ q: 'of-the-desk' });
  expect(body).toEqual({
    results: [
      {
        type: 'device',
        id: 789,
        title: 'hash-of-the-desk',
        subtitle: 'XXXX-XXXX-XXXX-XXXX - Active',
        url: '/license/edit/456',
      },
    ],
    total: 1,
  });
});

it('names the status of a license that cannot be used, and leaves out a customer that it does not have', async () => {
  const future = await issued(server, { key: 'YYYY-1', starts_at: '2090-01-01' });
  await issued(server, { key: 'YYYY-2', state: 'revoked' });
  const { body } = await search({ q: 'yyyy', type: 'license' });
  expect(body.results.map(({ subtitle }: { subtitle: string }) => subtitle)).toEqual(['Revoked', 'Not started']);
  expect(body.results[1].url).toBe(`/license/edit/${future.number}`);
});

it('filters by type, shares the limit among the types, and counts all', async () => {
  const all = await search({ q: 'xxxx', limit: '2' });
  expect([all.body.results.map(({ type }: { type: string }) => type), all.body.total]).toEqual([
    ['license', 'device'],
    2,
  ]);
  const one = await search({ q: 'xxxx', type: 'device' });
  expect([one.body.results.map(({ type }: { type: string }) => type), one.body.total]).toEqual([['device'], 1]);
  expect((await search({ q: 'acme', limit: '1' })).body).toMatchObject({ results: [{ type: 'customer' }], total: 2 });
});

it('shows 20 by default', async () => {
  await server.asAdmin('POST', '/api/v1/licenses/batch', { body: { product: 'v2-default', count: 25, batch: 'Fair' } });
  const { body } = await search({ q: 'fair' });
  expect([body.results.length, body.total]).toEqual([20, 25]);
});

it.each([
  ['q', {}],
  ['q', { q: '' }],
  ['q', { q: '**' }],
  ['type', { q: 'acme', type: 'lead' }],
  ['limit', { q: 'acme', limit: '0' }],
  ['limit', { q: 'acme', limit: '1000' }],
])('refuses a wrong %s', async (field, query: Record<string, string>) => {
  const { status, body } = await search(query);
  expect([status, body.error.code, body.error.details.field]).toEqual([400, 'VALIDATION_ERROR', field]);
});

it('takes tokens of every role and no key', async () => {
  const { token } = await createLoggedInUser(server, 'viewer');
  expect((await withToken(server, token).call('GET', '/api/global-search?q=acme')).status).toBe(200);
  const refused = await server.call('GET', '/api/global-search?q=acme');
  expect([refused.status, refused.body.error.code]).toEqual([401, 'UNAUTHORIZED']);
  for (const kind of ['external', 'internal']) {
    const { key } = await keyOf(server, kind);
    expect((await server.withKey('GET', '/api/global-search?q=acme', {}, key)).status).toBe(403);
  }
});

it('answers a request without a handler in the format of V2', async () => {
  const { status, body } = await server.withKey('PUT', '/api/global-search');
  expect([status, body]).toEqual([404, { error: { code: 'NOT_FOUND', message: expect.any(String) } }]);
});
