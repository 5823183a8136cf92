import { activate, changed, issued, validate } from '../../testkit/issue';
import { aCreated, aLicLicense, expectWhole, invalid, verb, verify } from '../../support/lic';
import { aProduct } from '../../testkit/callers';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser } from '../../testkit/users';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.adminToken();
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'verifications', 'verification_counts');
  server.clock.holdAt('2024-01-07T10:00:00Z');
});
afterAll(() => server.stop());

const stats = async () => (await server.asAdmin('GET', '/api/stats')).body.data;
const logs = async (query: Record<string, string> = {}) =>
  (await server.asAdmin('GET', '/api/logs', { query })).body.data;
const resultsIn = async (query: Record<string, string>) =>
  (await logs(query)).logs.map(({ result }: { result: string }) => result);

describe('figures', () => {
  it('count a license once, the unused ones of the active twice', async () => {
    const used = await aCreated(server);
    await verify(server, used.key, 'desk');
    await aCreated(server);
    await aLicLicense(server, { starts_at: '2999-01-01' });
    await aLicLicense(server, { expires_at: '2024-01-07T10:00:00Z' });
    await aLicLicense(server, { state: 'disabled', expires_at: '2001-01-01' });
    await aLicLicense(server, { state: 'blocked' });
    await issued(server, { state: 'revoked' });
    expect(await stats()).toMatchObject({
      total_licenses: 7,
      active_licenses: 3,
      expired_licenses: 1,
      disabled_licenses: 3,
      unused_licenses: 2,
    });
  });

  it('count verifications of every API by day, with refusals, and outlive the log', async () => {
    const { key } = await aLicLicense(server);
    for (const moment of ['2023-12-31T23:59:59.999Z', '2024-01-01T00:00:00Z', '2024-01-06T23:59:59.999Z']) {
      server.clock.holdAt(moment);
      await verify(server, key, 'desk');
    }
    server.clock.holdAt('2024-01-07T00:00:00Z');
    await verify(server, key, 'laptop');
    await validate(server, key, 'desk');
    await server.withKey('POST', '/api/license/verify', { body: { license_key: key, hardware_hash: 'desk' } });
    await server.emptyTables('verifications');
    expect(await stats()).toMatchObject({
      today_verifications: 3,
      total_verifications: 6,
      recent_activity: [
        { date: '2024-01-07', verifications: 3 },
        { date: '2024-01-06', verifications: 1 },
        { date: '2024-01-05', verifications: 0 },
        { date: '2024-01-04', verifications: 0 },
        { date: '2024-01-03', verifications: 0 },
        { date: '2024-01-02', verifications: 0 },
        { date: '2024-01-01', verifications: 1 },
      ],
    });
  });
});

