import { get, type IncomingMessage, request } from 'node:http';
import { DAY } from '../../../src/core/common/calendar';
import { LicensesService } from '../../../src/core/licensing/licenses/licenses.service';
import { fillTables } from '../../testkit/fill-tables';
import { Browser } from '../../testkit/browser';
import { aProduct, keyOf } from '../../testkit/callers';
import { RUN_DATA_EXPORTS } from '../../../src/core/platform/exports/run-data-exports';
import { activate, issued } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/licenses/export';
/** Each has 7,000 characters and more: together, far more than the sockets of a caller that does not read take in. */
const ROWS = 900;
const PAGE_SIZE = 15;

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await TestServer.shared();
  url = await server.listen();
});
afterAll(() => server.stop());

/** The rows of a CSV file, each field as it was before it was quoted. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  const fields = /("(?:[^"]|"")*"|[^",\n]*)([,\n])/gy;
  let row: string[] = [];
  for (const [, field = '', end] of text.matchAll(fields)) {
    row.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/** The rows under their names. */
function recordsOf(text: string): Record<string, string>[] {
  const [names = [], ...rows] = rowsOf(text);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

const exported = (query: Record<string, string> = {}) => server.asAdmin('GET', PATH, { query });

/** An export has no deleted licenses. */
const OF_DELETED = ['archived_at', 'restorable_until'];

it('is a CSV file to keep, with the names of the API on top', async () => {
  const license = await issued(server, { batch: undefined });
  const { status, body, headers } = await exported();
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="licenses.csv"',
  });
  const names = Object.keys(license).filter((name) => !OF_DELETED.includes(name));
  const place = names.indexOf('customer_id') + 1;
  names.splice(place, 0, 'customer_name', 'customer_email');
  expect(rowsOf(body)[0]).toEqual([...names, 'users']);
});

it('says of each license what the API says, the newest first', async () => {
  const terms = {
    state: 'disabled',
    expires_at: '2090-01-01T00:00:00.000Z',
    features: ['export', 'cloud'],
    allowed_domains: ['*.shop.example'],
    description: 'Says "hello",\nand more: café 许可证',
    metadata: { order: 17 },
    policy_overrides: { grace_days: 7 },
  };
  const older = await issued(server);
  const license = await issued(server, terms);
  await activate(server, older.key, 'desk');
  const [first, second] = recordsOf((await exported()).body);
  const cell = (value: unknown) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));
  const fields = Object.entries(license).filter(([name]) => !OF_DELETED.includes(name));
  const expected = Object.fromEntries(fields.map(([name, value]) => [name, cell(value)]));
  expect(first).toEqual({ ...expected, users: '[]', customer_name: '', customer_email: '' });
  expect(second).toMatchObject({ key: older.key, seats_used: '1', uses: '1', status: 'active' });
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '=cmd|"/c calc"!A0'])('keeps %j from being a formula', async (text) => {
  const { key } = await issued(server, { description: text, type_label: text });
  const [record] = recordsOf((await exported({ key })).body);
  expect(record).toMatchObject({ description: `'${text}`, type_label: `'${text}` });
});

it('names the customer of each license', async () => {
  const { id } = await server.sdk.customers.create({ name: 'Łódź, Sound "Lab"', email: 'lab@example.com' });
  const { key } = await issued(server, { customer_id: id });
  const [record] = recordsOf((await exported({ key })).body);
  expect(record).toMatchObject({
    customer_id: id,
    customer_name: 'Łódź, Sound "Lab"',
    customer_email: 'lab@example.com',
  });
});

it('holds what the filters let through', async () => {
  await aProduct(server, 'exported');
  const trial = await issued(server, { product: 'exported', type: 'trial' });
  await issued(server, { product: 'exported' });
  const keys = async (query: Record<string, string>) => recordsOf((await exported(query)).body).map(({ key }) => key);
  expect(await keys({ product: 'exported', type: 'trial' })).toEqual([trial.key]);
  expect(await keys({ key: trial.key, status: 'unused', state: 'active' })).toEqual([trial.key]);
});

it('has the chosen columns alone, in their order', async () => {
  const { key } = await issued(server, { type: 'trial' });
  expect((await exported({ key, columns: 'type,key' })).body).toBe(`type,key\ntrial,${key}\n`);
  for (const [list, columns] of Object.entries({ customers: 'email,name', leads: 'city,name' })) {
    const { status, body } = await server.asAdmin('GET', `/api/v1/${list}/export`, { query: { columns } });
    expect([status, rowsOf(body)[0]]).toEqual([200, columns.split(',')]);
  }
});

