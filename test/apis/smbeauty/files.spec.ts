import { randomBytes } from 'node:crypto';
import { LicenseFilesService } from '../../../src/core/catalog/app-bundles/license-files.service';
import { formOf, type FormPart } from '../../testkit/forms';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { APP, failure, smbeauty } from '../../support/smbeauty';

const MEGABYTE = 1024 * 1024;
const UPLOAD = `/api/admin/license/upload/${APP}`;
const FAILED = '文件上传失败';

let server: TestServer;
let api: ReturnType<typeof smbeauty>;
beforeAll(async () => {
  server = await TestServer.shared({ OPEN_DIALECTS: 'smbeauty' });
  api = smbeauty(server);
});
beforeEach(async () => {
  await api.empty();
  server.clock.reset();
  await api.create();
});
afterAll(() => server.stop());

const NOTHING = { files: 0, all_files: 0, chunks: 0 };

describe('POST /api/admin/license/upload/{app_bundle_id}', () => {
  it('answers as in the contract', async () => {
    server.clock.holdAt('2024-01-15T10:35:00Z');
    const { status, body } = await api.uploadFile(randomBytes(1024));
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        message: '许可证文件上传成功',
        data: { filename: 'pixelfreeAuth.lic', size: 1024, uploaded_at: '2024-01-15T10:35:00Z' },
      },
    ]);
  });

  it('accepts text fields before and after the file', async () => {
    const { status, body } = await api.upload([
      ['note', 'before'],
      ['license_file', 'a license', 'a.LIC'],
      ['note', 'behind'],
    ]);
    expect([status, body.data]).toEqual([
      200,
      { filename: 'pixelfreeAuth.lic', size: 9, uploaded_at: expect.any(String) },
    ]);
  });

  describe('with a limit', () => {
    const MAX_BYTES = MEGABYTE + 1024;
    beforeEach(() => {
      const files = server.app.get(LicenseFilesService, { strict: false });
      expect(files.maxBytes).toBe(10 * MEGABYTE);
      jest.replaceProperty(files, 'maxBytes', MAX_BYTES);
    });
    afterEach(() => jest.restoreAllMocks());

    it('accepts a file as large as it, and refuses one byte more', async () => {
      expect((await api.uploadFile(Buffer.alloc(MAX_BYTES, 1))).body.data.size).toBe(MAX_BYTES);
      const { status, body } = await api.uploadFile(Buffer.alloc(MAX_BYTES + 1, 2));
      expect([status, body]).toEqual([400, failure('UPLOAD_FAILED', FAILED)]);
      const { rawPayload } = await api.download();
      expect(rawPayload.equals(Buffer.alloc(MAX_BYTES, 1))).toBe(true);
      expect(await api.stored()).toMatchObject({ files: 1, all_files: 1, chunks: 2 });
    });

    it('does not read a body with a declared size above twice the limit', async () => {
      const { status, body } = await api.uploadFile(Buffer.alloc(2 * MAX_BYTES + MEGABYTE));
      expect([status, body]).toEqual([413, failure('UPLOAD_FAILED', FAILED)]);
      expect(await api.stored()).toMatchObject(NOTHING);
    });
  });

  it.each(['license.txt', 'lic', '.lic', 'a.lic.exe', `${'x'.repeat(252)}.lic`])(
    'refuses the name %s',
    async (name) => {
      const { status, body } = await api.uploadFile('a license', name);
      expect([status, body]).toEqual([400, failure('UPLOAD_FAILED', FAILED)]);
      expect(await api.stored()).toMatchObject(NOTHING);
    },
  );

  it.each<[string, FormPart[], string]>([
    ['an empty file', [['license_file', '', 'a.lic']], FAILED],
    ['no part', [], `${FAILED}：缺少文件字段 license_file`],
    ['text in place of the file', [['license_file', 'a license']], `${FAILED}：缺少文件字段 license_file`],
    ['another field', [['file', 'a license', 'a.lic']], `${FAILED}：只能上传一个文件，字段名为 license_file`],
    [
      'the file twice',
      [
        ['license_file', 'one', 'a.lic'],
        ['license_file', 'two', 'b.lic'],
      ],
      `${FAILED}：只能上传一个文件，字段名为 license_file`,
    ],
    [
      'another file beside it',
      [
        ['license_file', 'one', 'a.lic'],
        ['other', 'two', 'b.lic'],
      ],
      `${FAILED}：只能上传一个文件，字段名为 license_file`,
    ],
  ])('refuses a form with %s', async (_what, parts, message) => {
    const { status, body } = await api.upload(parts);
    expect([status, body]).toEqual([400, failure('UPLOAD_FAILED', message)]);
    expect(await api.stored()).toMatchObject(NOTHING);
    expect((await api.read()).body.data.license_file).toBe('');
  });

  it.each([
    ['JSON', '{"license_file": "x"}', 'application/json', `${FAILED}：请求必须为 multipart/form-data 格式`],
    ['nothing', undefined, undefined, `${FAILED}：请求必须为 multipart/form-data 格式`],
    ['a form without a boundary', 'x', 'multipart/form-data', `${FAILED}：表单数据不完整或格式错误`],
    ['an empty form', '', 'multipart/form-data; boundary=x', `${FAILED}：缺少文件字段 license_file`],
    [
      'a form that ends within the file',
      '--x\r\nContent-Disposition: form-data; name="license_file"; filename="a.lic"\r\n\r\nhalf',
      'multipart/form-data; boundary=x',
      `${FAILED}：表单数据不完整或格式错误`,
    ],
    [
      'a form that ends behind the file',
      '--x\r\nContent-Disposition: form-data; name="license_file"; filename="a.lic"\r\n\r\nwhole\r\n--x\r\n',
      'multipart/form-data; boundary=x',
      `${FAILED}：表单数据不完整或格式错误`,
    ],
    [
      'a field that no object may have',
      '--x\r\nContent-Disposition: form-data; name="__proto__"; filename="a.lic"\r\n\r\nwhole\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
      `${FAILED}：表单数据不完整或格式错误`,
    ],
  ])('refuses %s', async (_what, text, type, message) => {
    const headers = type === undefined ? undefined : { 'content-type': type };
    const { status, body } = await server.call('POST', UPLOAD, { body: text, headers });
    expect([status, body]).toEqual([400, failure('UPLOAD_FAILED', message)]);
    expect(await api.stored()).toMatchObject(NOTHING);
  });

  it('reports an unknown app, and stores nothing', async () => {
    const { status, body } = await api.uploadFile('a license', 'a.lic', 'com.example.other');
    expect([status, body]).toEqual([404, failure('LICENSE_NOT_FOUND', '许可证配置不存在')]);
    expect(await api.stored()).toMatchObject(NOTHING);
  });

  it('replaces the previous file, and records it', async () => {
    await api.uploadFile('the first', 'first.lic');
    await api.uploadFile('the second', 'second.lic');
    expect((await api.download()).payload).toBe('the second');
    expect((await api.read()).body.data).toMatchObject({ license_file: 'pixelfreeAuth.lic', updated_by: 'system' });
    expect(await api.stored()).toMatchObject({ files: 1 });
    const [{ uid }] = await server.dataSource.query('SELECT uid FROM app_bundles');
    expect((await eventsOf(server, uid)).map(({ name, data }) => [name, data.license_file])).toEqual([
      ['app_bundle.created', ''],
      ['app_bundle.license_file_replaced', 'first.lic'],
      ['app_bundle.license_file_replaced', 'second.lic'],
    ]);
  });

  it('keeps the previous file when the new one is refused', async () => {
    await api.uploadFile('the first');
    await api.uploadFile('no license', 'x.txt');
    await api.upload([
      ['license_file', 'the second', 'a.lic'],
      ['license_file', 'the third', 'b.lic'],
    ]);
    expect((await api.download()).payload).toBe('the first');
  });
});

