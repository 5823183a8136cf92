import { RUN_DATA_EXPORTS } from '../../../src/core/platform/exports/run-data-exports';
import { DataExportsService } from '../../../src/core/platform/exports/data-exports.service';
import { EXPORT_LIMITS } from '../../../src/pages/exports/list-export';
import { LicensesService } from '../../../src/core/licensing/licenses/licenses.service';
import { Browser, fieldsOf, type Visit } from '../../testkit/browser';
import { activate, issued } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { race } from '../../testkit/race';
import { IS_DEEP, sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

const NOW = '2027-03-01T12:00:00.000Z';
const PAGE = '/console/licenses/export';
const EXPORTS = '/console/exports';
/** Instead of 10,000 and 500. */
const [DIRECT_ROWS, PART_ROWS] = [100, 20];
const MANY = IS_DEEP ? 520 : 105;

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
  await server.emptyTables('licenses', 'customers', 'data_exports', 'stored_files', 'file_chunks');
  browser = aBrowser();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

async function manyLicenses(count: number): Promise<void> {
  expect(EXPORT_LIMITS).toEqual({ directRows: 10_000, partRows: 500 });
  jest.replaceProperty(EXPORT_LIMITS, 'directRows', DIRECT_ROWS);
  jest.replaceProperty(EXPORT_LIMITS, 'partRows', PART_ROWS);
  await server.dataSource.query(
    `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
     SELECT 'MANY-' || n, id, policy_id, now(), now()
     FROM products, generate_series(1, $1::integer) AS n WHERE reference = 'v2-default'`,
    [count],
  );
}

const write = () => runQueued(server, RUN_DATA_EXPORTS);
const writeAll = async () => {
  while ((await write()) > 0);
};

let forms = 0;
/** Starts an export of keys, however few there are. */
const start = (by = browser, id = `form ${forms++}`): Promise<Visit> =>
  by.postFields(PAGE, [
    ['form_id', id],
    ['column[]', ''],
    ['column[]', 'key'],
  ]);

const fileLinks = (html: string) =>
  [...html.matchAll(/href="(\/console\/exports\/[^"]*\/file)"/g)].map(([, one]) => one);

/** The only file of the list of exports. */
async function fileOf(by = browser): Promise<string> {
  const [path = ''] = fileLinks((await by.get(EXPORTS)).html);
  return path;
}

async function another(role: 'support' | 'viewer' | 'admin'): Promise<Browser> {
  const { username } = await createLoggedInUser(server, role);
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  return other;
}

const downloads = async () => (await server.asAdmin('GET', '/api/v1/audit?action=export.downloaded')).body.items;

describe('the page', () => {
  it('offers the columns of its address, counts the rows and downloads them at once', async () => {
    const { key } = await issued(server);
    await issued(server, { type: 'trial' });
    const { html } = await browser.get(`${PAGE}?type=perpetual&column=key&column=customer_email`);
    expect(html).toContain('1 row matches');
    expect(html).toContain('Type is Perpetual');
    expect(html).toMatch(/value="key" checked/);
    expect(html).not.toMatch(/value="status" checked/);
    const file = await browser.get(`${PAGE}/file?type=perpetual&column=&column=key&column=customer_email`);
    expect(file.headers['content-disposition']).toBe('attachment; filename="licenses.csv"');
    expect(file.html).toBe(`key,customer_email\n${key},\n`);
  });

  it('exports the selected licenses alone, or all that match', async () => {
    const [one, two] = [await issued(server), await issued(server)];
    const rows = async (query: string) =>
      (await browser.get(`${PAGE}/file?column=key&${query}`)).html.trim().split('\n');
    expect(await rows(`id=${one.number}`)).toEqual(['key', one.key]);
    expect(await rows(`id=${one.number}&all=1`)).toEqual(['key', two.key, one.key]);
    expect((await browser.get(`${PAGE}?id=${one.number}`)).html).toContain('1 row matches');
  });

  it('asks for a column if none is chosen, and exports nothing', async () => {
    for (const visit of [await browser.get(`${PAGE}/file?column=`), await browser.post(PAGE, { 'column[]': '' })]) {
      expect([visit.status, visit.html.includes('Choose at least one column.')]).toEqual([422, true]);
    }
    expect((await browser.get(EXPORTS)).html).toContain('No exports');
    expect((await browser.get(`${PAGE}?status=gone`)).status).toBe(400);
  });

  it('records each download with its filters and columns', async () => {
    const before = (await downloads()).length;
    await browser.get(`${PAGE}/file?status=unused&column=key`);
    const [entry, ...others] = await downloads();
    expect(others).toHaveLength(before);
    expect(entry).toMatchObject({
      actor: 'admin',
      after: { kind: 'licenses', query: { status: 'unused' }, columns: ['key'], rows: 0 },
    });
    expect((await browser.get('/console/audit?tab=everything')).html).toContain('exported <span>licenses');
  });
});

it('counts the rows of each list up to the 10,000 that it sends at once', async () => {
  const { id } = await server.sdk.customers.create({ name: 'Ada', email: 'ada@example.com' });
  const pages: [path: string, table: string][] = [
    [PAGE, 'licenses'],
    ['/console/customers/export', 'customers'],
    [`/console/customers/${id}/export?tab=devices`, 'activations'],
    ['/console/devices/export', 'activations'],
    ['/console/sessions/export', 'license_sessions'],
    ['/console/orders/export', 'orders'],
    ['/leads/export', 'institutions'],
    ['/console/audit/export', 'audit_entries'],
    ['/console/audit/export?tab=events', 'events'],
    ['/console/audit/export?tab=verdicts', 'verifications'],
  ];
  for (const [page, table] of sampleOf(pages, 4, 'counted')) {
    const statements = await statementsOf(async () => {
      expect([page, (await browser.get(page)).status]).toEqual([page, 200]);
    });
    const lists = statements.filter(
      ({ text }) => new RegExp(`FROM "?${table}"?\\b`).test(text) && /count\(|ORDER BY/.test(text),
    );
    const limits = lists.map(({ text }) =>
      Math.max(...Array.from(text.matchAll(/ LIMIT (\d+)/g), ([, one]) => Number(one))),
    );
    expect([page, lists.length > 0, limits.filter((limit) => !(limit <= 10_001))]).toEqual([page, true, []]);
  }
});

it('writes each list in the background as it sends it at once', async () => {
  const { id } = await server.sdk.customers.create({ name: '=Ada, "Countess"', email: 'ada@example.com' });
  const license = await issued(server, { customer_id: id, max_activations: 1 });
  await activate(server, license.key, 'desk');
  await activate(server, license.key, 'laptop');
  await server.sdk.leads.create({ name: 'Example University', type: 'university', contacts: [{ name: 'Grace' }] });
  const lists: [path: string, query: Record<string, string>, text: string][] = [
    [PAGE, { customer: id }, license.key],
    ['/console/customers/export', { q: 'ada' }, 'ada@example.com'],
    [`/console/customers/${id}/export`, { tab: 'devices' }, 'desk'],
    [`/console/customers/${id}/export`, { tab: 'refusals' }, 'SEATS_EXHAUSTED'],
    [`/console/customers/${id}/export`, { tab: 'timeline' }, 'license.issued'],
    ['/leads/export', { type: 'university' }, 'Grace'],
    ['/console/audit/export', { target: `licenses:${license.id}`, from: '2027-03-01' }, 'license.issued'],
    ['/console/audit/export', { tab: 'events', action: 'license.issued' }, license.key],
    ['/console/audit/export', { tab: 'verdicts', key: license.key }, 'laptop'],
  ];
  for (const [path, query, text] of sampleOf(lists, 4, 'written')) {
    const sent = await browser.get(`${path}/file?${new URLSearchParams(query).toString()}`);
    expect([path, sent.status, sent.html.includes(text)]).toEqual([path, 200, true]);
    expect((await browser.post(path, { ...query, form_id: `list ${forms++}` })).status).toBe(303);
    await writeAll();
    const file = await fileOf();
    expect([path, (await browser.get(file)).html]).toEqual([path, sent.html]);
    const again = /<a class="row-link" href="([^"]*)"/.exec((await browser.get(EXPORTS)).html)?.[1] ?? '';
    expect((await browser.get(again.replaceAll('&amp;', '&'))).status).toBe(200);
    await browser.post(file.replace('/file', '/delete'));
  }
});

