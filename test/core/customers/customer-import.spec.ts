import { parse } from 'csv-parse/sync';
import { aProduct, keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { race, untilWaiting } from '../../testkit/race';
import { auditOf, countOf, eventsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { IS_DEEP } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';

const PATH = '/api/v1/customers';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

async function sent(csv: string | Buffer, query: Record<string, string> = {}): Promise<Answer> {
  const form = await formOf(['file', csv, 'customers.csv']);
  return server.asAdmin('POST', `${PATH}/import`, { query, ...form });
}

const imported = (csv: string | Buffer) => sent(csv, { dry_run: 'false' });
const found = async (query: Record<string, string>) => (await server.sdk.customers.list(query)).items;
const textOf = (rows: string[][]) => rows.map((row) => `${row.join(',')}\n`).join('');

const FILE = `name,reference,email,company,phone,notes
Ada Lovelace,ada-1,Ada@Example.com,"Engines, Ltd",'+44 20 7946 0000,"Two
lines"
Grace Hopper,,grace@example.com,,,
`;

describe('an import', () => {
  it('is a dry run unless told otherwise', async () => {
    const { status, body } = await sent(FILE);
    const report = { dry_run: true, rows: 2, imported: 0, wrong_rows: 0, problems: [], left_aside: [], lost_values: 0 };
    expect([status, body]).toEqual([200, report]);
    expect((await sent(FILE, { dry_run: 'true' })).body).toEqual(report);
    expect(await countOf(server, 'customers')).toBe(0);
  });

  it('creates every customer as the API would', async () => {
    const { status, body } = await imported(FILE);
    expect([status, body]).toEqual([
      200,
      { dry_run: false, rows: 2, imported: 2, wrong_rows: 0, problems: [], left_aside: [], lost_values: 0 },
    ]);
    const [ada] = await found({ reference: 'ada-1' });
    expect(ada).toEqual({
      id: expect.any(String),
      number: expect.any(Number),
      name: 'Ada Lovelace',
      reference: 'ada-1',
      email: 'ada@example.com',
      company: 'Engines, Ltd',
      phone: '+44 20 7946 0000',
      notes: 'Two\nlines',
      metadata: {},
      group: null,
      news_opt_out: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      archived_at: null,
      restorable_until: null,
    });
    const grace = single(await found({ email: 'grace@example.com' }));
    expect(grace).toMatchObject({ reference: null, company: null, phone: null, notes: '' });
    expect((await eventsOf(server, grace.id)).map(({ name }) => name)).toEqual(['customer.created']);
    expect(await auditOf(server, ada?.id ?? '')).toEqual([{ action: 'customer.created', actor: 'admin' }]);
  });

  it('of the same file is refused, row by row', async () => {
    const before = await countOf(server, 'customers');
    const problems = [
      { row: 2, field: 'reference', reason: 'taken', message: 'Another customer has this reference' },
      { row: 3, field: 'email', reason: 'taken', message: 'Another customer has this email' },
    ];
    expect((await sent(FILE)).body).toEqual({
      dry_run: true,
      rows: 2,
      imported: 0,
      wrong_rows: 2,
      problems,
      left_aside: [],
      lost_values: 0,
    });
    const { status, body } = await imported(FILE);
    expect([status, body.error]).toEqual([
      422,
      {
        code: 'VALIDATION_ERROR',
        message: 'Nothing was imported: 2 of 2 rows are wrong',
        details: problems.map(({ row, field, ...problem }) => ({ field: `rows.${row}.${field}`, ...problem })),
        request_id: expect.any(String),
      },
    ]);
    expect(await countOf(server, 'customers')).toBe(before);
  });

  it('says of each wrong row what is wrong, numbered as in a spreadsheet, and imports none of the others', async () => {
    const before = await countOf(server, 'customers');
    const rows = [
      ['name', 'email', 'notes', 'reference'],
      ['Right', 'right@example.com'],
      ['', 'noname@example.com'],
      ['', '', '', ''],
      ['x'.repeat(256), 'nobody'],
      ['Long notes', '', 'n'.repeat(2_001)],
      ['Nul \u0000'],
      ['Too long', '', '', '', 'more'],
      ['First', '', '', 'same'],
      ['Second', '', '', 'same'],
      ['Third', 'RIGHT@example.com'],
      ['Fourth', 'right@example.com', '', 'another'],
    ];
    const { body } = await sent(textOf(rows));
    expect(body).toMatchObject({ rows: 10, imported: 0, wrong_rows: 7 });
    expect(body.problems.map(({ row, field }: { row: number; field: string }) => `${row} ${field}`)).toEqual([
      ...['3 name', '5 name', '5 email', '6 notes', '7 name', '8 row', '10 reference', '11 email'],
    ]);
    expect((await imported(textOf(rows))).status).toBe(422);
    expect(await countOf(server, 'customers')).toBe(before);
  });

  it('shows the first 100 problems of more', async () => {
    const { body } = await sent(textOf([['name', 'email'], ...Array.from({ length: 150 }, () => ['A', 'nobody'])]));
    expect([body.wrong_rows, body.problems.length]).toEqual([150, 100]);
  });

  it.each([
    ['an unknown column', 'name,colour\nAda,red\n', 'unknown_column'],
    ['a column without a name', 'name,\nAda,red\n', 'unknown_column'],
    ['a repeated column', 'name,name\nAda,Ada\n', 'repeated_column'],
    ['no names', 'email\na@example.com\n', 'missing_column'],
    ['nothing', '', 'missing_column'],
    ['a space', ' ', 'unknown_column'],
    ['an open quote', 'name\n"Ada\n', 'csv_invalid'],
    ['a quote in a cell', 'name\nA"da\n', 'csv_invalid'],
    ['more than 10,000 rows', `name\n${'Ada\n'.repeat(10_001)}`, 'too_many_rows'],
    ['many times as many rows', `name\n${'Ada\n'.repeat(100_000)}`, 'too_many_rows'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), 'not_utf8'],
  ])('refuses %s', async (_what, csv, reason) => {
    for (const dry_run of ['true', 'false']) {
      const { status, body } = await sent(csv, { dry_run });
      expect([status, body.error.details?.[0]?.reason]).toEqual([400, reason]);
    }
  });

  it('refuses more than 2 MiB with 413, and what is no form', async () => {
    const { status, body } = await imported(`name\n${'x'.repeat(2 * 1024 * 1024)}`);
    expect([status, body.error.code]).toEqual([413, 'FILE_TOO_LARGE']);
    const json = await server.asAdmin('POST', `${PATH}/import`, { body: { name: 'Ada' } });
    expect([json.status, json.body.error.code]).toEqual([400, 'NO_FORM']);
    const empty = await server.asAdmin('POST', `${PATH}/import`, await formOf(['other', 'text']));
    expect([empty.status, empty.body.error.code]).toEqual([400, 'FILE_MISSING']);
  });

  it('reads another character set and the line of the headings, and says which columns it leaves', async () => {
    const csv = Buffer.from('Kunden;2026\nid;Name;Phone\n7;M\xfcller;"=""0049"""\n8;Gr\xf6\xdfe;4.9E+10\n', 'latin1');
    const reading = { charset: 'windows-1252', header_line: '2' };
    const { body: asked } = await sent(csv, reading);
    expect(asked).toMatchObject({ rows: 2, wrong_rows: 2, left_aside: [{ column: 'id', values: 2 }] });
    expect(asked.problems).toMatchObject([
      { row: 3, field: 'phone', reason: 'value_damaged' },
      { row: 4, field: 'phone', reason: 'value_damaged' },
    ]);
    const { body } = await sent(csv, { ...reading, damaged: 'repair', dry_run: 'false' });
    expect(body).toMatchObject({ imported: 2, left_aside: [{ column: 'id', values: 2 }], lost_values: 1 });
    expect(await found({ q: 'Müller' })).toMatchObject([{ name: 'Müller', phone: '0049' }]);
    expect(await found({ q: 'Größe' })).toMatchObject([{ name: 'Größe', phone: null }]);
  });

  it.each([
    [{ charset: 'klingon' }, 'charset'],
    [{ damaged: 'mend' }, 'damaged'],
    [{ header_line: '0' }, 'header_line'],
    [{ header_line: '12' }, 'header_line'],
    [{ header_line: 'x' }, 'header_line'],
  ])('refuses %j', async (query, field) => {
    const { status, body } = await sent('name\nAda\n', query);
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it.each(['perhaps', '', '1', 'TRUE'])('refuses dry_run=%s', async (dry_run) => {
    const { status, body } = await sent('name\nAda\n', { dry_run });
    expect([status, body.error.details[0].field]).toEqual([400, 'dry_run']);
  });

  it('reads a byte order mark, Windows line ends, other cases of names and columns in any order', async () => {
    const { body } = await imported('\ufeffEmail,NAME\r\nbom@example.com, Bom \r\n,\r\n\r\n');
    expect(body).toMatchObject({ rows: 1, imported: 1 });
    expect(await found({ email: 'bom@example.com' })).toMatchObject([{ name: 'Bom' }]);
  });

  it.each([';', '\t'])('reads columns separated by %j', async (separator) => {
    const { body } = await sent(['name,email', 'Ada,separated@example.com'].join('\n').replaceAll(',', separator));
    expect(body).toMatchObject({ rows: 1, wrong_rows: 0 });
  });

  it('of a file with names alone imports nothing', async () => {
    expect((await imported('name,email\n')).body).toMatchObject({ rows: 0, imported: 0 });
  });

  it('imports many rows', async () => {
    const count = IS_DEEP ? 10_000 : 300;
    const rows = Array.from({ length: count }, (_, n) => [`Many ${n}`, `many-${n}`]);
    const { status, body } = await imported(textOf([['name', 'reference'], ...rows]));
    expect([status, body.imported]).toEqual([200, count]);
    expect(await found({ reference: `many-${count - 1}` })).toMatchObject([{ name: `Many ${count - 1}` }]);
  });

  it('of one file by several at once creates its customers once', async () => {
    const csv = textOf([
      ['name', 'email'],
      ['Raced', 'raced@example.com'],
      ['Other', 'other-raced@example.com'],
    ]);
    const hold = `SELECT pg_advisory_xact_lock(hashtextextended('import customers', 0))`;
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold },
      [1, 2, 3].map(() => () => imported(csv)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect(await found({ email: 'raced@example.com' })).toHaveLength(1);
  });

  it('and a customer created at once do not get the same address', async () => {
    const csv = textOf([
      ['name', 'email'],
      ['Imported', 'met@example.com'],
    ]);
    const hold = `SELECT pg_advisory_xact_lock(hashtextextended('import customers', 0))`;
    const body = { name: 'Created', email: 'met@example.com' };
    const [file, single] = await race({ databaseUrl: server.databaseUrl, hold }, [
      () => imported(csv),
      () => server.asAdmin('POST', '/api/v1/customers', { body }),
    ]);
    expect([
      [200, 409],
      [422, 201],
    ]).toContainEqual([file?.status, single?.status]);
    expect(await found({ email: 'met@example.com' })).toHaveLength(1);
  });

  it('loses to one who creates a reference meanwhile, and leaves nothing', async () => {
    const csv = textOf([
      ['name', 'reference'],
      ['First', 'fresh'],
      ['Second', 'contested'],
    ]);
    const answers: Promise<Answer>[] = [];
    await server.dataSource.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO customers (name, reference, created_at, updated_at) VALUES ('X', 'contested', now(), now())`,
      );
      answers.push(imported(csv));
      await untilWaiting(server.databaseUrl, 1);
    });
    expect(await Promise.all(answers)).toMatchObject([{ status: 409, body: { error: { code: 'CONFLICT' } } }]);
    expect(await found({ reference: 'contested' })).toMatchObject([{ name: 'X' }]);
    expect(await found({ reference: 'fresh' })).toEqual([]);
  });

  it('by a key of one product creates customers of that product, and sees no others', async () => {
    await aProduct(server, 'mine');
    const { key } = await keyOf(server, 'internal', { product: 'mine' });
    await imported('name,email\nTheirs,hidden@example.com\n');
    const form = await formOf(['file', 'name,email\nMine,hidden@example.com\n', 'customers.csv']);
    const { body } = await server.withKey('POST', `${PATH}/import`, { query: { dry_run: 'false' }, ...form }, key);
    expect(body.imported).toBe(1);
    const { body: list } = await server.withKey('GET', PATH, {}, key);
    expect(list.items.map(({ name }: { name: string }) => name)).toEqual(['Mine']);
  });
});

describe('an export', () => {
  const exported = async (query: Record<string, string> = {}) => server.asAdmin('GET', `${PATH}/export`, { query });
  const recordsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

  it('is a CSV file of all customers as the API shows them, the newest first', async () => {
    const { status, body, headers } = await exported();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="customers.csv"',
    });
    const records = recordsOf(body);
    expect(records).toHaveLength(await countOf(server, 'customers'));
    const {
      metadata: _,
      archived_at: _archived,
      restorable_until: _until,
      ...ada
    } = single(await found({ reference: 'ada-1' }));
    expect(records.at(-1)).toEqual(
      Object.fromEntries(
        Object.entries<string | number | boolean | null>({ ...ada, phone: `'${ada.phone}` }).map(([name, value]) => [
          name,
          String(value ?? ''),
        ]),
      ),
    );
    const numbers = records.map(({ number }) => Number(number));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });

  it('holds what the filters let through', async () => {
    expect(recordsOf((await exported({ email: 'ADA@example.com' })).body).map(({ name }) => name)).toEqual([
      'Ada Lovelace',
    ]);
    expect(recordsOf((await exported({ reference: 'nobody' })).body)).toEqual([]);
    expect((await exported({ limit: '5' })).status).toBe(400);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=cmd|"/c calc"!A0', "'=1", "O'Hara"])(
    'keeps %j from being a formula, and an import reads it back as it was',
    async (name) => {
      const reference = `formula ${name}`;
      await server.sdk.customers.create({ name, reference, notes: name });
      const { body } = await exported({ reference });
      const [record] = recordsOf(body);
      expect(record?.name).toMatch(/^['A-Z]/);
      const { id } = single(await found({ reference }));
      await server.sdk.customers.delete(id);
      expect((await imported(body)).body.imported).toBe(1);
      expect(await found({ reference })).toMatchObject([{ name: name === "'=1" ? '=1' : name, reference }]);
    },
  );

  it('shows a key of one product its customers alone', async () => {
    const { key } = await keyOf(server, 'internal', { product: 'mine' });
    const { body } = await server.withKey('GET', `${PATH}/export`, {}, key);
    expect(recordsOf(body).map(({ name }) => name)).toEqual(['Mine']);
  });
});
