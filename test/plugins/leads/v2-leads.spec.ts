import { Browser } from '../../testkit/browser';
import { formOf } from '../../testkit/forms';
import { keyOf } from '../../testkit/callers';
import { createLoggedInUser } from '../../testkit/users';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const PATH = '/leads/api/stats';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('institutions'));
afterAll(() => server.stop());

async function lead(type: string, contacts = 0): Promise<string> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/leads', {
    body: { name: type, type, contacts: Array.from({ length: contacts }, () => ({ name: 'Contact' })) },
  });
  expect(status).toBe(201);
  return body.id;
}

const convert = (id: string) => server.asAdmin('POST', `/api/v1/leads/${id}/convert`);
const activity = (id: string, at: number) =>
  server.asAdmin('POST', `/api/v1/leads/${id}/activities`, { body: { type: 'call', at: new Date(at).toISOString() } });
const stats = async () => (await server.asAdmin('GET', PATH)).body;

const NOTHING = { total_institutions: 0, total_contacts: 0, recent_activities: 0, conversion_rate: 0, by_type: {} };

it('counts as in the contract', async () => {
  const ids = [];
  for (const type of [
    'university',
    'university',
    'company',
    'company',
    'company',
    'company',
    'government',
    'government',
  ]) {
    ids.push(await lead(type, 3));
  }
  const [first = '', second = ''] = ids;
  await convert(first);
  const now = server.clock.now().getTime();
  await activity(second, now - 29 * DAY);
  await activity(second, now - 31 * DAY);
  await activity(second, now + DAY / 2);
  const { status, headers, body } = await server.asAdmin('GET', PATH);
  expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(body).toEqual({
    total_institutions: 8,
    total_contacts: 24,
    recent_activities: 1,
    conversion_rate: 12.5,
    by_type: { university: 2, company: 4, government: 2 },
  });
});

it('has zeros where there is nothing', async () => {
  expect(await stats()).toEqual(NOTHING);
});

it('rounds the conversion rate to one decimal', async () => {
  const [first] = [await lead('a'), await lead('a'), await lead('a')];
  await convert(first);
  expect((await stats()).conversion_rate).toBe(33.3);
});

it('adds up whatever the types are called and however many there are', async () => {
  await server.dataSource.query(
    `INSERT INTO institutions (name, type, last_activity_at, created_at, updated_at)
     SELECT n, CASE WHEN n % 3 = 0 THEN 'type ' || n ELSE 'other' END, now(), now(), now() FROM generate_series(1, 600) n`,
  );
  await lead('__proto__');
  await lead('__proto__');
  const { total_institutions, by_type } = await stats();
  const counts = Object.values<number>(by_type);
  expect(total_institutions).toBe(602);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(602);
  expect(counts).toHaveLength(99);
  expect(Object.entries(by_type)).toContainEqual(['__proto__', 2]);
});

it('adds up before and after a storm of changes', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => lead(n % 2 ? 'company' : 'school', 2)));
  const [one = '', two = '', three = '', ...rest] = ids;
  const seen = await Promise.all([
    convert(one),
    convert(one),
    server.asAdmin('DELETE', `/api/v1/leads/${two}`),
    server.asAdmin('PATCH', `/api/v1/leads/${three}`, { body: { contacts: [], type: 'museum' } }),
    ...rest.map((id) => activity(id, server.clock.now().getTime())),
    ...Array.from({ length: 4 }, stats),
  ]);
  for (const { total_institutions, by_type } of seen.slice(-4)) {
    expect(Object.values<number>(by_type).reduce((sum, count) => sum + count, 0)).toBe(total_institutions);
  }
  expect(await stats()).toEqual({
    total_institutions: 11,
    total_contacts: 20,
    recent_activities: 9,
    conversion_rate: 9.1,
    by_type: expect.objectContaining({ museum: 1 }),
  });
});

it('is for admins: 401 without a token, 403 for a known key, in the shape of the contract', async () => {
  const shape = (code: string) => ({ error: { code, message: expect.any(String) } });
  expect(await server.call('GET', PATH)).toMatchObject({ status: 401, body: shape('UNAUTHORIZED') });
  const wrong = await server.call('GET', PATH, { headers: { authorization: 'Bearer nonsense' } });
  expect(wrong).toMatchObject({ status: 401, body: shape('UNAUTHORIZED') });
  for (const key of [server.systemKey, (await keyOf(server, 'external')).key, (await keyOf(server, 'internal')).key]) {
    expect(await server.withKey('GET', PATH, {}, key)).toMatchObject({ status: 403, body: shape('FORBIDDEN') });
  }
  const viewer = await createLoggedInUser(server, 'viewer');
  expect((await viewer.call('GET', PATH)).status).toBe(200);
});

