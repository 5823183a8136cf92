import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { ImportFilesService } from '../../../src/pages/import/import-files.service';
import { RunLicenseImportJob } from '../../../src/core/licensing/license-imports/run-license-import.job';
import { LicenseImportJobsService } from '../../../src/core/licensing/license-imports/license-import-jobs.service';
import { StoredFilesService } from '../../../src/core/platform/files/stored-files.service';
import { Browser, formTo, type Visit } from '../../testkit/browser';
import { type CheckedImport, checkImport, formOf } from '../../testkit/forms';
import { activate, issued } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

const IMPORT = '/console/licenses/import';
const NOW = '2027-03-01T12:00:00.000Z';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  server.clock.holdAt(NOW);
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  server.clock.holdAt(NOW);
  await server.emptyTables('licenses', 'customers', 'background_jobs', 'background_job_rows');
  browser = aBrowser();
});
afterAll(() => server.stop());

const keys = async (): Promise<string[]> =>
  (await server.asAdmin('GET', '/api/v1/licenses')).body.items.map(({ key }: { key: string }) => key);

type Fields = Record<string, string | readonly string[]>;

const send = (path: string, fields: Fields): Promise<Visit> =>
  browser.postFields(
    path,
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  );

const uploaded = (csv: string | Buffer): Promise<CheckedImport> => checkImport(browser, IMPORT, csv);

const work = async () => {
  server.clock.advance(1_000);
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
};

/** Starts the check of an uploaded file, with the columns that were guessed. Returns the path of its job. */
async function started({ path }: CheckedImport, fields: Fields = {}): Promise<string> {
  const { status, location = '' } = await send(path, { do: 'check', ...fields });
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/jobs\//)]);
  return location;
}

/** Uploads and checks a file. */
async function checked(csv: string | Buffer, fields: Fields = {}) {
  const path = await started(await uploaded(csv), fields);
  await work();
  return { path, ...(await browser.get(path)) };
}

/** Imports the correct rows of a check. */
async function imported({ path }: { path: string }): Promise<Visit & { path: string }> {
  const { status, location = '' } = await browser.post(`${path}/import`);
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/jobs\//)]);
  await work();
  return { ...(await browser.get(location)), path: location };
}

describe('the columns', () => {
  it('are guessed from headings in three languages, with a value of each and the first rows', async () => {
    const { html } = await uploaded(
      'Produkt;Seriennummer;Geräte;客户邮箱;Firma\nv2-default;A-1;3;ada@example.com;Ada\n',
    );
    for (const column of ['product', 'key', 'max_activations', 'customer_email', 'customer_name']) {
      expect(html).toContain(`<option value="${column}" selected>`);
    }
    expect(html).toContain('e.g. A-1');
    expect(html).toContain('The first row has a value that does not fit');
    expect(html).toMatch(/<code>ada@example\.com<\/code><span class="cell-reason">[^<]*not found/);
    expect(await keys()).toEqual([]);
  });

  it('can be changed, and the first rows are shown again', async () => {
    const file = await uploaded('Was,Code\nv2-default,A-1\n');
    expect(file.html).toContain('Choose the column with the product.');
    const refused = await send(file.path, { do: 'check', 'columns[]': ['', 'key'] });
    expect([refused.status, refused.html.includes('Choose the column with the product.')]).toEqual([422, true]);
    const columns = { 'columns[]': ['product', 'key'] };
    const { status, location = '' } = await send(file.path, {
      do: 'preview',
      ...columns,
      create_customers: '1',
    });
    expect(status).toBe(303);
    const { html } = await browser.get(location);
    expect(html).toContain('The first row fits');
    expect(html).toMatch(/name="create_customers"[^>]* checked/);
    await imported(await checkedWith(file, columns));
    expect(await keys()).toEqual(['A-1']);
  });

  it('cannot be the same field twice', async () => {
    const { path } = await uploaded('product,key,code\nv2-default,A,B\n');
    const { status, html } = await send(path, { do: 'check', 'columns[]': ['product', 'key', 'key'] });
    expect([status, html.includes('Two columns are assigned to the same field.')]).toEqual([422, true]);
  });

  it('that are left out are not imported', async () => {
    const checks = await checked('product,colour,key,size\nv2-default,red,A-1,\n');
    expect(checks.html).toContain('The row is correct');
    expect(checks.html).toContain('colour (1 value)');
    expect(checks.html).not.toContain('size (');
    await imported(checks);
    expect(await keys()).toEqual(['A-1']);
  });
});

