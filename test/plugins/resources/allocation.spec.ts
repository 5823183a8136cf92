import type { License } from '../../../sdk/src/generated/native';
import { issued } from '../../testkit/issue';
import { race, raceInOrder } from '../../testkit/race';
import { auditOf, eventsOf, tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { License as LicenseEntity } from '../../../src/core/licenses/licenses/license.entity';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { RELEASE_LIMITS } from '../../../src/plugins/resources/release-resources.service';
import { ReleaseOnlyService } from '../../../src/plugins/resources/release-only.service';
import { IS_DEEP, sampleOf } from '../../testkit/sample';
import { statementsOf } from '../../testkit/statements';
import type { Tuple } from '../../support/tuple';

const PATH = '/api/v1/resources';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('resources'));
afterEach(() => jest.restoreAllMocks());
afterEach(() => expectFiguresToAddUp());
afterAll(() => server.stop());

const allocate = (license: { id: string }, resource_ids: readonly string[]) =>
  server.asAdmin('POST', `${PATH}/allocate`, { body: { license_id: license.id, resource_ids } });
const release = (resource_ids: readonly string[]) =>
  server.asAdmin('POST', `${PATH}/release`, { body: { resource_ids } });
const remove = ({ id }: { id: string }) => server.asAdmin('DELETE', `/api/v1/licenses/${id}`);
const statuses = (answers: readonly Answer[]) => tally(answers.map(({ status }) => status));

/** Ids in the order of creation. */
async function resources(count: number): Promise<string[]> {
  const rows = await server.dataSource.query<{ uid: string }[]>(
    `INSERT INTO resources (type, identifier, created_at, updated_at)
     SELECT 'server', 'SRV-' || n, now(), now() FROM generate_series(1, $1::integer) AS n RETURNING uid`,
    [count],
  );
  return rows.map(({ uid }) => uid);
}

async function licenses<N extends number>(count: N): Promise<Tuple<License, N>> {
  const { items } = await server.sdk.licenses.issueBatch({ product: 'v2-default', count });
  return items as Tuple<License, N>;
}

/** Each resource is allocated if and only if there is an open allocation of it. */
async function expectFiguresToAddUp(): Promise<void> {
  const body = await server.sdk.resources.getStats();
  const [counted] = await server.dataSource.query(`
    SELECT count(*)::integer AS total, count(a.id)::integer AS allocated,
           (count(*) - count(a.id))::integer AS available,
           (count(*) FILTER (WHERE (r.status = 'allocated') <> (a.id IS NOT NULL)))::integer AS wrong
    FROM resources r LEFT JOIN resource_allocations a ON a.resource_id = r.id AND a.released_at IS NULL
  `);
  expect({ ...body, wrong: 0 }).toMatchObject(counted);
}

async function statementsIn(call: () => Promise<Answer>): Promise<number> {
  return (await statementsOf(async () => expect((await call()).status).toBe(200))).length;
}

