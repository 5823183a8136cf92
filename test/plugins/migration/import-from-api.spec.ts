import { Logger } from '@nestjs/common';
import { FetchPagesService } from '../../../src/plugins/migration/imports/fetch-pages.service';
import { formOf } from '../../testkit/forms';
import { applied, countsOf, importedLicenses, readFrom, worked } from '../../support/imports';
import { Interruption } from '../../support/interruption';
import { runJob, runQueued } from '../../testkit/jobs';
import { API_TOKEN, PagedApi } from '../../support/paged-api';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const KEYS = 101;
/** Of products, subscriptions, keys and instances. */
const PAGES = 1 + 1 + 2 + 1;
const LISTS = {
  products: [{ type: 'products', id: '21', attributes: { name: 'Pencil' } }],
  'license-keys': Array.from({ length: KEYS }, (_, index) => ({
    type: 'license-keys',
    id: String(index + 1),
    attributes: { key: `LS-${index + 1}`, product_id: 21, activation_limit: 1, status: 'active', disabled: 0 },
  })),
  'license-key-instances': [],
};

let server: TestServer;
let api: PagedApi;
beforeAll(async () => {
  server = await TestServer.start({ WEBHOOK_ALLOW_PRIVATE: '1', SECRETS_KEY: 'the key that encrypts the secrets' });
});
beforeEach(async () => {
  api = await PagedApi.start(LISTS);
});
afterEach(async () => {
  await api.stop();
  await server.emptyTables('licenses', 'imports', 'import_rows', 'products');
  await server.dataSource.query('DELETE FROM stored_files');
});
afterAll(() => server.stop());

const start = (more: object = {}, from = 'lemon-squeezy') =>
  server.asAdmin('POST', '/api/v1/imports', {
    body: { from, api: { url: api.url, token: API_TOKEN, ...more } },
  });
const resume = (id: string, body: object = {}) => server.asAdmin('POST', `/api/v1/imports/${id}/resume`, { body });
const tokens = () => server.dataSource.query<{ api_token: string | null }[]>('SELECT api_token FROM imports');
const filesLeft = () => server.dataSource.query('SELECT id FROM stored_files WHERE sweep_at IS NULL');