describe('files', () => {
  const importFile = async (csv: string) =>
    server.asAdmin('POST', '/leads/import', await formOf(['file', csv, 'leads.csv']));
  const names = async () => (await server.sdk.leads.list()).items.map(({ name }) => name);
  const HEADER =
    'name,type,status,city,website,address,notes,contact_name,contact_position,contact_emails,contact_phones';

  it('are exported as CSV with all columns to a caller that asks for no page, and imported again in one request', async () => {
    const row = 'North,company,contacted,Oslo,,,=1+1,Ada,CTO,ada@example.com; a@example.com,47 1';
    expect(await importFile(`${HEADER}\n${row}\nSouth,school,,,,,,,,,\n`)).toMatchObject({
      status: 200,
      body: { dry_run: false, rows: 2, imported: 2, wrong_rows: 0, problems: [], left_aside: [], lost_values: 0 },
    });
    for (const accept of [undefined, '*/*', 'text/csv', 'application/json']) {
      const headers = accept === undefined ? undefined : { accept };
      const { status, headers: sent, body } = await server.asAdmin('GET', '/leads/export', { headers });
      expect([status, sent['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(sent['content-disposition']).toContain('leads.csv');
      const [first, ...rows] = String(body).replace('\uFEFF', '').trim().split(/\r?\n/);
      expect([first, rows]).toEqual([HEADER, ['South,school,new,,,,,,,,', row.replace('=1+1', "'=1+1")]]);
    }
    const filtered = await server.asAdmin('GET', '/dialects/v2/leads/export', { query: { status: 'contacted' } });
    expect(String(filtered.body)).not.toContain('South');
  });

  it('with wrong rows or columns are not imported, and all that is wrong is said', async () => {
    const { status, body } = await importFile('name,type\nA,company\n,school\nB,\n');
    expect([status, body]).toEqual([
      400,
      {
        error: {
          code: 'VALIDATION_ERROR',
          message: expect.any(String),
          details: {
            field: 'rows.3.name',
            reason: expect.any(String),
            rows: [
              { field: 'rows.3.name', reason: expect.any(String), message: expect.any(String) },
              { field: 'rows.4.type', reason: expect.any(String), message: expect.any(String) },
            ],
          },
        },
      },
    ]);
    expect(await importFile('Firma,Art\nA,company\n')).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', details: { field: 'file' } } },
    });
    expect(await names()).toEqual([]);
  });

  it('are refused to others in the shape of the contract', async () => {
    const viewer = await createLoggedInUser(server, 'viewer');
    const form = await formOf(['file', 'name,type\nA,company\n', 'leads.csv']);
    expect(await viewer.call('POST', '/leads/import', form)).toMatchObject({
      status: 403,
      body: { error: { code: 'FORBIDDEN' } },
    });
    for (const [method, path] of [
      ['GET', '/leads/export'],
      ['POST', '/leads/import'],
    ] as const) {
      expect(await server.call(method, path)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHORIZED' } } });
    }
    expect(await names()).toEqual([]);
  });

  it('have pages for people, where a file that is right is imported at once and another one is checked first', async () => {
    const browser = new Browser(server);
    await browser.signIn();
    expect((await browser.get('/leads/export')).html).toMatch(/^<!DOCTYPE html>/);
    const upload = async (csv: string) => {
      const { body, headers } = await formOf(['file', csv, 'leads.csv']);
      return browser.postBody('/leads/import', body, headers);
    };
    expect(await upload('type,name\ncompany,A\n')).toMatchObject({ status: 303, location: '/leads/' });
    expect(await names()).toEqual(['A']);
    for (const csv of ['type,name\ncompany,A\n', 'Art,Firma\ncompany,B\n', 'type,name,colour\ncompany,C,red\n']) {
      expect(await upload(csv)).toMatchObject({
        status: 303,
        location: expect.stringMatching(/^\/leads\/import\/\d+$/),
      });
    }
    expect(await names()).toEqual(['A']);
  });
});

it('takes the session cookie of the pages', async () => {
  const browser = new Browser(server);
  await browser.signIn();
  const { status, html } = await browser.get(PATH);
  expect([status, JSON.parse(html)]).toEqual([200, NOTHING]);
});

it('answers each token a thousand times a minute', async () => {
  const [one, other] = [await createLoggedInUser(server, 'viewer'), await createLoggedInUser(server, 'viewer')];
  const limited = await TestServer.start({ RATE_LIMIT_FACTOR: '0.01' }, server.databaseUrl);
  limited.clock.holdAt(server.clock.now().toISOString());
  const statusFor = async ({ token }: { token: string }) =>
    (await limited.call('GET', PATH, { headers: { authorization: `Bearer ${token}` } })).status;
  for (let call = 0; call < 10; call++) {
    expect(await statusFor(one)).toBe(200);
  }
  expect(await statusFor(one)).toBe(429);
  expect(await statusFor(other)).toBe(200);
});

it('answers a request without a handler in the format of V2', async () => {
  const { status, body } = await server.withKey('PUT', '/leads/api/stats');
  expect([status, body]).toEqual([404, { error: { code: 'NOT_FOUND', message: expect.any(String) } }]);
});
