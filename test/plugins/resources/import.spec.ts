import { keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { countOf } from '../../testkit/records';
import { IS_DEEP } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/resources';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('resources', 'events'));
afterAll(() => server.stop());

async function send(text: string | Buffer, query: Record<string, string> = { dry_run: 'false' }) {
  return server.asAdmin('POST', `${PATH}/import`, { query, ...(await formOf(['file', text, 'resources.csv'])) });
}

const dryRun = (text: string, query: Record<string, string> = { dry_run: 'true' }) => send(text, query);
const list = async () =>
  (await server.sdk.resources.list({ limit: 100 })).items.map((item) => [item.type, item.identifier]);

describe('importing resources', () => {
  it('creates those of the file, with an event and an audit entry for each', async () => {
    expect(await send('identifier,Type,status\r\nSRV-001,server,x\r\n\r\n"\'+49 30,1",phone,\r\n')).toMatchObject({
      status: 200,
      body: { dry_run: false, rows: 2, imported: 2, wrong_rows: 0, problems: [] },
    });
    expect(await list()).toEqual([
      ['phone', '+49 30,1'],
      ['server', 'SRV-001'],
    ]);
    const events = await server.dataSource.query(
      `SELECT name, data->>'identifier' AS identifier FROM events WHERE name LIKE 'resource.%' ORDER BY id`,
    );
    expect(events).toEqual([
      { name: 'resource.created', identifier: 'SRV-001' },
      { name: 'resource.created', identifier: '+49 30,1' },
    ]);
  });

  it('asks what becomes of values that a spreadsheet has changed, and reads other character sets', async () => {
    const csv = Buffer.from('Ger\xe4te\ntype;identifier;status\nger\xe4t;"=""007""";x\n', 'latin1');
    const reading = { charset: 'windows-1252' };
    expect((await send(csv, { ...reading, dry_run: 'true' })).body).toMatchObject({
      wrong_rows: 1,
      left_aside: [{ column: 'status', values: 1 }],
      problems: [{ row: 3, field: 'identifier', reason: 'value_damaged' }],
    });
    await send(csv, { ...reading, damaged: 'repair', dry_run: 'false' });
    expect(await list()).toEqual([['gerät', '007']]);
  });

  it('says in a dry run what is wrong in which row, and imports nothing', async () => {
    await server.sdk.resources.create({ type: 'server', identifier: 'SRV-001' });
    const rows = ['server,SRV-002', 'server,', ',x', 'server,SRV-001', 'server,SRV-002', `server,${'x'.repeat(256)}`];
    const file = ['type,identifier', ...rows, 'server,"a\nb"', 'server,a\0b', 'server,c,d'].join('\n');
    const { status, body } = await dryRun(file);
    expect(status).toBe(200);
    const length = 'must have 1 to 255 characters';
    const line = { field: 'identifier', reason: 'is_one_line', message: 'identifier must be a single line' };
    const problems = [
      { row: 3, field: 'identifier', reason: 'is_length', message: `identifier ${length}` },
      { row: 4, field: 'type', reason: 'is_length', message: `type ${length}` },
      {
        row: 5,
        field: 'identifier',
        reason: 'taken',
        message: 'A resource of this type with this identifier already exists',
      },
      { row: 6, field: 'identifier', reason: 'taken', message: 'Row 2 has the same type and identifier' },
      { row: 7, field: 'identifier', reason: 'is_length', message: `identifier ${length}` },
      { row: 8, ...line },
      { row: 9, ...line },
      { row: 10, field: 'row', reason: 'too_many_cells', message: 'The row has more cells than the header' },
    ];
    expect(body).toEqual({
      dry_run: true,
      rows: 9,
      imported: 0,
      wrong_rows: 8,
      problems,
      left_aside: [],
      lost_values: 0,
    });
    expect(await dryRun(file, {})).toEqual(expect.objectContaining({ status: 200, body }));
    const details = problems.map(({ row, field, ...problem }) => ({ field: `rows.${row}.${field}`, ...problem }));
    expect(await send(file)).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_ERROR', message: 'Nothing was imported: 8 of 9 rows are wrong', details } },
    });
    expect(await list()).toEqual([['server', 'SRV-001']]);
    expect(await dryRun('type,identifier\nserver,new')).toMatchObject({
      body: { rows: 1, wrong_rows: 0, imported: 0 },
    });
    expect(await countOf(server, 'resources')).toBe(1);
  });

  it.each([
    ['no header', ''],
    ['a column missing', 'type\nserver\n'],
    ['an unknown column', 'type,identifier,color\nserver,x,red\n'],
    ['an open quote', 'type,identifier\n"server,x\n'],
    ['10,001 rows', `type,identifier\n${Array.from({ length: 10_001 }, (_, n) => `server,${n}\n`).join('')}`],
  ])('refuses a file with %s', async (_what, text) => {
    expect(await send(text)).toMatchObject({ status: 400, body: { error: { details: [{ field: 'file' }] } } });
    expect(await countOf(server, 'resources')).toBe(0);
  });

  it('refuses a file of more than 2 MiB or not in UTF-8, other bodies, and another dry run than true or false', async () => {
    expect((await send('x'.repeat(2 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await send(Buffer.from([0xff, 0xfe, 0x41]))).status).toBe(400);
    expect((await server.asAdmin('POST', `${PATH}/import`, { body: { type: 'server' } })).status).toBe(400);
    expect((await send('type,identifier\n', { dry_run: 'perhaps' })).status).toBe(400);
  });

  it('takes many rows, and lists the first 100 problems', async () => {
    const count = IS_DEEP ? 10_000 : 300;
    const rows = Array.from({ length: count }, (_, n) => `server,${n}\n`).join('');
    expect(await send(`type,identifier\n${rows}`)).toMatchObject({
      status: 200,
      body: { rows: count, imported: count },
    });
    const { body } = await dryRun(`type,identifier\n${rows}`);
    expect(body).toMatchObject({ wrong_rows: count, imported: 0 });
    expect(body.problems).toHaveLength(100);
  });

  it('imports one of several files with the same resources in opposite order', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `server,${n}`);
    const files = [rows, [...rows].reverse(), rows, [...rows].reverse()];
    const answers = await Promise.all(files.map((file) => send(['type,identifier', ...file].join('\n'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
    expect(await countOf(server, 'resources')).toBe(300);
  });

  it('is refused to a key of one product', async () => {
    const { key } = await keyOf(server, 'internal', { product: 'v2-default' });
    const form = await formOf(['file', 'type,identifier\nserver,x\n', 'resources.csv']);
    expect((await server.withKey('POST', `${PATH}/import`, form, key)).status).toBe(403);
  });
});