describe('allocating', () => {
  it('gives the resources to the license, with an event and an audit entry for each', async () => {
    const license = await issued(server);
    const ids = await resources(2);
    const { status, body } = await allocate(license, [...ids, ...ids.map((id) => id.toUpperCase())]);
    expect(status).toBe(200);
    expect(body.items).toMatchObject(
      ids.map((id) => ({ id, status: 'allocated', license: license.id, license_key: license.key })),
    );
    for (const id of ids) {
      expect(body.items).toContainEqual(await server.sdk.resources.get(id));
      expect((await eventsOf(server, id)).at(-1)).toEqual({
        name: 'resource.allocated',
        data: expect.objectContaining({ uid: id, type: 'server', license_uid: license.id, license_key: license.key }),
      });
      expect(await auditOf(server, id)).toEqual([{ action: 'resource.allocated', actor: 'admin' }]);
    }
  });

  it('takes none where one is taken, and names that one', async () => {
    const license = await issued(server);
    const [free = '', taken = ''] = await resources(2);
    await server.sdk.resources.allocate({ license_id: license.id, resource_ids: [taken] });
    expect(await allocate(license, [free, taken])).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'CONFLICT',
          message: `Resource already allocated: server SRV-2 (${taken})`,
          details: [{ field: 'resource_ids', reason: 'already_allocated', ids: [taken] }],
        },
      },
    });
    expect((await server.sdk.resources.get(free)).status).toBe('available');
  });

  it('takes none where one is unknown, and names that one', async () => {
    const license = await issued(server);
    const [free = ''] = await resources(1);
    expect(await allocate(license, [free, NOBODY])).toMatchObject({
      status: 404,
      body: {
        error: {
          code: 'NOT_FOUND',
          message: `Resource not found: ${NOBODY}`,
          details: [{ field: 'resource_ids', reason: 'unknown', ids: [NOBODY] }],
        },
      },
    });
    expect((await server.sdk.resources.get(free)).status).toBe('available');
  });

  it('finds the license by its key as well', async () => {
    const license = await issued(server);
    const ids = await resources(1);
    expect(
      (await server.sdk.resources.allocate({ license_id: { id: license.key }.id, resource_ids: ids })).items,
    ).toMatchObject([{ license: license.id }]);
    const { items } = await server.sdk.resources.list({ license: license.key });
    expect(items.map(({ id }) => id)).toEqual(ids);
  });

  it('is refused for an unknown license', async () => {
    const ids = await resources(1);
    for (const id of [NOBODY, 'no-such-key']) {
      const { status, body } = await allocate({ id }, ids);
      expect([status, body.error.details]).toMatchObject([404, [{ field: 'license_id', reason: 'unknown' }]]);
    }
  });

  it.each(
    sampleOf(
      [
        ['no ids', { resource_ids: [] }],
        ['ids that are no list', { resource_ids: NOBODY }],
        ['an id that is none', { resource_ids: ['nonsense'] }],
        ['a number', { resource_ids: [1] }],
        ['1,001 ids', { resource_ids: Array.from({ length: 1001 }, () => NOBODY) }],
        ['no license', { license_id: undefined }],
        ['an empty license', { license_id: '' }],
        ['a license that is a number', { license_id: 1 }],
        ['a license of 256 characters', { license_id: 'x'.repeat(256) }],
      ],
      3,
      'wrong allocations',
    ),
  )('is refused with %s', async (_what, body) => {
    const sent = { license_id: NOBODY, resource_ids: [NOBODY], ...body };
    expect((await server.asAdmin('POST', `${PATH}/allocate`, { body: sent })).status).toBe(400);
  });

  it('needs as many statements for many as for one', async () => {
    const [one, many] = await licenses(2);
    const [first = '', ...others] = await resources(IS_DEEP ? 1001 : 201);
    const counted = [];
    server.clock.hold();
    await statementsIn(() => server.asAdmin('GET', '/api/v1/resources'));
    for (const [license, ids] of [[one, [first]] as const, [many, others] as const]) {
      const allocating = await statementsIn(() => allocate(license, ids));
      counted.push([allocating, await statementsIn(() => release(ids))]);
    }
    server.clock.reset();
    expect(counted[0]).toEqual(counted[1]);
  });
});

describe('releasing', () => {
  it('makes the resources available, with an event and an audit entry for each', async () => {
    const license = await issued(server);
    const ids = await resources(2);
    await server.sdk.resources.allocate({ license_id: license.id, resource_ids: ids });
    const { status, body } = await release(ids);
    expect(status).toBe(200);
    expect(body.items).toMatchObject(ids.map((id) => ({ id, status: 'available', license: null, allocated_at: null })));
    for (const id of ids) {
      expect((await eventsOf(server, id)).at(-1)).toEqual({
        name: 'resource.released',
        data: expect.objectContaining({ uid: id, license_uid: license.id, license_key: license.key }),
      });
      expect((await auditOf(server, id)).at(-1)).toEqual({ action: 'resource.released', actor: 'admin' });
    }
  });

  it('releases none where one is available or unknown, and names that one', async () => {
    const license = await issued(server);
    const [held = '', free = ''] = await resources(2);
    await server.sdk.resources.allocate({ license_id: license.id, resource_ids: [held] });
    expect(await release([held, free])).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT', details: [{ field: 'resource_ids', reason: 'not_allocated', ids: [free] }] } },
    });
    expect((await release([held, NOBODY])).status).toBe(404);
    expect((await server.sdk.resources.get(held)).status).toBe('allocated');
  });
});

