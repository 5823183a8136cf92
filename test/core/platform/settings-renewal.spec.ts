import { SettingValuesService } from '../../../src/core/platform/settings/setting-values.service';
import { NotificationsService } from '../../../src/core/platform/database/notifications.service';
import { onDatabase, holdLocks } from '../../testkit/database';
import { activate, issued, validate } from '../../testkit/issue';
import { createLoggedInUser, type LoggedInUser } from '../../testkit/users';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

const BLACKLIST = 'lm_blacklisted_license_codes';

let server: TestServer;
let owner: LoggedInUser;
beforeAll(async () => {
  server = await TestServer.start({}, undefined, { connections: 2, lock: 0 });
  owner = await createLoggedInUser(server, 'owner');
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

const blacklist = (keys: string[], headers?: Record<string, string>) =>
  owner.call('PATCH', '/api/v1/settings', { body: { [BLACKLIST]: keys }, headers });
const codeOf = async (key: string): Promise<string> => (await validate(server, key)).body.code;

/** Sent at once, not only when the settings were read again. */
async function activateNow(key: string, device: string): Promise<number> {
  const payload = { license_key: key, hardware_id: device };
  return (await server.app.inject({ method: 'POST', url: '/api/v1/activate', payload })).statusCode;
}

it('delays no request while it reads the settings again', async () => {
  const { key } = await issued(server, { max_activations: 8 });
  const lock = await holdLocks(server.databaseUrl, 'LOCK TABLE settings IN ACCESS EXCLUSIVE MODE');
  server.clock.advance(10_000);
  try {
    const devices = Array.from({ length: 8 }, (_, n) => `device ${n}`);
    expect(await Promise.all(devices.map((device) => activateNow(key, device)))).toEqual(devices.map(() => 201));
  } finally {
    await lock.end();
  }
  await server.clock.settled();
});

it('applies a change of another node, even without requests', async () => {
  const { key } = await issued(server);
  await onDatabase(
    server.databaseUrl,
    `INSERT INTO settings (name, value, updated_at) VALUES ('${BLACKLIST}', '["${key}"]', now())`,
  );
  server.clock.advance(10_000);
  await server.clock.settled();
  expect(server.app.get(SettingValuesService).isKnown).toBe(true);
  expect(await codeOf(key)).toBe('BLACKLISTED');
  await blacklist([]);
});

it('applies a change from its commit on, whatever an older query returns afterwards', async () => {
  const { key } = await issued(server);
  const values = server.app.get(SettingValuesService);
  const read = values.read.bind(values);
  let deliver = (): void => undefined;
  const delivered = new Promise<void>((resolve) => (deliver = resolve));
  const before = new Promise<void>((resolve) => {
    jest.spyOn(values, 'read').mockImplementationOnce(async () => {
      const old = await read();
      resolve();
      await delivered;
      return old;
    });
  });
  server.clock.advance(10_000);
  await before;
  const headers = { authorization: `Bearer ${owner.token}` };
  await server.app.inject({ method: 'PATCH', url: '/api/v1/settings', payload: { [BLACKLIST]: [key] }, headers });
  deliver();
  await server.clock.settled();
  expect(await codeOf(key)).toBe('BLACKLISTED');
  await blacklist([]);
  expect(await codeOf(key)).toBe('VALID');
});

it('applies a change of another node that it receives while it reads the settings', async () => {
  const { key } = await issued(server);
  const values = server.app.get(SettingValuesService);
  const read = values.read.bind(values);
  let deliver = (): void => undefined;
  const delivered = new Promise<void>((resolve) => (deliver = resolve));
  const isReading = new Promise<void>((resolve) => {
    jest.spyOn(values, 'read').mockImplementationOnce(async () => {
      const old = await read();
      resolve();
      await delivered;
      return old;
    });
  });
  const isNotified = new Promise<void>((resolve) => server.app.get(NotificationsService).onChange('settings', resolve));
  server.clock.advance(10_000);
  await isReading;
  await onDatabase(
    server.databaseUrl,
    `INSERT INTO settings (name, value, updated_at) VALUES ('blacklist.license_keys', '["${key}"]', now())
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    `SELECT pg_notify('keyward_changes', 'settings')`,
  );
  await isNotified;
  deliver();
  await until('the change is in effect', async () => (await codeOf(key)) === 'BLACKLISTED');
  await blacklist([]);
});

it('ignores a change that was never committed', async () => {
  const { key } = await issued(server);
  await onDatabase(server.databaseUrl, 'ALTER TABLE idempotent_requests ADD CONSTRAINT broken CHECK (false) NOT VALID');
  expect((await blacklist([key], { 'idempotency-key': 'never-committed' })).status).toBe(500);
  await onDatabase(server.databaseUrl, 'ALTER TABLE idempotent_requests DROP CONSTRAINT broken');
  expect(await codeOf(key)).toBe('VALID');
});

// The last one, because passport knows one application in a process.
describe('before it could read the settings once', () => {
  let blind: TestServer;
  let key: string;
  beforeAll(async () => {
    const url = server.databaseUrl;
    ({ key } = await issued(server));
    await blacklist([key]);
    await onDatabase(url, 'ALTER TABLE settings RENAME TO settings_away');
    blind = await TestServer.start({ RATE_LIMIT_FACTOR: '1' }, url);
  });
  afterAll(() => blind.stop());

  it('answers 503 instead of a verdict', async () => {
    for (const { status, headers, body } of [await validate(blind, key), await activate(blind, key, 'desk')]) {
      expect([status, headers['retry-after'], body.error.code]).toEqual([503, '1', 'UNAVAILABLE']);
    }
  });

  it('answers what needs no database, within the limits that dialects declare', async () => {
    expect((await blind.call('GET', '/health')).status).toBe(200);
    expect((await blind.call('GET', '/openapi.json')).status).toBe(200);
  });

  it('is not ready', async () => {
    expect((await blind.call('GET', '/health/ready')).status).toBe(503);
  });

  it('tries again after a second', async () => {
    await onDatabase(blind.databaseUrl, 'ALTER TABLE settings_away RENAME TO settings');
    blind.clock.advance(1_000);
    expect((await blind.call('GET', '/health/ready')).status).toBe(200);
    expect((await validate(blind, key)).body).toMatchObject({ valid: false, code: 'BLACKLISTED' });
  });
});
