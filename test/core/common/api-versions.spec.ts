import type { Event } from '../../../sdk/src/generated/native';
import { NATIVE_VERSIONS } from '../../../src/core/common/api-versions/native-versions';
import { WebhookDispatcherService } from '../../../src/core/events/webhooks/webhook-dispatcher.service';
import { ApiKeyVersionsService } from '../../../src/core/identity/api-keys/api-key-versions.service';
import { keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { type Answer, TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';
import { registered, WebhookListener } from '../../testkit/webhook-listener';

const OLD = '2026-11-01';
const { newest: NEW } = NATIVE_VERSIONS;
const POOLS = '/api/v1/key-pools';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
  await server.adminToken();
});
afterAll(() => server.stop());

let pools = 0;
const pool = (more: object = {}): object => ({ name: `pool ${(pools += 1)}`, product: 'v2-default', ...more });
const inVersion = (version: string, headers: Record<string, string> = {}) => ({
  headers: { 'keyward-version': version, ...headers },
});
const create = (version: string, body: object, headers = {}): Promise<Answer> =>
  server.asAdmin('POST', POOLS, { body, ...inVersion(version, headers) });
const versionOf = ({ headers }: Answer) => headers['keyward-version'];

describe('a request', () => {
  it('is read and answered in the version that it names, else in the newest one', async () => {
    const created = await create(OLD, pool({ low_water: 5 }));
    expect([created.status, versionOf(created), created.body.low_water]).toEqual([201, OLD, 5]);
    expect(created.body).not.toHaveProperty('warning_threshold');
    const path = `${POOLS}/${created.body.id}`;
    const shown = await server.asAdmin('GET', path);
    expect([versionOf(shown), shown.body.warning_threshold]).toEqual([NEW, 5]);
    expect(shown.body).not.toHaveProperty('low_water');
    const changed = await server.asAdmin('PATCH', path, { body: { low_water: 6 }, ...inVersion(OLD) });
    expect(changed.body).toEqual({
      ...created.body,
      low_water: 6,
      updated_at: expect.any(String),
    });
    const listed = await server.asAdmin('GET', POOLS, inVersion(OLD));
    expect(listed.body.items[0].low_water).toBe(6);
  });

  it.each([
    [OLD, 'low_water'],
    [NEW, 'warning_threshold'],
  ])('of %s is refused in its own words, and does not know fields of other versions', async (version, field) => {
    const wrong = await create(version, pool({ [field]: -1 }));
    expect([wrong.status, versionOf(wrong)]).toEqual([400, version]);
    expect(wrong.body.error.message).toContain(field);
    expect(wrong.body.error.details).toMatchObject([{ field }]);
    const other = field === 'low_water' ? 'warning_threshold' : 'low_water';
    const unknown = await create(version, pool({ [other]: 1 }));
    expect([unknown.status, unknown.body.error.details]).toMatchObject([400, [{ field: other }]]);
  });

  it('of an unknown version is refused, and learns which ones exist', async () => {
    const { status, body } = await server.asAdmin('GET', POOLS, inVersion('2020-01-01'));
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'API_VERSION_UNKNOWN',
      `Keyward-Version must be one of ${NATIVE_VERSIONS.dates.join(', ')}`,
    ]);
    const refused = await server.call('GET', POOLS, inVersion('2020-01-01'));
    expect([refused.status, versionOf(refused)]).toEqual([401, NEW]);
  });

  it('is answered with the dates of a deprecated version', async () => {
    const old = await server.asAdmin('GET', `${POOLS}/nothing`, inVersion(OLD));
    expect(old.headers).toMatchObject({ deprecation: '@1796083200', sunset: 'Wed, 01 Dec 2027 00:00:00 GMT' });
    const newest = await server.asAdmin('GET', POOLS);
    expect(newest.headers).not.toHaveProperty('deprecation');
  });

  it('that is repeated is answered in the version of the first one', async () => {
    const body = pool({ low_water: 7 });
    const key = { 'idempotency-key': `pool ${pools}`.replace(' ', '-') };
    const created = await create(OLD, body, key);
    const again = await create(NEW, body, key);
    expect([again.status, again.body, versionOf(again)]).toEqual([201, created.body, OLD]);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });
});

describe('a check', () => {
  it('takes the fast path in every version in which it is alike', async () => {
    const { key: license_key } = await issued(server);
    const check = (headers: Record<string, string>) =>
      server.call('POST', '/api/v1/validate', { body: { license_key }, headers });
    server.clock.hold();
    await check({});
    const statements = await statementsOf(() => check({}));
    for (const version of NATIVE_VERSIONS.dates) {
      const answers: Answer[] = [];
      const made = await statementsOf(async () => void answers.push(await check({ 'keyward-version': version })));
      expect(made).toHaveLength(statements.length);
      expect(answers.map(versionOf)).toEqual([version]);
    }
    server.clock.reset();
    const unknown = await check({ 'keyward-version': 'tomorrow' });
    expect([unknown.status, unknown.body.error.code]).toEqual([400, 'API_VERSION_UNKNOWN']);
  });
});

