import { createHash } from 'node:crypto';
import type { Product } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { formOf, type FormPart } from '../../testkit/forms';
import { expectWhole, LicenseManager, refusal, UNAUTHENTICATED } from '../../support/license-manager';
import { eventsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
let lm: LicenseManager;
let product: Partial<Product> & { reference: string };
beforeAll(async () => {
  server = await TestServer.shared();
  lm = await LicenseManager.withProduct(server);
});
beforeEach(async () => {
  product = await lm.aProduct();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const EXAMPLE = {
  version_id: 'v1.2.0',
  version: '1.2.0',
  summary: 'New features release',
  changelog: '<ul><li>Feature A</li><li>Bug fix B</li></ul>',
  released_at: '2024-01-15',
  is_active: true,
};
const TAKEN = 'A version with this reference already exists';
const NO_PRODUCT = refusal('Product not found');
const NO_VERSION = refusal('Version of this product not found');

const path = (version?: string | number, reference = product.reference) =>
  `products/${reference}/versions${version === undefined ? '' : `/${encodeURIComponent(version)}`}`;
const create = (body: unknown) => lm.manage('POST', path(), { body });
const update = (version: string | number, body: unknown) => lm.manage('POST', path(version), { body });
const read = async (version: string | number) => (await lm.manage('GET', path(version))).body.data;
const list = async (query: Record<string, string> = {}) => (await lm.manage('GET', path(), { query })).body;
const send = async (version: string | undefined, ...parts: FormPart[]) =>
  lm.manage('POST', path(version), await formOf(...parts));
const factsOf = (name: string, bytes: string) => ({
  name,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** What is kept of files, seen or not. */
async function filesKept(): Promise<{ files: number; seen: number }> {
  const [row] = await server.dataSource.query(
    `SELECT count(*)::integer AS files, (count(*) FILTER (WHERE completed_at IS NOT NULL AND sweep_at IS NULL))::integer AS seen
     FROM stored_files`,
  );
  return row;
}

describe('creating a version', () => {
  it('answers as in the contract', async () => {
    server.clock.holdAt('2024-02-01T12:00:00Z');
    const answer = await create(EXAMPLE);
    const data = {
      id: expect.any(Number),
      version_id: 'v1.2.0',
      version: '1.2.0',
      summary: 'New features release',
      changelog: '<ul><li>Feature A</li><li>Bug fix B</li></ul>',
      released_at: '2024-01-15',
      is_active: true,
      is_mandatory: false,
      main_file: null,
      sql_file: null,
      has_sql: false,
      created_at: '2024-02-01',
      updated_at: '2024-02-01',
    };
    expectWhole(answer, 201, { error: false, data, message: 'Version created.' });
    expect(Object.keys(answer.body.data)).toEqual(Object.keys(data));
    expectWhole(await lm.manage('GET', path('v1.2.0')), 200, { error: false, data: answer.body.data });
    expectWhole(await lm.manage('GET', path(answer.body.data.id)), 200, { error: false, data: answer.body.data });
    expectWhole(await lm.manage('GET', path('v1.2.0', String(product.number))), 200, {
      error: false,
      data: answer.body.data,
    });
  });

  it('accepts files and fields of a form in any order', async () => {
    const { status, body } = await send(
      undefined,
      ['version', '2.0'],
      ['main_file', 'the program', 'my-product.zip'],
      ['is_active', '0'],
      ['sql_file', 'ALTER TABLE', 'update.sql'],
      ['released_at', '2024-01-15'],
      ['is_mandatory', 'true'],
    );
    expect([status, body.data]).toMatchObject([
      201,
      {
        version_id: 'v2.0',
        version: '2.0',
        released_at: '2024-01-15',
        is_active: false,
        is_mandatory: true,
        main_file: factsOf('my-product.zip', 'the program'),
        sql_file: factsOf('update.sql', 'ALTER TABLE'),
        has_sql: true,
      },
    ]);
    expect(await read('v2.0')).toEqual(body.data);
  });

  it('requires only a version, which is released today', async () => {
    server.clock.holdAt('2030-12-31T23:59:59Z');
    const { body } = await create({ version: '3.0 beta' });
    expect(body.data).toMatchObject({
      version_id: 'v3.0 beta',
      summary: '',
      changelog: '',
      released_at: '2030-12-31',
      is_active: true,
    });
  });

  it('offers the version to programs in every API', async () => {
    await create(EXAMPLE);
    const { body } = await server.asAdmin('GET', `/api/v1/products/${product.id}/versions`);
    expect(body.items).toMatchObject([{ reference: 'v1.2.0', version: '1.2.0', released_at: '2024-01-15' }]);
    expect(await eventsOf(server, body.items[0].id)).toMatchObject([{ name: 'version.published' }]);
  });

  it.each<[field: string, value: unknown]>([
    ['version', undefined],
    ['version', null],
    ['version', ''],
    ['version', 1.2],
    ['version', 'x'.repeat(255)],
    ['version_id', null],
    ['version_id', ''],
    ['version_id', 'x'.repeat(256)],
    ['summary', 'x'.repeat(2001)],
    ['changelog', 'x'.repeat(65_536)],
    ['changelog', []],
    ['released_at', null],
    ['released_at', ''],
    ['released_at', '2024-02-30'],
    ['released_at', '15.01.2024'],
    ['released_at', '2024-01-15T00:00:00Z'],
    ['released_at', 20240115],
    ['is_active', null],
    ['is_active', 'yes'],
    ['is_active', 'true'],
    ['is_mandatory', 2],
    ['main_file', 'a program'],
    ['sql_file', {}],
  ])('is refused if %s is invalid (%#)', async (field, value) => {
    const { status, body } = await create({ ...EXAMPLE, [field]: value });
    expect([status, body]).toEqual([422, refusal(expect.any(String), { [field]: expect.any(Array) })]);
    expect((await list()).meta.total).toBe(0);
  });

  it('is refused if the id is taken, also for all but one of concurrent requests; another product may have it', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => create(EXAMPLE)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    expectWhole(await create(EXAMPLE), 422, refusal(TAKEN, { version_id: [TAKEN] }));
    expect((await list()).meta.total).toBe(1);
    product = await lm.aProduct();
    expect((await create(EXAMPLE)).status).toBe(201);
  });
});

describe('a form', () => {
  const main: FormPart = ['main_file', 'the program', 'my-product.zip'];
  const version: FormPart = ['version', '1.0'];

  async function expectNothingKept(
    request: () => Promise<Pick<Answer, 'status' | 'body'>>,
    field?: string,
  ): Promise<number> {
    const before = await filesKept();
    const { status, body } = await request();
    expect(body).toEqual(refusal(expect.any(String), field === undefined ? undefined : { [field]: expect.any(Array) }));
    expect((await list()).meta.total).toBe(0);
    expect(await filesKept()).toEqual(before);
    return status;
  }

  it.each<[what: string, status: number, field: string, parts: FormPart[]]>([
    ['a missing field', 422, 'version', [main]],
    ['a wrong date', 422, 'released_at', [main, version, ['released_at', 'soon']]],
    ['a wrong flag', 422, 'is_active', [main, version, ['is_active', 'yes']]],
    ['a repeated field', 422, 'version', [main, version, version]],
    ['a list for a field', 422, 'version', [main, ['version[]', '1.0']]],
    ['a repeated file', 422, 'main_file', [version, main, main]],
    ['a file in an unknown field', 422, 'program', [version, main, ['program', 'x', 'x.zip']]],
    ['a file in the field of a text', 422, 'summary', [version, main, ['summary', 'x', 'x.txt']]],
    ['a text in the field of a file', 422, 'sql_file', [version, main, ['sql_file', 'ALTER TABLE']]],
    ['a file of an endless name', 422, 'main_file', [version, ['main_file', 'the program', 'n'.repeat(300)]]],
    ['an empty file', 422, 'sql_file', [version, main, ['sql_file', '', 'update.sql']]],
  ])('with %s is refused, and stores nothing', async (_what, status, field, parts) => {
    expect(await expectNothingKept(() => send(undefined, ...parts), field)).toBe(status);
  });

  it('that is incomplete is refused, and stores nothing', async () => {
    const { body, headers } = await formOf(version, main);
    const cut = { body: body.subarray(0, body.length - 60), headers };
    expect(await expectNothingKept(() => lm.manage('POST', path(), cut))).toBe(400);
  });

  it('with a declared size above the limit is not read', async () => {
    const { body, headers } = await formOf(version, main);
    const large = { body, headers: { ...headers, 'content-length': String(5 * 1024 ** 3) } };
    expect(await expectNothingKept(() => lm.manage('POST', path(), large))).toBe(413);
  });

  it('for an existing version id changes nothing and stores no file', async () => {
    await send(undefined, ['version_id', 'v1'], version, main);
    const before = await filesKept();
    const answer = await send(undefined, ['version_id', 'v1'], ['version', '9.9'], ['main_file', 'another', 'a.zip']);
    expectWhole(answer, 422, refusal(TAKEN, { version_id: [TAKEN] }));
    expect(await filesKept()).toEqual(before);
    expect(await read('v1')).toMatchObject({ version: '1.0', main_file: factsOf('my-product.zip', 'the program') });
  });

  it('for an unknown product or version stores nothing', async () => {
    const before = await filesKept();
    expectWhole(await send('v1', version, main), 404, NO_VERSION);
    product = { reference: 'NO-SUCH' };
    expectWhole(await send(undefined, version, main), 404, NO_PRODUCT);
    expectWhole(await send('v1', version, main), 404, NO_PRODUCT);
    expect(await filesKept()).toEqual(before);
  });

  it('from a caller without permission is not read', async () => {
    const before = await filesKept();
    const call = await formOf(version, main);
    const url = `/api/internal/${path()}`;
    expect((await server.call('POST', url, call)).status).toBe(401);
    expect((await server.withKey('POST', url, call, lm.externalKey)).status).toBe(403);
    expect(await filesKept()).toEqual(before);
  });

  it('may contain fields only', async () => {
    const { status, body } = await send(undefined, version, ['summary', 'No files'], ['main_file', '']);
    expect([status, body.data]).toMatchObject([201, { version_id: 'v1.0', summary: 'No files', main_file: null }]);
  });

  it('of another type is not read', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, body } = await lm.manage('POST', path(), { body: 'version=1.0', headers });
    expect([status, body]).toEqual([415, refusal(expect.any(String))]);
  });
});

describe('changing a version', () => {
  it('keeps missing fields and files', async () => {
    server.clock.holdAt('2024-01-15T12:00:00Z');
    const { body: created } = await send(
      undefined,
      ['version_id', 'v1'],
      ['version', '1.0'],
      ['main_file', 'the program', 'my-product.zip'],
    );
    server.clock.holdAt('2024-02-01T12:00:00Z');
    const data = { ...created.data, version: '1.10', is_active: false, updated_at: '2024-02-01' };
    expectWhole(await update('v1', { version: '1.10', is_active: 0 }), 200, {
      error: false,
      data,
      message: 'Version updated.',
    });
    expect(await read('v1')).toEqual(data);
  });

  it('replaces a file, and deletes one with null', async () => {
    const old: FormPart[] = [
      ['main_file', 'old', 'old.zip'],
      ['sql_file', 'ALTER TABLE', 'update.sql'],
    ];
    await send(undefined, ['version_id', 'v1'], ['version', '1.0'], ...old);
    const { seen } = await filesKept();
    const { body: replaced } = await send('v1', ['main_file', 'newer', 'new.zip']);
    expect(replaced.data).toMatchObject({ main_file: factsOf('new.zip', 'newer'), has_sql: true, version: '1.0' });
    const { body: bare } = await update('v1', { sql_file: null });
    expect(bare.data).toMatchObject({ main_file: replaced.data.main_file, sql_file: null, has_sql: false });
    expect((await filesKept()).seen).toBe(seen - 1);
  });

  it('clears only optional fields with null', async () => {
    await create(EXAMPLE);
    expect((await update('v1.2.0', { summary: null, changelog: null })).body.data).toMatchObject({
      summary: '',
      changelog: '',
      version: '1.2.0',
    });
    for (const field of ['version_id', 'version', 'released_at', 'is_active', 'is_mandatory']) {
      const { status, body } = await update('v1.2.0', { [field]: null });
      expect([status, Object.keys(body.errors)]).toEqual([422, [field]]);
    }
  });

  it('is refused if the id is taken, and discards the uploaded file', async () => {
    await create(EXAMPLE);
    await create({ version: '2.0', version_id: 'v2.0' });
    const before = await filesKept();
    const answer = await send('v2.0', ['version_id', 'v1.2.0'], ['main_file', 'a program', 'a.zip']);
    expectWhole(answer, 422, refusal(TAKEN, { version_id: [TAKEN] }));
    expect(await read('v2.0')).toMatchObject({ version: '2.0', main_file: null });
    expect(await filesKept()).toEqual(before);
  });

  it('keeps one of two concurrent uploads', async () => {
    await create(EXAMPLE);
    const { seen } = await filesKept();
    const files: FormPart[] = [
      ['main_file', 'one', 'one.zip'],
      ['main_file', 'other', 'other.zip'],
    ];
    const answers = await Promise.all(files.map((file) => send('v1.2.0', file)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await filesKept()).seen).toBe(seen + 1);
  });

  it.each(['v1 beta', '1.0+build.7', 'release/1.0', 'a?b#c%20', 'ünï', '1/../2', '%2e%2e'])(
    'finds the version id %j',
    async (version_id) => {
      expect((await create({ version: '1.0', version_id })).status).toBe(201);
      expect((await update(version_id, { summary: 'Found' })).body.data).toMatchObject({
        version_id,
        summary: 'Found',
      });
      expect(await read(version_id)).toMatchObject({ version_id });
    },
  );

  it('finds a literal + in a path', async () => {
    await create({ version: '1.0', version_id: '1.0+7' });
    expect((await lm.manage('GET', `${path()}/1.0+7`)).body.data).toMatchObject({ version_id: '1.0+7' });
  });

  it('finds an id of digits before a number, and no number of another product', async () => {
    const { body: one } = await create(EXAMPLE);
    const { body: other } = await create({ version: '2.0', version_id: String(one.data.id) });
    expect((await read(one.data.id)).id).toBe(other.data.id);
    product = await lm.aProduct();
    expectWhole(await lm.manage('GET', path(other.data.id)), 404, NO_VERSION);
  });

  it.each(['v9', '0', '-1', '9'.repeat(30)])('reports the unknown version %s', async (version) => {
    expectWhole(await lm.manage('GET', path(version)), 404, NO_VERSION);
    expectWhole(await update(version, { summary: 'Other' }), 404, NO_VERSION);
  });
});

describe('listing versions', () => {
  it('shows the versions of the product, newest first', async () => {
    for (const version of ['1.0', '3.0', '2.0']) {
      await create({ version, version_id: `v${version}`, is_active: version !== '3.0' });
    }
    const versions = async (query: Record<string, string>) =>
      (await list(query)).data.map(({ version }: { version: string }) => version);
    const first = await lm.manage('GET', path(), { query: { per_page: '2' } });
    const data = [await read('v2.0'), await read('v3.0')];
    const meta = { current_page: 1, per_page: 2, total: 3, last_page: 2 };
    expectWhole(first, 200, { error: false, data, meta });
    expect(await versions({ per_page: '2', page: '2' })).toEqual(['1.0']);
    expect(await versions({ is_active: '1' })).toEqual(['2.0', '1.0']);
    expect(await versions({ is_active: '0' })).toEqual(['3.0']);
    expect(await versions({ search: 'V3' })).toEqual(['3.0']);
    expect((await list({ per_page: '999' })).meta.per_page).toBe(100);
    product = await lm.aProduct();
    expect(await versions({})).toEqual([]);
  });

  it.each([
    ['page', '0'],
    ['page', '5001'],
    ['per_page', '-1'],
    ['is_active', 'maybe'],
    ['search', 'x'.repeat(256)],
  ])('is refused if %s is invalid', async (field, value) => {
    const { status, body } = await lm.manage('GET', path(), { query: { [field]: value } });
    expect([status, body]).toEqual([422, refusal(expect.any(String), { [field]: expect.any(Array) })]);
  });

  it('reports an unknown product', async () => {
    product = { reference: 'NO-SUCH' };
    expectWhole(await lm.manage('GET', path()), 404, NO_PRODUCT);
    expectWhole(await create(EXAMPLE), 404, NO_PRODUCT);
  });
});

describe('access', () => {
  it.each([
    ['GET', ''],
    ['POST', ''],
    ['GET', '/v1'],
    ['POST', '/v1'],
  ] as const)('%s …/versions%s requires a management caller', async (method, rest) => {
    const url = `/api/internal/${path()}${rest}`;
    expectWhole(await server.call(method, url, { body: EXAMPLE }), 401, UNAUTHENTICATED);
    for (const key of [lm.externalKey, server.systemKey]) {
      const { status, body } = await server.withKey(method, url, { body: EXAMPLE }, key);
      expect([status, body]).toEqual([403, refusal(expect.any(String))]);
    }
  });

  it('hides versions of other products from a key of one product', async () => {
    await create(EXAMPLE);
    const other = product;
    product = await lm.aProduct();
    const { key } = await keyOf(server, 'internal', { product: product.reference });
    const call = (method: 'GET' | 'POST', url: string) =>
      server.withKey(method, `/api/internal/${url}`, { body: { version: '1.0' } }, key);
    expect((await call('POST', path())).status).toBe(201);
    for (const url of [path(undefined, other.reference), path('v1.2.0', other.reference)]) {
      expectWhole(await call('GET', url), 404, NO_PRODUCT);
      expectWhole(await call('POST', url), 404, NO_PRODUCT);
    }
  });
});