it('has a head alone where there is nothing', async () => {
  const { status, body } = await exported({ product: 'no such product' });
  expect(status).toBe(200);
  expect(rowsOf(body)).toHaveLength(1);
});

it('refuses what it does not know before a byte is sent', async () => {
  for (const query of [
    'colour=red',
    'status=gone',
    'limit=5',
    'after=MQ',
    'columns=colour',
    'columns=key,key',
    'columns=',
  ]) {
    const { status, body, headers } = await server.asAdmin('GET', `${PATH}?${query}`);
    expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
    expect(headers['content-type']).toContain('application/json');
  }
});

it('is for those who may read licenses, each of what it may see', async () => {
  await aProduct(server, 'mine');
  const mine = await issued(server, { product: 'mine' });
  expect((await server.call('GET', PATH)).status).toBe(401);
  const external = await keyOf(server, 'external');
  expect((await server.withKey('GET', PATH, {}, external.key)).status).toBe(403);
  const scoped = await keyOf(server, 'internal', { product: 'mine' });
  const { body } = await server.withKey('GET', PATH, {}, scoped.key);
  expect(recordsOf(body).map(({ key }) => key)).toEqual([mine.key]);
});

it('holds to the product of a key on every page', async () => {
  await issued(server, { product: 'v2-default' });
  const page = jest.replaceProperty(server.app.get(LicensesService, { strict: false }), 'exportPageSize', 5);
  const { reference } = await aProduct(server, 'large');
  await server.dataSource.query(
    `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
     SELECT 'large ' || n, p.id, p.policy_id, now(), now()
     FROM products p, generate_series(1, 11) AS n WHERE p.reference = $1`,
    [reference],
  );
  const { key } = await keyOf(server, 'internal', { product: reference });
  const records = recordsOf((await server.withKey('GET', PATH, {}, key)).body);
  expect(records).toHaveLength(11);
  page.restore();
  expect(new Set(records.map(({ product }) => product))).toEqual(new Set([reference]));
});

