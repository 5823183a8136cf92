import { Browser, fieldsOf, type Visit } from '../support/browser';
import { formOf } from '../support/forms';
import { worked } from '../support/imports';
import { runQueued } from '../support/jobs';
import { licenseboxDump, oldLicense } from '../support/licensebox-dump';
import { roundTripsOf } from '../support/statements';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

const COUNT = 40;
const dump = (count = COUNT): string => [...licenseboxDump(count, { rowsPerInsert: 500, hasColumns: false })].join('');

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers', 'imports', 'import_rows', 'products', 'policies');
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

async function upload(file: string, more: Record<string, string> = { from: 'licensebox' }): Promise<Visit> {
  const fields = Object.entries(more).map(([name, value]) => [name, value] as const);
  const { body, headers } = await formOf(['file', file, 'licensebox.sql'], ...fields);
  return browser.postBody('/console/imports/new', body, headers);
}

/** Uploads a file and has it checked. Returns the path of its page. */
async function checked(file = dump()): Promise<string> {
  const { status, location = '' } = await upload(file);
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/imports\/[\da-f-]{36}$/)]);
  await worked(server, idIn(location));
  return location;
}

const idIn = (path: string): string => path.split('/').at(-1) ?? '';
const textIn = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function imported(path: string, change: (fields: Record<string, string>) => object = () => ({})): Promise<Visit> {
  const fields = fieldsOf((await browser.get(path)).html);
  const answer = await browser.post(`${path}/apply`, { ...fields, ...change(fields) });
  await worked(server, idIn(path));
  return answer;
}

describe('the upload', () => {
  it('offers the servers whose files are read, and leads to the page of the import', async () => {
    const { html } = await browser.get('/console/imports/new');
    expect(html).toContain('<option value="licensebox"');
    const { location = '' } = await upload(dump());
    const waiting = await browser.get(location);
    expect(textIn(waiting.html)).toContain('No row was read yet');
    expect(waiting.headers.refresh ?? waiting.html).toContain('5');
    const list = await browser.get('/console/imports');
    expect(list.html).toContain(location);
    expect(textIn(list.html)).toContain('Reading');
  });

  it('takes a spreadsheet with the meaning of its columns, one in each line', async () => {
    const columns = 'Serial no. = key\r\nInvoice = metadata.invoice\r\n';
    const sheet = 'Serial no.,Invoice\nSHEET-1,INV-1\n';
    const { location = '' } = await upload(sheet, { from: 'spreadsheet', product: 'sheet', columns });
    await worked(server, idIn(location));
    await imported(location);
    expect(await server.sdk.licenses.get('SHEET-1')).toMatchObject({ metadata: { invoice: 'INV-1' } });
  });

  it('says beside the field what is wrong, and keeps the other values', async () => {
    const files = () => server.dataSource.query('SELECT id FROM stored_files');
    const before = await files();
    const wrong = await upload(dump(1), { from: 'licensebox', time_zone: 'Mars/Olympus' });
    expect([wrong.status, wrong.html.includes('Europe/Berlin.'), wrong.html.includes('value="Mars/Olympus"')]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await upload(dump(1), { from: 'nobody' })).status).toBe(422);
    const lines = { from: 'spreadsheet', columns: 'Serial no.' };
    expect((await upload('Serial no.\nSHEET-1\n', lines)).html).toContain('Write each line as: heading = meaning');
    const { body, headers } = await formOf(['from', 'licensebox']);
    expect((await browser.postBody('/console/imports/new', body, headers)).status).toBe(422);
    expect((await server.asAdmin('GET', '/api/v1/imports')).body.items).toEqual([]);
    expect(await files()).toEqual(before);
  });

  it('shows why a file was not read', async () => {
    const path = await checked('SELECT 1;');
    const { html } = await browser.get(path);
    expect(textIn(html)).toContain(
      'The file could not be read, nothing was imported The file is not one of this server',
    );
  });
});