describe('a file that does not say how it is read', () => {
  const CSV = 'Lizenzen;2026;\nProdukt;Code;Bemerkung\nv2-default;"=""007""";Gr\xf6\xdfe\n';
  const FIELDS = { charset: 'windows-1252', header_line: '2', damaged: 'repair' };

  it('is read as its user says, below titles, in another character set, without the guards of a spreadsheet', async () => {
    const file = await uploaded(Buffer.from(CSV, 'latin1'));
    expect([file.status, file.html.includes('choose its character set')]).toEqual([422, true]);
    const wrong = await send(file.path, { do: 'preview', checked: '', header_line: '12' });
    expect([wrong.status, wrong.html.includes('1 to 11.')]).toEqual([422, true]);
    const next = await send(file.path, { do: 'preview', checked: '', ...FIELDS });
    const { html } = await browser.get(next.location ?? '');
    expect(html).toContain('The first row fits');
    const [, mark = ''] = /name="checked" value="([^"]*)"/.exec(html) ?? [];
    const columns = { 'columns[]': ['product', 'key', 'description'] };
    // Other answers than those that were shown are shown first.
    const other = await send(file.path, { do: 'check', checked: mark, ...columns, ...FIELDS, damaged: 'keep' });
    expect(other.location).toContain('damaged=keep');
    await imported(await checkedWith(file, { checked: mark, ...columns, ...FIELDS }));
    const { items } = await server.sdk.licenses.list();
    expect(items).toMatchObject([{ key: '007', description: 'Größe' }]);
  });

  it('is asked about each changed value', async () => {
    const { html } = await uploaded('product,key,description\nv2-default,A,1.2E+9\n');
    expect(html).toContain('A spreadsheet has shortened or guarded the value.');
  });
});

async function checkedWith(file: CheckedImport, fields: Fields) {
  const path = await started(file, fields);
  await work();
  return { path };
}

