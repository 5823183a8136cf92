import type { License, Resource } from '../../../sdk/src/generated/native';
import { DAY } from '../../../src/core/common/calendar';
import { aProduct, keyOf } from '../../testkit/callers';
import { aFullProduct, aResource } from '../../support/catalog';
import { activate, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { assign } from '../../support/license-users';
import { issueFile } from '../../support/license-files';
import { start } from '../../support/license-sessions';
import { use } from '../../support/meters';
import { Dashboard } from '../../support/progran3';
import { race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const NOW = '2027-03-01T12:00:00.000Z';
/** Tables with records of what happened, and those of archives. */
const RECORDS = [
  ...['archives', 'archived_rows', 'events', 'event_counts', 'audit_entries', 'idempotent_requests', 'user_sessions'],
  ...['verifications', 'verification_counts', 'login_attempts', 'users', 'job_statuses'],
];

let server: TestServer;
let names = 0;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const name = () => `archived-${(names += 1)}`;
const at = (days: number) => server.clock.holdAt(new Date(Date.parse(NOW) + days * DAY).toISOString());
const remove = (path: string) => server.asAdmin('DELETE', `/api/v1/${path}`);
const restore = (path: string) => server.asAdmin('POST', `/api/v1/${path}/restore`);
const allocate = (license: License, resources: readonly Resource[]) =>
  server.sdk.resources.allocate({ license_id: license.id, resource_ids: resources.map(({ id }) => id) });
const listed = async (path: string): Promise<string[]> =>
  (await server.asAdmin('GET', `/api/v1/${path}`)).body.items.map(({ id }: { id: string }) => id);
const codeOf = ({ status, body }: Answer) => [status, body?.error?.code];
const recorded = async (id: string) => (await eventsOf(server, id)).map((event) => event.name);

/** All rows of the database, or another aggregate of the rows of each table, without records. */
async function contents(
  aggregate = `coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text), '[]')`,
): Promise<Record<string, unknown>> {
  const tables: { name: string }[] = await server.dataSource.query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND NOT relispartition AND relname <> ALL ($1) ORDER BY 1`,
    [RECORDS],
  );
  const all: { name: string; rows: unknown }[] = await server.dataSource.query(
    tables
      .map((table) => `SELECT '${table.name}' AS name, ${aggregate} AS rows FROM ${table.name} AS t`)
      .join(' UNION ALL '),
  );
  return Object.fromEntries(all.map(({ name: table, rows }) => [table, rows]));
}

async function usedLicense(): Promise<License> {
  const product = await aProduct(server, name());
  await server.sdk.products.putEntitlement(product.id, 'export', { name: 'Export', type: 'flag' });
  await server.sdk.products.putMeter(product.id, 'pages', { name: 'Pages', unit: 'pages', kind: 'consumed' });
  const license = await issued(server, {
    product: product.reference,
    max_sessions: 2,
    max_users: 2,
    policy_overrides: { component_match: 'most' },
    entitlements: { export: true },
    meters: { pages: { limit: 100, period: 'month' } },
  });
  await activate(server, license.key, 'desk', { components: { board: 'MS-7D25', cpu: 'i7-9700', disk: 'S4EWNX0R' } });
  await activate(server, license.key, 'laptop');
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: { overlap_days: 3 } });
  const { key } = await server.sdk.licenses.get(license.id);
  await assign(server, license, 'ada@example.com');
  await start(server, key, 'desk');
  await use(server, key, { pages: 3 });
  await allocate(license, [await aResource(server)]);
  await issueFile(server, license, { hardware_id: 'desk' });
  return server.sdk.licenses.get(license.id);
}

describe('a deleted license', () => {
  /** With rows in as many tables as a license can have them. */
  let license: License;
  beforeAll(async () => {
    server.clock.holdAt(NOW);
    license = await usedLicense();
  });

  it('comes back as it was, in every table', async () => {
    const before = await contents();
    expect((await remove(`licenses/${license.id}`)).status).toBe(204);
    const { status, body } = await restore(`licenses/${license.id}`);
    expect([status, body]).toEqual([200, license]);
    expect(await contents()).toEqual(before);
    expect(await recorded(license.id)).toEqual(
      expect.arrayContaining(['license.issued', 'license.deleted', 'license.restored']),
    );
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: true });
  });

  it('is kept with all that is deleted with it', async () => {
    await remove(`licenses/${license.id}`);
    const tables: { name: string }[] = await server.dataSource.query(
      `SELECT DISTINCT table_name AS name FROM archived_rows JOIN archives ON archives.id = archive_id
       WHERE target_uid = $1 ORDER BY 1`,
      [license.id],
    );
    expect(tables.map(({ name: table }) => table)).toEqual([
      ...['activation_components', 'activations', 'grants', 'license_files', 'license_sessions', 'license_users'],
      ...['licenses', 'meter_balances', 'resource_allocations', 'retired_keys'],
    ]);
    await restore(`licenses/${license.id}`);
  });

  it('comes back to other APIs with what is theirs', async () => {
    const dashboard = await Dashboard.on(server);
    const license = await dashboard.active();
    const before = await contents();
    expect((await dashboard.call('DELETE', `/api/licenses/${license.id}`)).status).toBe(200);
    expect((await dashboard.call('GET', `/api/licenses/${license.id}`)).status).toBe(404);
    await restore(`licenses/${license.id}`);
    expect(await contents()).toEqual(before);
    expect(await dashboard.read(license.id)).toEqual(license);
  });

  it('leaves nothing in the tables that queries read', async () => {
    const count = () => contents('count(*)::integer');
    await remove(`licenses/${license.id}`);
    const deleted = await count();
    await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}?final=true`);
    expect(await count()).toEqual(deleted);
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: false, code: 'NOT_FOUND' });
    expect(codeOf(await activate(server, license.key, 'desk'))).toEqual([404, 'NOT_FOUND']);
  });

  it('is shown by archived=true, with when it was deleted and until when it can be restored', async () => {
    const [kept, deleted] = [await issued(server), await issued(server)];
    expect(kept).toMatchObject({ archived_at: null, restorable_until: null });
    await remove(`licenses/${deleted.key}`);
    const { body } = await server.asAdmin('GET', `/api/v1/licenses?archived=true&key=${deleted.key}`);
    const times = { archived_at: NOW, restorable_until: '2027-03-08T12:00:00.000Z' };
    expect(body).toEqual({ items: [{ ...deleted, ...times }], next: null });
    expect(await listed(`licenses?archived=true&q=${kept.key}`)).toEqual([]);
    expect(await listed('licenses?limit=1')).toEqual([kept.id]);
    const other = await aProduct(server, name());
    const { key } = await keyOf(server, 'internal', { product: other.reference });
    const asOther = await server.withKey('GET', '/api/v1/licenses?archived=true', {}, key);
    expect(asOther.body.items).toEqual([]);
    expect((await server.withKey('POST', `/api/v1/licenses/${deleted.id}/restore`, {}, key)).status).toBe(404);
  });

  it('pages through the archived licenses, newest first', async () => {
    const { reference } = await aProduct(server, name());
    const ids = [];
    for (let i = 0; i < 3; i += 1) {
      const { id } = await issued(server, { product: reference });
      ids.unshift(id);
      await remove(`licenses/${id}`);
    }
    const path = `/api/v1/licenses?archived=true&product=${reference}&limit=2`;
    const { body: first } = await server.asAdmin('GET', path);
    const { body: second } = await server.asAdmin('GET', `${path}&after=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
  });

  it('keeps its keys: they are refused as taken until the deletion is final', async () => {
    const license = await issued(server);
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body: { overlap_days: 0 } });
    const { key } = await server.sdk.licenses.get(license.id);
    await remove(`licenses/${license.id}`);
    for (const taken of [key, license.key]) {
      const { status, body } = await server.asAdmin('POST', '/api/v1/licenses', {
        body: { product: 'v2-default', key: taken },
      });
      expect([status, body.error.code, body.error.message]).toEqual([
        409,
        'CONFLICT',
        'A deleted license has this key: restore it, or delete it for good',
      ]);
    }
    await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}?final=true`);
    expect(await issued(server, { key })).toMatchObject({ key });
  });

  it('can be restored for 7 days, then the sweep makes the deletion final', async () => {
    const [soon, late] = [await issued(server), await issued(server)];
    await remove(`licenses/${soon.id}`);
    await remove(`licenses/${late.id}`);
    at(6.99);
    await runJob(server, 'sweep-archives');
    expect((await restore(`licenses/${soon.id}`)).status).toBe(200);
    at(7);
    expect(codeOf(await restore(`licenses/${late.id}`))).toEqual([404, 'NOT_FOUND']);
    await runJob(server, 'sweep-archives');
    expect(await listed('licenses?archived=true')).not.toContain(late.id);
    expect(await recorded(late.id)).toEqual(['license.issued', 'license.deleted', 'license.purged']);
    expect(await issued(server, { key: late.key })).toMatchObject({ key: late.key });
  });

  it('is gone at once with final=true', async () => {
    const license = await issued(server);
    expect((await remove(`licenses/${license.id}?final=true`)).status).toBe(204);
    expect((await restore(`licenses/${license.id}`)).status).toBe(404);
    expect(await recorded(license.id)).toEqual(['license.issued', 'license.deleted', 'license.purged']);
    expect((await remove(`licenses/${license.id}?final=true`)).status).toBe(404);
  });

  it('is restored without a resource that another license has by now', async () => {
    const [license, other] = [await issued(server), await issued(server)];
    const [kept, lost] = [await aResource(server), await aResource(server)];
    await allocate(license, [kept, lost]);
    await remove(`licenses/${license.id}`);
    await allocate(other, [lost]);
    await restore(`licenses/${license.id}`);
    expect(await listed(`resources?license=${license.id}`)).toEqual([kept.id]);
    expect(await listed(`resources?license=${other.id}`)).toEqual([lost.id]);
  });

  it('cannot be restored while its customer, product or policy is deleted', async () => {
    const product = await aProduct(server, name());
    const customer = await server.sdk.customers.create({ name: 'Ada' });
    const license = await issued(server, { product: product.reference, customer_id: customer.id });
    await remove(`licenses/${license.id}`);
    expect((await remove(`customers/${customer.id}`)).status).toBe(204);
    expect((await remove(`products/${product.id}`)).status).toBe(204);
    const [shown] = (await server.asAdmin('GET', `/api/v1/licenses?archived=true&key=${license.key}`)).body.items;
    expect(shown).toMatchObject({ product: product.reference, policy: product.policy, customer_id: null });
    expect(codeOf(await restore(`licenses/${license.id}`))).toEqual([409, 'CONFLICT']);
    await restore(`products/${product.id}`);
    expect(codeOf(await restore(`licenses/${license.id}`))).toEqual([409, 'CONFLICT']);
    await restore(`customers/${customer.id}`);
    expect((await restore(`licenses/${license.id}`)).body).toEqual(license);
  });

  it('cannot be restored beyond the limit of its group', async () => {
    const group = await server.sdk.groups.create({ name: name(), max_licenses: 1 });
    const license = await issued(server, { group: group.id });
    await remove(`licenses/${license.id}`);
    await issued(server, { group: group.id });
    expect(codeOf(await restore(`licenses/${license.id}`))).toEqual([409, 'LICENSES_EXHAUSTED']);
  });
});

