import { DAY } from '../../../src/core/common/calendar';
import { Browser, fieldsOf, type Visit } from '../../testkit/browser';
import { formOf } from '../../testkit/forms';
import { worked } from '../../support/imports';
import { runQueued } from '../../testkit/jobs';
import { licenseboxDump, oldLicense } from '../../support/licensebox-dump';
import { roundTripsOf } from '../../testkit/statements';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const COUNT = 10;
const dump = (count = COUNT): string => [...licenseboxDump(count, { rowsPerInsert: 500, hasColumns: false })].join('');

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
beforeEach(() => server.emptyTables('licenses', 'customers', 'imports', 'import_rows', 'products', 'policies'));
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

it('asks how a file is to be read that is not clear, and takes the answer', async () => {
  const sheet = 'Verkäufe\nKey,Product,Expires,Colour\nASK-1,Ask,12/11/2030,red\n';
  const values = { from: 'spreadsheet', dates: 'mdy' };
  const { location = '' } = await upload(sheet, values);
  const { html } = await browser.get(location);
  expect(html).toMatch(/<option value="mdy" selected/);
  const { dates: _dates, ...unanswered } = fieldsOf(html);
  const start = async (fields: Record<string, string>) => {
    const form = new URLSearchParams(fields);
    ['key', 'product', 'expires_at', ''].forEach((column) => form.append('columns[]', column));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const path = location.split('?')[0] ?? '';
    const answer = await browser.postBody(path, Buffer.from(form.toString()), headers);
    await worked(server, idIn(answer.location ?? ''));
    return textIn((await browser.get(answer.location ?? '')).html);
  };
  const { 'columns[]': _columns, ...rest } = unanswered;
  expect(await start(rest)).toContain('can be read in two ways');
  const { location: again = '' } = await upload(sheet, values);
  expect(again).toContain('dates=mdy');
});

describe('the columns of a spreadsheet', () => {
  const SHEET = 'Serial no.,E-Mail,Notes,Invoice,,Seats\nSHEET-1,ada@shop.example,internal,INV-1,x,3\n';

  /** The path of the page that shows the columns. */
  async function uploadSheet(sheet = SHEET, more: Record<string, string> = {}): Promise<string> {
    const { status, location = '' } = await upload(sheet, { from: 'spreadsheet', ...more });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/imports\/columns\/\d+\?/)]);
    return location;
  }

  function sendColumns(path: string, columns: readonly string[], more: Record<string, string> = {}): Promise<Visit> {
    const fields = new URLSearchParams({ from: 'spreadsheet', ...more });
    columns.forEach((column) => fields.append('columns[]', column));
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return browser.postBody(path.split('?')[0] ?? '', Buffer.from(fields.toString()), headers);
  }

  /** Selected values of the columns, by the headings on the page. */
  const chosenIn = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<label[^>]*>“([^”]+)”[^]*?<\/select>/g)].map(([select, heading = '']) => [
        heading,
        /<option value="([^"]*)" selected/.exec(select)?.[1] ?? '',
      ]),
    );

  it('shows each heading with an example and the meaning that it seems to have', async () => {
    const { html } = await browser.get(await uploadSheet());
    expect(chosenIn(html)).toEqual({
      'Serial no.': '',
      'E-Mail': 'email',
      Notes: 'description',
      Invoice: '',
      Seats: 'seats',
    });
    expect(html).toContain('e.g. ada@shop.example');
    expect((await server.asAdmin('GET', '/api/v1/imports')).body.items).toEqual([]);
  });

  it('proposes the meanings that an export of another server has', async () => {
    const sheet = 'License Key,Product ID,Purchase Email,Order Number\nG-1,p,a@shop.example,7\n';
    const { html } = await browser.get(await uploadSheet(sheet, { from: 'gumroad' }));
    expect(chosenIn(html)).toEqual({
      'License Key': 'key',
      'Product ID': 'product',
      'Purchase Email': 'email',
      'Order Number': 'metadata.gumroad.order_number',
    });
  });

  it('says what is missing, and keeps what was chosen', async () => {
    const path = await uploadSheet();
    const refused = await browser.post(path.split('?')[0] ?? '', { from: 'spreadsheet', time_zone: 'Mars/Olympus' });
    expect([refused.status, refused.html.includes('Choose the column with the license keys.')]).toEqual([422, true]);
    const zone = await sendColumns(path, ['key', 'email', '', '', ''], { time_zone: 'Mars/Olympus' });
    expect([zone.status, zone.html.includes('id="field-time_zone-error"')]).toEqual([422, true]);
    expect(chosenIn(zone.html)).toMatchObject({ 'Serial no.': 'key', Notes: '', Seats: '' });
    expect((await sendColumns(path, ['key', '', '', '', ''])).status).toBe(303);
    expect((await sendColumns(path, ['key', '', '', '', ''])).location).toBe('/console/imports/new');
  });

  it('refuses a file that is no spreadsheet, and that of somebody else', async () => {
    expect((await browser.get(await uploadSheet('\u0000'))).location ?? '/console/imports/new').toBe(
      '/console/imports/new',
    );
    const path = await uploadSheet();
    const { username } = await createLoggedInUser(server, 'admin');
    const other = new Browser(server);
    await other.signIn(username, PASSWORD);
    expect((await other.get(path)).location).toBe('/console/imports/new');
  });

  it('shows the headings of another line, which are below titles of several cells, before it is checked', async () => {
    const path = await uploadSheet('Licenses,2026\nKey,Seats\nLINE-1,4\n');
    const refused = await sendColumns(path, ['key', 'seats'], { header_line: '12', product: 'sheet' });
    expect([refused.status, refused.html.includes('id="field-header_line-error"')]).toEqual([422, true]);
    const { shown = '' } = fieldsOf((await browser.get(path)).html);
    const again = await sendColumns(path, ['', ''], { shown, header_line: '2', product: 'sheet' });
    expect(chosenIn(again.html)).toEqual({ Key: 'key', Seats: 'seats' });
    const fields = { ...fieldsOf(again.html), product: 'sheet' };
    expect(fields).toMatchObject({ header_line: '2' });
    const rest = Object.entries(fields).filter(([name]) => name !== 'columns[]');
    const { location = '' } = await sendColumns(path, ['key', 'seats'], Object.fromEntries(rest));
    expect((await worked(server, idIn(location))).state).toBe('ready');
    await imported(location);
    expect(await server.sdk.licenses.get('LINE-1')).toMatchObject({ max_activations: 4 });
  });

  it('imports with the meanings that a person has confirmed, and without columns that are left out', async () => {
    const path = await uploadSheet(SHEET, { product: 'sheet', time_zone: 'Europe/Berlin' });
    const shown = await browser.get(path);
    const columns = ['key', 'email', '', 'metadata.invoice', 'seats'];
    const { product, time_zone } = fieldsOf(shown.html);
    expect([product, time_zone]).toEqual(['sheet', 'Europe/Berlin']);
    const { status, location = '' } = await sendColumns(path, columns, { product: 'sheet' });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/imports\/[\da-f-]{36}$/)]);
    expect((await worked(server, idIn(location))).state).toBe('ready');
    await imported(location);
    const license = await server.sdk.licenses.get('SHEET-1');
    expect(license).toMatchObject({ metadata: { invoice: 'INV-1' }, max_activations: 3, description: '' });
  });
});

