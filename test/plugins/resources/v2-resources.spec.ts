import { activate, issued } from '../../testkit/issue';
import { race } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { createLoggedInUser } from '../../testkit/users';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.reset();
  await server.emptyTables('resources', 'licenses');
});
afterAll(() => server.stop());

const resourcesOf = (license: number | string) => server.asAdmin('GET', `/api/license/${license}/resources`);
const allocate = (license_id: unknown, resource_ids: unknown) =>
  server.asAdmin('POST', '/api/resources/allocate', { body: { license_id, resource_ids } });
const available = (query: Record<string, string>) =>
  server.asAdmin('GET', '/api/resources/check-availability', { query });
const stats = () => server.asAdmin('GET', '/api/resources/stats');
const nextId = (table: string, id: number) =>
  server.dataSource.query(`ALTER TABLE "${table}" ALTER COLUMN id RESTART WITH ${id}`);
const refusal = (code: string, details?: object) => ({
  error: { code, message: expect.any(String), ...(details && { details }) },
});
const outcome = ({ status, body }: Answer) => [status, body];

/** Returns the number. */
async function made(identifier: string, type = 'server'): Promise<number> {
  const { body } = await server.asAdmin('POST', '/api/v1/resources', { body: { type, identifier } });
  return body.number;
}

async function several(count: number, type = 'server'): Promise<number[]> {
  const rows = await server.dataSource.query<{ id: number }[]>(
    `INSERT INTO resources (type, identifier, created_at, updated_at)
     SELECT $2::varchar, $2 || n, now(), now() FROM generate_series(1, $1::integer) AS n RETURNING id`,
    [count, type],
  );
  return rows.map(({ id }) => id);
}

describe('the examples of the contract', () => {
  it('allocate resources, and list them with their license', async () => {
    server.clock.holdAt('2025-06-01T10:00:00Z');
    await nextId('licenses', 123);
    await nextId('resources', 789);
    await issued(server);
    await made('SRV-001');
    await made('SRV-002');
    expect(outcome(await allocate(123, [789, 790]))).toEqual([
      200,
      { success: true, allocated: 2, message: '2 resources allocated successfully' },
    ]);
    expect((await resourcesOf(123)).body.resources).toHaveLength(2);

    const { body } = await server.asAdmin('GET', '/api/v1/resources', { query: { q: 'SRV-002' } });
    await server.asAdmin('POST', '/api/v1/resources/release', { body: { resource_ids: [body.items[0].id] } });
    expect(outcome(await resourcesOf(123))).toEqual([
      200,
      {
        resources: [
          {
            id: 789,
            type: 'server',
            identifier: 'SRV-001',
            status: 'allocated',
            allocated_at: '2025-06-01T10:00:00Z',
          },
        ],
      },
    ]);
  });

  it('check the availability', async () => {
    await nextId('resources', 791);
    for (const identifier of ['SRV-002', 'SRV-003', 'SRV-004', 'SRV-005', 'SRV-006']) {
      await made(identifier);
    }
    await made('SRV-002', 'workstation');
    expect(outcome(await available({ type: 'server', count: '1' }))).toEqual([
      200,
      {
        available: true,
        count: 5,
        resources: [
          {
            id: 791,
            type: 'server',
            identifier: 'SRV-002',
          },
        ],
      },
    ]);
  });

  it('count resources by status and type', async () => {
    const { number } = await issued(server);
    const servers = await several(50);
    const workstations = await several(50, 'workstation');
    await allocate(number, [...servers.slice(0, 40), ...workstations.slice(0, 35)]);
    expect(outcome(await stats())).toEqual([
      200,
      {
        total: 100,
        allocated: 75,
        available: 25,
        by_type: {
          server: {
            total: 50,
            allocated: 40,
            available: 10,
          },
          workstation: {
            total: 50,
            allocated: 35,
            available: 15,
          },
        },
      },
    ]);
  });
});