describe('reading an API', () => {
  it('reads all pages as one job, imports them, and keeps neither pages nor token', async () => {
    const ready = await readFrom(server, 'lemon-squeezy', api);
    expect(ready).toMatchObject({
      state: 'ready',
      failure: null,
      file: new URL(api.url).host,
      api: { url: api.url, list: null, pages: PAGES, can_resume: false },
    });
    expect(api.requests).toHaveLength(PAGES);
    expect([await tokens(), await filesLeft()]).toEqual([[{ api_token: null }], []]);
    const done = await applied(server, ready.id);
    expect(countsOf(done, 'license')).toMatchObject({ read: KEYS, made: KEYS });
    expect(await importedLicenses(server, done.batch)).toHaveLength(KEYS);
  });

  it('takes the access in a form, too', async () => {
    const access = JSON.stringify({ url: api.url, token: API_TOKEN });
    const form = await formOf(['from', 'lemon-squeezy'], ['api', access]);
    const { status, body } = await server.asAdmin('POST', '/api/v1/imports', form);
    expect([status, body.api?.url]).toEqual([201, api.url]);
    expect((await worked(server, body.id)).state).toBe('ready');
  });

  it('encrypts the token, and shows it in no answer, event, audit entry, job or log', async () => {
    const logged: string[] = [];
    const methods = ['log', 'warn', 'error', 'debug', 'verbose', 'fatal'] as const;
    const spies = methods.map((method) =>
      jest.spyOn(Logger.prototype, method).mockImplementation((...texts: unknown[]) => void logged.push(String(texts))),
    );
    const { body } = await start();
    const [{ api_token: stored }] = (await tokens()) as [{ api_token: string }];
    expect(stored).toMatch(/^enc:v1:/);
    const jobs = await server.dataSource.query('SELECT payload::text FROM graphile_worker._private_jobs');
    api.faults.push('cut', 500, 401);
    const failed = await worked(server, body.id);
    const [audit, events] = await Promise.all(
      ['audit_entries', 'events'].map((table) => server.dataSource.query(`SELECT t::text FROM ${table} t`)),
    );
    const [list, one] = await Promise.all(
      ['', `/${body.id}`].map((path) => server.asAdmin('GET', `/api/v1/imports${path}`)),
    );
    spies.forEach((spy) => spy.mockRestore());
    expect([failed.state, JSON.stringify(audit).includes('import.started')]).toEqual(['failed', true]);
    expect(JSON.stringify([body, failed, jobs, audit, events, list, one, logged])).not.toContain(API_TOKEN);
    expect(JSON.stringify([audit, events, list, one])).not.toContain(stored);
  });

  it('goes on after the last page wherever its node dies, and reads no page more than twice', async () => {
    const uninstall = Interruption.install();
    try {
      const whole = new Interruption();
      const { id } = (await start()).body;
      await whole.run(() => run(id));
      const places = whole.sent.flatMap((_, index) => (index % 4 === 0 ? [index + 1] : []));
      expect(places.length).toBeGreaterThan(8);
      for (const place of sampleOf(places, 3, 'deaths')) {
        await dieAndResume(place);
      }
    } finally {
      uninstall();
    }
  });

  it('tries again ever more slowly while the API breaks down, and then fails with the reason', async () => {
    const { body } = await start();
    server.clock.hold();
    api.faults.push(...Array.from({ length: 10 }, () => 'cut' as const));
    const pauses: number[] = [];
    for (let at = await dueIn(); at !== undefined; at = await dueIn()) {
      pauses.push(at);
      await runQueued(server, 'imports');
    }
    server.clock.reset();
    expect(pauses.slice(1)).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30]);
    const failed = await worked(server, body.id);
    expect(failed).toMatchObject({
      state: 'failed',
      api: { list: 'products', pages: 0, can_resume: true },
      failure: {
        reason: 'api_unreachable',
        detail: expect.stringContaining('Lemon Squeezy cannot be read at /products'),
      },
    });
    expect(await tokens()).toEqual([{ api_token: null }]);
  });

  it('waits as long as the API asks for', async () => {
    await start();
    server.clock.hold();
    api.faults.push(429);
    api.retryAfter = '12';
    await runQueued(server, 'imports');
    expect(await dueIn()).toBe(12);
    server.clock.reset();
  });

  it('goes on after the last page when a person enters the token again', async () => {
    const { body } = await start();
    api.failsFrom = 3;
    const failed = await worked(server, body.id);
    expect([failed.state, failed.api?.pages, failed.failure?.reason]).toEqual(['failed', 2, 'api_refused']);
    api.failsFrom = undefined;
    const refused = await resume(body.id);
    expect([refused.status, refused.body.error.details[0].field]).toEqual([400, 'token']);
    expect((await resume(body.id, { token: 'two words' })).status).toBe(400);
    expect(await resume(body.id, { token: API_TOKEN })).toMatchObject({ status: 202, body: { state: 'reading' } });
    const ready = await worked(server, body.id);
    expect([ready.state, ready.failure, countsOf(ready, 'license').read]).toEqual(['ready', null, KEYS]);
    expect(new Set(api.requests).size).toBe(PAGES);
    expect(api.requests).toHaveLength(PAGES + 1);
    const events = await server.dataSource.query(`SELECT name FROM events WHERE name = 'import.resumed'`);
    expect(events).toHaveLength(1);
  });

  it('keeps the pages of a failed reading for a month', async () => {
    const { body } = await start();
    api.failsFrom = 3;
    await worked(server, body.id);
    expect(await filesLeft()).toHaveLength(1);
    server.clock.advance(31 * 24 * 3_600_000);
    await runJob(server, 'file-sweep');
    expect(await filesLeft()).toHaveLength(1);
    await runJob(server, 'sweep-imports');
    server.clock.reset();
    expect(await filesLeft()).toEqual([]);
  });

  it.each([
    ['a page that is no JSON', () => (api.body = 'no JSON'), 'api_invalid', 'Lemon Squeezy did not answer with JSON'],
    [
      'an answer that is no page',
      () => (api.body = '{"a":1}'),
      'api_invalid',
      'did not answer with a page of JSON:API',
    ],
    [
      'a page at another server',
      () => (api.next = 'http://127.0.0.1:1/steal'),
      'api_invalid',
      'at another server: http://127.0.0.1:1',
    ],
    [
      'a list without an end',
      () => (api.next = '/products?page[number]=1&page[size]=100'),
      'api_invalid',
      'the same page of products twice',
    ],
    ['a redirect', () => api.faults.push(302), 'api_refused', 'cannot be read at /products: status 302'],
    ['a wrong token', () => api.faults.push(401), 'api_refused', 'cannot be read at /products: status 401'],
    [
      'a page without an end',
      () => (api.body = ' '.repeat(4_200_000)),
      'api_too_large',
      'sent more than 4194304 bytes',
    ],
  ])('fails for good at %s', async (_title, prepare, reason, detail) => {
    prepare();
    const failed = await readFrom(server, 'lemon-squeezy', api);
    expect([failed.state, failed.failure]).toEqual(['failed', { reason, detail: expect.stringContaining(detail) }]);
    expect(api.requests.length).toBeLessThan(5);
    expect(await tokens()).toEqual([{ api_token: null }]);
  });

  it('gives up a page that takes too long', async () => {
    const fetching = server.app.get(FetchPagesService);
    const { timeoutMs } = fetching;
    fetching.timeoutMs = 10;
    api.faults.push(...Array.from({ length: 10 }, () => 'hang' as const));
    const failed = await readFrom(server, 'lemon-squeezy', api);
    fetching.timeoutMs = timeoutMs;
    expect(failed.failure).toEqual({ reason: 'api_unreachable', detail: expect.stringMatching(/timeout/i) });
  });

  it('stores no more than the setting allows', async () => {
    const change = (value: number) =>
      server.asAdmin('PATCH', '/api/v1/settings', { body: { 'imports.max_megabytes': value } });
    await change(1);
    api.body = JSON.stringify({ data: [{ type: 'products', id: '1', attributes: { name: 'x'.repeat(400_000) } }] });
    const failed = await readFrom(server, 'lemon-squeezy', api);
    await change(2_048);
    expect([failed.failure?.reason, failed.api?.pages]).toEqual(['api_too_large', 2]);
  });

  it.each([
    [{ from: 'licensebox', api: { token: 'a' } }, 'from'],
    [{ from: 'keygen', api: { token: 'a' } }, 'api.account'],
    [{ from: 'keygen', api: { token: '' } }, 'api.token'],
    [{ from: 'keygen', api: {} }, 'api.token'],
    [{ from: 'keygen', api: { token: 'a', url: 'ftp://keygen.example' } }, 'api.url'],
    [{ from: 'keygen', api: { token: 'a', url: 'https://a:b@keygen.example' } }, 'api.url'],
    [{ from: 'keygen' }, 'file'],
  ])('refuses %j', async (body, field) => {
    const { status, body: answer } = await server.asAdmin('POST', '/api/v1/imports', { body });
    expect([status, answer.error.details[0].field]).toEqual([400, field]);
    expect(await tokens()).toEqual([]);
  });
});

