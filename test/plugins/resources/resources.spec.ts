import type { ListResourcesQuery, Resource } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { expectTurns } from '../../testkit/race';
import { auditOf, eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/resources';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('resources'));
afterAll(() => server.stop());

const create = (body: unknown) => server.asAdmin('POST', PATH, { body });
const read = (id: string) => server.asAdmin('GET', `${PATH}/${id}`);
const change = (id: string, body: unknown) => server.asAdmin('PATCH', `${PATH}/${id}`, { body });
const remove = (id: string) => server.asAdmin('DELETE', `${PATH}/${id}`);
const allocate = (license_id: string, ...resource_ids: string[]) =>
  server.sdk.resources.allocate({ license_id, resource_ids });
const release = (...resource_ids: string[]) => server.sdk.resources.release({ resource_ids });
const history = (id: string, query = {}) => server.asAdmin('GET', `${PATH}/${id}/allocations`, { query });

async function list(query: ListResourcesQuery = {}): Promise<string[]> {
  return (await server.sdk.resources.list(query)).items.map(({ identifier }) => identifier);
}

async function made(identifier: string, type = 'server'): Promise<Resource> {
  return server.sdk.resources.create({ type, identifier });
}

describe('a resource', () => {
  it('is available when it is created, and on record', async () => {
    const resource = await made('SRV-001');
    expect(resource).toEqual({
      id: expect.any(String),
      number: expect.any(Number),
      type: 'server',
      identifier: 'SRV-001',
      status: 'available',
      license: null,
      license_key: null,
      allocated_at: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect(await server.sdk.resources.get(resource.id)).toEqual(resource);
    expect(await eventsOf(server, resource.id)).toMatchObject([
      { name: 'resource.created', data: { type: 'server', identifier: 'SRV-001' } },
    ]);
    expect(await auditOf(server, resource.id)).toEqual([{ action: 'resource.created', actor: 'admin' }]);
  });

  it('has an identifier that no other of its type has', async () => {
    await made('SRV-001');
    const other = await made('SRV-001', 'workstation');
    const taken = { error: { code: 'CONFLICT', details: [{ field: 'identifier', reason: 'taken' }] } };
    expect(await create({ type: 'server', identifier: 'SRV-001' })).toMatchObject({ status: 409, body: taken });
    expect(await change(other.id, { type: 'server' })).toMatchObject({ status: 409, body: taken });
    expect(await server.sdk.resources.get(other.id)).toEqual(other);
  });

  it('can be renamed also while a license holds it', async () => {
    const { id } = await made('SRV-001');
    const license = await issued(server);
    await allocate(license.id, id);
    expect(await change(id, { identifier: 'SRV-100' })).toMatchObject({
      status: 200,
      body: { type: 'server', identifier: 'SRV-100', status: 'allocated', license: license.id },
    });
    expect(await server.sdk.resources.get(id)).toMatchObject({
      identifier: 'SRV-100',
      license: license.id,
    });
  });

  it('serializes concurrent updates', async () => {
    const { id } = await made('SRV-001');
    await expectTurns({ server, table: 'resources', id, field: 'identifier' }, (body) => change(id, body));
  });

  it('is deleted while available only', async () => {
    const { id } = await made('SRV-001');
    const license = await issued(server);
    await allocate(license.id, id);
    expect(await remove(id)).toMatchObject({ status: 409, body: { error: { code: 'IN_USE' } } });
    await release(id);
    expect((await remove(id)).status).toBe(204);
    expect((await read(id)).status).toBe(404);
    expect((await auditOf(server, id)).at(-1)).toEqual({ action: 'resource.deleted', actor: 'admin' });
  });

  it.each([
    ['no type', { identifier: 'x' }, 'type'],
    ['no identifier', { type: 'server' }, 'identifier'],
    ['an empty identifier', { type: 'server', identifier: '' }, 'identifier'],
    ['a type of 256 characters', { type: 'x'.repeat(256), identifier: 'x' }, 'type'],
    ['two lines', { type: 'server', identifier: 'a\nb' }, 'identifier'],
    ['a list as type', { type: ['server'], identifier: 'x' }, 'type'],
    ['a NUL character', { type: 'server', identifier: 'a\0b' }, 'identifier'],
    ['an unknown field', { type: 'server', identifier: 'x', status: 'allocated' }, 'status'],
  ])('is refused with %s', async (_what, body, field) => {
    const answer = await create(body);
    expect([answer.status, answer.body.error.details[0].field]).toEqual([400, field]);
    expect(await list()).toEqual([]);
  });

  it.each([NOBODY, 'nonsense'])('is not found as %s', async (id) => {
    const status = id === NOBODY ? 404 : 400;
    const answers = [await read(id), await change(id, { type: 'x' }), await remove(id), await history(id)];
    expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status]);
  });
});

describe('the list of resources', () => {
  it('is filtered by type, status, license and a part of the identifier, newest first', async () => {
    const license = await issued(server);
    const other = await issued(server);
    const first = await made('SRV-001');
    const second = await made('SRV-002');
    await made('WS_1', 'workstation');
    await made('10% off', 'coupon');
    await allocate(license.id, first.id);
    await allocate(other.id, second.id);
    expect(await list()).toEqual(['10% off', 'WS_1', 'SRV-002', 'SRV-001']);
    expect(await list({ type: 'server' })).toEqual(['SRV-002', 'SRV-001']);
    expect(await list({ status: 'available' })).toEqual(['10% off', 'WS_1']);
    expect(await list({ status: 'allocated' })).toEqual(['SRV-002', 'SRV-001']);
    expect(await list({ license: license.id })).toEqual(['SRV-001']);
    expect(await list({ license: NOBODY })).toEqual([]);
    expect(await list({ q: 'srv' })).toEqual(['SRV-002', 'SRV-001']);
    expect(await list({ q: 'ws_' })).toEqual(['WS_1']);
    expect(await list({ q: '10%' })).toEqual(['10% off']);
    expect(await list({ q: 'srv', license: other.id, status: 'allocated', type: 'server' })).toEqual(['SRV-002']);
  });

  it('has pages', async () => {
    for (const identifier of ['a', 'b', 'c']) {
      await made(identifier);
    }
    const { items, next } = await server.sdk.resources.list({ limit: 2 });
    expect(items.map(({ identifier }) => identifier)).toEqual(['c', 'b']);
    expect(await list({ after: String(next) })).toEqual(['a']);
  });

  it.each(['status=lost', 'license=', 'q=', 'type=', 'type=a,', 'limit=101'])('is refused with %s', async (query) => {
    expect((await server.asAdmin('GET', `${PATH}?${query}`)).status).toBe(400);
  });
});

describe('the history of a resource', () => {
  it('says which license held it from when to when, newest first, and keeps deleted licenses', async () => {
    const { id } = await made('SRV-001');
    const [first, second] = [await issued(server), await issued(server)];
    await allocate(first.id, id);
    await release(id);
    const held = await allocate(second.id, id);
    await server.sdk.licenses.delete(first.id);
    const { status, body } = await history(id);
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          license: second.id,
          license_key: second.key,
          allocated_at: held.items[0]?.allocated_at,
          released_at: null,
        },
        {
          license: first.id,
          license_key: first.key,
          allocated_at: expect.any(String),
          released_at: expect.any(String),
        },
      ],
      next: null,
    });
    const page = await server.sdk.resources.listAllocations(id, { limit: 1 });
    expect(page.items).toEqual(body.items.slice(0, 1));
    expect((await server.sdk.resources.listAllocations(id, { after: String(page.next) })).items).toEqual(
      body.items.slice(1),
    );
  });
});