describe('more rows than are sent at once', () => {
  it('are written in the background, wait for a day, and are deleted', async () => {
    const count = DIRECT_ROWS + 10;
    await manyLicenses(count);
    const { html } = await browser.get(PAGE);
    expect(html).toContain('More than 100 rows match');
    expect(fieldsOf(html)).toMatchObject({ form_id: expect.any(String), 'column[]': expect.stringContaining('key,') });
    const direct = await browser.get(`${PAGE}/file?column=key`);
    expect([direct.status, direct.location]).toEqual([303, `${PAGE}?column=key`]);
    const { status, location } = await start();
    expect([status, location]).toEqual([303, EXPORTS]);
    expect((await browser.get(EXPORTS)).html).toContain('Waiting');
    await writeAll();
    const list = await browser.get(EXPORTS);
    expect(list.html).toContain('Complete');
    expect(list.html).toContain('110');
    expect(list.html).toContain(`href="${PAGE}?column=key"`);
    const path = await fileOf();
    const { headers, html: csv } = await browser.get(path);
    expect(headers['content-disposition']).toBe('attachment; filename="licenses.csv"');
    const rows = csv.trim().split('\n');
    expect([rows[0], rows[1], rows.length, new Set(rows).size]).toEqual(['key', `MANY-${count}`, count + 1, count + 1]);
    server.clock.advance(86_400_000 + 1);
    await browser.signIn();
    expect((await browser.get(path)).status).toBe(404);
    await runJob(server, 'sweep-data-exports');
    server.clock.advance(3_600_001);
    await runJob(server, 'file-sweep');
    const left = `SELECT (SELECT count(*) FROM data_exports)::integer AS exports, (SELECT count(*) FROM file_chunks)::integer AS chunks`;
    expect(await server.dataSource.query(left)).toEqual([{ exports: 0, chunks: 0 }]);
  });
});