describe('the check', () => {
  it('runs in the background, with its progress', async () => {
    const path = await started(await uploaded('product;key\nv2-default;A-1\nv2-default;A-2\n'));
    const { html } = await browser.get(path);
    expect(html).toContain('Checking 2 rows of rows.csv');
    expect(html).toContain('0 of 2');
    await work();
    expect((await browser.get(path)).html).toContain('All 2 rows are correct');
    expect((await browser.get('/console/jobs')).html).toContain('Checked 2 rows of rows.csv');
    expect(await keys()).toEqual([]);
  });

  it('names the mistakes of every row at their cells, and has them all as CSV with the columns of the file', async () => {
    await issued(server, { key: 'TAKEN' });
    const rows = [
      ...[
        'v2-default,TAKEN,1,a',
        'nobody,B-1,2,b',
        'v2-default,=B-2,none,c',
        'v2-default,B-3,3,d',
        'v2-default,B-3,4,e',
      ],
      ...Array.from({ length: 210 }, (_, n) => `v2-default,C-${n},1,x`),
      'v2-default,C-1,1,last',
    ];
    const { html, path } = await checked(`product,key,Devices,,product\n${rows.map((row) => `${row},z`).join('\n')}\n`);
    expect(html).toContain('5 of 216 rows have mistakes');
    expect(html).toContain('The other 211 rows are correct and can be imported now');
    expect(html).toContain('Import 211 licenses');
    expect(html).toMatch(/<code>nobody<\/code><span class="cell-reason">[^<]*not found/);
    expect(html).toMatch(/<code>none<\/code><span class="cell-reason">/);
    expect(html).toContain('217');
    const { headers, html: csv } = await browser.get(`${path}/mistakes.csv`);
    expect(headers['content-disposition']).toContain('mistakes.csv');
    const [header, ...lines] = csv.trim().split('\n');
    expect(header).toBe('product,key,Devices,,product,row,reason');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^nobody,B-1,2,b,z,3,"?Product: /);
    expect(lines[2]).toMatch(/^v2-default,'=B-2,none,c,z,4,/);
    expect(lines[4]).toMatch(/^v2-default,C-1,1,last,z,217,Key: .*8/);
  });

  it('finds the keys below the heading License, and says that a limit begins at 1', async () => {
    const file = await uploaded('product,License,Devices\nv2-default,A-1,-1\n');
    expect(file.html).toContain('<option value="key" selected>');
    const { path } = await checkedWith(file, {});
    const { html } = await browser.get(path);
    expect(html).toMatch(/<code>-1<\/code><span class="cell-reason">[^<]*Enter 1 or more\./);
  });

  it('accepts the file of the mistakes once they are corrected', async () => {
    const { path } = await checked('product,key\nnobody,A-1\nv2-default,A-2\n');
    const { html: csv } = await browser.get(`${path}/mistakes.csv`);
    await imported(await checked(csv.replace('nobody', 'v2-default')));
    expect(await keys()).toEqual(['A-1']);
  });

  it('offers no import where no row is correct, and none after it was stopped', async () => {
    const { html, path } = await checked('product\nnobody\n');
    expect(html).toContain('Nothing can be imported');
    expect(html).not.toContain(`action="${path}/import"><button`);
    expect((await browser.post(`${path}/import`)).status).toBe(404);
    const stopped = await started(await uploaded('product\nv2-default\n'));
    expect((await browser.post(`${stopped}/import`)).status).toBe(404);
    await browser.post(`${stopped}/stop`);
    expect((await browser.get(stopped)).html).toContain('The check was stopped after 0 of 1 rows');
    expect((await browser.post(`${stopped}/import`)).status).toBe(404);
    await work();
    expect(await keys()).toEqual([]);
  });

  it('starts once, however often the form is sent', async () => {
    const { path } = await uploaded('product\nv2-default\n');
    const { form_id = '' } = formTo((await browser.get(path)).html, path);
    const sent = await Promise.all([1, 2].map(() => browser.post(path, { do: 'check', form_id })));
    expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
  });
});

describe('the import', () => {
  it('imports the correct rows, and has their keys as CSV', async () => {
    const checks = await checked('Product,Note\nv2-default,"Größe\nzwei"\nnobody,x\nv2-default,\n');
    const { html, path } = await imported(checks);
    expect(html).toContain('2 licenses are imported.');
    const { html: csv } = await browser.get(`${path}/result.csv`);
    expect(csv.split('\n')[0]).toBe('Product,Note,row,license_key,license_id,outcome,reason');
    const all = await keys();
    expect(all).toHaveLength(2);
    expect(all.every((key) => csv.includes(key) && html.includes(key))).toBe(true);
    const notes = (await server.asAdmin('GET', '/api/v1/licenses')).body.items;
    expect(notes.map(({ description }: { description: string }) => description)).toEqual(['', 'Größe\nzwei']);
    expect((await browser.get(checks.path)).html).toContain('Show the import');
  });

  it('imports a check once, however often and from wherever it is started', async () => {
    const { path } = await checked('product\nv2-default\nv2-default\n');
    const other = new Browser(server);
    await other.signIn();
    const sent = await Promise.all([browser, other, browser].map((one) => one.post(`${path}/import`)));
    expect(new Set(sent.map(({ location }) => location)).size).toBe(1);
    await work();
    expect((await browser.post(`${path}/import`)).location).toBe(sent[0]?.location);
    await work();
    expect(await keys()).toHaveLength(2);
  });

  it('is undone within seven days, but for licenses that were changed or used since', async () => {
    const checks = await checked('product,key\nv2-default,U-1\nv2-default,U-2\nv2-default,U-3\nv2-default,U-4\n');
    expect(checks.html).toContain('The import can be undone for 7 days.');
    const { html, path } = await imported(checks);
    expect(html).toContain('Can be undone until 8 Mar 2027');
    const used = (await server.asAdmin('GET', '/api/v1/licenses?q=U-1')).body.items[0];
    await activate(server, used.key, 'desk');
    server.clock.advance(1_000);
    await server.asAdmin('PATCH', `/api/v1/licenses/${used.id}`, { body: { description: 'Changed' } });
    await activate(server, 'U-2', 'desk');
    expect((await browser.get(`${path}/undo`)).html).toContain('2 licenses are deleted.');
    const undone = await Promise.all([1, 2].map(() => browser.post(`${path}/undo`)));
    expect(undone.map(({ status }) => status).sort()).toEqual([303, 409]);
    await work();
    expect(await keys()).toEqual(['U-2', 'U-1']);
    const { location = '' } = undone.find(({ status }) => status === 303) ?? {};
    expect((await browser.get(location)).html).toContain('Deleted 2 licenses imported from rows.csv');
    const kept = (await browser.get(`${location}?tab=not_changed`)).html;
    expect(kept).toContain('An app has used it');
    expect(kept).toContain('Somebody changed it after the check');
    expect((await browser.get(path)).html).toContain('Undone by admin');
    const archived = (await browser.get('/console/licenses/archived')).html;
    expect(['U-3', 'U-4'].every((key) => archived.includes(key))).toBe(true);
  });

  it('checks each row again: what was taken since is left out and named', async () => {
    const checks = await checked('product,key\nv2-default,A-1\nv2-default,A-2\n');
    await issued(server, { key: 'A-1' });
    const { html, path } = await imported(checks);
    expect(html).toContain('1 license is imported.');
    expect(html).toContain('1 row could not be imported');
    expect((await browser.get(`${path}?tab=not_changed`)).html).toContain('Key: This is already in use');
    expect(await keys()).toEqual(['A-2', 'A-1']);
  });

  it('continues after an interruption: no row is lost, none is imported twice', async () => {
    jest.replaceProperty(server.app.get(RunLicenseImportJob, { strict: false }), 'chunkSize', 20);
    const rows = Array.from({ length: 22 }, (_, n) => `v2-default,note ${n}\n`).join('');
    const { path } = await checked(`product,description\n${rows}`);
    const { location = '' } = await browser.post(`${path}/import`);
    // The node dies in the second chunk, and its queued run with it.
    await server.dataSource.query(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.description = 'note 21' THEN RAISE EXCEPTION 'killed' USING ERRCODE = '57P01'; END IF;
         RETURN NEW;
       END $$`,
    );
    await server.dataSource.query(`CREATE TRIGGER die BEFORE INSERT ON licenses FOR EACH ROW EXECUTE FUNCTION die()`);
    try {
      await expect(runQueued(server, RUN_BACKGROUND_JOBS)).rejects.toThrow();
    } finally {
      await server.dataSource.query(`DROP TRIGGER die ON licenses`);
      await server.dataSource.query(`DROP FUNCTION die`);
    }
    expect((await browser.get(location)).html).toContain('20 of 22');
    server.clock.advance(61_000);
    await runJob(server, RUN_BACKGROUND_JOBS);
    await work();
    expect((await browser.get(location)).html).toContain('22 licenses are imported.');
    const [counts] = await server.dataSource.query(
      `SELECT count(*)::integer AS count, count(DISTINCT description)::integer AS notes FROM licenses`,
    );
    expect(counts).toEqual({ count: 22, notes: 22 });
    jest.restoreAllMocks();
  });

  it('records the start and the end of its jobs, and each license, for the user who has started it', async () => {
    await imported(await checked('product,key\nv2-default,A-1\n'));
    const { items } = (await server.asAdmin('GET', '/api/v1/audit?limit=10')).body;
    expect(
      items
        .map(({ action }: { action: string }) => action)
        .slice(0, 5)
        .sort(),
    ).toEqual([...['job.finished', 'job.finished', 'job.started', 'job.started', 'license.issued']]);
    expect(new Set(items.slice(0, 5).map(({ actor }: { actor: string }) => actor)).size).toBe(1);
  });

  it('imports an export', async () => {
    const { id } = await server.sdk.customers.create({ name: 'Ada', email: 'ada@example.com' });
    await issued(server, { key: 'ROUND', max_activations: 7, customer_id: id });
    const { html: csv } = await browser.get('/console/licenses/export/file');
    await server.emptyTables('licenses');
    await imported(await checked(csv));
    expect((await server.sdk.licenses.list()).items).toMatchObject([{ key: 'ROUND', customer_id: id }]);
  });
});

describe('customers', () => {
  const CSV =
    'product,key,Customer,E-mail,Name\nv2-default,A,C-1,,\nv2-default,B,,ADA@example.com,Ada\nv2-default,C,C-9,ada@example.com,\n';

  it('are found by reference or by e-mail address, and unknown ones are mistakes', async () => {
    const { body: one } = await server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'One', reference: 'C-1' },
    });
    const { body: ada } = await server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'Ada', email: 'ada@example.com' },
    });
    const checks = await checked(CSV);
    expect(checks.html).toContain('1 of 3 rows has mistakes');
    expect(checks.html).toMatch(/<code>C-9<\/code><span class="cell-reason">[^<]*not found/);
    await imported(checks);
    const owners = await Promise.all(['A', 'B'].map((key) => server.asAdmin('GET', `/api/v1/licenses/${key}`)));
    expect(owners.map(({ body }) => body.customer_id)).toEqual([one.id, ada.id]);
  });

  it('are created once if that is wanted', async () => {
    const more = `${CSV}v2-default,D,C-1,,\nv2-default,E,,ada@example.com,Other\nv2-default,F,,not an address,\n`;
    const checks = await checked(more, { create_customers: '1' });
    expect(checks.html).toContain('1 of 6 rows has mistakes');
    const { html } = await imported(checks);
    expect(html).toContain('5 licenses are imported.');
    const { items } = (await server.asAdmin('GET', '/api/v1/customers')).body;
    interface Created {
      name: string;
      reference: string | null;
      email: string | null;
    }
    expect(items.map(({ name, reference, email }: Created) => [name, reference, email]).reverse()).toEqual([
      ['C-1', 'C-1', null],
      ['Ada', null, 'ada@example.com'],
      ['ada', 'C-9', 'ada@example.com'],
    ]);
    const { body } = await server.asAdmin('GET', '/api/v1/audit?limit=50');
    interface Entry {
      action: string;
      at: string;
    }
    const created = body.items.filter(({ action, at }: Entry) => action === 'customer.created' && at > NOW);
    expect(created).toHaveLength(3);
  });
});

describe('the file', () => {
  const MAX_BYTES = 200_000;
  beforeEach(() => {
    const files = server.app.get(ImportFilesService, { strict: false });
    const jobs = server.app.get(LicenseImportJobsService, { strict: false });
    expect([files.maxBytes, jobs.maxRows]).toEqual([20_000_000, 100_000]);
    jest.replaceProperty(files, 'maxBytes', MAX_BYTES);
    jest.replaceProperty(jobs, 'maxRows', 1_000);
  });
  afterEach(() => jest.restoreAllMocks());

  it('may be nearly as large as the limit by a column that is not imported', async () => {
    const rows = Array.from({ length: 10 }, (_, n) => `v2-default,N-${n},${'x'.repeat(19_400)}\n`);
    const csv = `product,key,scan\n${rows.join('')}`;
    expect(csv.length).toBeGreaterThan(0.95 * MAX_BYTES);
    const checks = await checked(csv);
    expect(checks.html).toContain('Import 10 licenses');
    expect(checks.html.length).toBeLessThan(50_000);
    await imported(checks);
    const [{ count }] = await server.dataSource.query('SELECT count(*)::integer AS count FROM licenses');
    expect(count).toBe(10);
  });

  it('may not be larger', async () => {
    const { body, headers } = await formOf(['file', Buffer.alloc(MAX_BYTES + 1, 'x'), 'rows.csv']);
    const { status, html } = await browser.postBody(IMPORT, body, headers);
    expect([status, html.includes('aria-invalid="true"')]).toEqual([422, true]);
    expect(await server.dataSource.query('SELECT FROM stored_files WHERE completed_at IS NULL')).toEqual([]);
  });

  it('is kept for an hour, for the user who has uploaded it', async () => {
    const file = await uploaded('product,key\nv2-default,KEPT\n');
    const { username } = await createLoggedInUser(server, 'admin');
    const other = new Browser(server);
    await other.signIn(username, PASSWORD);
    for (const refused of [await other.get(file.path), await other.post(file.path, { do: 'check' })]) {
      expect([refused.status, refused.location]).toEqual([303, IMPORT]);
    }
    expect((await other.get(IMPORT)).html).toContain('The file is no longer kept');
    server.clock.advance(3_590_000);
    expect((await browser.get(file.path)).html).toContain('The first row fits');
    server.clock.advance(20_000);
    expect((await browser.post(file.path, { do: 'check' })).location).toBe(IMPORT);
    server.clock.advance(3_600_000);
    await server.app.get(StoredFilesService).sweep();
    expect(await server.dataSource.query('SELECT FROM stored_files WHERE kept_for IS NOT NULL')).toEqual([]);
    expect((await browser.get(`${IMPORT}/x`)).location).toBe(IMPORT);
  });

  it.each([
    ['The file is not valid CSV', 'product\n"half'],
    ['The file is not UTF-8 text', Buffer.from('product\nGr\xf6\xdfe\n', 'latin1')],
    ['The file has no rows below the header', 'product\n\n'],
    ['The file has no rows below the header', ''],
  ])('is refused as a whole: %s', async (message, csv) => {
    const { status, html } = await uploaded(csv);
    expect([status, html.includes(message)]).toEqual([422, true]);
  });

  it.each([
    ['The file is not valid CSV', `product\n${'v2-default\n'.repeat(50)}"half`],
    ['NUL character in row 52', `product\n${'v2-default\n'.repeat(50)}a\0b\n`],
    ['A file may have at most 1,000 rows', `product\n${'v2-default\n'.repeat(1_001)}`],
  ])('is refused when its check starts: %s', async (message, csv) => {
    const { path, status } = await uploaded(csv);
    expect(status).toBe(200);
    const refused = await browser.post(path, { do: 'check' });
    expect([refused.status, refused.html.includes(message)]).toEqual([422, true]);
    expect(await server.dataSource.query('SELECT FROM background_job_rows')).toEqual([]);
  });

  it('is to be chosen', async () => {
    const form = await formOf(['do', 'check']);
    const { status, html } = await browser.postBody(IMPORT, form.body, form.headers);
    expect([status, html.includes('Choose a CSV file')]).toEqual([422, true]);
  });
});

it('is for users who may issue licenses, and escapes what a file has', async () => {
  const hostile = 'product,"<img src=x onerror=alert(1)>"\nnobody,"<img src=x onerror=alert(1)>"';
  const file = await uploaded(hostile);
  const { path, html } = await checked(hostile.replace('"<img src=x onerror=alert(1)>"\n', 'description\n'));
  for (const page of [file.html, html]) {
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toContain('<img');
  }
  const { username } = await createLoggedInUser(server, 'viewer');
  await browser.signIn(username, PASSWORD);
  expect((await browser.get(IMPORT)).status).toBe(403);
  expect((await browser.post(file.path, { do: 'check' })).status).toBe(403);
  expect((await browser.post(`${path}/import`)).status).toBe(403);
  expect((await browser.get(path)).html).not.toContain('Upload a corrected file');
});
