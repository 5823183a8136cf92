import type { Lead } from '../../../sdk/src/generated/native';
import { CSV_LIMITS } from '../../../src/core/common/csv/csv-rows';
import { formOf } from '../../testkit/forms';
import { race } from '../../testkit/race';
import { countOf, eventsOf } from '../../testkit/records';
import { IS_DEEP, sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/leads';
const HEADER =
  'name,type,status,city,website,address,notes,contact_name,contact_position,contact_emails,contact_phones';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('institutions'));
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

async function sent(text: string | Buffer, query: Record<string, string> = {}) {
  return server.asAdmin('POST', `${PATH}/import`, { query, ...(await formOf(['file', text, 'leads.csv'])) });
}

const imported = (text: string | Buffer) => sent(text, { dry_run: 'false' });

const leads = async (): Promise<Lead[]> => (await server.sdk.leads.list()).items;
const exported = async (query: Record<string, string> = {}): Promise<string> =>
  (await server.asAdmin('GET', `${PATH}/export`, { query })).body;

const GOOD = `${HEADER}
Example University,university,qualified,"Oslo, NO",https://u.example,"Street 1
0001 Oslo",Pays late,Grace,Head of IT,Grace@u.example; g@u.example,+47 1; +47 2
Example University,university,qualified,"Oslo, NO",https://u.example,"Street 1
0001 Oslo",Pays late,Ada,,,
Plain,company,,,,,,,,,
`;

describe('importing', () => {
  it('reads another character set below titles, and asks about values that a spreadsheet has changed', async () => {
    const csv = Buffer.from('Leads\nName;Type;Contact name;Contact phones\nGr\xf6\xdfe;company;Ada;4.7E+9\n', 'latin1');
    const { body: asked } = await sent(csv, { charset: 'windows-1252' });
    expect(asked.problems).toMatchObject([{ row: 3, field: 'contact_phones', reason: 'value_damaged' }]);
    const query = { charset: 'windows-1252', damaged: 'keep', dry_run: 'false' };
    expect((await sent(csv, query)).body).toMatchObject({ imported: 1 });
    expect(await leads()).toMatchObject([{ name: 'Größe', contacts: [{ phones: ['4.7E+9'] }] }]);
    await server.emptyTables('institutions');
  });

  it('makes leads of rows, the contacts of one lead in rows of their own', async () => {
    expect(await imported(GOOD)).toMatchObject({
      status: 200,
      body: { dry_run: false, rows: 3, imported: 2, wrong_rows: 0, problems: [], left_aside: [], lost_values: 0 },
    });
    const [plain, university] = await leads();
    expect(plain).toMatchObject({ name: 'Plain', type: 'company', status: 'new', contacts: [], revision: 1 });
    expect(university).toMatchObject({
      name: 'Example University',
      status: 'qualified',
      city: 'Oslo, NO',
      website: 'https://u.example',
      address: 'Street 1\n0001 Oslo',
      notes: 'Pays late',
      contacts: [
        {
          name: 'Grace',
          position: 'Head of IT',
          emails: ['grace@u.example', 'g@u.example'],
          phones: ['+47 1', '+47 2'],
        },
        { name: 'Ada', position: '', emails: [], phones: [] },
      ],
    });
    expect(await eventsOf(server, university?.id ?? '')).toMatchObject([
      { name: 'lead.created', data: { name: 'Example University', contacts: [{ name: 'Grace' }, { name: 'Ada' }] } },
    ]);
  });

  it('is a dry run unless told otherwise', async () => {
    const report = { dry_run: true, rows: 3, imported: 0, wrong_rows: 0, problems: [], left_aside: [], lost_values: 0 };
    expect(await sent(GOOD)).toMatchObject({ status: 200, body: report });
    expect((await sent(GOOD, { dry_run: 'true' })).body).toEqual(report);
    expect(await leads()).toEqual([]);
  });

  it('says which cell of which row is wrong, and imports none of the rows', async () => {
    const file = `${HEADER}\nGood,company,,,,,,,,,\n,${'x'.repeat(65)},gone,,,,,,Buyer,nobody,\n`;
    const { body } = await sent(file);
    const name = 'name must have 1 to 255 characters';
    const problems = [
      { row: 3, field: 'name', reason: 'is_length', message: name },
      { row: 3, field: 'type', reason: 'is_length', message: 'type must have 1 to 64 characters' },
      { row: 3, field: 'contact_name', reason: 'is_length', message: name },
      { row: 3, field: 'contact_emails', reason: 'is_email', message: 'each value in emails must be an email' },
      {
        row: 3,
        field: 'status',
        reason: 'is_in',
        message: 'status must be one of the following values: new, contacted, qualified, converted, lost',
      },
    ];
    expect(body).toMatchObject({ rows: 2, imported: 0, wrong_rows: 1 });
    expect(body.problems).toHaveLength(problems.length);
    expect(body.problems).toEqual(expect.arrayContaining(problems));
    const refused = await imported(file);
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_ERROR', message: 'Nothing was imported: 1 of 2 rows are wrong' } },
    });
    expect(refused.body.error.details).toContainEqual({ field: 'rows.3.name', reason: 'is_length', message: name });
    expect(await leads()).toEqual([]);
  });

  it.each([
    ['name', 'Known,company', 'A lead with this name already exists'],
    ['type', 'Twice,company\nTwice,school', 'Row 2 has the same name but another type'],
    ['name', 'x\0,company', 'name may not contain NUL characters'],
    ['row', 'x,company,more', 'The row has more cells than the header'],
  ])('refuses by its %s: %j', async (field, rows, message) => {
    await server.sdk.leads.create({ name: 'Known', type: 'company' });
    const { body } = await sent(`name,type\n${rows}\n`);
    expect(body.problems).toMatchObject([{ field, message }]);
  });

  it.each([
    ['contact_name', 'Many,x,C,,\n'.repeat(52), 'A lead may have at most 50 contacts'],
    ['contact_emails', `A,x,C,${'a@x.example;'.repeat(11)},\n`, 'emails must contain no more than 10 elements'],
    ['contact_phones', `A,x,C,,${'1;'.repeat(11)}\n`, 'phones must contain no more than 10 elements'],
    ['contact_phones', `A,x,C,,${'1'.repeat(65)}\n`, 'each value in phones must have 1 to 64 characters'],
  ])('refuses more than a lead may have by its %s: %#', async (field, rows, message) => {
    const file = `name,type,contact_name,contact_emails,contact_phones\n${rows}`;
    const { body } = await sent(file);
    expect(body.problems).toMatchObject([{ field, message }]);
  });

  it('counts all wrong rows and shows the first hundred problems', async () => {
    const { body } = await sent(`name,type\n${',x\n'.repeat(300)}`);
    expect([body.wrong_rows, body.problems.length, body.problems[99].row]).toEqual([300, 100, 101]);
  });

  it('takes a file once that is sent twice at once', async () => {
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: `SELECT pg_advisory_xact_lock(hashtextextended('import leads', 0))` },
      [1, 2].map(() => () => imported('name,type\nOnce,company\n')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await countOf(server, `institutions WHERE name = 'Once'`)).toBe(1);
  });

  it('takes as many rows as it says, and not one more', async () => {
    const rows = (count: number) =>
      `name,type,contact_name\n${Array.from({ length: count }, (_, n) => `L${n},x,C`).join('\n')}\n`;
    expect((await imported(rows(10_001))).body.error).toMatchObject({ message: 'A file may have at most 10000 rows' });
    const most = IS_DEEP ? 10_000 : 200;
    jest.replaceProperty(CSV_LIMITS, 'rows', most);
    expect((await imported(rows(most + 1))).body.error).toMatchObject({
      message: `A file may have at most ${most} rows`,
    });
    expect((await imported(rows(most))).body).toMatchObject({ rows: most, imported: most });
    expect(await countOf(server, 'institutions')).toBe(most);
    expect(await countOf(server, 'contacts')).toBe(most);
  });

  it('refuses a file that is too large, none, and what is no form', async () => {
    expect((await imported(Buffer.alloc(2 * 1024 * 1024 + 1, 'x'))).status).toBe(413);
    const empty = await server.asAdmin('POST', `${PATH}/import`, await formOf(['other', 'text']));
    expect(empty).toMatchObject({ status: 400, body: { error: { code: 'FILE_MISSING' } } });
    expect((await server.asAdmin('POST', `${PATH}/import`, { body: { file: 'x' } })).status).toBe(400);
    expect((await sent(GOOD, { dry_run: 'maybe' })).status).toBe(400);
  });
});