describe('with public targets only', () => {
  let open: TestServer;
  beforeAll(async () => {
    open = await TestServer.shared();
  });
  afterAll(() => open.stop());

  it('refuses a private address before it is called, and one that became private later', async () => {
    const post = (url: string) =>
      open.asAdmin('POST', '/api/v1/imports', { body: { from: 'keygen', api: { url, token: API_TOKEN } } });
    for (const url of [api.url, 'http://localhost:1', 'http://[::1]/v1', 'http://169.254.169.254/latest']) {
      const { status, body } = await post(url);
      expect([url, status, body.error.details[0]]).toEqual([url, 400, expect.objectContaining({ field: 'api.url' })]);
    }
    const { body } = await post('https://keygen.example/v1');
    const moved = JSON.stringify({ list: 'products', url: `${api.url}/products` });
    await open.dataSource.query(`UPDATE imports SET api = jsonb_set(api, '{next}', $1)`, [moved]);
    const failed = await worked(open, body.id);
    expect(failed.failure).toEqual({
      reason: 'api_unreachable',
      detail: expect.stringContaining('127.0.0.1 is not at a public address; WEBHOOK_ALLOW_PRIVATE=1'),
    });
    expect(api.requests).toEqual([]);
  });
});

/** Seconds until the queued job of an import is due; undefined if there is none. */
async function dueIn(): Promise<number | undefined> {
  const [job] = await server.dataSource.query<{ run_at: Date }[]>(
    `SELECT j.run_at FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'imports'`,
  );
  return job && Math.max(0, Math.round((job.run_at.getTime() - server.clock.now().getTime()) / 1_000));
}

/** Runs the queued jobs of an import to their end. */
async function run(id: string): Promise<void> {
  const [{ id: number }] = await server.dataSource.query<[{ id: number }]>('SELECT id FROM imports WHERE uid = $1', [
    id,
  ]);
  await runJob(server, 'imports', { import: number });
}

/** The import ends up whole although its job dies at this statement. */
async function dieAndResume(place: number): Promise<void> {
  api.requests.length = 0;
  const { id } = (await start()).body;
  const death = new Interruption(place);
  await death.run(() => run(id));
  await server.dataSource.query('DELETE FROM graphile_worker._private_jobs');
  server.clock.advance(61_000);
  await runJob(server, 'imports');
  const ready = await worked(server, id);
  const read = api.requests.map((path) => api.requests.filter((other) => other === path).length);
  expect([place, ready.state, Math.max(...read) <= 2]).toEqual([place, 'ready', true]);
  expect(api.requests.length).toBeLessThanOrEqual(PAGES + 1);
  expect([place, countsOf(ready, 'license')]).toMatchObject([place, { read: KEYS }]);
}