describe('a race', () => {
  const archiveOf = (id: string) => ({
    databaseUrl: server.databaseUrl,
    hold: 'SELECT 1 FROM archives WHERE target_uid = $1 FOR UPDATE',
    values: [id],
  });

  it('restores a license once', async () => {
    const license = await issued(server);
    await remove(`licenses/${license.id}`);
    const twice = [1, 2].map(() => () => restore(`licenses/${license.id}`));
    const answers = await race(archiveOf(license.id), twice);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await recorded(license.id)).toEqual(['license.issued', 'license.deleted', 'license.restored']);
  });

  it('either restores a license or deletes it for good', async () => {
    const license = await issued(server);
    await remove(`licenses/${license.id}`);
    const answers = await race(archiveOf(license.id), [
      () => restore(`licenses/${license.id}`),
      () => remove(`licenses/${license.id}?final=true`),
    ]);
    const { status } = await server.asAdmin('GET', `/api/v1/licenses/${license.id}`);
    expect([
      [200, 404, 200],
      [404, 204, 404],
    ]).toContainEqual([...answers.map((answer) => answer.status), status]);
  });

  it('never loses an activation to a deletion: it is refused, or restored with the license', async () => {
    const license = await issued(server);
    const hold = 'SELECT 1 FROM licenses WHERE uid = $1 FOR UPDATE';
    const [activated] = await race({ databaseUrl: server.databaseUrl, hold, values: [license.id] }, [
      () => activate(server, license.key, 'desk'),
      () => remove(`licenses/${license.id}`),
    ]);
    const { body } = await restore(`licenses/${license.id}`);
    expect([
      [0, 404],
      [1, 201],
    ]).toContainEqual([body.seats_used, activated?.status]);
  });
});