describe('in the background', () => {
  const BULK = '/api/v1/licenses/bulk';
  const JOBS = '/api/v1/jobs';
  type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => ReturnType<TestServer['asAdmin']>;
  const admin: Send = (method, path, body) => server.asAdmin(method, path, { body });
  const withKey =
    (key: string): Send =>
    (method, path, body) =>
      server.withKey(method, path, { body }, key);
  const start = async (selected: object, send = admin): Promise<string> => {
    const { status, body } = await send('POST', BULK, { action: 'export', ...selected });
    expect([status, body.job?.kind, body.job?.undo_until]).toEqual([202, 'licenses.export', null]);
    return body.job.id;
  };
  const write = async () => {
    while ((await runQueued(server, RUN_DATA_EXPORTS)) > 0);
  };
  const stateOf = async (id: string, send = admin) => (await send('GET', `${JOBS}/${id}`)).body;
  const several = async (reference: string) => {
    await aProduct(server, reference);
    return [await issued(server, { product: reference }), await issued(server, { product: reference })];
  };
  afterEach(async () => {
    jest.restoreAllMocks();
    await write();
    await server.dataSource.query('DELETE FROM data_exports');
  });

  it('writes the file that the list gives at once, with its progress', async () => {
    const licenses = await several('in-background');
    const filter = { product: 'in-background', created_after: '2020-01-01T00:00:00Z', status: 'unused' };
    const preview = await admin('POST', BULK, { action: 'export', filter, preview: true });
    expect([preview.status, preview.body]).toEqual([
      200,
      { matching: 2, will_change: 0, become_usable: 0, skipped: [], sample: [] },
    ]);
    const id = await start({ filter });
    expect(await stateOf(id)).toMatchObject({ state: 'queued', done: 0, result_url: `${JOBS}/${id}/result.csv` });
    expect((await admin('GET', `${JOBS}/${id}/result.csv`)).body.error.code).toBe('EXPORT_NOT_READY');
    await write();
    const job = await stateOf(id);
    expect(job).toMatchObject({ state: 'done', total: 2, done: 2, changed: 0, created_by: 'admin' });
    const { status, body, headers } = await admin('GET', job.result_url);
    expect([status, headers['content-disposition']]).toEqual([200, 'attachment; filename="licenses.csv"']);
    expect(body).toBe((await exported({ product: 'in-background' })).body);
    expect(recordsOf(body).map(({ key }) => key)).toEqual(licenses.map(({ key }) => key).reverse());
    expect((await admin('GET', `${JOBS}/${id}/rows`)).body).toEqual({ items: [], next: null });
    expect((await admin('POST', `${JOBS}/${id}/undo`)).body.error.code).toBe('JOB_NOT_UNDOABLE');
  });

  it('has the chosen licenses and columns alone, and records who downloads them', async () => {
    const [license] = await several('chosen');
    const params = { columns: ['status', 'key'], format: 'csv', reason: 'Audit', reference: 'ticket 8799' };
    const id = await start({ ids: [license?.id], params });
    await write();
    expect((await admin('GET', `${JOBS}/${id}/result.csv`)).body).toBe(`status,key\nunused,${license?.key}\n`);
    const entries = await server.dataSource.query(
      `SELECT action, actor, reason FROM audit_entries WHERE action LIKE 'export.%' ORDER BY id DESC LIMIT 2`,
    );
    expect(entries).toEqual([
      { action: 'export.downloaded', actor: 'admin', reason: null },
      { action: 'export.started', actor: 'admin', reason: 'Audit' },
    ]);
  });

  it('names the field that is wrong', async () => {
    for (const [input, field] of [
      [{ filter: {}, params: { columns: ['colour'] } }, 'params.columns'],
      [{ filter: {}, params: { columns: [] } }, 'params.columns'],
      [{ filter: {}, params: { columns: ['key', 'key'] } }, 'params.columns'],
      [{ filter: {}, params: { format: 'xlsx' } }, 'params.format'],
      [{ filter: { status: 'gone' } }, 'filter.status'],
      [{}, 'filter'],
    ] as const) {
      const { status, body } = await admin('POST', BULK, { action: 'export', ...input });
      expect([status, JSON.stringify(body.error.details)]).toEqual([400, expect.stringContaining(`"${field}"`)]);
    }
    const unknown = await admin('POST', BULK, { action: 'export', ids: ['0199a5f4-6f3c-7b61-9c6e-2f1f0a7f7a11'] });
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('belongs to the API key that started it, and has the licenses of its product', async () => {
    const [own] = await several('own-export');
    await several('other-export');
    const bound = withKey((await keyOf(server, 'internal', { product: 'own-export' })).key);
    const other = withKey((await keyOf(server, 'internal')).key);
    const id = await start({ filter: {} }, bound);
    await write();
    const { body } = await bound('GET', `${JOBS}/${id}/result.csv`);
    expect(new Set(recordsOf(body).map(({ product }) => product))).toEqual(new Set([own?.product]));
    expect(await stateOf(id, bound)).toMatchObject({ state: 'done', total: 2, done: 2 });
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/result.csv'],
      ['GET', '/rows'],
      ['POST', '/stop'],
      ['POST', '/undo'],
      ['DELETE', ''],
    ] as const) {
      expect([path, (await other(method, `${JOBS}/${id}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await stateOf(id)).created_by).toBe((await stateOf(id, bound)).created_by);
  });

  it('has no file if its API key is revoked before it runs', async () => {
    const apiKey = await keyOf(server, 'internal');
    const send = withKey(apiKey.key);
    const id = await start({ filter: {} }, send);
    await admin('DELETE', `/api/v1/api-keys/${apiKey.id}`);
    await write();
    expect((await send('GET', `${JOBS}/${id}`)).status).toBe(401);
    expect(await stateOf(id)).toMatchObject({ state: 'failed', done: 0 });
    expect((await admin('GET', `${JOBS}/${id}/result.csv`)).body.error.code).toBe('EXPORT_NOT_READY');
  });

  it('is stopped without a file, also while it is written', async () => {
    await several('stopped');
    const id = await start({ filter: { product: 'stopped' } });
    const licenses = server.app.get(LicensesService, { strict: false });
    const read = licenses.exportedPart.bind(licenses);
    jest.spyOn(licenses, 'exportedPart').mockImplementationOnce(async (...args) => {
      const part = await read(...args);
      expect((await admin('POST', `${JOBS}/${id}/stop`)).body.state).toBe('stopped');
      return part;
    });
    await write();
    expect(await stateOf(id)).toMatchObject({ state: 'stopped', done: 0, finished_at: expect.any(String) });
    expect((await admin('POST', `${JOBS}/${id}/stop`)).body.error.code).toBe('JOB_FINISHED');
    expect((await admin('GET', `${JOBS}/${id}/result.csv`)).body.error.code).toBe('EXPORT_NOT_READY');
  });

  it('is kept for a day, unless somebody deletes it', async () => {
    const [first, second] = [await start({ filter: {} }), await start({ filter: {} })];
    await write();
    expect((await admin('DELETE', `${JOBS}/${first}`)).status).toBe(204);
    server.clock.advance(DAY + 1_000);
    await runJob(server, 'sweep-data-exports');
    for (const id of [first, second]) {
      expect((await admin('GET', `${JOBS}/${id}`)).status).toBe(404);
    }
    expect((await admin('DELETE', `${JOBS}/${second}`)).body.error.code).toBe('NOT_FOUND');
  });

  it('is listed in the console with a download', async () => {
    const id = await start({ filter: { product: 'v2-default' } });
    await write();
    const browser = new Browser(server);
    await browser.signIn();
    const { html } = await browser.get('/console/exports');
    expect(html).toContain('product: v2-default');
    expect((await browser.get(`/console/exports/${id}/file`)).status).toBe(200);
  });
});

describe('of many licenses', () => {
  beforeAll(async () => {
    await fillTables(
      server.dataSource,
      ['licenses'],
      `INSERT INTO licenses (key, product_id, policy_id, batch, description, metadata, created_at, updated_at)
       SELECT 'many ' || n, p.id, p.policy_id, 'many', repeat('x', 2000), jsonb_build_object('more', repeat('x', 5000)), now(), now()
       FROM products p, generate_series(1, ${ROWS}) AS n WHERE p.reference = 'v2-default'`,
    );
    const licenses = server.app.get(LicensesService, { strict: false });
    expect(licenses.exportPageSize).toBe(500);
    jest.replaceProperty(licenses, 'exportPageSize', PAGE_SIZE);
  });

  it('holds each one once, with no transaction open while it is read', async () => {
    let openTransactions = 0;
    let parts = 0;
    const seen = new Set<string>();
    let lines = -1;
    let rest = '';
    for await (const part of await streamOf(`${url}${PATH}?batch=many`)) {
      const pieces = (rest + String(part)).split('\n');
      rest = pieces.pop() ?? '';
      for (const line of pieces) {
        lines++;
        seen.add(line.split(',')[2] ?? '');
      }
      if (++parts % 20 === 0) {
        openTransactions += await idleTransactions();
      }
    }
    expect([lines, seen.size, rest]).toEqual([ROWS, ROWS + 1, '']);
    expect(parts).toBeGreaterThanOrEqual(60);
    expect(openTransactions).toBe(0);
  });

  it('answers HEAD like GET, without reading them', async () => {
    const read = jest.spyOn(server.dataSource.manager, 'query');
    const { statusCode, headers } = await headOf(`${url}${PATH}?batch=many`);
    const queries = read.mock.calls.filter(([sql]) => sql.includes('activations'));
    read.mockRestore();
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="licenses.csv"',
    });
    expect(queries).toEqual([]);
  });

  // The last one, because a page may still be on its way when the caller has gone.
  it('reads page by page as the caller takes them, and stops where the caller goes away', async () => {
    const read = jest.spyOn(server.dataSource.manager, 'query');
    const stream = await streamOf(`${url}${PATH}?batch=many`);
    for await (const _part of stream) {
      break;
    }
    stream.destroy();
    expect((await exported({ key: 'many 1' })).status).toBe(200);
    expect(await idleTransactions()).toBe(0);
    const pages = read.mock.calls.filter(([sql]) => sql.includes('activations')).length;
    read.mockRestore();
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThan(ROWS / PAGE_SIZE / 4);
  });
});

async function idleTransactions(): Promise<number> {
  const [{ open }] = await server.dataSource.query(
    `SELECT count(*)::integer AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'`,
  );
  return open;
}

async function credentials(): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await server.adminToken()}` };
}

async function streamOf(address: string): Promise<IncomingMessage> {
  const headers = await credentials();
  return new Promise((resolve, reject) => {
    get(address, { headers }, resolve).on('error', reject);
  });
}

async function headOf(address: string): Promise<IncomingMessage> {
  const headers = await credentials();
  return new Promise((resolve, reject) => {
    request(address, { method: 'HEAD', headers }, (answer) => resolve(answer.resume()))
      .on('error', reject)
      .end();
  });
}
