import type { Activation } from '../../../sdk/src/generated/license-manager';
import type { License } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { createLoggedInUser } from '../../testkit/users';
import { activate, changed, deactivate } from '../../testkit/issue';
import { expectWhole, LicenseManager, refusal, UNAUTHENTICATED } from '../../support/license-manager';
import { licenseOf, race } from '../../testkit/race';
import { auditOf, countsAndRows, eventsOf, activeSeatsOf, seatsOf, verificationsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import type { Tuple } from '../../support/tuple';

let server: TestServer;
let lm: LicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  lm = await LicenseManager.withProduct(server);
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const NO_ACTIVATION = refusal('Activation not found');
const FULL = 'All seats of this license are in use';

const list = async (query: Record<string, string> = {}) =>
  (await lm.manage('GET', 'product-activations', { query: { per_page: '100', ...query } })).body;
const rowsOf = async (license: { key: string }): Promise<Activation[]> =>
  (await list({ license_code: license.key })).data;
const wake = ({ id }: { id: number | string }) => lm.manage('POST', `activated-product-activations/${id}`);
const end = ({ id }: { id: number | string }) => lm.manage('DELETE', `activated-product-activations/${id}`);

/** A license with these devices, the last one first. */
async function seated<Devices extends string[]>(
  terms: Record<string, unknown>,
  ...devices: Devices
): Promise<{ license: License; rows: Tuple<Activation, Devices['length']> }> {
  const license = await lm.aLicense(terms);
  for (const device of devices) {
    expect((await activate(server, license.key, device)).status).toBe(201);
  }
  return { license, rows: (await rowsOf(license)) as Tuple<Activation, Devices['length']> };
}

/** One whose only device has left it. */
async function left(terms: Record<string, unknown> = {}): Promise<{ license: License; row: Activation }> {
  const { license, rows } = await seated(terms, 'desk');
  const { status, body } = await end(rows[0]);
  expect(status).toBe(200);
  return { license, row: body.data };
}

/** Changes many rows without triggers and checks of references. */
const unchecked = (statement: string, parameter: string): Promise<unknown> =>
  server.dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    return manager.query(statement, [parameter]);
  });