describe('a deleted license', () => {
  it('releases its resources, with an event for each', async () => {
    const license = await issued(server);
    const ids = await resources(3);
    await server.sdk.resources.allocate({ license_id: license.id, resource_ids: ids.slice(0, 2) });
    expect((await remove(license)).status).toBe(204);
    for (const id of ids) {
      expect(await server.sdk.resources.get(id)).toMatchObject({ status: 'available', license: null });
    }
    expect((await eventsOf(server, ids[0] ?? '')).at(-1)).toMatchObject({
      name: 'resource.released',
      data: { license_uid: license.id },
    });
  });

  it('releases any number of them', async () => {
    jest.replaceProperty(RELEASE_LIMITS, 'resources', 10);
    const license = await issued(server);
    await resources(21);
    await server.dataSource.query(
      `WITH held AS (UPDATE resources SET status = 'allocated' RETURNING id)
       INSERT INTO resource_allocations (resource_id, license_id, license_uid, license_key, allocated_at)
       SELECT held.id, l.id, l.uid, l.key, now() FROM held CROSS JOIN licenses l WHERE l.uid = $1`,
      [license.id],
    );
    expect(await server.sdk.resources.getStats()).toMatchObject({ total: 21, available: 0 });
    expect((await remove(license)).status).toBe(204);
    const body = await server.sdk.resources.getStats();
    expect(body).toMatchObject({ total: 21, available: 21 });
  });

  it.each(['deleting', 'allocating'])(
    'holds no resources where both are asked for at once, %s first',
    async (first) => {
      const license = await issued(server);
      const [held = '', free = ''] = await resources(2);
      await server.sdk.resources.allocate({ license_id: license.id, resource_ids: [held] });
      const racers = [() => remove(license), () => allocate(license, [free])];
      const answers = await race(
        {
          databaseUrl: server.databaseUrl,
          hold: 'SELECT 1 FROM licenses WHERE uid = $1 FOR UPDATE',
          values: [license.id],
        },
        first === 'deleting' ? racers : racers.reverse(),
      );
      expect([
        { 204: 1, 404: 1 },
        { 200: 1, 204: 1 },
      ]).toContainEqual(statuses(answers));
      expect([(await server.sdk.resources.get(held)).status, (await server.sdk.resources.get(free)).status]).toEqual([
        'available',
        'available',
      ]);
    },
  );

  it('takes back no resource that another license got while it was deleted', async () => {
    const [license, other] = await licenses(2);
    const ids = await resources(1);
    await server.sdk.resources.allocate({ license_id: license.id, resource_ids: ids });
    const answers = await raceInOrder({ databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM resources FOR UPDATE' }, [
      () => release(ids),
      () => allocate(other, ids),
      () => remove(license),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 204]);
    expect(await server.sdk.resources.get(ids[0] ?? '')).toMatchObject({ status: 'allocated', license: other.id });
  });

  it('releases them, without events, while the plug-in is off', async () => {
    const [license, other] = await licenses(2);
    const ids = (await resources(2)) as [string, string];
    await server.sdk.resources.allocate({ license_id: license.id, resource_ids: [ids[0]] });
    await server.sdk.resources.allocate({ license_id: other.id, resource_ids: [ids[1]] });
    const work = server.app.get(UnitOfWork);
    await work.run(async (manager) => {
      const row = await manager.findOneByOrFail(LicenseEntity, { uid: license.id });
      await new ReleaseOnlyService(work).releaseAllOf([row], server.clock.now());
    });
    expect(await server.sdk.resources.get(ids[0])).toMatchObject({ status: 'available', license: null });
    expect(await server.sdk.resources.get(ids[1])).toMatchObject({ status: 'allocated', license: other.id });
    expect((await eventsOf(server, ids[0])).map(({ name }) => name)).not.toContain('resource.released');
  });

  it('is not deleted from under an open allocation by any other way', async () => {
    const license = await issued(server);
    await server.sdk.resources.allocate({ license_id: license.id, resource_ids: await resources(1) });
    await expect(server.dataSource.query('DELETE FROM licenses WHERE uid = $1', [license.id])).rejects.toThrow(
      'resource_allocations_held_by_license',
    );
  });
});

describe('many admins at once', () => {
  it('give one resource to one of many licenses, and name it to the others', async () => {
    const racers = await licenses(4);
    const ids = await resources(1);
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM resources FOR UPDATE' },
      racers.map((license) => () => allocate(license, ids)),
    );
    expect(statuses(answers)).toEqual({ 200: 1, 409: 3 });
    const lost = answers.filter(({ status }) => status === 409);
    expect(lost.every(({ body }) => body.error.message.startsWith('Resource already allocated: server SRV-1 '))).toBe(
      true,
    );
    const winner = racers[answers.findIndex(({ status }) => status === 200)];
    expect((await server.sdk.resources.get(ids[0] ?? '')).license).toBe(winner?.id);
  });

  it('never deadlock with overlapping lists in opposite order, and each list goes to one', async () => {
    const racers = await licenses(6);
    const ids = await resources(12);
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM resources ORDER BY id LIMIT 1 FOR UPDATE' },
      racers.map((license, n) => () => allocate(license, n % 2 === 0 ? ids : [...ids].reverse())),
    );
    expect(statuses(answers)).toEqual({ 200: 1, 409: 5 });
  });

  it('allocate and release in a storm without a failure, and the figures add up', async () => {
    const racers = await licenses(5);
    const ids = await resources(15);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => {
        const list = ids.slice(n % 11, (n % 11) + 5);
        const ordered = n % 2 === 0 ? list : [...list].reverse();
        return n % 3 === 0 ? release(ordered.slice(0, 2)) : allocate(racers[n % 5] ?? { id: '' }, ordered);
      }),
    );
    expect(Object.keys(statuses(answers)).sort()).toEqual(['200', '409']);
    const events = await server.dataSource.query(
      `SELECT name, count(*)::integer AS n FROM events WHERE target_id = ANY ($1) GROUP BY name`,
      [ids],
    );
    const [{ held, ended }] = await server.dataSource.query(
      `SELECT count(*)::integer AS held, count(released_at)::integer AS ended FROM resource_allocations`,
    );
    const counted = Object.fromEntries(events.map(({ name, n }: { name: string; n: number }) => [name, n]));
    expect(counted).toEqual({ 'resource.allocated': held, ...(ended > 0 && { 'resource.released': ended }) });
  });
});
