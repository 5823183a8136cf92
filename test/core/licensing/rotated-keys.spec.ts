import { aProduct, keyOf } from '../../testkit/callers';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { verify } from '../../support/lic';
import { LicenseManager } from '../../support/license-manager';
import { metered, use } from '../../support/meters';
import { activate as activateProgran3, Dashboard } from '../../support/progran3';
import { licenseOf, race, untilWaiting } from '../../testkit/race';
import { activeSeatsOf, auditOf, eventsOf, tally, verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const rotate = (id: string, body: object = {}, node = server): Promise<Answer> =>
  node.asAdmin('POST', `/api/v1/licenses/${id}/rotate-key`, { body });

/** Rotates the key of a license; returns the new one. */
async function rotated(license: { id: string }, body: object = {}): Promise<string> {
  const answer = await rotate(license.id, body);
  expect([answer.status, answer.body]).toEqual([200, answer.body]);
  return answer.body.key;
}

const issueWith = (key: string, node = server) =>
  node.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', key } });

let custom = 0;
const aKey = () => `CUSTOM-KEY-${(custom += 1)}`;

describe('a rotation', () => {
  it('answers a new key in the format of the policy, and how long the previous one is valid', async () => {
    server.clock.hold();
    const license = await issued(server);
    const { status, body } = await rotate(license.id);
    expect([status, body]).toEqual([
      200,
      {
        id: license.id,
        key: expect.stringMatching(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){3}$/),
        previous_key: license.key,
        previous_key_valid_until: new Date(server.clock.now().getTime() + 7 * DAY).toISOString(),
      },
    ]);
    expect(body.key).not.toBe(license.key);
    expect(await server.sdk.licenses.get(body.key)).toMatchObject({ id: license.id });
    expect((await eventsOf(server, license.id)).at(-1)).toMatchObject({
      name: 'license.key_rotated',
      data: { license_key: body.key },
    });
    expect((await auditOf(server, license.id)).at(-1)).toMatchObject({ action: 'license.key_rotated' });
  });

  it.each([
    ['lic-default', /^LIC-[A-Z0-9]{16}$/],
    ['progran3-default', /^PROGRAN3-\d{4}-[A-Z0-9]{6}-[A-Z0-9]{6}$/],
  ])('keeps the key format of %s', async (product, format) => {
    expect(await rotated(await issued(server, { product }))).toMatch(format);
  });

  it('takes a given key', async () => {
    const key = aKey();
    expect(await rotated(await issued(server), { key })).toBe(key);
    expect((await validate(server, key)).body).toMatchObject({ valid: true });
  });

  it.each([
    ['key', { key: '' }],
    ['key', { key: 'with space' }],
    ['key', { key: 'x'.repeat(256) }],
    ['key', { key: 'a\0b' }],
    ['overlap_days', { overlap_days: -1 }],
    ['overlap_days', { overlap_days: 366 }],
    ['overlap_days', { overlap_days: 1.5 }],
    ['overlap_days', { overlap_days: null }],
  ])('refuses an invalid %s: %j', async (field, body) => {
    const license = await issued(server);
    const answer = await rotate(license.id, body);
    expect([answer.status, answer.body.error.details[0].field]).toEqual([400, field]);
    expect((await validate(server, license.key)).body).toMatchObject({ valid: true });
  });

  it('is only for licenses that the caller may change', async () => {
    await aProduct(server, 'elsewhere');
    const { key } = await keyOf(server, 'internal', { product: 'elsewhere' });
    const license = await issued(server);
    const answer = await server.withKey('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: {} }, key);
    expect(answer.status).toBe(404);
    expect((await rotate('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});

describe('a retired key', () => {
  it('works until the overlap ends, and then is unknown', async () => {
    server.clock.hold();
    const license = await issued(server);
    const key = await rotated(license, { overlap_days: 2 });
    expect((await activate(server, license.key, 'desk')).status).toBe(201);
    server.clock.advance(2 * DAY - 1);
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: true, code: 'VALID' });
    server.clock.advance(1);
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: false, code: 'NOT_FOUND' });
    expect((await activate(server, license.key, 'desk')).status).toBe(404);
    expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: true });
  });

  it('is refused at once without an overlap', async () => {
    const license = await issued(server);
    const key = await rotated(license, { overlap_days: 0 });
    expect((await validate(server, license.key)).body).toMatchObject({ valid: false, code: 'NOT_FOUND' });
    expect((await validate(server, key)).body).toMatchObject({ valid: true });
  });

  it('takes and frees the same seats as the new key', async () => {
    const license = await issued(server, { max_activations: 1 });
    const key = await rotated(license);
    expect((await activate(server, license.key, 'desk')).status).toBe(201);
    expect((await activate(server, key, 'desk')).status).toBe(200);
    expect((await activate(server, license.key, 'laptop')).body.error.code).toBe('SEATS_EXHAUSTED');
    expect((await heartbeat(server, license.key, 'desk')).status).toBe(200);
    expect((await deactivate(server, license.key, 'desk')).status).toBe(200);
    expect(await activeSeatsOf(server, license)).toBe(0);
  });

  it('is logged as sent, with its license', async () => {
    const license = await issued(server);
    await rotated(license);
    await validate(server, license.key);
    expect(await verificationsOf(server, license.key)).toMatchObject([
      { license_id: license.number, key: license.key, operation: 'check', outcome: 'VALID' },
    ]);
  });

  it('uses meters', async () => {
    const license = await metered(server, { exports: { limit: 5 } });
    const key = await rotated(license);
    const answers = await Promise.all([
      use(server, license.key, { exports: 1 }),
      use(server, key, { exports: 1 }),
      use(server, license.key, { exports: 2 }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await use(server, license.key, { exports: 2 })).body.error.code).toBe('METER_EXHAUSTED');
    expect(await verificationsOf(server, license.key)).toMatchObject([
      { license_id: license.number, operation: 'usage', outcome: 'VALID' },
      { license_id: license.number, operation: 'usage', outcome: 'VALID' },
      { license_id: license.number, operation: 'usage', outcome: 'METER_EXHAUSTED' },
    ]);
  });

  it('belongs to a license that was rotated again, as does the key between', async () => {
    const license = await issued(server);
    const second = await rotated(license, { overlap_days: 3 });
    const third = await rotated(license, { overlap_days: 1 });
    for (const key of [license.key, second, third]) {
      expect((await validate(server, key)).body).toMatchObject({ valid: true });
    }
    server.clock.advance(DAY);
    const codes = [];
    for (const key of [license.key, second, third]) {
      codes.push((await validate(server, key)).body.code);
    }
    expect(codes).toEqual(['VALID', 'NOT_FOUND', 'VALID']);
  });

  it('is refused like the license', async () => {
    const license = await issued(server);
    await rotated(license);
    await changed(server, license, { state: 'revoked' });
    expect((await validate(server, license.key)).body).toMatchObject({ valid: false, code: 'REVOKED' });
  });

  it('is blacklisted with the key that replaced it', async () => {
    const license = await issued(server);
    const key = await rotated(license);
    await server.sdk.settings.update({ 'blacklist.license_keys': [key] });
    expect((await validate(server, license.key)).body).toMatchObject({ valid: false, code: 'BLACKLISTED' });
    await server.sdk.settings.update({ 'blacklist.license_keys': [] });
  });

  it('ends with its license', async () => {
    const license = await issued(server);
    await rotated(license);
    await server.sdk.licenses.delete(license.id);
    expect((await validate(server, license.key)).body).toMatchObject({ code: 'NOT_FOUND' });
    expect((await issueWith(license.key)).status).toBe(409);
    await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}?final=true`);
    expect((await issueWith(license.key)).status).toBe(201);
  });

  it('names its license to admins, also after the overlap', async () => {
    const license = await issued(server);
    const between = await rotated(license, { overlap_days: 0 });
    const key = await rotated(license, { overlap_days: 0 });
    const path = (id: string) => `/api/v1/licenses/${id}`;
    for (const former of [license.key, between]) {
      const { status, body } = await server.asAdmin('GET', path(former));
      expect([status, body]).toEqual([200, { ...license, key, updated_at: expect.any(String) }]);
    }
    const [first, second] = await Promise.all([
      server.asAdmin('POST', `${path(license.key)}/disable`),
      server.asAdmin('PATCH', path(between), { body: { max_users: 7 } }),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect((await server.asAdmin('GET', path(key))).body).toMatchObject({ state: 'disabled', max_users: 7 });
    await aProduct(server, 'not-of-this-license');
    const { key: scoped } = await keyOf(server, 'internal', { product: 'not-of-this-license' });
    expect((await server.withKey('GET', path(license.key), {}, scoped)).status).toBe(404);
  });

  it('finds its license in lists and in the search, also after the overlap', async () => {
    const license = await issued(server);
    const key = await rotated(license, { overlap_days: 0 });
    const found = async (query: string) =>
      (await server.asAdmin('GET', `/api/v1/licenses?${query}`)).body.items.map((item: { key: string }) => item.key);
    expect(await found(`key=${license.key}`)).toEqual([key]);
    expect(await found(`key=${key}`)).toEqual([key]);
    expect(await found(`q=${license.key}`)).toEqual([key]);
    const { body } = await server.asAdmin('GET', `/api/v1/search?q=${license.key}`);
    expect(JSON.stringify(body)).toContain(key);
  });

  it('belongs to no other license', async () => {
    const license = await issued(server);
    const key = await rotated(license, { overlap_days: 0 });
    const another = await issued(server);
    const taken = [
      await issueWith(license.key),
      await rotate(another.id, { key: license.key }),
      await rotate(another.id, { key }),
      await rotate(license.id, { key: license.key }),
      await rotate(license.id, { key }),
    ];
    expect(taken.map(({ status, body }) => [status, body.error.details[0].field])).toEqual(
      taken.map(() => [409, 'key']),
    );
  });
});

describe('races', () => {
  it('give a key that a rotation gives up to no new license', async () => {
    const license = await issued(server);
    const rotation = server.dataSource.createQueryRunner();
    await rotation.startTransaction();
    await rotation.query(
      `INSERT INTO retired_keys (license_id, key, retired_at, valid_until)
       SELECT id, key, created_at, created_at FROM licenses WHERE uid = $1`,
      [license.id],
    );
    await rotation.query(`UPDATE licenses SET key = key || '-NEW' WHERE uid = $1`, [license.id]);
    const issuing = issueWith(license.key, other);
    await untilWaiting(server.databaseUrl, 1);
    await rotation.commitTransaction();
    await rotation.release();
    expect((await issuing).status).toBe(409);
  });

  it('rotate a license twice, each time to another key', async () => {
    const license = await issued(server);
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
      () => rotate(license.id),
      () => rotate(license.id, {}, other),
    ]);
    const keys = answers.map(({ body }) => body.key);
    expect(new Set([license.key, ...keys]).size).toBe(3);
    for (const key of [license.key, ...keys]) {
      expect((await validate(other, key)).body).toMatchObject({ valid: true });
    }
  });

  it('give one key to one license', async () => {
    const licenses = [await issued(server), await issued(server)];
    const key = aKey();
    const answers = await Promise.all([
      ...licenses.map(({ id }, index) => rotate(id, { key }, index ? other : server)),
      issueWith(key),
      issueWith(key, other),
    ]);
    const statuses = tally(answers.map(({ status }) => (status < 300 ? 'done' : status)));
    expect(statuses).toEqual({ done: 1, 409: 3 });
  });

  it('activate a license whose key is rotated meanwhile, once', async () => {
    const license = await issued(server, { max_activations: 1 });
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
      () => rotate(license.id),
      () => activate(server, license.key, 'desk'),
      () => activate(other, license.key, 'laptop'),
    ]);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 201: 1, 409: 1 });
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('give the last seat to one of two devices with a retired key', async () => {
    const license = await issued(server, { max_activations: 1 });
    const key = await rotated(license);
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, [
      () => activate(server, license.key, 'desk'),
      () => activate(other, license.key, 'laptop'),
      () => activate(other, key, 'tablet'),
    ]);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 2 });
  });
});

/** Programs that know only the old key go on, and are not told the new one. */
describe('programs of other APIs', () => {
  it('use V2', async () => {
    const license = await issued(server);
    const key = await rotated(license);
    const call = (path: string, body: object = {}) =>
      server.withKey('POST', `/api/license/${path}`, {
        body: { license_key: license.key, hardware_hash: 'desk', ...body },
      });
    const activated = await call('activate');
    const verified = await call('verify');
    const started = await call('session/start');
    const session_token = started.body.session_token;
    const beaten = await call('session/heartbeat', { session_token });
    const ended = await call('session/end', { session_token });
    const info = await server.withKey('GET', `/api/license/info/${license.key}`);
    const answers = [activated, verified, started, beaten, ended, info];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(verified.body).toMatchObject({ valid: true, license: { key: license.key } });
    expect(info.body.license).toMatchObject({ key: license.key });
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(key);
  });

  it('use LIC', async () => {
    const license = await issued(server, { product: 'lic-default' });
    const key = await rotated(license);
    const { status, body } = await verify(server, license.key);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain(license.key);
    expect(JSON.stringify(body)).not.toContain(key);
  });

  it('use ProGran3', async () => {
    const dashboard = await Dashboard.on(server);
    const license = await dashboard.generated();
    const key = await rotated(license);
    const { status, body } = await activateProgran3(server, license.license_key);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain(license.license_key);
    expect(JSON.stringify(body)).not.toContain(key);
  });

  it('use License Manager, with license data that ends with the overlap', async () => {
    const manager = await LicenseManager.on(server);
    const license = await issued(server);
    await rotated(license);
    const headers = { 'x-api-url': 'https://shop.example' };
    const body = { license_code: license.key, product_id: 'v2-default', client_name: 'Jane' };
    const activated = await manager.ask('POST', 'license/activate', { body, headers });
    expect(activated.status).toBe(200);
    const verifyData = () =>
      manager.ask('POST', 'license/verify', {
        body: { license_data: activated.body.lic_response, product_id: 'v2-default', client_name: 'Jane' },
        headers,
      });
    expect((await verifyData()).status).toBe(200);
    server.clock.advance(8 * DAY);
    expect((await verifyData()).status).toBe(400);
  });
});