describe('listing activations', () => {
  it('shows all fields of each activation, also of a license of another API', async () => {
    server.clock.holdAt('2024-01-15T23:59:59Z');
    const license = await lm.aLicense();
    await server.call('POST', '/api/v1/activate', {
      body: { license_key: license.key, hardware_id: 'desk' },
      headers: { 'user-agent': 'a program' },
    });
    server.clock.holdAt('2024-01-20T00:00:00Z');
    await server.call('POST', '/api/v1/heartbeat', { body: { license_key: license.key, hardware_id: 'desk' } });
    const answer = await lm.manage('GET', 'product-activations', { query: { license_code: license.key } });
    const row = {
      id: expect.any(Number),
      license_code: license.key,
      product_reference_id: license.product,
      kind: 'device',
      domain: 'desk',
      client_name: null,
      ip: '127.0.0.1',
      user_agent: 'a program',
      is_active: true,
      activated_at: '2024-01-15',
      last_checked_at: '2024-01-20',
      deactivated_at: null,
    };
    const meta = { current_page: 1, per_page: 20, total: 1, last_page: 1 };
    expectWhole(answer, 200, { error: false, data: [row], meta });
    expect(Object.keys(answer.body.data[0])).toEqual(Object.keys(row));
  });

  it('shows the client name that a program sent', async () => {
    const license = await lm.aLicense();
    await lm.ask('POST', 'license/activate', { body: { license_code: license.key, client_name: 'Ada' } });
    const { body } = await lm.manage('GET', 'product-activations', { query: { license_code: license.key } });
    expect(body.data).toMatchObject([{ client_name: 'Ada', kind: 'domain' }]);
  });

  it('pages, newest first', async () => {
    const { license } = await seated({}, 'one', 'two', 'three');
    const pages = ['1', '2', '3'].map((page) => list({ license_code: license.key, per_page: '2', page }));
    const [first, second, third] = await Promise.all(pages);
    const domains = ({ data }: { data: { domain: string }[] }) => data.map(({ domain }) => domain);
    expect([domains(first), domains(second), domains(third)]).toEqual([['three', 'two'], ['one'], []]);
    expect(second.meta).toEqual({ current_page: 2, per_page: 2, total: 3, last_page: 2 });
    expect((await list({ per_page: '1000' })).meta.per_page).toBe(100);
  });

  it('filters by product, code and activity', async () => {
    const product = (await lm.aProduct()).reference;
    const one = await seated({ product }, 'one', 'two');
    const other = await seated({ product }, 'three');
    await end(one.rows[0]);
    const domains = async (query: Record<string, string>) =>
      (await list({ product_reference_id: product, ...query })).data.map(({ domain }: { domain: string }) => domain);
    expect(await domains({})).toEqual(['three', 'two', 'one']);
    expect(await domains({ is_active: '1' })).toEqual(['three', 'one']);
    expect(await domains({ is_active: '0' })).toEqual(['two']);
    expect(await domains({ license_code: other.license.key })).toEqual(['three']);
    expect(await domains({ license_code: other.license.key.toLowerCase().slice(1) })).toEqual([]);
    expect(await domains({ product_reference_id: 'NO-SUCH' })).toEqual([]);
  });

  it('searches domains and codes for the literal text', async () => {
    const one = await seated({}, 'shop_100%.example.com');
    const other = await seated({}, 'shopx100.example.com');
    const found = async (search: string) => (await list({ search })).data.map(({ id }: { id: number }) => id);
    expect(await found('SHOP_100%')).toEqual([one.rows[0].id]);
    expect(await found('00.example.COM')).toEqual([other.rows[0].id]);
    expect(await found(one.license.key.slice(2).toLowerCase())).toEqual([one.rows[0].id]);
    expect(await found('\\')).toEqual([]);
  });

  it('finds parts of domains with an index', async () => {
    const { license } = await seated({}, 'desk');
    const runner = server.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `INSERT INTO activations (license_id, fingerprint, activated_at, last_seen_at)
       SELECT $1, md5(n::text), now(), now() FROM generate_series(1, 1500) n`,
      [license.number],
    );
    await runner.query(`SELECT gin_clean_pending_list('activations_fingerprint_text')`);
    await runner.query('ANALYZE activations');
    await runner.query('SET LOCAL enable_seqscan = off');
    const plan = await runner.query(`EXPLAIN SELECT id FROM activations WHERE fingerprint ILIKE '%example%'`);
    await runner.rollbackTransaction();
    await runner.release();
    expect(JSON.stringify(plan)).toContain('activations_fingerprint_text');
  });

  it("reads few rows for a product's few, however many others there are and however old they are", async () => {
    const { reference } = await lm.aProduct();
    const few = await seated({ product: reference }, 'old');
    const many = await lm.aProduct();
    const { dataSource } = server;
    await unchecked(
      `WITH others AS (
         INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
         SELECT 'OTHER-' || n, id, policy_id, now(), now() FROM products, generate_series(1, 2500) AS n
         WHERE reference = $1 RETURNING id
       )
       INSERT INTO activations (license_id, fingerprint, activated_at, last_seen_at)
       SELECT id, 'device ' || n, now(), now() FROM others, generate_series(1, 2) AS n`,
      many.reference,
    );
    await dataSource.query('ANALYZE licenses, activations, products');
    const statements = jest.spyOn(dataSource.logger, 'logQuery');
    expect((await list({ product_reference_id: reference })).data).toEqual(few.rows);
    const asked = statements.mock.calls.filter(([sql]) => sql.includes('"activations" "activation"'));
    statements.mockRestore();
    expect(asked).toHaveLength(1);
    for (const [sql, parameters] of asked) {
      const [{ 'QUERY PLAN': plan }] = await dataSource.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, parameters);
      const figures = [...JSON.stringify(plan).matchAll(/"(?:Actual Rows|Rows Removed by [\w ]+)":([\d.]+)/g)];
      expect(Math.max(...figures.map(([, rows]) => Number(rows)))).toBeLessThan(100);
    }
    await unchecked(
      `WITH others AS (DELETE FROM licenses WHERE key LIKE $1 RETURNING id)
       DELETE FROM activations USING others WHERE license_id = others.id`,
      'OTHER-%',
    );
  });

  it.each([
    ['page', '0'],
    ['page', '1001'],
    ['per_page', 'all'],
    ['is_active', 'maybe'],
    ['search', 'x'.repeat(256)],
    ['license_code', 'x'.repeat(256)],
    ['product_reference_id', 'x'.repeat(256)],
  ])('is refused if %s is %s', async (field, value) => {
    const answer = await lm.manage('GET', 'product-activations', { query: { per_page: '100', [field]: value } });
    expect([answer.status, answer.body]).toEqual([422, refusal(expect.any(String), { [field]: expect.any(Array) })]);
  });
});