describe('exporting', () => {
  it('gives a row for each contact, in the columns of an import', async () => {
    await imported(GOOD);
    const [header, ...rest] = (await exported()).split('\n');
    expect(header).toBe(HEADER);
    expect(rest.join('\n')).toBe(`Plain,company,new,,,,,,,,
Example University,university,qualified,"Oslo, NO",https://u.example,"Street 1
0001 Oslo",Pays late,Grace,Head of IT,grace@u.example; g@u.example,'+47 1; +47 2
Example University,university,qualified,"Oslo, NO",https://u.example,"Street 1
0001 Oslo",Pays late,Ada,,,
`);
  });

  it('is limited by the filters', async () => {
    await imported(GOOD);
    expect(await exported({ type: 'company' })).toBe(`${HEADER}\nPlain,company,new,,,,,,,,\n`);
  });

  it.each(sampleOf(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', `=HYPERLINK("http://x.example","Click")`], 3, 'formulas'))(
    'keeps %j from being a formula, and an import takes it back as it was',
    async (text) => {
      const lead = {
        name: text,
        type: text,
        city: text,
        website: text,
        address: text,
        notes: text,
        contacts: [{ name: text, position: text, emails: ['+a@x.example'], phones: [text] }],
      };
      await server.sdk.leads.create(lead);
      const file = await exported();
      const cells = file.split('\n')[1]?.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
      const starts = cells.map((cell) => cell.replace(/^"/, '')[0]).filter((start) => start !== undefined);
      expect(starts.filter((start) => '=+-@＝'.includes(start))).toEqual([]);
      await server.emptyTables('institutions');
      expect((await imported(file)).status).toBe(200);
      expect(await leads()).toMatchObject([lead]);
    },
  );

  it('has more leads than a page', async () => {
    await imported('name,type\nLead 0,company\n');
    await server.dataSource.query(
      `INSERT INTO institutions (name, type, status, last_activity_at, created_at, updated_at)
       SELECT 'Lead ' || n, type, status, last_activity_at, created_at, updated_at
       FROM institutions, generate_series(1, 1199) AS n`,
    );
    const names = (await exported()).split('\n').map((line) => line.split(',')[0]);
    expect(names.slice(1, -1)).toEqual(Array.from({ length: 1200 }, (_, n) => `Lead ${1199 - n}`));
  });
});