describe('the log', () => {
  it('lists the response code of every request, newest first', async () => {
    const license = await aLicLicense(server);
    const other = await aLicLicense(server);
    await verify(server, license.key, 'desk');
    await verify(server, license.key, 'laptop');
    await verify(server, other.key, 'desk');
    await changed(server, license, { state: 'disabled' });
    await verify(server, license.key, 'desk');
    await changed(server, license, { state: 'active', expires_at: '2024-01-01' });
    await verify(server, license.key, 'desk');
    await changed(server, license, { state: 'revoked' });
    await verify(server, license.key, 'desk');
    await verify(server, 'LIC-0000000000000000', 'desk');
    expect(await resultsIn({})).toEqual([
      '许可证不存在',
      '许可证无效或已过期',
      '许可证已过期',
      '许可证已禁用',
      '设备已绑定其他许可证',
      '设备码不匹配',
      '验证成功',
    ]);
  });

  it('covers every API, without deactivated machines', async () => {
    const { key, number } = await aLicLicense(server);
    await activate(server, key, 'desk');
    await server.call('POST', '/api/v1/heartbeat', { body: { license_key: key, hardware_id: 'desk' } });
    await verb(server, number, 'unbind');
    await validate(server, key, 'laptop');
    expect(await resultsIn({ license_key: key })).toEqual(['验证成功', '心跳成功', '激活成功']);
  });

  it('filters by key, even of a license that does not exist yet or was deleted', async () => {
    const key = 'LIC-0123456789ABCDEF';
    await verify(server, key, 'desk');
    const { number } = await aLicLicense(server, { key });
    await verify(server, key, 'desk');
    await verify(server, (await aLicLicense(server)).key, 'laptop');
    expect(await resultsIn({ license_key: key })).toEqual(['验证成功', '许可证不存在']);
    await server.asAdmin('DELETE', `/api/licenses/${number}`);
    expect(await resultsIn({ license_key: key })).toEqual(['验证成功', '许可证不存在']);
    await server.asAdmin('DELETE', `/api/v1/licenses/${key}?final=true`);
    await aLicLicense(server, { key });
    await verify(server, key, 'desk');
    expect((await logs({ license_key: key })).pagination.total).toBe(3);
    expect(await resultsIn({ license_key: 'LIC-' })).toEqual([]);
  });

  it('filters by days, inclusive', async () => {
    const { key } = await aLicLicense(server);
    const moments = [
      '2024-01-01T23:59:59.999Z',
      '2024-01-02T00:00:00Z',
      '2024-01-03T23:59:59.999Z',
      '2024-01-04T00:00:00Z',
    ];
    for (const moment of moments) {
      server.clock.holdAt(moment);
      await verify(server, key, 'desk');
    }
    const momentsIn = async (query: Record<string, string>) =>
      (await logs(query)).logs.map(({ created_at }: { created_at: string }) => created_at.slice(5));
    expect(await momentsIn({ start_date: '2024-01-02', end_date: '2024-01-03' })).toEqual([
      '01-03 23:59:59',
      '01-02 00:00:00',
    ]);
    expect(await momentsIn({ end_date: '2024-01-01' })).toEqual(['01-01 23:59:59']);
    expect(await momentsIn({ start_date: '2024-01-04', license_key: key })).toEqual(['01-04 00:00:00']);
    expect(await momentsIn({ start_date: '2024-01-03', end_date: '2024-01-02' })).toEqual([]);
  });

  it('filters by address, in any spelling', async () => {
    const { key } = await aLicLicense(server);
    const from = (remoteAddress: string) =>
      server.app.inject({
        method: 'POST',
        url: '/api/verify',
        remoteAddress,
        payload: { license_key: key, machine_code: 'desk' },
      });
    await from('192.168.1.100');
    await from('2001:db8::1');
    expect((await logs({ ip_address: '::ffff:192.168.1.100' })).logs).toMatchObject([{ ip_address: '192.168.1.100' }]);
    expect((await logs({ ip_address: '2001:DB8:0::1', license_key: key })).logs).toHaveLength(1);
    expect((await logs({ ip_address: 'nonsense' })).logs).toEqual([]);
  });

  it('goes from page to page', async () => {
    const { key } = await aLicLicense(server);
    for (let time = 0; time < 5; time++) {
      await verify(server, key, `machine ${time}`);
    }
    const first = await logs({ per_page: '2', license_key: key });
    expect(first.pagination).toEqual({ current_page: 1, per_page: 2, total: 5, last_page: 3 });
    const rest = await Promise.all(['2', '3'].map((page) => logs({ per_page: '2', page, license_key: key })));
    const machines = [first, ...rest].flatMap((page) =>
      page.logs.map(({ machine_code }: { machine_code: string }) => machine_code),
    );
    expect(machines).toEqual([4, 3, 2, 1, 0].map((time) => `machine ${time}`));
  });

  it.each([
    [{ start_date: '2024-02-30' }, { start_date: ['必须是 YYYY-MM-DD 格式的有效日期'] }],
    [{ end_date: 'yesterday' }, { end_date: ['必须是 YYYY-MM-DD 格式的有效日期'] }],
    [{ per_page: '0' }, { per_page: ['必须是不小于 1 的整数'] }],
    [{ page: '2001' }, { page: ['页码过大，请缩小筛选范围'] }],
    [{ license_key: 'K'.repeat(256) }, { license_key: ['长度必须为 1 到 255 个字符'] }],
  ])('is refused with %#', async (query, errors) => {
    expectWhole(await server.asAdmin('GET', '/api/logs', { query }), 422, invalid(errors));
  });
});