describe('allocating', () => {
  it('names the unknown resources, and allocates none', async () => {
    const { number } = await issued(server);
    const [id = 0] = await several(1);
    const { status, body } = await allocate(number, [id, 999_999, 9_007_199_254_740_991]);
    expect([status, body]).toEqual([
      404,
      refusal('NOT_FOUND', { field: 'resource_ids', reason: 'unknown', ids: [999_999, 9_007_199_254_740_991] }),
    ]);
    expect(body.error.message).toContain('999999');
    expect((await stats()).body).toMatchObject({ allocated: 0, available: 1 });
  });

  it('names the resources that are taken, and allocates none', async () => {
    const [one, two] = [await issued(server), await issued(server)];
    const [free = 0, taken = 0] = await several(2);
    await allocate(one.number, [taken]);
    const { status, body } = await allocate(two.number, [free, taken]);
    expect([status, body]).toEqual([
      409,
      refusal('CONFLICT', { field: 'resource_ids', reason: 'already_allocated', ids: [taken] }),
    ]);
    expect(body.error.message).toContain(`(${taken})`);
    expect((await resourcesOf(two.number)).body).toEqual({ resources: [] });
  });

  it('counts a repeated id once', async () => {
    const { number } = await issued(server);
    const [id = 0] = await several(1);
    expect((await allocate(number, [id, id])).body).toMatchObject({ success: true, allocated: 1 });
  });

  it('takes 1,000 resources', async () => {
    const { number } = await issued(server);
    expect((await allocate(number, await several(1000))).body.allocated).toBe(1000);
    expect((await resourcesOf(number)).body.resources).toHaveLength(1000);
  });

  it('is refused for an unknown license', async () => {
    expect(outcome(await allocate(999_999, await several(1)))).toEqual([404, refusal('LICENSE_NOT_FOUND')]);
  });

  it.each(
    sampleOf(
      [
        ['no license', undefined, [1]],
        ['a license by its key', 'XXXX', [1]],
        ['the number of a license as text', '1', [1]],
        ['the license 0', 0, [1]],
        ['a huge license', 1e300, [1]],
        ['no resources', 1, undefined],
        ['an empty list', 1, []],
        ['one number', 1, 1],
        ['a text', 1, ['1']],
        ['a fraction', 1, [1.5]],
        ['a list in a list', 1, [[1]]],
        ['a huge number', 1, [1e300]],
        ['1,001 resources', 1, Array.from({ length: 1001 }, (_, n) => n + 1)],
      ],
      4,
      'wrong resources',
    ),
  )('is refused with %s', async (_what, license, ids) => {
    const { status, body } = await allocate(license, ids);
    expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('gives a resource to one of two admins who race for it, in whatever API, and names it to the other', async () => {
    const [one, two] = [await issued(server), await issued(server)];
    const [id = 0] = await several(1);
    const { body } = await server.asAdmin('GET', '/api/v1/resources');
    const answers = await race({ databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM resources FOR UPDATE' }, [
      () => allocate(one.number, [id]),
      () =>
        server.asAdmin('POST', '/api/v1/resources/allocate', {
          body: { license_id: two.id, resource_ids: [body.items[0].id] },
        }),
    ]);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 409: 1 });
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.body.error.message).toContain('server server1');
  });

  it('adds up after a storm of parallel allocations and deletions of licenses', async () => {
    const { body } = await server.asAdmin('POST', '/api/v1/licenses/batch', {
      body: { product: 'v2-default', count: 12 },
    });
    const licenses: number[] = body.items.map(({ number }: { number: number }) => number);
    const ids = [...(await several(20)), ...(await several(20, 'workstation'))];
    const answers = await Promise.all([
      ...licenses.map((license, n) =>
        allocate(license, n % 2 === 0 ? ids.slice(n, n + 8) : ids.slice(n, n + 8).reverse()),
      ),
      server.asAdmin('POST', '/api/licenses/bulk-delete', { body: { license_ids: licenses.slice(0, 4) } }),
      ...licenses.map((license, n) => allocate(license, [ids[n * 3] ?? 0])),
    ]);
    expect(Object.keys(tally(answers.map(({ status }) => status))).filter((status) => Number(status) >= 500)).toEqual(
      [],
    );
    const { total, allocated, available: free, by_type } = (await stats()).body;
    const held = await Promise.all(licenses.map(async (license) => (await resourcesOf(license)).body.resources ?? []));
    expect({ total, allocated }).toEqual({ total: 40, allocated: held.flat().length });
    expect(total).toBe(Number(allocated) + Number(free));
    const types: Record<string, number>[] = Object.values(by_type);
    for (const name of ['total', 'allocated', 'available']) {
      const sum = types.reduce<number>((all, type) => all + Number(type[name]), 0);
      expect(sum).toBe((await stats()).body[name]);
    }
    expect((await available({ type: 'server' })).body.count).toBe(by_type.server.available);
  });
});