describe('GET /api/license/download/{app_bundle_id}', () => {
  it('returns the uploaded bytes', async () => {
    const content = randomBytes(MEGABYTE + 17);
    await api.uploadFile(content);
    const { statusCode, headers, rawPayload } = await api.download();
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(content.length),
      'content-disposition': 'attachment; filename="pixelfreeAuth.lic"',
    });
    expect(rawPayload.equals(content)).toBe(true);
  });

  it('returns the size to a HEAD request without reading the file', async () => {
    await api.uploadFile('a license');
    await server.dataSource.query('DELETE FROM file_chunks');
    const { statusCode, headers, payload } = await api.download(APP, 'HEAD');
    expect([statusCode, headers['content-length'], payload]).toEqual([200, '9', '']);
    expect(headers['content-disposition']).toBe('attachment; filename="pixelfreeAuth.lic"');
  });

  it.each(['my-app.lic', '美颜 授权.lic'])(
    'names the file as the old server did, though it came as %s',
    async (name) => {
      const named = 'pixelfreeAuth.lic';
      expect((await api.uploadFile('a license', name)).body.data.filename).toBe(named);
      expect((await api.read()).body.data.license_file).toBe(named);
      expect((await api.list()).body.data[0].license_file).toBe(named);
      expect((await api.health()).body.data.license_file).toBe(named);
      expect((await api.download()).headers['content-disposition']).toBe(`attachment; filename="${named}"`);
      const { body } = await server.asAdmin('GET', '/api/v1/app-bundles');
      expect(body.items).toMatchObject([{ app_bundle_id: APP, license_file: name }]);
    },
  );

  it.each(['GET', 'HEAD'] as const)('%s of an app without a file is 404', async (method) => {
    for (const app of [APP, 'com.example.other']) {
      const { statusCode, payload } = await api.download(app, method);
      expect(statusCode).toBe(404);
      const body = JSON.stringify(failure('FILE_NOT_FOUND', '许可证文件不存在'));
      expect(payload).toBe(method === 'HEAD' ? '' : body);
    }
  });

  it('refuses a disabled app', async () => {
    await api.uploadFile('a license');
    await api.update({ status: 'disabled' });
    const { statusCode, payload } = await api.download();
    expect([statusCode, JSON.parse(payload)]).toEqual([400, failure('LICENSE_DISABLED', '许可证已禁用')]);
  });

  it.each([{ status: 'expired' }, { expires_at: '2020-01-01T00:00:00Z' }])('serves an app with %j', async (change) => {
    await api.uploadFile('a license');
    await api.update(change);
    expect((await api.download()).payload).toBe('a license');
  });
});

it('serves an app from its creation to its deletion', async () => {
  const content = randomBytes(5_000);
  const app = 'com.example.whole';
  expect((await api.create({ app_bundle_id: app, expires_at: '2020-01-01T00:00:00Z' })).status).toBe(200);
  expect((await api.uploadFile(content, 'whole.lic', app)).status).toBe(200);
  const { body } = await api.health({ app_bundle_id: app });
  expect(body.data).toMatchObject({ needs_update: true, license_file: 'pixelfreeAuth.lic' });
  const { pathname } = new URL(body.data.download_url);
  expect((await server.app.inject({ url: pathname })).rawPayload.equals(content)).toBe(true);
  expect((await api.remove(app)).status).toBe(200);
  expect((await api.download(app)).statusCode).toBe(404);
  expect((await api.health({ app_bundle_id: app })).status).toBe(404);
});

it('does not read forms on other routes', async () => {
  const { body, headers } = await formOf(['license_key', 'x']);
  const refused = await server.call('POST', '/api/v1/validate', { body, headers });
  expect([refused.status, refused.body.error.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
});
