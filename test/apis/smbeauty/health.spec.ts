import { TestServer } from '../../testkit/server';
import { APP, failure, smbeauty } from '../../support/smbeauty';

let server: TestServer;
let api: ReturnType<typeof smbeauty>;
beforeAll(async () => {
  server = await TestServer.shared({ OPEN_DIALECTS: 'smbeauty' });
  api = smbeauty(server);
});
beforeEach(async () => {
  await api.empty();
  server.clock.reset();
});
afterAll(() => server.stop());

const COMMON = {
  app_bundle_id: 'com.example.myapp',
  features: ['beauty', 'filter', 'sticker'],
  version: '2.4.9',
  platform: 'android',
  license_file: 'pixelfreeAuth.lic',
};

async function created(more: object = {}): Promise<void> {
  expect((await api.create(more)).status).toBe(200);
  expect((await api.uploadFile('a license')).status).toBe(200);
}

describe('POST /api/license/health', () => {
  it('answers as in the contract for an active app', async () => {
    server.clock.holdAt('2025-06-24T10:00:00Z');
    await created();
    const { status, body } = await api.health();
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        data: {
          ...COMMON,
          needs_update: false,
          expires_at: '2025-12-31T23:59:59Z',
          days_until_expiry: 190,
          status: 'active',
          message: '许可证配置正常',
        },
      },
    ]);
  });

  it('answers as in the contract when an update is needed', async () => {
    server.clock.holdAt('2024-01-31T10:30:00Z');
    await created({ expires_at: '2024-02-15T10:30:00Z' });
    const { status, body } = await server.call('POST', '/api/license/health', {
      body: { app_bundle_id: 'com.example.myapp' },
      headers: { host: 'localhost:2443' },
    });
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        data: {
          ...COMMON,
          needs_update: true,
          expires_at: '2024-02-15T10:30:00Z',
          days_until_expiry: 15,
          // The contract's own is https: see the encrypted listener's test.
          download_url: 'http://localhost:2443/api/license/download/com.example.myapp',
          status: 'needs_update',
          message: '许可证需要更新',
        },
      },
    ]);
  });

  it.each([
    ['expired', '2025-12-31T23:59:59Z', 'expired', '许可证已过期', false],
    ['expired', '2025-07-01T00:00:00Z', 'expired', '许可证已过期', true],
    ['expired', '2025-06-24T10:00:00Z', 'needs_update', '许可证需要更新', true],
    ['disabled', '2025-12-31T23:59:59Z', 'disabled', '许可证已禁用', false],
    ['disabled', '2025-01-01T00:00:00Z', 'disabled', '许可证已禁用', false],
  ])('shows the status %s until %s as %s', async (configured, expiresAt, status, message, needsUpdate) => {
    server.clock.holdAt('2025-06-24T10:00:00Z');
    await api.create({ status: configured, expires_at: expiresAt });
    const { body } = await api.health();
    expect(body.data).toMatchObject({ status, message, needs_update: needsUpdate, license_file: '' });
    expect('download_url' in body.data).toBe(needsUpdate);
  });

  it('checks the version and the last update of apps that have them', async () => {
    server.clock.holdAt('2025-06-24T10:00:00.800Z');
    await api.create();
    const needsUpdate = async (more: object) => (await api.health(more)).body.data.needs_update;
    expect(await needsUpdate({ version: '2.4.9', last_update: '2025-06-24T10:00:00Z' })).toBe(false);
    expect(await needsUpdate({ version: '2.4.9', last_update: '2025-06-24T18:00:00+08:00' })).toBe(false);
    expect(await needsUpdate({ version: '2.4.8' })).toBe(true);
    expect(await needsUpdate({ last_update: '2025-06-24T09:59:59Z' })).toBe(true);
    expect(await needsUpdate({ version: '', last_update: '' })).toBe(false);
    expect(await needsUpdate({ version: null, last_update: null })).toBe(false);
  });

  it('encodes the link of an app with an unusual name', async () => {
    await api.create({ app_bundle_id: '美颜.app', expires_at: '2025-01-01' });
    await api.uploadFile('a license', 'x.lic', encodeURIComponent('美颜.app'));
    const { body } = await api.health({ app_bundle_id: '美颜.app' });
    const { pathname } = new URL(body.data.download_url);
    expect((await server.app.inject({ url: pathname })).payload).toBe('a license');
  });

  it('reports an unknown app', async () => {
    const { status, body } = await api.health();
    expect([status, body]).toEqual([404, failure('LICENSE_NOT_FOUND', '许可证配置不存在')]);
  });

  it.each([
    ['app_bundle_id', undefined],
    ['app_bundle_id', null],
    ['app_bundle_id', ''],
    ['app_bundle_id', ['x']],
    ['version', 2],
    ['last_update', 'yesterday'],
  ])('refuses %s = %j and names the field', async (field, value) => {
    const { status, body } = await api.health({ [field]: value });
    expect([status, body]).toEqual([400, failure('INVALID_PARAMS', `参数无效：${field}`)]);
  });
});

describe('GET /health', () => {
  it.each(['/health', '/dialects/smbeauty/health'])('answers at %s as in the contract', async (url) => {
    const { status, body } = await server.call('GET', url);
    expect([status, body]).toEqual([
      200,
      {
        status: 'healthy',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        version: expect.any(String),
        uptime: expect.stringMatching(/^\d+h\d+m\d+s$/),
        plugins: expect.arrayContaining([{ name: 'smbeauty', version: expect.any(String) }]),
      },
    ]);
  });
});

it('contains the URL that the operator configured', async () => {
  const named = await TestServer.start({ OPEN_DIALECTS: 'smbeauty', PUBLIC_URL: 'https://licenses.example.com/keys/' });
  const other = smbeauty(named);
  await other.create({ expires_at: '2024-02-15T10:30:00Z' });
  expect((await other.health()).body.data.download_url).toBe(
    `https://licenses.example.com/keys/api/license/download/${APP}`,
  );
  await named.stop();
});
