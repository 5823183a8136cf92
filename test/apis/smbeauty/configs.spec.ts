import { TestServer } from '../../testkit/server';
import { APP, CONFIG, failure, smbeauty } from '../../support/smbeauty';

const CREATED = '2024-01-15T10:30:00Z';
const CHANGED = '2024-01-15T10:35:00Z';

let server: TestServer;
let api: ReturnType<typeof smbeauty>;
beforeAll(async () => {
  server = await TestServer.shared({ OPEN_DIALECTS: 'smbeauty' });
  api = smbeauty(server);
});
beforeEach(async () => {
  await api.empty();
  server.clock.holdAt(CREATED);
});
afterAll(() => server.stop());

const NOT_FOUND = failure('LICENSE_NOT_FOUND', '许可证配置不存在');

/** The example's configuration after its upload. */
const WHOLE = {
  app_bundle_id: 'com.example.myapp',
  status: 'active',
  expires_at: '2025-12-31T23:59:59Z',
  features: ['beauty', 'filter', 'sticker'],
  version: '2.4.9',
  platform: 'android',
  description: 'Android应用许可证',
  license_file: 'pixelfreeAuth.lic',
  created_by: 'admin',
  updated_by: 'system',
  created_at: '2024-01-15T10:30:00Z',
  updated_at: '2024-01-15T10:35:00Z',
};

async function created(): Promise<void> {
  await api.create();
  server.clock.holdAt(CHANGED);
  expect((await api.uploadFile('a license')).status).toBe(200);
}

describe('POST /api/admin/license/config', () => {
  it('answers as in the contract', async () => {
    const { status, body } = await api.create();
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        message: '许可证配置创建成功',
        data: { app_bundle_id: 'com.example.myapp', created_at: '2024-01-15T10:30:00Z' },
      },
    ]);
  });

  it('refuses an existing app', async () => {
    await api.create();
    const { status, body } = await api.create({ status: 'disabled' });
    expect([status, body]).toEqual([400, failure('DUPLICATE_APP_ID', '应用包名已存在')]);
    expect((await api.read()).body.data.status).toBe('active');
  });

  it('creates an app once for concurrent requests', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => api.create()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect((await api.stored()).bundles).toBe(1);
  });

  it.each([
    ['left out', undefined],
    ['null', null],
  ])('shows what is %s as empty', async (_how, value) => {
    const optional = ['features', 'version', 'platform', 'description', 'created_by'];
    expect((await api.create(Object.fromEntries(optional.map((field) => [field, value])))).status).toBe(200);
    expect((await api.read()).body.data).toEqual({
      app_bundle_id: APP,
      status: 'active',
      expires_at: '2025-12-31T23:59:59Z',
      features: [],
      version: '',
      platform: '',
      description: '',
      license_file: '',
      created_by: '',
      updated_by: '',
      created_at: CREATED,
      updated_at: CREATED,
    });
  });

  it.each([
    ['app_bundle_id', undefined],
    ['app_bundle_id', null],
    ['app_bundle_id', ''],
    ['app_bundle_id', 7],
    ['app_bundle_id', 'a b'],
    ['app_bundle_id', 'a/b'],
    ['app_bundle_id', 'x'.repeat(256)],
    ['status', undefined],
    ['status', 'needs_update'],
    ['status', 1],
    ['expires_at', undefined],
    ['expires_at', null],
    ['expires_at', 'soon'],
    ['expires_at', 1767225599],
    ['features', 'beauty'],
    ['features', [{}]],
    ['version', 2.4],
    ['platform', 'windows'],
    ['description', 'x'.repeat(2001)],
    ['created_by', ['admin']],
  ])('refuses %s = %j and names the field', async (field, value) => {
    const { status, body } = await api.create({ [field]: value });
    expect([status, body]).toEqual([400, failure('INVALID_PARAMS', `参数无效：${field}`)]);
    expect((await api.stored()).bundles).toBe(0);
  });

  it('accepts unknown fields, and timestamps with any offset', async () => {
    expect((await api.create({ extra: 1, expires_at: '2026-01-01T07:59:59.900+08:00' })).status).toBe(200);
    expect((await api.read()).body.data.expires_at).toBe('2025-12-31T23:59:59Z');
  });

  it.each([
    ['no JSON', '{"app_bundle_id"', 400, '参数无效'],
    ['nothing', '', 400, '参数无效：app_bundle_id'],
    ['an empty PHP array', '[]', 400, '参数无效：app_bundle_id'],
    ['more than is read', `{"a":"${'x'.repeat(1024 * 1024)}"}`, 413, '请求内容过大'],
  ])('refuses %s with its own message', async (_what, text, code, message) => {
    const { status, body } = await server.call('POST', '/api/admin/license/config', {
      body: text,
      headers: { 'content-type': 'application/json' },
    });
    expect([status, body]).toEqual([code, failure('INVALID_PARAMS', message)]);
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x'])('refuses a body of type %s', async (type) => {
    const { status, body } = await server.call('POST', '/api/admin/license/config', {
      body: 'app_bundle_id=x',
      headers: { 'content-type': type },
    });
    expect([status, body]).toEqual([400, failure('INVALID_PARAMS', '请求内容必须为 JSON 格式')]);
  });
});

