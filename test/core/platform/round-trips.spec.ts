import type { License } from '../../../sdk/src/generated/native';
import { activate, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { metered, use } from '../../support/meters';
import { roundTripsOf } from '../../testkit/statements';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  server.clock.hold();
});
afterAll(() => server.stop());

/** Authentication is not part of an operation. */
const ASIDE = /api_keys|find_active_session/;

const FIND = 'find_license_contexts';
/** Asks for no meters, sessions, users, components and versions. */
const FIND_PLAIN = 'find_plain_contexts';
const OTHER_KEYS = 'find_other_keys';
const LOG = 'log_verifications';
const CHECK = [FIND, LOG];
const PLAIN_CHECK = [FIND_PLAIN, LOG];
/** A transaction starts together with the lock of its license. */
const transaction = (...statements: string[]) => ['START TRANSACTION;', ...statements, 'COMMIT'];
const locked = (...statements: string[]) => transaction(FIND, ...statements);

const RECORDED = ['record_changes', 'COMMIT'];
/** A license is read once it is locked. */
const CHANGE = ['START TRANSACTION', 'lock_license', 'find_license', 'UPDATE "licenses"', ...RECORDED];

const license = (fields: Record<string, unknown> = {}): Promise<License> => issued(server, fields);
const activated = async (fields: Record<string, unknown> = {}): Promise<License> => {
  const issuedNow = await license(fields);
  await activate(server, issuedNow.key, 'desk');
  return issuedNow;
};
const v2 = (path: string, body: object) => server.withKey('POST', `/api/license/${path}`, { body });
const lic = (license_key: string, machine_code: string) =>
  server.call('POST', '/dialects/lic/api/verify', { body: { license_key, machine_code } });

const checkWithParts = async (components: object): Promise<() => Promise<Answer>> => {
  const { key } = await license({ policy_overrides: { component_match: 'any' } });
  await activate(server, key, 'desk', { components: { disk: 'D' } });
  return () => validate(server, key, 'desk', { components });
};

