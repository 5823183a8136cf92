import { get, type IncomingMessage, request } from 'node:http';
import { aProduct, keyOf } from '../support/callers';
import { activate, issued } from '../support/issue';
import { TestServer } from '../support/server';

const PATH = '/api/v1/licenses/export';
const ROWS = 25_000;

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await TestServer.start();
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
  const { reference } = await aProduct(server, 'large');
  await server.dataSource.query(
    `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
     SELECT 'large ' || n, p.id, p.policy_id, now(), now()
     FROM products p, generate_series(1, 1001) AS n WHERE p.reference = $1`,
    [reference],
  );
  const { key } = await keyOf(server, 'internal', { product: reference });
  const records = recordsOf((await server.withKey('GET', PATH, {}, key)).body);
  expect(records).toHaveLength(1001);
  expect(new Set(records.map(({ product }) => product))).toEqual(new Set([reference]));
});

describe('of many licenses', () => {
  beforeAll(async () => {
    await server.dataSource.query(`
      INSERT INTO licenses (key, product_id, policy_id, batch, created_at, updated_at)
      SELECT 'many ' || n, p.id, p.policy_id, 'many', now(), now()
      FROM products p, generate_series(1, ${ROWS}) AS n WHERE p.reference = 'v2-default'
    `);
  }, 60_000);

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
      if (++parts % 100 === 0) {
        openTransactions += await idleTransactions();
      }
    }
    expect([lines, seen.size, rest]).toEqual([ROWS, ROWS + 1, '']);
    expect(openTransactions).toBe(0);
  }, 180_000);

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
    expect(pages).toBeLessThan(ROWS / 500 / 4);
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