describe('an API key', () => {
  it('has the newest version or the one that it is given, and can be moved to another', async () => {
    expect(await keyOf(server, 'internal')).toMatchObject({ api_version: NEW });
    const { id, key } = await keyOf(server, 'internal', { api_version: OLD });
    const created = await server.withKey('POST', POOLS, { body: pool({ low_water: 3 }) }, key);
    expect([created.status, versionOf(created), created.body.low_water]).toEqual([201, OLD, 3]);
    const newer = await server.withKey('GET', `${POOLS}/${created.body.id}`, inVersion(NEW), key);
    expect([versionOf(newer), newer.body.warning_threshold]).toEqual([NEW, 3]);
    const path = `/api/v1/api-keys/${id}`;
    const moved = await server.asAdmin('PATCH', path, { body: { api_version: NEW } });
    expect([moved.status, moved.body.api_version]).toEqual([200, NEW]);
    const shown = await server.withKey('GET', `${POOLS}/${created.body.id}`, {}, key);
    expect([versionOf(shown), shown.body.warning_threshold]).toEqual([NEW, 3]);
    const wrong = await server.asAdmin('PATCH', path, { body: { api_version: '2020-01-01' } });
    expect([wrong.status, wrong.body.error.details]).toMatchObject([400, [{ field: 'api_version' }]]);
    await server.asAdmin('DELETE', path);
    expect(await server.asAdmin('PATCH', path, { body: { api_version: OLD } })).toMatchObject({ status: 409 });
  });

  it('shows the older versions that its calls used, with one write for each day', async () => {
    const { id, key } = await keyOf(server, 'internal');
    const uses = server.app.get(ApiKeyVersionsService);
    await uses.write();
    for (const version of [OLD, OLD, NEW]) {
      await server.withKey('GET', POOLS, inVersion(version), key);
    }
    expect(await statementsOf(() => uses.write())).toHaveLength(2);
    await server.withKey('GET', POOLS, inVersion(OLD), key);
    expect(await statementsOf(() => uses.write())).toEqual([]);
    const today = server.clock.now().toISOString().slice(0, 10);
    const { body } = await server.asAdmin('GET', `/api/v1/api-keys/${id}`);
    expect(body.old_versions).toEqual([{ api_version: OLD, last_used_on: today, days: 1 }]);
    expect(await uses.outdated()).toContainEqual(
      expect.objectContaining({ uid: id, pinned: NEW, used: OLD, lastUsedOn: today }),
    );
  });
});

describe('events', () => {
  it('are listed in the version of the request', async () => {
    const { body } = await create(NEW, pool({ warning_threshold: 4 }));
    const target = `key_pools:${body.id}`;
    const list = async (version: string): Promise<Event[]> =>
      (await server.asAdmin('GET', '/api/v1/events', { query: { target }, ...inVersion(version) })).body.items;
    expect((await list(OLD))[0]?.data).toMatchObject({ low_water: 4 });
    expect((await list(NEW))[0]?.data).toMatchObject({ warning_threshold: 4 });
  });

  it('are sent to each webhook in its version', async () => {
    const listener = await WebhookListener.start();
    server.app.get(WebhookDispatcherService).start();
    const fields = { url: listener.urlOf(), events: ['key_pool.*'] };
    const old = await registered(server, { ...fields, api_version: OLD });
    await registered(server, fields);
    await create(NEW, pool({ warning_threshold: 9 }));
    await server.sdk.audit.listEvents();
    const sent = await listener.arrived(2);
    const byVersion = sent.map(({ headers, body }) => [headers['keyward-version'], body.data]);
    expect(Object.fromEntries(byVersion)).toEqual({
      [OLD]: expect.objectContaining({ low_water: 9 }),
      [NEW]: expect.objectContaining({ warning_threshold: 9 }),
    });
    const moved = await server.asAdmin('PATCH', `/api/v1/webhooks/${old.id}`, { body: { api_version: NEW } });
    expect(moved).toMatchObject({ status: 200, body: { api_version: NEW } });
    await create(NEW, pool({ warning_threshold: 8 }));
    await server.sdk.audit.listEvents();
    const later = (await listener.arrived(4)).slice(2);
    expect(later.map(({ body }) => body.data)).toMatchObject([{ warning_threshold: 8 }, { warning_threshold: 8 }]);
    await listener.stop();
  });
});