describe('a deleted product', () => {
  /** With all but keys, which refuse a deletion. */
  async function fullProduct(): Promise<string> {
    const { product, pool } = await aFullProduct(server);
    await remove(`key-pools/${pool}`);
    return product;
  }

  it('comes back with its policy, versions, files and declarations', async () => {
    const id = await fullProduct();
    const before = await contents();
    const product = await server.sdk.products.get(id);
    expect((await remove(`products/${id}`)).status).toBe(204);
    expect(await listed('products')).not.toContain(id);
    expect(await listed(`products?archived=true&q=${product.reference}`)).toEqual([id]);
    expect((await restore(`products/${id}`)).body).toEqual(product);
    expect(await contents()).toEqual(before);
  });

  it('gives its files back to the sweep when the deletion is final', async () => {
    const files = async () =>
      (await server.dataSource.query('SELECT id FROM stored_files WHERE sweep_at IS NULL')).length as number;
    const none = await files();
    const id = await fullProduct();
    expect(await files()).toBeGreaterThan(none);
    await remove(`products/${id}`);
    expect(await files()).toBeGreaterThan(none);
    await remove(`products/${id}?final=true`);
    expect(await files()).toBe(none);
  });

  it('is still refused while it has licenses, and restored unless its reference is taken', async () => {
    const reference = name();
    const { id } = await aProduct(server, reference);
    const license = await issued(server, { product: reference });
    expect(codeOf(await remove(`products/${id}`))).toEqual([409, 'IN_USE']);
    await remove(`licenses/${license.id}`);
    await remove(`products/${id}`);
    const other = await aProduct(server, reference);
    expect(codeOf(await restore(`products/${id}`))).toEqual([409, 'CONFLICT']);
    await remove(`products/${other.id}?final=true`);
    expect((await restore(`products/${reference}`)).status).toBe(200);
    expect(await recorded(id)).toEqual(['product.created', 'product.deleted', 'product.restored']);
  });
});