describe('PUT /api/admin/license/config/{app_bundle_id}', () => {
  // The request as the contract writes it.
  const UPDATE = {
    status: 'active',
    expires_at: '2026-12-31T23:59:59Z',
    features: ['beauty', 'filter', 'sticker', 'background'],
    version: '2.5.0',
    platform: 'android',
    description: '更新后的许可证配置',
    updated_by: 'admin',
  };

  it('answers as in the contract', async () => {
    await api.create();
    server.clock.holdAt(CHANGED);
    const { status, body } = await api.update(UPDATE);
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        message: '许可证配置更新成功',
        data: { app_bundle_id: 'com.example.myapp', updated_at: '2024-01-15T10:35:00Z' },
      },
    ]);
    expect((await api.read()).body.data).toEqual({
      ...CONFIG,
      ...UPDATE,
      license_file: '',
      created_at: CREATED,
      updated_at: CHANGED,
    });
  });

  it.each(Object.entries(UPDATE))('changes %s alone', async (field, value) => {
    await api.create();
    const { data: before } = (await api.read()).body;
    server.clock.holdAt(CHANGED);
    expect((await api.update({ [field]: value, created_by: 'nobody', app_bundle_id: 'other' })).status).toBe(200);
    expect((await api.read()).body.data).toEqual({ ...before, updated_at: expect.any(String), [field]: value });
  });

  it('keeps null fields, and clears empty ones', async () => {
    await api.create();
    const nulls = Object.fromEntries(Object.keys(UPDATE).map((field) => [field, null]));
    expect((await api.update({ ...nulls, features: [], version: '' })).status).toBe(200);
    expect((await api.read()).body.data).toMatchObject({ ...CONFIG, features: [], version: '' });
  });

  it('reports an unknown app', async () => {
    const { status, body } = await api.update(UPDATE, 'com.example.other');
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });

  it.each([
    ['status', 'gone'],
    ['expires_at', 'soon'],
    ['features', 'beauty'],
    ['platform', 'windows'],
    ['updated_by', 1],
  ])('refuses %s = %j and names the field', async (field, value) => {
    await api.create();
    const { status, body } = await api.update({ version: '9', [field]: value });
    expect([status, body]).toEqual([400, failure('INVALID_PARAMS', `参数无效：${field}`)]);
    expect((await api.read()).body.data.version).toBe('2.4.9');
  });
});

describe('GET /api/admin/license/config/{app_bundle_id}', () => {
  it('answers as in the contract', async () => {
    await created();
    const { status, body } = await api.read();
    expect([status, body]).toEqual([200, { success: true, data: WHOLE }]);
  });

  it.each(['com.example.other', 'x'.repeat(1000), '%E7%BE%8E', 'a%2Fb'])('reports the unknown app %s', async (app) => {
    const { status, body } = await api.read(app);
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });
});

describe('GET /api/admin/license/configs', () => {
  it('answers as in the contract', async () => {
    await created();
    const { status, body } = await api.list();
    expect([status, body]).toEqual([200, { success: true, data: [WHOLE], total: 1 }]);
  });

  it('is empty without apps', async () => {
    expect((await api.list()).body).toEqual({ success: true, data: [], total: 0 });
  });

  it('returns the newest 1,000, and the others on further pages', async () => {
    await server.dataSource.query(
      `INSERT INTO app_bundles (app_bundle_id, status, expires_at, created_at, updated_at)
       SELECT 'app-' || n, 'active', $1, $1, $1 FROM generate_series(1, 1003) AS n`,
      [CREATED],
    );
    const { body: first } = await api.list();
    expect([first.data.length, first.data[0].app_bundle_id, first.total]).toEqual([1000, 'app-1003', 1003]);
    const { body: second } = await api.list({ page: '2' });
    expect([second.data.map((row: { app_bundle_id: string }) => row.app_bundle_id), second.total]).toEqual([
      ['app-3', 'app-2', 'app-1'],
      1003,
    ]);
    expect((await api.list({ page: '100' })).status).toBe(200);
    for (const page of ['101', '0', 'x']) {
      const { status, body } = await api.list({ page });
      expect([status, body]).toEqual([400, failure('INVALID_PARAMS', '参数无效：page')]);
    }
  });
});

describe('DELETE /api/admin/license/config/{app_bundle_id}', () => {
  it('answers as in the contract, and deletes the file', async () => {
    await created();
    const { status, body } = await api.remove();
    expect([status, body]).toEqual([200, { success: true, message: '许可证配置删除成功' }]);
    expect((await api.read()).body).toEqual(NOT_FOUND);
    expect(await api.stored()).toMatchObject({ bundles: 0, files: 0 });
  });

  it('reports an unknown app', async () => {
    const { status, body } = await api.remove();
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });
});

it.each([
  ['GET', '/api/admin/license/configs/more'],
  ['PATCH', '/api/admin/license/config/com.example.myapp'],
  ['GET', '/api/license/health'],
  ['GET', '/api/license/download'],
] as const)('%s %s answers 404 with its own message', async (method, url) => {
  const { status, body } = await server.call(method, url);
  expect([status, body]).toEqual([404, failure('NOT_FOUND', '资源不存在')]);
});

it('reports an internal error with its own message', async () => {
  jest.spyOn(server.clock, 'now').mockImplementation(() => {
    throw new Error('a secret');
  });
  const { status, body } = await api.create();
  jest.restoreAllMocks();
  expect([status, body]).toEqual([500, failure('INTERNAL_ERROR', '内部服务器错误')]);
});