describe('stats', () => {
  it('add up by type to the totals, before and after each change', async () => {
    expect(await server.sdk.resources.getStats()).toEqual({ total: 0, allocated: 0, available: 0, by_type: {} });
    const license = await issued(server);
    const one = await made('SRV-001');
    await made('SRV-002');
    await made('WS-001', 'workstation');
    await allocate(license.id, one.id);
    expect(await server.sdk.resources.getStats()).toEqual({
      total: 3,
      allocated: 1,
      available: 2,
      by_type: {
        server: { total: 2, allocated: 1, available: 1 },
        workstation: { total: 1, allocated: 0, available: 1 },
      },
    });
    await server.sdk.licenses.delete(license.id);
    expect(await server.sdk.resources.getStats()).toMatchObject({ total: 3, allocated: 0, available: 3 });
    await server.sdk.resources.delete(one.id);
    expect(await server.sdk.resources.getStats()).toMatchObject({
      total: 2,
      by_type: { server: { total: 1, available: 1 } },
    });
  });

  it('sum up the types beyond the first 1,000, and take any text for a type', async () => {
    await server.dataSource.query(`
      INSERT INTO resources (type, identifier, created_at, updated_at)
      SELECT 'type ' || n, 'x', now(), now() FROM generate_series(1, 1001) AS n
    `);
    await made('x', '__proto__');
    await made('y', '__proto__');
    const { total, by_type } = await server.sdk.resources.getStats();
    const counts: { total: number }[] = Object.values(by_type);
    expect(total).toBe(1003);
    expect(counts).toHaveLength(1001);
    expect(counts.reduce((sum, count) => sum + count.total, 0)).toBe(1003);
    expect(by_type['']).toEqual({ total: 2, allocated: 0, available: 2 });
    expect(Object.entries(by_type)).toContainEqual(['__proto__', { total: 2, allocated: 0, available: 2 }]);
  });
});

