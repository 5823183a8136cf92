import { Client } from 'pg';
import { activate, deactivate, heartbeat, issued, validate } from '../support/issue';
import { metered, use } from '../support/meters';
import { type Answer, TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

/** Authentication and probes of idle connections are not part of an operation. */
const ASIDE = /^SELECT 1$|api_keys|user_sessions/;

const FIND = 'find_license_contexts';
const LOG = 'log_verifications';
const CHECK = [FIND, LOG];
/** A transaction starts together with the lock of its license. */
const locked = (...statements: string[]) => ['START TRANSACTION;', FIND, ...statements, 'COMMIT'];

const license = (fields: Record<string, unknown> = {}): Promise<any> => issued(server, fields);
const activated = async (fields: Record<string, unknown> = {}): Promise<any> => {
  const issuedNow = await license(fields);
  await activate(server, issuedNow.key, 'desk');
  return issuedNow;
};
const v2 = (path: string, body: object) => server.withKey('POST', `/api/license/${path}`, { body });
const lic = (license_key: string, machine_code: string) =>
  server.call('POST', '/dialects/lic/api/verify', { body: { license_key, machine_code } });

/** Statements of each operation. A line that grows makes the operation slower: find another way first. */
const BUDGET: [operation: string, statements: string[], prepare: () => Promise<() => Promise<Answer>>][] = [
  ['a check of an active device', CHECK, async () => check(await activated(), 'desk')],
  ['a check of an unknown device', CHECK, async () => check(await activated(), 'laptop')],
  ['a check without a device', CHECK, async () => check(await license())],
  ['a check of an unknown key', CHECK, async () => () => validate(server, 'unknown', 'desk')],
  ['a heartbeat', CHECK, async () => bound(heartbeat, await activated(), 'desk')],
  ['a refused heartbeat', CHECK, async () => bound(heartbeat, await activated(), 'laptop')],
  [
    'a verification through V2, with the latest version',
    CHECK,
    async () => {
      const { key } = await activated();
      return () => v2('verify', { license_key: key, hardware_hash: 'desk', app_version: '1.0' });
    },
  ],
  [
    'a verification through LIC of a bound machine',
    CHECK,
    async () => {
      const { key } = await license({ product: 'lic-default' });
      await lic(key, 'bound');
      return () => lic(key, 'bound');
    },
  ],
  [
    'a verification through LIC of another machine',
    CHECK,
    async () => {
      const { key } = await license({ product: 'lic-default' });
      await lic(key, 'first');
      return () => lic(key, 'second');
    },
  ],
  [
    'a verification through LIC that binds the machine',
    [FIND, ...locked('insert_seat')],
    async () => {
      const { key } = await license({ product: 'lic-default' });
      return () => lic(key, 'new');
    },
  ],
  [
    'a validation through ProGran3',
    CHECK,
    async () => {
      const { key } = await license({ product: 'progran3-default' });
      const system = 'a'.repeat(64);
      await activate(server, key, system);
      return () =>
        server.call('POST', '/dialects/progran3/api/licenses/validate', {
          body: { license_key: key, system_fingerprint: system },
        });
    },
  ],
  [
    'a verification through License Manager',
    CHECK,
    async () => {
      const { key } = await license();
      await activate(server, key, 'shop.example', { domain: 'shop.example' });
      return () =>
        server.withKey('POST', '/api/external/license/verify', {
          body: { license_code: key },
          headers: { 'lb-api-key': server.systemKey, 'x-api-url': 'https://shop.example', 'x-api-ip': '192.0.2.1' },
        });
    },
  ],
  [
    'a validation of a license with meters',
    CHECK,
    async () => {
      const { key } = await metered(server, { exports: { limit: 10, period: 'day' }, pages: { limit: 5 } });
      return check({ key });
    },
  ],
  [
    'a use of several meters',
    // The first statement also locks the license.
    ['START TRANSACTION; SET LOCAL plan_cache_mode', FIND, 'write_usage', 'COMMIT'],
    async () => {
      const { key } = await metered(server, { exports: { limit: 10, period: 'day' }, pages: { limit: 5 } });
      return () => use(server, key, { exports: 9, pages: 1 });
    },
  ],
  [
    'a refused use',
    ['START TRANSACTION; SET LOCAL plan_cache_mode', FIND, 'write_usage', 'COMMIT'],
    async () => {
      const { key } = await metered(server, { exports: { limit: 10 } });
      return () => use(server, key, { exports: 11 });
    },
  ],
  ['an activation of a new device', locked('insert_seat'), async () => bound(activate, await activated(), 'laptop')],
  ['an activation of an active device', locked('change_seat'), async () => bound(activate, await activated(), 'desk')],
  [
    'an activation of a device that ended',
    locked('change_seat'),
    async () => {
      const ended = await activated();
      await deactivate(server, ended.key, 'desk');
      return bound(activate, ended, 'desk');
    },
  ],
  ['a refused activation', locked(LOG), async () => bound(activate, await activated({ max_activations: 1 }), 'laptop')],
  [
    'a deactivation',
    locked('change_seat', 'UPDATE license_sessions'),
    async () => bound(deactivate, await activated(), 'desk'),
  ],
  [
    'the start of a session',
    [
      ...locked(
        'SELECT id FROM activations',
        'UPDATE license_sessions',
        'INSERT INTO "license_sessions"',
        'INSERT INTO events',
        'INSERT INTO audit_entries',
        LOG,
      ),
      'SELECT "version"',
    ],
    async () => {
      const { key } = await activated();
      return () => v2('session/start', { license_key: key, hardware_hash: 'desk', version: '1.0', machine_id: 'm' });
    },
  ],
];

it.each(BUDGET)('%s takes these round trips: %j', async (_operation, statements, prepare) => {
  const call = await prepare();
  // The first call of a kind may have more to do, such as noting the use of a key.
  const trips = await roundTripsOf(async () => {
    const { status } = await call();
    expect(status).toBeLessThan(500);
  });
  expect(trips.map((text, index) => cut(text, statements[index]))).toEqual(statements);
});

function check({ key }: { key: string }, device?: string): () => Promise<Answer> {
  return () => validate(server, key, device);
}

function bound(call: typeof activate, { key }: { key: string }, device: string): () => Promise<Answer> {
  return () => call(server, key, device);
}

function cut(text: string, expected: string | undefined): string {
  return expected !== undefined && text.startsWith(expected) ? expected : text.slice(0, 60);
}

/** The statements that a call sends to the database, in order. Each is one round trip, also one with several parts. */
async function roundTripsOf(call: () => Promise<unknown>): Promise<string[]> {
  const sent = jest.spyOn(Client.prototype, 'query');
  try {
    await call();
    return sent.mock.calls.map(([query]) => describe(query)).filter((text) => !ASIDE.test(text));
  } finally {
    sent.mockRestore();
  }
}

/** The name of a prepared statement, or the beginning of another. */
function describe(query: unknown): string {
  if (typeof query === 'string') {
    return query.trim().replace(/\s+/g, ' ');
  }
  const { name, text } = query as { name?: string; text: string };
  return name ?? describe(text);
}