describe('an API', () => {
  const access = {
    from: 'keygen',
    'api.account': '',
    'api.url': 'https://keygen.example.com/v1/accounts/vendor',
    'api.token': 'a-token',
  };

  it('is read with a token that no page shows again', async () => {
    const { html } = await browser.get('/console/imports/api');
    expect(html).toContain('type="password"');
    for (const [field, value] of [
      ['api.token', 'two words'],
      ['api.url', 'keygen.example'],
      ['api.url', ''],
    ] as const) {
      const refused = await browser.post('/console/imports/api', { ...access, [field]: value });
      const [wrong] = /id="field-api-[a-z]+-error"/.exec(refused.html) ?? [];
      expect([field, refused.status, wrong !== undefined]).toEqual([field, 422, true]);
      expect(refused.html).not.toContain('a-token');
    }
    const near = await browser.post('/console/imports/api', { ...access, 'api.url': 'http://127.0.0.1:1' });
    expect([near.status, near.html.includes('127.0.0.1 is not at a public address')]).toEqual([422, true]);
    const { status, location = '' } = await browser.post('/console/imports/api', access);
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/imports\/[\da-f-]{36}$/)]);
    expect(textIn((await browser.get(location)).html)).toContain('No page was read yet');
  });

  it('is read on with a token when it has failed, and says why it failed', async () => {
    const { location = '' } = await browser.post('/console/imports/api', access);
    const failure = JSON.stringify({ reason: 'api_refused', detail: 'status 401' });
    await server.dataSource.query(
      `UPDATE imports SET state = 'failed', api_token = NULL, failure = $1, api = jsonb_set(api, '{pages}', '7')`,
      [failure],
    );
    const failed = textIn((await browser.get(location)).html);
    expect(failed).toContain('The API could not be read, nothing was imported The API refuses the request status 401');
    expect(failed).toContain('The 7 pages that were read are kept.');
    const refused = await browser.post(`${location}/resume`, { token: '' });
    expect([refused.status, refused.html.includes('id="field-token-error"')]).toEqual([422, true]);
    expect((await browser.post(`${location}/resume`, { token: 'another-token' })).location).toBe(location);
    expect(textIn((await browser.get(location)).html)).toContain('7 pages were read so far');
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
    expect((await browser.post(`${path}/apply`, { ...fields, form_id: 'of another tab' })).status).toBe(409);
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

  it('is found again, cannot be undone after seven days, and is kept if a program has checked a license since', async () => {
    const path = await checked();
    await imported(path);
    expect(textIn((await browser.get(await checked())).html)).toContain('There is nothing to import');
    server.clock.advance(8 * DAY);
    await browser.signIn();
    const { html } = await browser.get(path);
    expect([textIn(html).includes('is over'), html.includes(`${path}/undo`)]).toEqual([true, false]);
    expect((await browser.post(`${path}/undo`)).status).toBe(409);
    server.clock.advance(-8 * DAY);
    const { code } = oldLicense(1);
    await server.call('POST', '/api/v1/validate', { body: { license_key: code, hardware_id: 'desk' } });
    await browser.post(`${path}/undo`);
    await worked(server, idIn(path));
    const text = textIn((await browser.get(path)).html);
    expect(text).toContain('The import was not undone: something was used since');
    expect(text).toMatch(new RegExp(`An app has checked it Licenses 1 ${code}`));
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
  const paths = [await checked(dump(1)), await checked(dump(15))];
  const statements: number[] = [];
  server.clock.hold();
  for (const path of paths) {
    await browser.get(path);
    statements.push((await roundTripsOf(() => browser.get(path))).length);
  }
  server.clock.reset();
  expect(statements[1]).toBe(statements[0]);
});