describe('ending an activation', () => {
  it('frees the seat, as every API shows', async () => {
    server.clock.holdAt('2024-01-15T12:00:00Z');
    const { license, rows } = await seated({ max_activations: 1 }, 'desk');
    server.clock.holdAt('2024-02-01T12:00:00Z');
    const data = { ...rows[0], is_active: false, deactivated_at: '2024-02-01' };
    expectWhole(await end(rows[0]), 200, { error: false, data, message: 'Deactivated.' });
    expect(await rowsOf(license)).toEqual([data]);
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
    expect((await verificationsOf(server, license.key)).map(({ operation }) => operation)).toEqual([
      'activate',
      'deactivate',
      'activate',
    ]);
  });

  it('changes nothing when repeated', async () => {
    const { license, row } = await left();
    server.clock.advance(1000);
    expectWhole(await end(row), 200, { error: false, data: row, message: 'Deactivated.' });
    expect(await verificationsOf(server, license.key)).toHaveLength(2);
  });
});

describe('reactivating', () => {
  it('gives the device its seat again, and keeps its data', async () => {
    server.clock.holdAt('2024-01-15T12:00:00Z');
    const license = await lm.aLicense({ max_activations: 1 });
    await server.call('POST', '/api/v1/activate', {
      body: { license_key: license.key, hardware_id: 'desk', machine_name: 'DESK', app_version: '1.0' },
      headers: { 'user-agent': 'a program' },
    });
    await server.dataSource.query(`UPDATE activations SET ip = '203.0.113.7' WHERE license_id = $1`, [license.number]);
    const row = single(await rowsOf(license));
    await end(row);
    server.clock.holdAt('2024-02-01T12:00:00Z');
    const data = { ...row, activated_at: '2024-02-01', last_checked_at: '2024-02-01' };
    expectWhole(await wake(row), 200, { error: false, data, message: 'Activated.' });
    expect(data).toMatchObject({ ip: '203.0.113.7', user_agent: 'a program', is_active: true, deactivated_at: null });
    expect(await rowsOf(license)).toEqual([data]);
    expect(await seatsOf(server, license)).toMatchObject([{ fingerprint: 'desk', live: true, name: 'DESK' }]);
    const { body } = await server.call('POST', '/api/v1/validate', {
      body: { license_key: license.key, hardware_id: 'desk' },
    });
    expect(body.valid).toBe(true);
  });

  it('is logged as an activation', async () => {
    const { license, row } = await left();
    await wake(row);
    expect(await verificationsOf(server, license.key)).toMatchObject([
      { operation: 'activate', dialect: 'native', outcome: 'VALID' },
      { operation: 'deactivate', dialect: 'license-manager', outcome: 'VALID' },
      { operation: 'activate', dialect: 'license-manager', outcome: 'VALID', fingerprint: 'desk' },
    ]);
    expect((await eventsOf(server, license.id)).map(({ name }) => name)).toEqual([
      'license.issued',
      'license.activated',
      'license.first_activated',
      'license.deactivated',
      'license.activated',
    ]);
    expect((await auditOf(server, license.id)).at(-1)).toEqual({ action: 'license.activated', actor: 'internal' });
    const { counts, rows } = await countsAndRows(server);
    expect(counts).toEqual(rows);
  });

  it('changes nothing of an active activation', async () => {
    const { license, rows } = await seated({ max_activations: 1 }, 'desk');
    server.clock.advance(60_000);
    expectWhole(await wake(rows[0]), 200, { error: false, data: rows[0], message: 'Activated.' });
    await changed(server, license, { state: 'blocked' });
    expect((await wake(rows[0])).status).toBe(200);
    expect(await verificationsOf(server, license.key)).toHaveLength(1);
  });

  const REFUSALS: [string, Record<string, unknown>, string, string][] = [
    ['blocked', { state: 'blocked' }, 'BLOCKED', 'This license is blocked'],
    ['disabled', { state: 'disabled' }, 'DISABLED', 'This license is disabled'],
    ['revoked', { state: 'revoked' }, 'REVOKED', 'This license was revoked'],
    ['expired', { expires_at: '2020-01-01' }, 'EXPIRED', 'This license has expired'],
    ['not valid yet', { starts_at: '2090-01-01' }, 'NOT_STARTED', 'This license is not valid yet'],
  ];

  it.each(REFUSALS)('is refused if the license is %s, and logs the refusal', async (_what, change, code, message) => {
    const { license, row } = await left();
    await changed(server, license, change);
    expectWhole(await wake(row), 400, refusal(message));
    expect(await rowsOf(license)).toEqual([row]);
    expect((await verificationsOf(server, license.key)).at(-1)).toMatchObject({
      operation: 'activate',
      outcome: code,
      fingerprint: 'desk',
    });
  });

  it('is refused if the product is inactive', async () => {
    const { license, row } = await left({ product: (await lm.aProduct()).reference });
    await lm.manage('DELETE', `activated-products/${license.product}`);
    expectWhole(await wake(row), 400, refusal('The product of this license is not active'));
  });

  it('is refused if all seats are in use', async () => {
    const { license, row } = await left({ max_activations: 1 });
    await activate(server, license.key, 'laptop');
    expectWhole(await wake(row), 400, refusal(FULL));
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('checks the domain of the activation, not the address of the admin', async () => {
    const ended = await left();
    await changed(server, ended.license, { allowed_ips: ['203.0.113.7'], allowed_domains: ['shop.example.com'] });
    expect((await wake(ended.row)).status).toBe(200);
    await end(ended.row);
    await server.dataSource.query(`UPDATE activations SET kind = 'domain' WHERE id = $1`, [ended.row.id]);
    expectWhole(await wake(ended.row), 400, refusal('This license may not be used on this domain'));
    await changed(server, ended.license, { allowed_domains: ['desk'] });
    expect((await wake(ended.row)).body.data).toMatchObject({ kind: 'domain', is_active: true });
  });

  it('gives the last seat to one of two concurrent reactivations', async () => {
    const { license, rows } = await seated({ max_activations: 2 }, 'desk', 'laptop');
    await Promise.all(rows.map(end));
    await changed(server, license, { max_activations: 1 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      rows.map((row) => () => wake(row)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('gives the last seat to either a reactivation or an activation', async () => {
    const { license, row } = await left({ max_activations: 1 });
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
      () => wake(row),
      () => activate(server, license.key, 'laptop'),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('takes one seat and one log row for concurrent reactivations of one device', async () => {
    const { license, row } = await left();
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from({ length: 4 }, () => () => wake(row)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await activeSeatsOf(server, license)).toBe(1);
    expect(await verificationsOf(server, license.key)).toHaveLength(3);
  });

  it('evicts another device if the policy says so, as an activation does', async () => {
    const { license, rows } = await seated(
      { max_activations: 1, policy_overrides: { when_full: 'deactivate_oldest' } },
      'desk',
      'laptop',
    );
    const [, desk] = rows;
    expect(desk).toMatchObject({ domain: 'desk', is_active: false });
    expect((await wake(desk)).status).toBe(200);
    expect((await rowsOf(license)).map(({ is_active }) => is_active)).toEqual([false, true]);
  });

  describe('follows the settings for activations of domains', () => {
    const set = (values: object) => server.asAdmin('PATCH', '/api/v1/settings', { body: values });
    const visit = async (key: string, url: string) =>
      (await lm.ask('POST', 'license/activate', { body: { license_code: key }, headers: { 'x-api-url': url } })).status;
    afterEach(() => set({ lm_deactivate_old_activations_on_new_activation: null, lm_normalize_domain_variants: null }));

    it('and evicts another domain if they say so', async () => {
      const license = await lm.aLicense({ max_activations: 1 });
      await visit(license.key, 'one.example');
      await end(single(await rowsOf(license)));
      await visit(license.key, 'two.example');
      const [, one] = (await rowsOf(license)) as Tuple<Activation, 2>;
      expectWhole(await wake(one), 400, refusal(FULL));
      await set({ lm_deactivate_old_activations_on_new_activation: true });
      expect((await wake(one)).status).toBe(200);
      expect((await rowsOf(license)).map(({ is_active }) => is_active)).toEqual([false, true]);
    });

    it('and evicts none for a device of another API', async () => {
      const { license, row } = await left({ max_activations: 1 });
      await activate(server, license.key, 'laptop');
      await set({ lm_deactivate_old_activations_on_new_activation: true });
      expectWhole(await wake(row), 400, refusal(FULL));
      expect(await seatsOf(server, license)).toMatchObject([
        { fingerprint: 'desk', live: false },
        { fingerprint: 'laptop', live: true },
      ]);
    });

    it('and distinguishes www if they say so', async () => {
      await set({ lm_normalize_domain_variants: false });
      const license = await lm.aLicense();
      await visit(license.key, 'https://www.shop.example');
      const row = single(await rowsOf(license));
      expect(row.domain).toBe('www.shop.example');
      await end(row);
      await changed(server, license, { allowed_domains: ['shop.example'] });
      expect([(await wake(row)).status, await visit(license.key, 'https://www.shop.example')]).toEqual([400, 400]);
      await changed(server, license, { allowed_domains: ['www.shop.example'] });
      expect((await wake(row)).status).toBe(200);
    });
  });

  it('counts no second use for a known device', async () => {
    const { license } = await left({ uses_limit: 1 });
    const row = single(await rowsOf(license));
    expect((await wake(row)).status).toBe(200);
    expect((await deactivate(server, license.key, 'desk')).status).toBe(200);
  });
});

describe('access', () => {
  it.each(['0', '-1', '999999999', '9'.repeat(30), 'act_1', 'desk', '1.5', '1e2', '%20'])(
    'is told that there is no activation %s',
    async (id) => {
      expectWhole(await wake({ id }), 404, NO_ACTIVATION);
      expectWhole(await end({ id }), 404, NO_ACTIVATION);
    },
  );

  it.each([
    ['GET', 'product-activations'],
    ['POST', 'activated-product-activations/1'],
    ['DELETE', 'activated-product-activations/1'],
  ] as const)('%s %s requires a management caller', async (method, path) => {
    const url = `/api/internal/${path}`;
    expectWhole(await server.call(method, url), 401, UNAUTHENTICATED);
    for (const key of [lm.externalKey, server.systemKey]) {
      const { status, body } = await server.withKey(method, url, {}, key);
      expect([status, body]).toEqual([403, refusal(expect.any(String))]);
    }
  });

  it('lets a support user deactivate, but not reactivate', async () => {
    const { license, rows } = await seated({}, 'desk');
    const support = await createLoggedInUser(server, 'support');
    const url = `/api/internal/activated-product-activations/${rows[0].id}`;
    expect((await support.call('DELETE', url)).status).toBe(200);
    expect((await support.call('POST', url)).status).toBe(403);
    expect(await activeSeatsOf(server, license)).toBe(0);
    const narrowed = await keyOf(server, 'internal', { permissions: ['activations:write'] });
    expect((await server.withKey('POST', url, {}, narrowed.key)).status).toBe(403);
    expect((await server.asAdmin('POST', url)).status).toBe(200);
  });

  it('hides activations of other products from a key of one product', async () => {
    const { reference: product } = await lm.aProduct();
    const [own, other] = [await left({ product }), await left()];
    const { key } = await keyOf(server, 'internal', { product });
    const call = (method: 'GET' | 'POST' | 'DELETE', path: string) =>
      server.withKey(method, `/api/internal/${path}`, {}, key);
    expect((await call('GET', 'product-activations')).body.data).toEqual([own.row]);
    for (const method of ['POST', 'DELETE'] as const) {
      expectWhole(await call(method, `activated-product-activations/${other.row.id}`), 404, NO_ACTIVATION);
    }
    expect((await call('POST', `activated-product-activations/${own.row.id}`)).status).toBe(200);
  });
});