it('a license that is deleted, alone or with others, releases its resources', async () => {
  const [one, two] = [await issued(server), await issued(server)];
  const ids = await several(3);
  await activate(server, one.key, 'desk');
  await allocate(one.number, ids.slice(0, 1));
  await allocate(two.number, ids.slice(1));
  const { body } = await server.asAdmin('POST', '/api/licenses/bulk-delete', {
    body: { license_ids: [two.number, one.number] },
  });
  expect(body).toMatchObject({ success: true, deleted: 2 });
  expect((await stats()).body).toMatchObject({ total: 3, allocated: 0, available: 3 });
  const released = await server.dataSource.query(
    `SELECT 1 FROM events JOIN resources ON uid::text = target_id WHERE name = 'resource.released'`,
  );
  expect(released).toHaveLength(3);
});

describe('the availability', () => {
  it('is of one unless told otherwise, and lists what there is where that is not enough', async () => {
    const ids = await several(2);
    await several(3, 'workstation');
    const list = ids.map((id, index) => ({ id, type: 'server', identifier: `server${index + 1}` }));
    expect((await available({ type: 'server' })).body).toEqual({
      available: true,
      count: 2,
      resources: list.slice(0, 1),
    });
    expect((await available({ type: 'server', count: '2' })).body).toEqual({
      available: true,
      count: 2,
      resources: list,
    });
    expect((await available({ type: 'server', count: '3' })).body).toEqual({
      available: false,
      count: 2,
      resources: list,
    });
    expect((await available({ type: 'unknown' })).body).toEqual({ available: false, count: 0, resources: [] });
    await allocate((await issued(server)).number, ids);
    expect((await available({ type: 'server' })).body).toEqual({ available: false, count: 0, resources: [] });
  });

  it.each(
    sampleOf(
      ['', 'type=', 'type=server&count=0', 'type=server&count=1001', 'type=server&count=many', 'type=a&type=b'],
      3,
      'wrong allocations',
    ),
  )('is refused with %s', async (query) => {
    const { status, body } = await server.asAdmin('GET', `/api/resources/check-availability?${query}`);
    expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  });
});

it('the stats are zero without resources', async () => {
  expect((await stats()).body).toEqual({ total: 0, allocated: 0, available: 0, by_type: {} });
});

it.each(['0', 'abc', '1e3', '9'.repeat(30), '999999'])('the license %s is not found', async (license) => {
  expect(outcome(await resourcesOf(license))).toEqual([404, refusal('LICENSE_NOT_FOUND')]);
});

describe('resources', () => {
  const CALLS = [
    ['GET', '/api/license/1/resources'],
    ['POST', '/api/resources/allocate'],
    ['GET', '/api/resources/check-availability'],
    ['GET', '/api/resources/stats'],
  ] as const;

  it('are closed to all but admins, in the nested shape', async () => {
    for (const [method, path] of CALLS) {
      expect(outcome(await server.call(method, path))).toEqual([401, refusal('UNAUTHORIZED')]);
      expect(outcome(await server.withKey(method, path))).toEqual([403, refusal('FORBIDDEN')]);
    }
    const viewer = await createLoggedInUser(server, 'viewer');
    expect((await viewer.call('GET', '/api/resources/stats')).status).toBe(200);
    const { status, body } = await viewer.call('POST', '/api/resources/allocate', { body: {} });
    expect([status, body]).toEqual([403, refusal('FORBIDDEN')]);
  });
});

it('answers a request without a handler in the format of V2', async () => {
  const { status, body } = await server.withKey('GET', '/api/resources/nothing');
  expect([status, body]).toEqual([404, { error: { code: 'NOT_FOUND', message: expect.any(String) } }]);
});