/** Statements of each operation. A line that grows makes the operation slower: find another way first. */
const BUDGET: [operation: string, statements: string[], prepare: () => Promise<() => Promise<Answer>>][] = [
  ['a check of an active device', CHECK, async () => check(await activated(), 'desk')],
  ['a check of an unknown device', CHECK, async () => check(await activated(), 'laptop')],
  ['a check with the components of the device', CHECK, () => checkWithParts({ disk: 'D' })],
  [
    'a check that a rule would refuse',
    CHECK,
    async () => {
      const rules = { max_version: '1.0', report_only: ['VERSION_NOT_ALLOWED'], report_only_until: '2099-01-01' };
      const { body } = await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Reports', ...rules } });
      const { key } = await activated({ policy: body.id });
      return () => validate(server, key, 'desk', { app_version: '2.0' });
    },
  ],
  [
    'a check with other components',
    [FIND, ...locked('replace_components', 'log_verifications')],
    () => checkWithParts({ disk: 'another' }),
  ],
  [
    'a check that names its policy, group, customer and file',
    ['find_scoped_contexts', LOG],
    async () => {
      const { key } = await activated();
      const scopes = { policy: 'a', group: 'b', customer: 'c', checksum: '0'.repeat(64) };
      return () => validate(server, key, 'desk', scopes);
    },
  ],
  ['a check without a device', CHECK, async () => check(await license())],
  ['a check of an unknown key', [FIND, OTHER_KEYS, LOG], async () => () => validate(server, 'unknown', 'desk')],
  [
    'a check of a retired key',
    [FIND, OTHER_KEYS, FIND, LOG],
    async () => {
      const { id, key } = await activated();
      await server.asAdmin('POST', `/api/v1/licenses/${id}/rotate-key`, { body: {} });
      return check({ key }, 'desk');
    },
  ],
  [
    'a check of a key typed without dashes',
    [FIND, OTHER_KEYS, FIND, LOG],
    async () => {
      const { key } = await activated();
      return check({ key: key.replaceAll('-', ' ').toLowerCase() }, 'desk');
    },
  ],
  ['a heartbeat', PLAIN_CHECK, async () => bound(heartbeat, await activated(), 'desk')],
  ['a refused heartbeat', PLAIN_CHECK, async () => bound(heartbeat, await activated(), 'laptop')],
  [
    'a verification through V2, with the latest version',
    PLAIN_CHECK,
    async () => {
      const { key } = await activated();
      return () => v2('verify', { license_key: key, hardware_hash: 'desk', app_version: '1.0' });
    },
  ],
  [
    'a verification through LIC of a bound machine',
    PLAIN_CHECK,
    async () => {
      const { key } = await license({ product: 'lic-default' });
      await lic(key, 'bound');
      return () => lic(key, 'bound');
    },
  ],
  [
    'a verification through LIC of another machine',
    PLAIN_CHECK,
    async () => {
      const { key } = await license({ product: 'lic-default' });
      await lic(key, 'first');
      return () => lic(key, 'second');
    },
  ],
  [
    'a verification through LIC that binds the machine',
    [FIND_PLAIN, ...locked('write_seats')],
    async () => {
      const { key } = await license({ product: 'lic-default' });
      return () => lic(key, 'new');
    },
  ],
  [
    'a validation through ProGran3',
    PLAIN_CHECK,
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
    'a heartbeat through ProGran3',
    [...PLAIN_CHECK, 'write_heartbeat'],
    async () => {
      const { key } = await license({ product: 'progran3-default' });
      const system = 'b'.repeat(64);
      await activate(server, key, system);
      return () =>
        server.call('POST', '/dialects/progran3/api/heartbeats', {
          body: { license_key: key, system_fingerprint: system },
        });
    },
  ],
  [
    'a verification through License Manager',
    PLAIN_CHECK,
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
    'a validation that names a user',
    CHECK,
    async () => {
      const named = await activated({ policy_overrides: { seats_per: 'user', assign_user_on_use: true } });
      await activate(server, named.key, 'desk', { user: 'ada' });
      return () => validate(server, named.key, 'desk', { user: 'ada' });
    },
  ],
  [
    'a validation that assigns a user',
    [FIND, ...locked(LOG, 'INSERT INTO "license_users"', 'record_changes')],
    async () => {
      const { key } = await license({ policy_overrides: { assign_user_on_use: true } });
      return () => validate(server, key, undefined, { user: 'ada' });
    },
  ],
  [
    'an activation of a new device in a group',
    // The batch, which reads one license at a time, leaves it to a transaction of its own.
    [...locked(), ...locked('SELECT "group"', 'SELECT count(*)', 'write_seats')],
    async () => {
      const { body } = await server.asAdmin('POST', '/api/v1/groups', { body: { name: 'Acme', max_activations: 3 } });
      return bound(activate, await license({ group: body.id }), 'desk');
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
    'a use of a meter with a limit for each device',
    ['START TRANSACTION; SET LOCAL plan_cache_mode', FIND, 'write_usage', 'WITH change AS MATERIALIZED', 'COMMIT'],
    async () => {
      const { key } = await metered(server, { exports: { limit: 10, limit_per_device: 5 } });
      await activate(server, key, 'desk');
      return () => use(server, key, { exports: 1 }, { hardware_id: 'desk' });
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
  ['an activation of a new device', locked('write_seats'), async () => bound(activate, await activated(), 'laptop')],
  ['an activation of an active device', locked('write_seats'), async () => bound(activate, await activated(), 'desk')],
  [
    'an activation of a device that ended',
    locked('write_seats'),
    async () => {
      const ended = await activated();
      await deactivate(server, ended.key, 'desk');
      return bound(activate, ended, 'desk');
    },
  ],
  [
    'a refused activation',
    locked('write_seats'),
    async () => bound(activate, await activated({ max_activations: 1 }), 'laptop'),
  ],
  ['a deactivation', transaction(FIND_PLAIN, 'release_seat'), async () => bound(deactivate, await activated(), 'desk')],
  [
    'the start of a session',
    // Afterwards, V2 reads which update the program may have.
    [...transaction(FIND_PLAIN, 'prepare_session_start', 'insert_session'), 'SELECT "version"'],
    async () => {
      const { key } = await activated();
      return () => v2('session/start', { license_key: key, hardware_hash: 'desk', version: '1.0', machine_id: 'm' });
    },
  ],
  [
    'the issue of a license',
    // What it holds is computed under a lock of its policy: a change of the policy's grants reaches it, or is seen.
    ['START TRANSACTION', 'find_products', 'add_licenses', 'lock_license_and_policy', 'resolve_license', ...RECORDED],
    issuing,
  ],
  ['the disabling of a license by an admin', CHANGE, async () => verb(await license(), 'disable')],
  [
    'the extension of a license by an admin',
    CHANGE,
    async () => verb(await license({ expires_at: '2090-01-01' }), 'extend', { days: 30 }),
  ],
];

it.each(BUDGET)('%s takes these round trips: %j', async (_operation, statements, prepare) => {
  const call = await prepare();
  // The first call of a kind may have more to do, such as noting the use of a key.
  const trips = await roundTripsOf(async () => {
    const { status } = await call();
    expect(status).toBeLessThan(500);
  });
  const own = trips.filter((text) => !ASIDE.test(text));
  expect(own.map((text, index) => cut(text, statements[index]))).toEqual(statements);
});

async function issuing(): Promise<() => Promise<Answer>> {
  await server.adminToken();
  return () => server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default' } });
}

async function verb({ id }: { id: string }, name: string, body: object = {}): Promise<() => Promise<Answer>> {
  await server.adminToken();
  return () => server.asAdmin('POST', `/api/v1/licenses/${id}/${name}`, { body });
}

function check({ key }: { key: string }, device?: string): () => Promise<Answer> {
  return () => validate(server, key, device);
}

function bound(call: typeof activate, { key }: { key: string }, device: string): () => Promise<Answer> {
  return () => call(server, key, device);
}

function cut(text: string, expected: string | undefined): string {
  return expected !== undefined && text.startsWith(expected) ? expected : text.slice(0, 60);
}
