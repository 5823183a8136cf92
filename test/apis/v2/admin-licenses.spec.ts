import type { License } from '../../../sdk/src/generated/native';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { licenseOf, race, untilWaiting } from '../../testkit/race';
import { auditOf, countOf, eventsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { IS_DEEP } from '../../testkit/sample';
import { statementsOf } from '../../testkit/statements';
import { oncePerServer } from '../../support/once-per-server';
import type { Tuple } from '../../support/tuple';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.reset());

const post = (path: string, body?: unknown) => server.asAdmin('POST', path, { body });
const toggle = (number: number) => post(`/api/license/${number}/toggle`);
const edit = (number: number, body: unknown) => post(`/api/license/${number}/quick-edit`, body);
const bulk = (verb: string, ids: unknown) => post(`/api/licenses/bulk-${verb}`, { license_ids: ids });
const read = async ({ id }: { id: string }) => (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;
const refusal = (code: string, details?: object) => ({
  error: { code, message: expect.any(String), ...(details && { details }) },
});

async function several<N extends number>(count: N, terms: Record<string, unknown> = {}): Promise<Tuple<License, N>> {
  const licenses: License[] = [];
  for (let n = 0; n < count; n++) {
    licenses.push(await issued(server, terms));
  }
  return licenses as Tuple<License, N>;
}

const numbersOf = (licenses: License[]): number[] => licenses.map(({ number }) => number);

describe('toggle', () => {
  it('disables an enabled license and enables it again, as in the contract', async () => {
    const license = await issued(server);
    const off = await toggle(license.number);
    expect([off.status, off.body]).toEqual([
      200,
      { success: true, is_active: false, message: 'License deactivated successfully' },
    ]);
    expect((await validate(server, license.key)).body.code).toBe('DISABLED');
    const on = await toggle(license.number);
    expect([on.status, on.body]).toEqual([
      200,
      { success: true, is_active: true, message: 'License activated successfully' },
    ]);
    expect(await read(license)).toEqual({ ...license, updated_at: expect.any(String) });
    const events = await eventsOf(server, license.id);
    expect(events.map(({ name }) => name)).toEqual(['license.issued', 'license.disabled', 'license.enabled']);
  });

  it.each(['blocked', 'revoked'])('refuses a %s license', async (state) => {
    const license = await issued(server, { state });
    const { status, body } = await toggle(license.number);
    expect([status, body]).toEqual([409, refusal('CONFLICT')]);
    expect(await read(license)).toEqual(license);
  });

  it.each(['0', '-1', '1.5', 'abc', '9'.repeat(30), '9007199254740993', '1e3'])(
    'does not find the license %s',
    async (number) => {
      const { status, body } = await post(`/api/license/${number}/toggle`);
      expect([status, body]).toEqual([404, refusal('LICENSE_NOT_FOUND')]);
    },
  );

  it('serializes concurrent calls', async () => {
    const { key, number, id } = await issued(server);
    const toggles = [1, 2, 3].map(() => () => toggle(number));
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, [
      ...toggles,
      () => activate(server, key, 'desk'),
    ]);
    const toggled = answers.slice(0, 3);
    expect(toggled.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(toggled.filter(({ body }) => body.is_active)).toHaveLength(1);
    expect([201, 403]).toContain(answers[3]?.status);
    expect((await eventsOf(server, id)).filter(({ name }) => name === 'license.disabled')).toHaveLength(2);
    const { body } = await server.withKey('GET', `/api/license/info/${key}`);
    expect([body.license.is_active, body.activations.length]).toEqual([false, answers[3]?.status === 201 ? 1 : 0]);
  });

  it('does not delay programs that verify', async () => {
    const { key, number } = await issued(server);
    await activate(server, key, 'desk');
    const verify = async () =>
      (await server.withKey('POST', '/api/license/verify', { body: { license_key: key, hardware_hash: 'desk' } })).body;
    const toggles: Promise<Answer>[] = [];
    await server.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT 1 FROM licenses WHERE id = $1 FOR UPDATE`, [number]);
      toggles.push(toggle(number), bulk('deactivate', [number]));
      await untilWaiting(server.databaseUrl, 2);
      expect((await verify()).valid).toBe(true);
    });
    expect((await Promise.all(toggles)).map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await server.withKey('GET', `/api/license/info/${key}`);
    expect((await verify()).valid).toBe(body.license.is_active);
  });
});

describe('quick-edit', () => {
  it('changes what the contract names', async () => {
    const license = await issued(server);
    const { status, body } = await edit(license.number, {
      valid_until: '2027-01-01',
      max_activations: 10,
      max_users: 50,
    });
    expect([status, body]).toEqual([200, { success: true, message: 'License updated successfully' }]);
    expect(await read(license)).toEqual({
      ...license,
      type: 'subscription',
      expires_at: '2027-01-01T23:59:59.999Z',
      max_activations: 10,
      max_users: 50,
      updated_at: expect.any(String),
    });
  });

  it('includes the whole day, in UTC', async () => {
    const license = await issued(server);
    await edit(license.number, { valid_until: '2027-03-01' });
    server.clock.holdAt('2027-03-01T23:59:59.998Z');
    expect((await validate(server, license.key)).body.valid).toBe(true);
    const { body } = await server.withKey('GET', `/api/license/info/${license.key}`);
    expect(body.license.valid_until).toBe('2027-03-01');
    server.clock.holdAt('2027-03-02T00:00:00Z');
    expect((await validate(server, license.key)).body.code).toBe('EXPIRED');
  });

  it.each([
    ['max_activations', { max_activations: 7 }],
    ['max_users', { max_users: 7 }],
    ['expires_at', { valid_until: '2090-01-01' }],
  ] as const)('changes %s alone', async (field, sent) => {
    const license = await issued(server, { max_users: 3, expires_at: '2080-01-01' });
    expect((await edit(license.number, sent)).status).toBe(200);
    const after = await read(license);
    const { [field]: _, updated_at: __, ...rest } = license;
    expect(after).toMatchObject(rest);
    expect(after[field]).not.toEqual(license[field]);
  });

  it('treats null as unlimited and no expiration, and changes nothing without fields', async () => {
    const license = await issued(server, { max_users: 3, max_activations: 2, expires_at: '2080-01-01' });
    expect((await edit(license.number, {})).status).toBe(200);
    expect(await read(license)).toEqual(license);
    await edit(license.number, { valid_until: null, max_activations: null, max_users: null });
    expect(await read(license)).toMatchObject({ expires_at: null, max_activations: null, max_users: null });
  });

  it('replaces a term from the first activation, by a date or by none', async () => {
    const { body: policy } = await server.asAdmin('POST', '/api/v1/policies', {
      body: { name: 'counted', expiry_basis: 'first_activation', duration_days: 30 },
    });
    const [dated, endless] = await several(2, { policy: policy.id });
    await edit(dated.number, { valid_until: '2090-01-01' });
    await edit(endless.number, { valid_until: null });
    await activate(server, dated.key, 'desk');
    await activate(server, endless.key, 'desk');
    expect((await read(dated)).expires_at).toBe('2090-01-01T23:59:59.999Z');
    expect((await read(endless)).expires_at).toBeNull();
  });

  it('keeps the devices of a license whose limit is lowered', async () => {
    const license = await issued(server, { max_activations: 2 });
    await activate(server, license.key, 'desk');
    await activate(server, license.key, 'laptop');
    await edit(license.number, { max_activations: 1 });
    expect(await read(license)).toMatchObject({ max_activations: 1, seats_used: 2 });
    expect((await validate(server, license.key, 'laptop')).body.valid).toBe(true);
  });

  const untouched = oncePerServer((one) => issued(one));
  it.each([
    ['valid_until', '2027-02-30'],
    ['valid_until', '2027-01-01T00:00:00Z'],
    ['valid_until', 20270101],
    ['valid_until', ['2027-01-01']],
    ['valid_until', ''],
    ['max_activations', 0],
    ['max_activations', 1.5],
    ['max_activations', '5'],
    ['max_activations', 2 ** 31],
    ['max_users', -1],
    ['max_users', 1e300],
    ['max_users', {}],
  ])('refuses %s: %j', async (field, value) => {
    const license = await untouched(server);
    const { status, body } = await edit(license.number, { [field]: value });
    expect([status, body]).toEqual([400, refusal('VALIDATION_ERROR', { field, reason: expect.any(String) })]);
    expect(await read(license)).toEqual(license);
  });

  it('does not find an unknown license', async () => {
    expect((await edit(999_999, { max_users: 1 })).status).toBe(404);
  });
});

describe('generate-license-key', () => {
  it('gives a new key in the format of V2 and keeps nothing', async () => {
    const licenses = await countOf(server, 'licenses');
    const { status, body } = await post('/api/generate-license-key');
    expect([status, body]).toEqual([
      200,
      { license_key: expect.stringMatching(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/) },
    ]);
    expect((await post('/api/generate-license-key')).body.license_key).not.toBe(body.license_key);
    expect(await countOf(server, 'licenses')).toBe(licenses);
    expect((await issued(server, { key: body.license_key })).key).toBe(body.license_key);
  });
});

describe('in bulk', () => {
  it('licenses are deactivated, activated and deleted as in the contract', async () => {
    const licenses = await several(3);
    const ids = numbersOf(licenses);
    const off = await bulk('deactivate', ids);
    expect([off.status, off.body]).toEqual([
      200,
      { success: true, count: 3, message: '3 licenses deactivated successfully' },
    ]);
    expect((await read(licenses[1])).status).toBe('disabled');
    const on = await bulk('activate', ids);
    expect([on.status, on.body]).toEqual([
      200,
      { success: true, count: 3, message: '3 licenses activated successfully' },
    ]);
    expect(await read(licenses[1])).toEqual({ ...licenses[1], updated_at: expect.any(String) });
    await activate(server, licenses[0].key, 'desk');
    const gone = await bulk('delete', ids);
    expect([gone.status, gone.body]).toEqual([
      200,
      { success: true, deleted: 3, message: '3 licenses deleted successfully' },
    ]);
    expect((await read(licenses[0])).error.code).toBe('NOT_FOUND');
    expect(await auditOf(server, licenses[0].id)).toEqual(
      ['issued', 'disabled', 'enabled', 'activated', 'first_activated', 'deleted'].map((verb) => ({
        action: `license.${verb}`,
        actor: verb.endsWith('activated') ? 'client' : 'admin',
      })),
    );
  });

  it('licenses already in that state are counted and not changed', async () => {
    const [first, second] = await several(2);
    await toggle(first.number);
    const { updated_at } = await read(first);
    expect((await bulk('deactivate', [first.number, second.number])).body.count).toBe(2);
    expect((await read(first)).updated_at).toBe(updated_at);
    const events = await eventsOf(server, first.id);
    expect(events.map(({ name }) => name)).toEqual(['license.issued', 'license.disabled']);
  });

  it('each event has the changed fields and the license, product and customer', async () => {
    const license = await issued(server);
    await bulk('deactivate', [license.number]);
    expect((await eventsOf(server, license.id)).at(-1)).toEqual({
      name: 'license.disabled',
      data: {
        disabled_at: expect.any(String),
        license_id: license.number,
        license_uid: license.id,
        license_key: license.key,
        product_id: expect.any(Number),
        customer_id: null,
      },
    });
  });

  it('a license that is listed twice counts once', async () => {
    const { number } = await issued(server);
    expect((await bulk('deactivate', [number, number])).body.count).toBe(1);
    expect((await bulk('delete', [number, number])).body.deleted).toBe(1);
  });

  it.each(['activate', 'deactivate', 'delete'])('%s changes none if one is unknown, and names it', async (verb) => {
    const [first, second] = await several(2);
    await bulk('deactivate', [first.number]);
    const before = [await read(first), await read(second)];
    const { status, body } = await bulk(verb, [first.number, 888_888, second.number, 999_999]);
    const details = { field: 'license_ids', reason: 'unknown', ids: [888_888, 999_999] };
    expect([status, body]).toEqual([404, refusal('LICENSE_NOT_FOUND', details)]);
    expect([await read(first), await read(second)]).toEqual(before);
  });

  it.each(['activate', 'deactivate'])('%s changes none if one is blocked or revoked, and names it', async (verb) => {
    const [on, off, blocked, revoked] = await several(4);
    await bulk('deactivate', [off.number]);
    await changed(server, blocked, { state: 'blocked' });
    await changed(server, revoked, { state: 'revoked' });
    const all = [on, off, blocked, revoked];
    const before = await Promise.all(all.map(read));
    const { status, body } = await bulk(verb, numbersOf(all));
    const details = { field: 'license_ids', reason: 'suspended', ids: [blocked.number, revoked.number] };
    expect([status, body]).toEqual([409, refusal('CONFLICT', details)]);
    expect(await Promise.all(all.map(read))).toEqual(before);
  });

  it.each([
    ['nothing', undefined],
    ['no list', 7],
    ['an empty list', []],
    ['text', ['1']],
    ['a list in a list', [[1]]],
    ['zero', [0]],
    ['a fraction', [1.5]],
    ['too large a number', [2 ** 60]],
    ['null', [null]],
    ['more than 1,000', Array.from({ length: 1_001 }, (_, n) => n + 1)],
  ])('%s is refused', async (_what, ids) => {
    for (const verb of ['activate', 'deactivate', 'delete']) {
      const { status, body } = await bulk(verb, ids);
      const details = { field: 'license_ids', reason: expect.any(String) };
      expect([status, body]).toEqual([400, refusal('VALIDATION_ERROR', details)]);
    }
  });

  /** In a deep run, the most that a call may name. */
  const MANY = IS_DEEP ? 1_000 : 60;

  it.each(['deactivate', 'activate', 'delete'])(
    '%s takes as many statements for many licenses as for one',
    async (verb) => {
      const { body } = await server.asAdmin('POST', '/api/v1/licenses/batch', {
        body: { product: 'v2-default', count: MANY },
      });
      const numbers = numbersOf(body.items);
      if (verb === 'activate') {
        await bulk('deactivate', numbers);
      }
      const one = await issued(server, { state: verb === 'activate' ? 'disabled' : 'active' });
      const forOne = await countOfStatements(() => bulk(verb, [one.number]));
      const forMany = await countOfStatements(() => bulk(verb, numbers));
      expect(forMany).toBe(forOne);
      expect(forOne).toBeGreaterThan(0);
      const [{ n }] = await server.dataSource.query(
        `SELECT count(*)::integer AS n FROM events WHERE target_id = ANY($1) AND name <> 'license.issued'`,
        [body.items.map(({ id }: { id: string }) => id)],
      );
      expect(n).toBe(verb === 'activate' ? 2 * MANY : MANY);
    },
  );

  it('overlapping calls in opposite order never deadlock', async () => {
    const licenses = await several(6);
    const ids = numbersOf(licenses);
    const start = { databaseUrl: server.databaseUrl, ...licenseOf(licenses[3]?.key ?? '') };
    const answers = await race(start, [
      () => bulk('deactivate', ids),
      () => bulk('activate', [...ids].reverse()),
      () => toggle(ids[3] ?? 0),
      () => bulk('deactivate', [...ids].reverse().slice(0, 4)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const states = (await Promise.all(licenses.map(read))).map(({ status }) => status);
    expect(new Set(states.slice(0, 2)).size).toBe(1);
    expect(new Set(states.slice(4)).size).toBe(1);
  });

  it('a license is deleted by one of two calls, and the other changes nothing', async () => {
    const licenses = await several(3);
    const [a, b, c] = numbersOf(licenses) as [number, number, number];
    const start = { databaseUrl: server.databaseUrl, ...licenseOf(licenses[1].key) };
    const answers = await race(start, [
      () => bulk('delete', [a, b]),
      () => bulk('delete', [c, b]),
      () => activate(server, licenses[1].key, 'desk'),
    ]);
    expect(
      answers
        .slice(0, 2)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 404]);
    expect([201, 404]).toContain(answers[2]?.status);
    const left = await server.dataSource.query(`SELECT id FROM licenses WHERE id = ANY($1)`, [[a, b, c]]);
    expect(left).toHaveLength(1);
  });
});

it('figures add up after many concurrent changes', async () => {
  const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Storm' } });
  const licenses = await several(6, { customer_id: customer.id, max_users: 2 });
  await Promise.all(licenses.map(({ key }) => activate(server, key, 'desk')));
  const ids = numbersOf(licenses);
  const answers = await Promise.all([
    ...ids.map((id) => toggle(id)),
    bulk('deactivate', ids.slice(0, 5)),
    bulk('activate', [...ids].reverse().slice(0, 5)),
    bulk('delete', [...ids].reverse().slice(0, 2)),
    ...ids.map((id) => edit(id, { max_users: 3 })),
    ...licenses.map(({ key }) => activate(server, key, 'laptop')),
  ]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const of = async (what: string) => (await server.asAdmin('GET', `/api/customer/${customer.number}/${what}`)).body;
  const { licenses: rows } = await of('licenses');
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
  expect(rows).toHaveLength(4);
  expect(await of('quick-stats')).toEqual({
    total_licenses: 4,
    active_licenses: rows.filter(({ status }: { status: string }) => status === 'active').length,
    total_activations: sum(rows.map(({ current_activations }: { current_activations: number }) => current_activations)),
    total_users: 12,
  });
});

/** Statements that a call sends, besides those that identify the caller. */
async function countOfStatements(call: () => Promise<{ status: number }>): Promise<number> {
  await server.adminToken();
  return (await statementsOf(async () => expect((await call()).status).toBe(200))).length;
}