describe('a key of one product', () => {
  it('allocates to licenses of its product only, and sees no resources of others', async () => {
    await aProduct(server, 'own');
    const { key } = await keyOf(server, 'internal', { product: 'own' });
    const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
      server.withKey(method, `${PATH}${path}`, { body }, key);
    const [own, foreign] = [await issued(server, { product: 'own' }), await issued(server)];
    const [free, taken] = [await made('free'), await made('taken')];
    await allocate(foreign.id, taken.id);

    expect((await call('GET', '')).body.items.map(({ id }: { id: string }) => id)).toEqual([free.id]);
    expect((await call('GET', `/${taken.id}`)).status).toBe(404);
    expect((await call('GET', '/stats')).body).toMatchObject({ total: 1, allocated: 0, available: 1 });
    const refusals = [
      await call('POST', '/allocate', { license_id: foreign.id, resource_ids: [free.id] }),
      await call('POST', '/allocate', { license_id: own.id, resource_ids: [taken.id] }),
      await call('POST', '/release', { resource_ids: [taken.id] }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([404, 404, 404]);
    const forbidden = [
      await call('POST', '', { type: 'server', identifier: 'new' }),
      await call('PATCH', `/${free.id}`, { identifier: 'new' }),
      await call('DELETE', `/${free.id}`),
    ];
    expect(forbidden.map(({ status }) => status)).toEqual([403, 403, 403]);

    expect((await call('POST', '/allocate', { license_id: own.id, resource_ids: [free.id] })).status).toBe(200);
    expect((await call('GET', '/stats')).body).toMatchObject({ total: 1, allocated: 1, available: 0 });
    expect((await call('GET', `/${free.id}/allocations`)).body.items).toMatchObject([{ license: own.id }]);
    expect((await call('POST', '/release', { resource_ids: [free.id] })).status).toBe(200);
    await allocate(foreign.id, free.id);
    await release(free.id);
    expect((await call('GET', `/${free.id}/allocations`)).body.items).toMatchObject([{ license: own.id }]);
    expect((await server.sdk.resources.listAllocations(free.id, {})).items).toHaveLength(2);
  });
});
