import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { aLicLicense, expectWhole, LIC_KEY, MACHINE } from '../../support/lic';
import { type Answer, TestServer } from '../../testkit/server';

// The requests and answers as the contract writes them.

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.adminToken();
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'verifications', 'verification_counts');
  server.clock.holdAt('2024-01-01T00:00:00Z');
});
afterAll(() => server.stop());

/** The license of the examples: of a year, made when it began. */
function theLicense() {
  return aLicLicense(server, { key: LIC_KEY, duration_days: 365, expires_at: '2024-12-31T23:59:59Z' });
}

function verifyAtNoon(): Promise<Answer> {
  server.clock.holdAt('2024-01-01T12:00:00Z');
  return server.call('POST', '/api/verify', {
    body: { license_key: LIC_KEY, machine_code: MACHINE, app_version: '1.0.0', extra_data: {} },
    headers: { 'user-agent': 'MyApp/1.0.0' },
  });
}

describe('POST /api/verify', () => {
  it('is answered as in the example', async () => {
    await theLicense();
    expectWhole(await verifyAtNoon(), 200, {
      success: true,
      message: '验证成功',
      data: {
        license_key: 'LIC-ABCD1234EFGH5678',
        status: 'active',
        expires_at: '2024-12-31 23:59:59',
        remaining_days: 365,
        machine_code: 'MACHINE-XXXXXXXXXXXX',
        last_used_at: '2024-01-01 12:00:00',
        created_at: '2024-01-01 00:00:00',
      },
    });
  });

  it('is refused as in the example', async () => {
    await server.asAdmin('PATCH', `/api/v1/licenses/${(await theLicense()).id}`, { body: { state: 'revoked' } });
    expectWhole(await verifyAtNoon(), 403, {
      success: false,
      message: '许可证无效或已过期',
      error_code: 'INVALID_LICENSE',
    });
  });
});

it('POST /api/auth/login', async () => {
  await server.dataSource.query(`UPDATE users SET created_at = '2024-01-01T00:00:00Z' WHERE username = 'admin'`);
  const answer = await server.call('POST', '/api/auth/login', {
    body: { username: 'admin', password: ADMIN_PASSWORD },
  });
  expectWhole(answer, 200, {
    success: true,
    message: '登录成功',
    data: {
      access_token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 3600,
      user: { id: 1, username: 'admin', created_at: '2024-01-01 00:00:00' },
    },
  });
});

it('POST /api/auth/logout', async () => {
  const headers = { authorization: `Bearer ${await server.logIn('admin', ADMIN_PASSWORD)}` };
  expectWhole(await server.call('POST', '/api/auth/logout', { headers }), 200, {
    success: true,
    message: '退出登录成功',
  });
});

it('GET /api/licenses', async () => {
  await theLicense();
  await verifyAtNoon();
  await server.asAdmin('PUT', '/api/licenses/1', { body: { machine_note: '办公电脑' } });
  expectWhole(await server.asAdmin('GET', '/api/licenses'), 200, {
    success: true,
    data: {
      licenses: [
        {
          id: 1,
          license_key: 'LIC-ABCD1234EFGH5678',
          status: 1,
          status_text: '已使用',
          machine_code: 'MACHINE-XXXXXXXXXXXX',
          machine_note: '办公电脑',
          duration_days: 365,
          created_at: '2024-01-01 00:00:00',
          expires_at: '2024-12-31 23:59:59',
          last_used_at: '2024-01-01 12:00:00',
        },
      ],
      pagination: { current_page: 1, per_page: 20, total: 1, last_page: 1 },
    },
  });
});

it('POST /api/licenses', async () => {
  const body = { count: 10, duration_days: 365, note: '许可证批次' };
  const answer = await server.asAdmin('POST', '/api/licenses', { body });
  expectWhole(answer, 200, {
    success: true,
    message: '许可证创建成功',
    data: {
      license_keys: Array.from({ length: 10 }, () => expect.stringMatching(/^LIC-[A-Z0-9]{16}$/)),
      count: 10,
      duration_days: 365,
      expires_at: '2024-12-31 23:59:59',
    },
  });
  expect(new Set(answer.body.data.license_keys).size).toBe(10);
});

describe('a license that is changed', () => {
  const changed = (message: string, change: object = {}) => ({
    success: true,
    message,
    data: {
      id: 1,
      license_key: 'LIC-ABCD1234EFGH5678',
      status: 1,
      status_text: '已使用',
      machine_code: 'MACHINE-XXXXXXXXXXXX',
      machine_note: '',
      duration_days: 365,
      created_at: '2024-01-01 00:00:00',
      expires_at: '2024-12-31 23:59:59',
      last_used_at: '2024-01-01 12:00:00',
      ...change,
    },
  });

  beforeEach(async () => {
    await theLicense();
    await verifyAtNoon();
  });

  it.each([
    ['PUT', '', { machine_note: '新的设备备注', status: 1 }, '许可证更新成功', { machine_note: '新的设备备注' }],
    ['POST', '/extend', { days: 30 }, '许可证延期成功', { expires_at: '2025-01-30 23:59:59', duration_days: 395 }],
    ['POST', '/disable', undefined, '许可证已禁用', { status: 2, status_text: '已禁用' }],
    ['POST', '/enable', undefined, '许可证已启用', {}],
    ['POST', '/unbind', undefined, '设备解绑成功', { machine_code: null }],
  ] as const)('%s /api/licenses/{id}%s', async (method, path, body, message, change) => {
    expectWhole(await server.asAdmin(method, `/api/licenses/1${path}`, { body }), 200, changed(message, change));
  });

  it('DELETE /api/licenses/{id}', async () => {
    expectWhole(await server.asAdmin('DELETE', '/api/licenses/1'), 200, { success: true, message: '许可证删除成功' });
  });
});

it('GET /api/stats', async () => {
  await theLicense();
  await verifyAtNoon();
  server.clock.holdAt('2024-01-07T10:00:00Z');
  await aLicLicense(server, { expires_at: '2024-01-06' });
  await server.call('POST', '/api/verify', { body: { license_key: LIC_KEY, machine_code: MACHINE } });
  expectWhole(await server.asAdmin('GET', '/api/stats'), 200, {
    success: true,
    data: {
      total_licenses: 2,
      active_licenses: 1,
      expired_licenses: 1,
      disabled_licenses: 0,
      unused_licenses: 0,
      today_verifications: 1,
      total_verifications: 2,
      recent_activity: [
        { date: '2024-01-07', verifications: 1 },
        { date: '2024-01-06', verifications: 0 },
        { date: '2024-01-05', verifications: 0 },
        { date: '2024-01-04', verifications: 0 },
        { date: '2024-01-03', verifications: 0 },
        { date: '2024-01-02', verifications: 0 },
        { date: '2024-01-01', verifications: 1 },
      ],
    },
  });
});

it('GET /api/logs', async () => {
  await theLicense();
  await verifyAtNoon();
  await server.dataSource.query(`UPDATE verifications SET id = 1, ip = '192.168.1.100'`);
  expectWhole(await server.asAdmin('GET', '/api/logs'), 200, {
    success: true,
    data: {
      logs: [
        {
          id: 1,
          license_key: 'LIC-ABCD1234EFGH5678',
          machine_code: 'MACHINE-XXXXXXXXXXXX',
          ip_address: '192.168.1.100',
          user_agent: 'MyApp/1.0.0',
          result: '验证成功',
          created_at: '2024-01-01 12:00:00',
        },
      ],
      pagination: { current_page: 1, per_page: 50, total: 1, last_page: 1 },
    },
  });
});
