import { formOf } from '../support/forms';
import { race } from '../support/race';
import { countOf, eventsOf } from '../support/records';
import { TestServer } from '../support/server';

const PATH = '/api/v1/leads';
const HEADER =
  'name,type,status,city,website,address,notes,contact_name,contact_position,contact_emails,contact_phones';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(() => server.dataSource.query('TRUNCATE institutions RESTART IDENTITY CASCADE'));
afterAll(() => server.stop());

async function imported(text: string | Buffer, query: Record<string, string> = {}) {
  return server.asAdmin('POST', `${PATH}/import`, { query, ...(await formOf(['file', text, 'leads.csv'])) });
}

const leads = async (): Promise<any[]> => (await server.asAdmin('GET', PATH)).body.items;
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
  it('makes leads of rows, the contacts of one lead in rows of their own', async () => {
    expect(await imported(GOOD)).toMatchObject({
      status: 200,
      body: { rows: 3, leads: 2, imported: true, problem_count: 0, problems: [] },
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
    expect(await eventsOf(server, university.id)).toMatchObject([
      { name: 'lead.created', data: { name: 'Example University', contacts: [{ name: 'Grace' }, { name: 'Ada' }] } },
    ]);
  });

  it('changes nothing as a dry run, and says the same', async () => {
    expect(await imported(GOOD, { dry_run: 'true' })).toMatchObject({
      status: 200,
      body: { rows: 3, leads: 2, imported: false, problem_count: 0 },
    });
    expect(await leads()).toEqual([]);
    expect((await imported(GOOD, { dry_run: 'false' })).body.imported).toBe(true);
  });

  it('says which cell of which row is wrong, and imports none of the rows', async () => {
    const file = `${HEADER}\nGood,company,,,,,,,,,\n,${'x'.repeat(65)},gone,,,,,,Buyer,nobody,\n`;
    const { body } = await imported(file, { dry_run: 'true' });
    expect(body).toMatchObject({ rows: 2, imported: false, problem_count: 5 });
    expect(body.problems).toEqual([
      { row: 3, column: 'name', value: '', message: 'The name is missing.' },
      { row: 3, column: 'type', value: 'x'.repeat(65), message: 'Too long: at most 64 characters.' },
      {
        row: 3,
        column: 'status',
        value: 'gone',
        message: 'Unknown status. Use new, contacted, qualified, converted, lost.',
      },
      { row: 3, column: 'contact_name', value: '', message: 'The name of the contact is missing.' },
      { row: 3, column: 'contact_emails', value: 'nobody', message: 'Not an e-mail address: “nobody”.' },
    ]);
    const refused = await imported(file);
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { code: 'IMPORT_REFUSED', message: '5 cells are invalid: nothing was imported' } },
    });
    expect(refused.body.error.details[0]).toEqual({
      field: 'rows.3.name',
      reason: 'invalid',
      message: 'Row 3: The name is missing.',
    });
    expect(await leads()).toEqual([]);
  });

  it.each([
    ['name', 'Known,company', 'A lead with this name exists already.'],
    ['type', 'Twice,company\nTwice,school', 'Row 2 has the same name but another type.'],
    ['name', 'x\0,company', 'Contains characters that cannot be stored.'],
  ])('refuses by its %s: %j', async (column, rows, message) => {
    await server.asAdmin('POST', PATH, { body: { name: 'Known', type: 'company' } });
    const { body } = await imported(`name,type\n${rows}\n`, { dry_run: 'true' });
    expect(body.problems).toMatchObject([{ column, message }]);
  });

  it.each([
    ['contact_name', 'Many,x,C,,\n'.repeat(52), 'A lead may have at most 50 contacts.'],
    ['contact_emails', `A,x,C,${'a@x.example;'.repeat(11)},\n`, 'Too many: at most 10, separated by semicolons.'],
    ['contact_phones', `A,x,C,,${'1;'.repeat(11)}\n`, 'Too many: at most 10, separated by semicolons.'],
    ['contact_phones', `A,x,C,,${'1'.repeat(65)}\n`, 'A phone number may have at most 64 characters.'],
  ])('refuses more than a lead may have by its %s: %#', async (column, rows, message) => {
    const file = `name,type,contact_name,contact_emails,contact_phones\n${rows}`;
    const { body } = await imported(file, { dry_run: 'true' });
    expect(body.problems).toMatchObject([{ column, message }]);
  });

  it('counts all wrong cells and shows the first hundred', async () => {
    const { body } = await imported(`name,type\n${',x\n'.repeat(300)}`, { dry_run: 'true' });
    expect([body.problem_count, body.problems.length, body.problems[99].row]).toEqual([300, 100, 101]);
  });

  it('takes a file once that is sent twice at once', async () => {
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'LOCK TABLE institutions IN SHARE ROW EXCLUSIVE MODE' },
      [1, 2].map(() => () => imported('name,type\nOnce,company\n')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await countOf(server, `institutions WHERE name = 'Once'`)).toBe(1);
  });

  it('takes as many rows as it says, and not one more', async () => {
    const rows = (count: number) => `name,type\n${Array.from({ length: count }, (_, n) => `L${n},x`).join('\n')}\n`;
    expect((await imported(rows(2001))).body.error).toMatchObject({ message: 'A file may have at most 2000 rows' });
    expect((await imported(rows(2000))).body).toMatchObject({ leads: 2000, imported: true });
    expect(await countOf(server, 'institutions')).toBe(2000);
  });

  it('refuses a file that is too large, none, and what is no form', async () => {
    expect((await imported(Buffer.alloc(1024 * 1024 + 1, 'x'))).status).toBe(413);
    const empty = await server.asAdmin('POST', `${PATH}/import`, await formOf(['other', 'text']));
    expect(empty).toMatchObject({ status: 400, body: { error: { code: 'FILE_MISSING' } } });
    expect((await server.asAdmin('POST', `${PATH}/import`, { body: { file: 'x' } })).status).toBe(400);
    expect((await imported(GOOD, { dry_run: 'maybe' })).status).toBe(400);
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

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1', `=HYPERLINK("http://x.example","Click")`])(
    'keeps %j from being a formula, and an import takes it back as it was',
    async (text) => {
      const lead = {
        ...{ name: text, type: text, city: text, website: text, address: text, notes: text },
        contacts: [{ name: text, position: text, emails: ['+a@x.example'], phones: [text] }],
      };
      await server.asAdmin('POST', PATH, { body: lead });
      const file = await exported();
      const cells = file.split('\n')[1]?.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
      const starts = cells.map((cell) => cell.replace(/^"/, '')[0]).filter((start) => start !== undefined);
      expect(starts.filter((start) => '=+-@＝'.includes(start))).toEqual([]);
      await server.dataSource.query('TRUNCATE institutions RESTART IDENTITY CASCADE');
      expect((await imported(file)).status).toBe(200);
      expect(await leads()).toMatchObject([lead]);
    },
  );

  it('has more leads than a page', async () => {
    await imported(`name,type\n${Array.from({ length: 1200 }, (_, n) => `Lead ${n},company`).join('\n')}\n`);
    const names = (await exported()).split('\n').map((line) => line.split(',')[0]);
    expect(names.slice(1, -1)).toEqual(Array.from({ length: 1200 }, (_, n) => `Lead ${1199 - n}`));
  });
});
