import { issued } from '../../testkit/issue';
import { Dashboard, expectWhole, invalid, NOT_FOUND } from '../../support/progran3';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const ID = '123e4567-e89b-12d3-a456-426614174000';
const NOW = '2025-10-12T12:00:00Z';

let server: TestServer;
let dashboard: Dashboard;
beforeAll(async () => {
  server = await TestServer.shared();
  dashboard = await Dashboard.on(server);
  await server.adminToken();
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers');
  server.clock.holdAt(NOW);
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

describe('generating', () => {
  it.each([1, 3650])('accepts %d days', async (duration_days) => {
    expect(await dashboard.generated({ duration_days })).toMatchObject({ duration_days, description: null });
  });

  it.each([
    [0, 'Duration must be at least 1 day'],
    [-5, 'Duration must be at least 1 day'],
    [3651, 'Duration must be at most 3650 days'],
    [1.5, 'Duration must be a whole number of days'],
    ['365', 'Duration must be a whole number of days'],
    [null, 'Duration must be a whole number of days'],
    [undefined, 'Duration must be a whole number of days'],
  ])('refuses %p days', async (duration_days, message) => {
    for (const path of ['/api/licenses/generate', '/api/licenses']) {
      const body = { license_key: 'PROGRAN3-2025-A1B2C3-XYZ', duration_days };
      expectWhole(await dashboard.call('POST', path, { body }), 400, invalid('duration_days', message));
    }
  });

  it('accepts a description of up to 500 characters, and unknown fields', async () => {
    expect((await dashboard.generated({ description: 'é'.repeat(500), color: 'red' })).description).toHaveLength(500);
    const body = { duration_days: 1, description: 'x'.repeat(501) };
    const answer = await dashboard.call('POST', '/api/licenses/generate', { body });
    expectWhole(answer, 400, invalid('description', 'description must have at most 500 characters'));
  });

  it.each([
    ['', 400],
    ['PROGRAN3-2025-AB-CD', 400],
    ['PROGRAN3-2025-A-BCDE', 201],
    [`PROGRAN3-2025-A-${'Z'.repeat(84)}`, 201],
    [`PROGRAN3-2025-A-${'Z'.repeat(85)}`, 400],
    ['progran3-2025-a1b2c3-xyz789', 400],
    ['PROGRAN3-25-A1B2C3-XYZ7890', 400],
    ['PROGRAN3-2025-A1B2C3-XYZ789\n', 400],
    ['PROGRAN3-2025-A1B2C3-XYZ-789', 400],
    ['LIC-2025-A1B2C3-XYZ789', 400],
  ])('answers a given key %p with %d', async (license_key, status) => {
    const answer = await dashboard.call('POST', '/api/licenses', { body: { license_key, duration_days: 1 } });
    expect(answer.status).toBe(status);
    if (status === 400) {
      expectWhole(answer, 400, invalid('license_key', 'Invalid license key format'));
    }
  });
});

describe('the list', () => {
  const list = async (query: Record<string, string>) => (await dashboard.call('GET', '/api/licenses', { query })).body;
  const idsOf = async (query: Record<string, string>) =>
    (await list(query)).data.licenses.map(({ id }: { id: string }) => id);

  it('has nine fields in each row, and licenses of other APIs', async () => {
    const { id, key } = await issued(server, { key: 'OTHER-API', state: 'blocked' });
    const { data } = await list({});
    expect(data.licenses).toEqual([
      {
        id,
        license_key: key,
        duration_days: null,
        status: 'revoked',
        description: null,
        activated_at: null,
        expires_at: null,
        created_at: NOW,
        users: null,
      },
    ]);
    expect(data.pagination).toEqual({ page: 1, limit: 50, total: 1, totalPages: 1 });
  });

  it('pages, with at most 100 rows', async () => {
    const made: string[] = [];
    for (let number = 0; number < 5; number++) {
      made.unshift((await dashboard.generated()).id);
    }
    expect(await idsOf({ limit: '2', page: '2' })).toEqual(made.slice(2, 4));
    expect((await list({ limit: '2', page: '9' })).data).toEqual({
      licenses: [],
      pagination: { page: 9, limit: 2, total: 5, totalPages: 3 },
    });
    expect((await list({ limit: '101' })).data.pagination.limit).toBe(100);
    expect((await list({ limit: '', page: '', status: '', user_id: '', search: '' })).data.pagination.total).toBe(5);
  });

  it('has the requested order', async () => {
    const first = await dashboard.active({ duration_days: 30 });
    server.clock.advance(1000);
    const second = await dashboard.active({ duration_days: 10 }, 'b'.repeat(64));
    server.clock.advance(1000);
    const unused = await dashboard.generated();
    await dashboard.update(first.id, { description: 'Changed last' });
    server.clock.advance(1000);
    await dashboard.update(first.id, { description: 'Changed again' });
    const [a, b, c] = [first.id, second.id, unused.id];
    expect(await idsOf({})).toEqual([c, b, a]);
    expect(await idsOf({ order: 'asc' })).toEqual([a, b, c]);
    expect(await idsOf({ sort: 'updated_at' })).toEqual([a, c, b]);
    expect(await idsOf({ sort: 'expires_at', order: 'asc' })).toEqual([c, b, a]);
    expect(await idsOf({ sort: 'expires_at', order: 'desc' })).toEqual([a, b, c]);
  });

  it('filters by status', async () => {
    const byStatus: Record<string, string[]> = {
      generated: [(await dashboard.generated()).id],
      active: [(await dashboard.active()).id],
      expired: [(await issued(server, { expires_at: NOW })).id],
      revoked: [
        (await issued(server, { state: 'revoked' })).id,
        (await issued(server, { state: 'blocked', expires_at: NOW })).id,
        (await issued(server, { state: 'disabled' })).id,
        (await issued(server, { starts_at: '2025-10-12T12:00:01Z' })).id,
        (await issued(server, { starts_at: '2025-10-12T12:00:01Z', expires_at: NOW })).id,
      ],
    };
    for (const [status, ids] of Object.entries(byStatus)) {
      const { licenses } = (await list({ status })).data;
      expect(licenses.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
      expect(new Set(licenses.map((license: { status: string }) => license.status))).toEqual(new Set([status]));
    }
    expect(await idsOf({ status: 'activated' })).toEqual(byStatus.active);
    const { body: stats } = await dashboard.call('GET', '/api/dashboard/stats');
    expectWhole({ status: 200, body: stats, headers: JSON_HEADERS }, 200, {
      success: true,
      data: {
        totalLicenses: 8,
        activeLicenses: 1,
        generatedLicenses: 1,
        activatedLicenses: 1,
        expiredLicenses: 1,
        revokedLicenses: 5,
        totalUsers: 1,
        totalSystems: 1,
        activeSystems: 1,
      },
    });
    server.clock.advance(DAY);
    const later = await dashboard.call('GET', '/api/dashboard/stats');
    expect(later.body.data).toMatchObject({ totalSystems: 1, activeSystems: 0 });
  });

  it('filters by user and by parts of the key or the description', async () => {
    const { id } = await dashboard.active({ description: '100% of_it' });
    await dashboard.generated({ description: '1000 of it' });
    const [{ uid }] = await server.dataSource.query('SELECT uid FROM customers');
    expect(await idsOf({ user_id: uid })).toEqual([id]);
    expect(await idsOf({ user_id: ID })).toEqual([]);
    for (const search of ['%', '_', '100%', 'OF_IT']) {
      expect(await idsOf({ search })).toEqual([id]);
    }
    expect(await idsOf({ search: 'progran3-2025' })).toHaveLength(2);
    expect(await idsOf({ search: '\\' })).toEqual([]);
  });

  it.each([
    ['status', 'lost'],
    ['user_id', '7'],
    ['sort', 'license_key'],
    ['order', 'up'],
    ['page', '0'],
    ['page', '-1'],
    ['page', '2001'],
    ['limit', '0'],
    ['limit', 'many'],
  ])('refuses %s=%s', async (name, value) => {
    const answer = await dashboard.call('GET', '/api/licenses', { query: { [name]: value } });
    expectWhole(answer, 400, invalid(name, expect.any(String)));
  });
});

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

describe('a license by its id', () => {
  it.each(['GET', 'PUT', 'DELETE'] as const)(
    'is refused to %s where that is no UUID, or nobody has it',
    async (method) => {
      for (const id of ['1', 'nonsense', `${ID}0`]) {
        const answer = await dashboard.call(method, `/api/licenses/${id}`, { body: method === 'PUT' ? {} : undefined });
        expectWhole(answer, 400, invalid('id', 'Invalid license ID format'));
      }
      const unknown = await dashboard.call(method, `/api/licenses/${ID}`, { body: method === 'PUT' ? {} : undefined });
      expectWhole(unknown, 404, NOT_FOUND);
    },
  );

  it('keeps its records when it is deleted', async () => {
    const { id } = await dashboard.active();
    await dashboard.call('DELETE', `/api/licenses/${id}`);
    expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual([
      'license.issued',
      'license.activated',
      'license.first_activated',
      'license.expiry_changed',
      'license.usage_threshold',
      'license.updated',
      'license.deleted',
    ]);
  });
});