describe('the check', () => {
  it('shows counts by kind, what does not fit with samples and a file, and imports nothing', async () => {
    const path = await checked();
    const { html } = await browser.get(path);
    const text = textIn(html);
    const gone = `${path}/left-out?kind=license&amp;reason=product_unknown`;
    expect(text).toMatch(/\d+ rows can be imported \d+ rows do not fit and are left out\. Nothing was imported yet\./);
    expect(html).toContain(gone);
    expect(text).toContain('Its product is not in the file');
    expect(text).toContain(oldLicense(9).code);
    // The first license that would be made, with its key behind dots.
    expect(text).toMatch(
      /First new licenses .* Active on ••••\S* STUDIO buyer1@shop\.example Photo Studio: .* 2 site1-0\.example/s,
    );
    expect(text).not.toContain(oldLicense(1).code);
    expect((await server.asAdmin('GET', '/api/v1/licenses')).body.items).toEqual([]);

    const list = await browser.get(gone.replace('&amp;', '&'));
    expect([list.status, list.html.includes(oldLicense(9).code)]).toEqual([200, true]);
    expect((await browser.get(`${path}/left-out?q=nothing`)).html).toContain('No row matches');
    const csv = await browser.get(`${path}/left-out.csv`);
    const api = await server.asAdmin('GET', `/api/v1/imports/${idIn(path)}/left-out.csv`);
    expect([csv.status, csv.html]).toEqual([200, api.body]);
  });

  it('imports with the policies that a person has named or chosen', async () => {
    const { id } = (await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'House policy' } })).body;
    const path = await checked();
    const answer = await imported(path, () => ({ 'policies.0.name': 'Renamed', 'policies.1.policy': id }));
    expect([answer.status, answer.location]).toEqual([303, path]);
    const names = await server.dataSource.query(
      `SELECT DISTINCT p.name FROM licenses l JOIN policies p ON p.id = l.policy_id
       WHERE p.name IN ('Renamed', 'House policy') ORDER BY 1`,
    );
    expect(names).toEqual([{ name: 'House policy' }, { name: 'Renamed' }]);
  });

  it('shows a refused choice beside its field, and imports nothing', async () => {
    const path = await checked();
    const long = await imported(path, () => ({ 'policies.0.name': 'x'.repeat(300) }));
    expect([long.status, long.html.includes('id="field-policies-0-name-error"')]).toEqual([422, true]);
    const unknown = await imported(path, () => ({ 'policies.0.policy': '00000000-0000-4000-8000-000000000000' }));
    expect([unknown.status, unknown.html.includes('id="field-policies-0-policy-error"')]).toEqual([422, true]);
    expect((await server.asAdmin('GET', '/api/v1/licenses')).body.items).toEqual([]);
  });

  it('is confirmed once', async () => {
    const path = await checked();
    const fields = fieldsOf((await browser.get(path)).html);
    await browser.post(`${path}/apply`, fields);
    expect((await browser.post(`${path}/apply`, fields)).status).toBe(409);
  });
});

describe('the result', () => {
  it('balances, and is undone after a confirmation', async () => {
    const path = await checked();
    await imported(path);
    const text = textIn((await browser.get(path)).html);
    const [, read, made, there, leftOut] =
      /(\d+) read = (\d+) imported \+ (\d+) already here \+ (\d+) left out/.exec(text) ?? [];
    expect(Number(read)).toBe(Number(made) + Number(there) + Number(leftOut));
    expect(Number(made)).toBeGreaterThan(COUNT);
    expect(text).toContain('can be undone as a whole until');
    expect((await browser.get(`${path}/undo`)).html).toContain(`Undo the import of ${made} rows?`);
    expect((await browser.post(`${path}/undo`)).location).toBe(path);
    await runQueued(server, 'imports');
    await worked(server, idIn(path));
    expect(textIn((await browser.get(path)).html)).toContain('The import was undone on');
    expect((await server.asAdmin('GET', '/api/v1/licenses')).body.items).toEqual([]);
  });

  it('is kept, and names what was used, if a program has checked a license since', async () => {
    const path = await checked();
    await imported(path);
    const { code } = oldLicense(1);
    await server.call('POST', '/api/v1/validate', { body: { license_key: code, hardware_id: 'desk' } });
    await browser.post(`${path}/undo`);
    await worked(server, idIn(path));
    const text = textIn((await browser.get(path)).html);
    expect(text).toContain('The import was not undone: something was used since');
    expect(text).toMatch(new RegExp(`A program has checked it Licenses 1 ${code}`));
  });

  it('cannot be undone after seven days', async () => {
    const path = await checked();
    await imported(path);
    server.clock.advance(8 * 24 * 3_600_000);
    await browser.signIn();
    const { html } = await browser.get(path);
    expect([textIn(html).includes('is over'), html.includes(`${path}/undo`)]).toEqual([true, false]);
    expect((await browser.post(`${path}/undo`)).status).toBe(409);
  });
});

it('continues an interrupted import at once', async () => {
  const { location = '' } = await upload(dump());
  await server.dataSource.query('DELETE FROM graphile_worker._private_jobs');
  server.clock.advance(60_000);
  const { html } = await browser.get(location);
  expect(html).toContain(`${location}/resume`);
  await browser.post(`${location}/resume`);
  expect((await worked(server, idIn(location))).state).toBe('ready');
});

it('lets only those see imports who may', async () => {
  const { username } = await createLoggedInUser(server, 'support');
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  const [list, home] = [await other.get('/console/imports'), await other.get('/console')];
  expect([list.status, home.html.includes('/console/imports')]).toEqual([403, false]);
});

it('shows a large import with as many statements as a small one', async () => {
  const paths = [await checked(dump(1)), await checked(dump(300))];
  const statements: number[] = [];
  for (const path of paths) {
    await browser.get(path);
    statements.push((await roundTripsOf(() => browser.get(path))).length);
  }
  expect(statements[1]).toBe(statements[0]);
});

it('finds nothing to import in a file that was imported before', async () => {
  const path = await checked();
  await imported(path);
  const again = await checked();
  const text = textIn((await browser.get(again)).html);
  expect(text).toContain('There is nothing to import');
});