describe('with millions of rows', () => {
  // As if there were so many: statements are asked for their plans, small tables being read whole otherwise.
  const INDEX_OF: [string, Record<string, string>, RegExp][] = [
    ['everything', {}, /_pkey$/],
    ['days', { start_date: '2024-01-01', end_date: '2024-01-07' }, /_pkey$/],
    ['a key', { license_key: 'LIC-0123456789ABCDEF' }, /^verifications_\w+_(license_id|key)_at_idx$/],
    ['an address', { ip_address: '192.168.1.100' }, /^verifications_\w+_ip_at_idx$/],
  ];

  const FILL = `
    INSERT INTO verifications (at, key, dialect, operation, outcome, ip)
    SELECT at, 'K' || n, 'lic', 'check', 'VALID', ('10.1.' || n / 200 || '.' || n % 200)::inet
    FROM (VALUES (now()), (now() + interval '1 month'), (now() + interval '2 months'), ('2024-01-03')) AS days(at),
      generate_series(1, 1000) AS n`;

  /** In partitions with so many rows that one index is cheaper than another; they are gone afterwards. */
  async function planOf(sql: string, parameters: unknown[]) {
    const runner = server.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(FILL);
      await runner.query('ANALYZE verifications');
      await runner.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
      return await runner.query(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it.each(INDEX_OF)('an index serves %s', async (_what, query, index) => {
    await aLicLicense(server, { key: 'LIC-0123456789ABCDEF' });
    const statements = jest.spyOn(server.dataSource.logger, 'logQuery');
    await logs(query);
    const [sql, parameters] = statements.mock.calls.find(([text]) => text.startsWith('SELECT * FROM ((')) ?? [];
    statements.mockRestore();
    const plan = await planOf(sql ?? '', parameters as unknown[]);
    const scans = nodesOf(plan[0]['QUERY PLAN'][0].Plan).filter((node) => 'Relation Name' in node);
    expect(scans.map((node) => node['Node Type']).filter((type) => type !== 'Index Scan')).toEqual([]);
    expect(scans.map((node) => node['Index Name']).filter((name) => !index.test(name))).toEqual([]);
    expect(scans.length).toBeGreaterThan(0);
  });

  it('licenses are counted in an index alone', async () => {
    const statements = jest.spyOn(server.dataSource.logger, 'logQuery');
    await stats();
    const [sql, parameters] = statements.mock.calls.find(([text]) => text.includes('"suspended"')) ?? [];
    statements.mockRestore();
    const plan = await planOf(sql ?? '', parameters as unknown[]);
    expect(nodesOf(plan[0]['QUERY PLAN'][0].Plan)).toContainEqual(
      expect.objectContaining({ 'Node Type': 'Index Only Scan', 'Index Name': 'licenses_figures' }),
    );
  });
});

describe('for a user whose role is for some products', () => {
  it('the log, the statistics and their totals have what is of these products alone', async () => {
    const products = ['records-own', 'records-other'];
    await Promise.all(products.map((reference) => aProduct(server, reference)));
    const [own, other] = [
      await issued(server, { product: 'records-own', key: 'OWN-1' }),
      await issued(server, { product: 'records-other', key: 'OTHER-1' }),
    ];
    for (const key of [own.key, other.key, other.key, 'NOBODY-1']) {
      await verify(server, key, 'desk', { headers: { 'x-forwarded-for': '192.168.1.100' } });
    }
    const role = { name: 'records', permissions: ['licenses:read'], products: ['records-own'] };
    await server.asAdmin('POST', '/api/v1/roles', { body: role });
    const user = await createLoggedInUser(server, role.name);
    const seen = async (query: Record<string, string> = {}) => {
      const { logs, pagination } = (await user.call('GET', '/api/logs', { query })).body.data;
      return [logs.map(({ license_key }: { license_key: string }) => license_key), pagination.total];
    };
    expect(await seen()).toEqual([['OWN-1'], 1]);
    expect(await seen({ license_key: 'OWN-1' })).toEqual([['OWN-1'], 1]);
    const beyond: Record<string, string>[] = [
      { license_key: 'OTHER-1' },
      { license_key: 'NOBODY-1' },
      { page: '2' },
      { per_page: '1', page: '2' },
    ];
    for (const query of beyond) {
      expect((await seen(query))[0]).toEqual([]);
    }
    expect((await user.call('GET', '/api/stats')).body.data).toMatchObject({
      total_licenses: 1,
      today_verifications: 1,
      total_verifications: 1,
      recent_activity: expect.arrayContaining([{ date: '2024-01-07', verifications: 1 }]),
    });
    expect(await stats()).toMatchObject({ today_verifications: 4, total_verifications: 4 });
  });
});

interface PlanNode {
  'Node Type': string;
  'Index Name': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