describe('many rows', () => {
  it('continue after the last part when the process was killed', async () => {
    await manyLicenses(MANY);
    await start();
    const licenses = server.app.get(LicensesService, { strict: false });
    const read = licenses.exportedPart.bind(licenses);
    let parts = 0;
    // A part of the file has at most as many rows as are read in a second.
    jest.spyOn(performance, 'now').mockImplementation(() => parts * 600);
    const spy = jest.spyOn(licenses, 'exportedPart').mockImplementation((...args) => {
      parts += 1;
      return parts === 4 ? Promise.reject(Object.assign(new Error('away'), { code: '57P01' })) : read(...args);
    });
    await expect(write()).rejects.toThrow('away');
    spy.mockRestore();
    jest.restoreAllMocks();
    expect((await browser.get(EXPORTS)).html).toContain('Being written');
    server.clock.advance(61_000);
    await runJob(server, RUN_DATA_EXPORTS);
    await writeAll();
    const rows = (await browser.get(await fileOf())).html.trim().split('\n');
    expect([rows.length, new Set(rows).size]).toEqual([MANY + 1, MANY + 1]);
  });

  it('are written once by two nodes at the same time', async () => {
    await manyLicenses(PART_ROWS + 4);
    await start();
    const [{ id }] = await server.dataSource.query<[{ id: number }]>('SELECT id FROM data_exports');
    const run = () => runJob(server, RUN_DATA_EXPORTS, { export: id });
    await race({ databaseUrl: server.databaseUrl, hold: 'SELECT id FROM data_exports FOR UPDATE' }, [run, run]);
    await writeAll();
    const rows = (await browser.get(await fileOf())).html.trim().split('\n');
    expect([rows.length, new Set(rows).size]).toEqual([PART_ROWS + 5, PART_ROWS + 5]);
  });

  it('stop when somebody deletes the export', async () => {
    await manyLicenses(PART_ROWS + 4);
    await start();
    const [{ uid }] = await server.dataSource.query<[{ uid: string }]>('SELECT uid FROM data_exports');
    const licenses = server.app.get(LicensesService, { strict: false });
    const read = licenses.exportedPart.bind(licenses);
    const spy = jest.spyOn(licenses, 'exportedPart').mockImplementationOnce(async (...args) => {
      const part = await read(...args);
      expect((await browser.post(`${EXPORTS}/${uid}/delete`)).location).toBe(EXPORTS);
      return part;
    });
    await writeAll();
    expect(spy).toHaveBeenCalled();
    expect((await browser.get(EXPORTS)).html).toContain('No exports');
    server.clock.advance(3_600_001);
    await runJob(server, 'file-sweep');
    expect(await server.dataSource.query('SELECT id FROM stored_files')).toEqual([]);
  });

  it('are left to the nodes that know their list, and are not offered by others', async () => {
    await start();
    const rename = (kind: string) => server.dataSource.query('UPDATE data_exports SET kind = $1', [kind]);
    await rename('later');
    await writeAll();
    server.clock.advance(120_000);
    await runJob(server, RUN_DATA_EXPORTS);
    expect(await write()).toBe(0);
    expect((await browser.get(EXPORTS)).html).toContain('Waiting');

    await rename('licenses');
    await runJob(server, RUN_DATA_EXPORTS);
    await writeAll();
    const file = await fileOf();
    await rename('later');
    expect(fileLinks((await browser.get(EXPORTS)).html)).toEqual([]);
    expect((await browser.get(file)).status).toBe(409);
    await rename('licenses');
    expect((await browser.get(file)).status).toBe(200);
  });

  it('are said to have failed if they cannot be read', async () => {
    await start();
    const licenses = server.app.get(LicensesService, { strict: false });
    jest.spyOn(licenses, 'exportedPart').mockRejectedValueOnce(new Error('broken'));
    jest.spyOn(console, 'error').mockImplementation();
    await writeAll();
    const { html } = await browser.get(EXPORTS);
    expect(html).toContain('Failed');
    expect(fileLinks(html)).toEqual([]);
  });
});

