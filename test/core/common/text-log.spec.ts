import type { License } from '../../../sdk/src/generated/native';
import { captureLog } from '../../testkit/captured-log';
import { keyOf } from '../../testkit/callers';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { activate, deactivate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const KEY = 'ACME-QQ7R-D2LM-9XWE';
const WRONG_PASSWORD = 'a password that is wrong';
const WRONG_KEY = 'kw_internal_that_nobody_has_0123456789';

/** Everything that was logged, at every level that there is. */
let log: { text: string };
let server: TestServer;
let license: License;
beforeAll(async () => {
  log = captureLog();
  server = await TestServer.start({ LOG_LEVEL: 'trace' });
  license = await issued(server, { key: KEY });
});
afterAll(async () => {
  await server.stop();
});
beforeEach(() => {
  log.text = '';
});

const lines = (): Record<string, unknown>[] =>
  log.text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

function expectNothingOf(...secrets: string[]): void {
  expect(log.text).not.toBe('');
  for (const secret of secrets) {
    for (const written of [secret, encodeURIComponent(secret), secret.toLowerCase()]) {
      expect(log.text).not.toContain(written);
    }
  }
}

it('has a line for each request, with the request ID of its answer', async () => {
  const { headers } = await validate(server, KEY);
  const requests = lines().filter(({ msg }) => msg === 'request');
  expect(requests).toEqual([
    expect.objectContaining({
      reqId: headers['x-request-id'],
      method: 'POST',
      route: '/api/v1/validate',
      status: 200,
      ip: '127.0.0.1',
    }),
  ]);
});

it.each([
  ['input', 400, () => validate(server, '')],
  ['credential', 401, () => server.call('GET', '/api/v1/licenses', { headers: { 'x-api-key': WRONG_KEY } })],
  ['permission', 403, () => server.withKey('GET', '/api/v1/users')],
  ['address', 404, () => server.call('GET', '/api/v1/nothing')],
])('has a line for each request that is refused for its %s', async (_what, status, send) => {
  const answer = await send();
  const requests = lines().filter(({ msg }) => msg === 'request');
  expect([answer.status, requests]).toEqual([
    status,
    [expect.objectContaining({ reqId: answer.headers['x-request-id'], status, ip: '127.0.0.1' })],
  ]);
});

it('contains no license key from a body, path or query, known or unknown', async () => {
  await activate(server, KEY, 'desk');
  await activate(server, KEY, 'desk', { product: 'other' });
  await validate(server, KEY);
  await deactivate(server, KEY, 'desk');
  await server.call('POST', '/api/v1/validate', { body: { license_key: KEY, nonsense: KEY } });
  await server.call('POST', '/api/v1/validate', {
    body: `{"license_key": "${KEY}`,
    headers: { 'content-type': 'application/json' },
  });
  await server.withKey('GET', `/api/license/info/${KEY}`);
  await server.withKey('GET', `/api/license/info/${KEY}%`);
  await server.withKey('DELETE', `/api/license/info/${KEY}`);
  await server.withKey('GET', `/api/license/nothing/${KEY}`);
  await server.call('GET', `/${KEY}?license_key=${KEY}`);
  await server.asAdmin('GET', '/api/v1/licenses', { query: { after: KEY } });
  await server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', key: KEY } });
  await server.asAdmin('GET', `/api/v1/licenses/${license.id}`);
  await server.asAdmin('GET', `/api/v1/licenses/${KEY}`);
  await server.asAdmin('GET', `/api/v1/licenses/${KEY}-unknown`);
  await server.asAdmin('POST', `/api/v1/licenses/${KEY}/extend`, { body: { days: 'many' } });
  for (const verb of ['disable', 'enable', 'block', 'unblock', 'revoke', 'nonsense']) {
    await server.asAdmin('POST', `/api/v1/licenses/${KEY}/${verb}`);
    await server.asAdmin('POST', `/api/v1/licenses/${KEY}-unknown/${verb}`);
  }
  await server.asAdmin('PATCH', `/api/v1/licenses/${KEY}`, { body: { state: 'nonsense' } });
  await server.asAdmin('DELETE', `/api/v1/licenses/${KEY}-unknown`);
  for (const list of ['activations', 'license-sessions', 'resources', 'monitoring/anomalies']) {
    await server.asAdmin('GET', `/api/v1/${list}`, { query: { license: KEY, nonsense: KEY } });
    await server.asAdmin('GET', `/api/v1/${list}`, { query: { license: KEY } });
  }
  await server.asAdmin('POST', '/api/v1/resources/allocate', { body: { license_id: KEY, resource_ids: [KEY] } });
  await server.asAdmin('GET', '/api/v1/activations', { query: { license: KEY } });
  await server.asAdmin('GET', '/api/v1/licenses', { query: { q: KEY } });
  await server.asAdmin('GET', '/api/v1/search', { query: { q: KEY } });
  expectNothingOf(KEY);
});

it('contains no API key, known or unknown, created, imported or rotated', async () => {
  const made = await keyOf(server, 'internal');
  const imported = await keyOf(server, 'external', { key: 'an-imported-value-0123456789' });
  await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'again', kind: 'external', key: imported.key } });
  const rotated = await server.asAdmin('POST', `/api/v1/api-keys/${made.id}/rotate`);
  await server.withKey('GET', '/api/v1/licenses', {}, rotated.body.key);
  await server.withKey('GET', '/api/v1/licenses', {}, WRONG_KEY);
  await server.withKey('GET', `/api/v1/licenses?x-api-key=${WRONG_KEY}`);
  await server.withKey('POST', '/api/license/verify', { body: { license_key: KEY, hardware_hash: 'desk' } });
  expectNothingOf(made.key, imported.key, rotated.body.key, WRONG_KEY, server.systemKey);
});

it('contains no password and no token', async () => {
  const token = await server.logIn('admin', ADMIN_PASSWORD);
  await server.logIn('admin', WRONG_PASSWORD);
  const headers = { authorization: `Bearer ${token}` };
  await server.call('GET', '/api/v1/auth/me', { headers });
  await server.call('POST', '/api/v1/auth/logout', { headers });
  await server.call('GET', '/api/v1/auth/me', { headers });
  expectNothingOf(ADMIN_PASSWORD, WRONG_PASSWORD, token, token.split('.')[2] ?? '');
});

it('contains internal errors without keys, and the answer contains no details', async () => {
  await server.dataSource.query(`ALTER TABLE activations RENAME TO hidden_activations`);
  const answer = await activate(server, KEY, 'desk-of-the-boss');
  await server.dataSource.query(`ALTER TABLE hidden_activations RENAME TO activations`);

  expect(answer).toMatchObject({
    status: 500,
    body: { error: { code: 'INTERNAL_ERROR', message: 'Internal server error' } },
  });
  expect(JSON.stringify(answer.body)).not.toContain('activations');
  expect(lines().filter(({ level }) => Number(level) >= 50)).toEqual([
    expect.objectContaining({
      err: expect.objectContaining({ message: expect.stringContaining('activations') }),
      reqId: answer.headers['x-request-id'],
    }),
  ]);
  expectNothingOf(KEY, 'desk-of-the-boss');
});