describe('a deleted customer', () => {
  it('comes back as it was, unless its reference is taken', async () => {
    const reference = name();
    const customer = await server.sdk.customers.create({ name: 'Ada', reference, email: 'ada@example.com' });
    const before = await contents();
    await remove(`customers/${reference}`);
    expect(await listed(`customers?reference=${reference}`)).toEqual([]);
    expect(await listed(`customers?archived=true&reference=${reference}`)).toEqual([customer.id]);
    const other = await server.sdk.customers.create({ name: 'Eve', reference });
    expect(codeOf(await restore(`customers/${customer.id}`))).toEqual([409, 'CONFLICT']);
    await remove(`customers/${other.id}?final=true`);
    expect((await restore(`customers/${reference}`)).body).toEqual(customer);
    expect(await contents()).toEqual(before);
  });

  it('leaves no personal data when the deletion is final', async () => {
    const { id } = await server.sdk.customers.create({ name: 'Erased Person', email: 'erased@example.com' });
    await remove(`customers/${id}`);
    await remove(`customers/${id}?final=true`);
    const rows = await server.dataSource.query(`SELECT 1 FROM archived_rows WHERE data::text LIKE '%rased%'`);
    expect(rows).toEqual([]);
    expect((await restore(`customers/${id}`)).status).toBe(404);
  });
});