describe('who may', () => {
  it('shows an export to its creator and to admins, and to nobody else', async () => {
    const [support, viewer, admin] = [await another('support'), await another('viewer'), await another('admin')];
    await start(support);
    await writeAll();
    const path = await fileOf(support);
    expect(path).not.toBe('');
    expect((await support.get(path)).status).toBe(200);
    expect((await admin.get(path)).status).toBe(200);
    expect(await fileOf(admin)).toBe(path);
    expect((await viewer.get(EXPORTS)).html).toContain('No exports');
    expect((await viewer.get(path)).status).toBe(404);
    expect((await viewer.post(path.replace('/file', '/delete'))).status).toBe(404);
    expect((await support.post(path.replace('/file', '/delete'))).status).toBe(303);
    expect((await support.get(path)).status).toBe(404);
  });

  it('keeps a few exports for each user, also when they are started at the same time', async () => {
    const [{ id }] = await server.dataSource.query<[{ id: number }]>(`SELECT id FROM users WHERE username = 'admin'`);
    const hold = `SELECT pg_advisory_xact_lock(hashtextextended('exports of user ${id}', 0))`;
    const racers = Array.from({ length: 6 }, () => () => start());
    const answers = await race({ databaseUrl: server.databaseUrl, hold }, racers);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 303, 303, 303, 409]);
    const { status, html } = await start();
    expect([status, html.includes('Too many of your exports')]).toEqual([409, true]);
    await writeAll();
    expect(fileLinks((await browser.get(EXPORTS)).html)).toHaveLength(5);
  });

  it('starts one export however often its form is sent', async () => {
    const answers = await Promise.all([start(browser, 'same'), start(browser, 'same'), start(browser, 'same')]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const all = await server.app.get(DataExportsService, { strict: false }).list({ limit: 10 }, undefined);
    expect(all.rows).toHaveLength(1);
  });
});

it.each([
  ['licenses', PAGE, 'key', 'OURS-1', 'THEIRS-1'],
  ['customers', '/console/customers/export', 'name', 'Ours', 'Theirs'],
])(
  'a file of %s has the rows of its products alone if a role of products started it',
  async (_list, path, column, own, other) => {
    for (const [product, name] of [
      ['lic-default', 'Ours'],
      ['v2-default', 'Theirs'],
    ]) {
      const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', { body: { name } });
      await issued(server, { product, key: `${name?.toUpperCase()}-1`, customer_id: customer.id });
    }
    const name = `Exports of ${column}`;
    const permissions = ['licenses:read', 'customers:read'];
    await server.asAdmin('POST', '/api/v1/roles', { body: { name, permissions, products: ['lic-default'] } });
    const { id, username } = await createLoggedInUser(server, name);
    const person = new Browser(server);
    await person.signIn(username, PASSWORD);
    const begin = async () =>
      person.postFields(path, [
        ['form_id', `scoped ${forms++}`],
        ['column[]', column],
      ]);
    expect((await begin()).status).toBe(303);
    await writeAll();
    const { html } = await person.get(await fileOf(person));
    expect([html.includes(own), html.includes(other)]).toEqual([true, false]);

    // Whoever may no longer sign in gets nothing more.
    await begin();
    await server.asAdmin('DELETE', `/api/v1/users/${id}`);
    await writeAll();
    const states = await server.dataSource.query('SELECT state FROM data_exports ORDER BY id');
    expect(states).toEqual([{ state: 'done' }, { state: 'failed' }]);
  },
);
