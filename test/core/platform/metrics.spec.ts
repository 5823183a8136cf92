import { once } from 'node:events';
import { connect } from 'node:net';
import { NATIVE } from '../../../src/core/common/dialects/native.dialect';
import { readProjectFile } from '../../../src/core/common/project';
import { pluginApis } from '../../../src/core/common/plugins/plugins';
import { OPERATIONS } from '../../../src/core/verification/log/verification.entity';
import { DatabaseStatsService } from '../../../src/core/platform/monitoring/database-stats.service';
import { JobQueueService } from '../../../src/core/platform/jobs/job-queue.service';
import { Metrics } from '../../../src/core/platform/monitoring/metrics';
import { captureLog } from '../../testkit/captured-log';
import { activate, issued, validate } from '../../testkit/issue';
import { tally } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const HOSTILE = 'h0stile';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'other'];

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await TestServer.shared();
  url = await server.listen();
});
afterAll(() => server.stop());

async function samples(from = server): Promise<Sample[]> {
  return (await from.metrics())
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(sampleIn);
}

function sampleIn(line: string): Sample {
  const [, name = '', labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [label, text]);
  return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
}

/** Without those of Node, whose number changes. */
async function ownSamples(): Promise<Sample[]> {
  return (await samples()).filter(({ name }) => name.startsWith('keyward_'));
}

async function valueOf(name: string, labels: Record<string, string>, from = server): Promise<number> {
  const found = (await samples(from)).find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  return found?.value ?? 0;
}

/** What a request that no well-behaved client could send is answered with. */
async function sendRaw(request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined);
  socket.end(request);
  await once(socket, 'close');
  return answer;
}

describe('GET /metrics', () => {
  it('answers in the text format of Prometheus', async () => {
    const { status, headers, body } = await server.call('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of [
      'keyward_http_requests_total counter',
      'keyward_http_request_duration_seconds histogram',
      'keyward_verdicts_total counter',
      'keyward_database_pool gauge',
      'keyward_database_pool_wait_seconds histogram',
      'keyward_check_batch_waiting gauge',
      'keyward_check_batch_size histogram',
      'keyward_job_queue_age_seconds gauge',
      'keyward_standby_lag_seconds gauge',
      'nodejs_eventloop_lag_p99_seconds gauge',
      'process_cpu_seconds_total counter',
    ]) {
      expect(body).toContain(`# TYPE ${name}\n`);
    }
  });

  it('answers under its dialect’s prefix and to HEAD', async () => {
    expect((await server.call('GET', '/dialects/v2/metrics')).status).toBe(200);
    const head = await server.call('HEAD', '/metrics');
    expect(head.status).toBe(200);
    expect(head.body).toBe('');
  });

  it('is in no document', () => {
    for (const file of ['openapi.json', 'openapi/v2.json']) {
      expect(Object.keys(JSON.parse(readProjectFile(file)).paths)).not.toContain('/metrics');
    }
  });

  it('refuses in the format of V2', async () => {
    const { status, body } = await server.call('DELETE', '/metrics');
    expect(status).toBe(404);
    expect(body).toEqual({ error: { code: 'NOT_FOUND', message: expect.any(String) } });
  });
});

it('counts and times requests by the template of their route', async () => {
  const route = '/api/license/info/:license_key';
  const dialect = 'v2';
  const before = await valueOf('keyward_http_requests_total', { dialect, method: 'GET', route, status: '404' });
  for (const key of ['AAAA', 'BBBB', 'CCCC']) {
    await server.withKey('GET', `/api/license/info/${key}`);
  }
  const labels = { dialect, method: 'GET', route };
  expect(await valueOf('keyward_http_requests_total', { ...labels, status: '404' })).toBe(before + 3);
  expect(await valueOf('keyward_http_request_duration_seconds_count', labels)).toBe(before + 3);
  expect(await valueOf('keyward_http_request_duration_seconds_sum', labels)).toBeGreaterThan(0);

  await server.call('GET', '/api/license/info/AAAA');
  expect(await valueOf('keyward_http_requests_total', { ...labels, status: '401' })).toBe(0);
  const refused = { method: 'GET', route: 'refused', status: '401' };
  expect(await valueOf('keyward_http_requests_total', refused)).toBeGreaterThan(0);
});

it('counts the response codes sent to programs', async () => {
  const license = await issued(server, { max_activations: 1 });
  await activate(server, license.key, 'desk');
  await activate(server, license.key, 'laptop');
  await validate(server, license.key, 'desk');
  await server.withKey('POST', '/api/license/verify', {
    body: { license_key: license.key, hardware_hash: 'desk' },
  });
  const verdicts = (await samples()).filter(({ name }) => name === 'keyward_verdicts_total');
  expect(verdicts.map(({ labels, value }) => ({ ...labels, value }))).toEqual(
    expect.arrayContaining([
      { dialect: 'native', operation: 'activate', code: 'VALID', value: 1 },
      { dialect: 'native', operation: 'activate', code: 'SEATS_EXHAUSTED', value: 1 },
      { dialect: 'native', operation: 'check', code: 'VALID', value: 1 },
      { dialect: 'v2', operation: 'check', code: 'VALID', value: 1 },
    ]),
  );
});

it('counts the batches of license checks and the checks in them', async () => {
  const figures = async () => [
    await valueOf('keyward_check_batch_size_sum', { statement: 'log' }),
    await valueOf('keyward_check_batch_size_count', { statement: 'log' }),
    await valueOf('keyward_check_batch_waiting', { statement: 'log' }),
  ];
  const [items = 0, batches = 0] = await figures();
  await Promise.all(Array.from({ length: 20 }, () => validate(server, 'unknown')));
  const [itemsNow = 0, batchesNow = 0, waiting] = await figures();
  expect([itemsNow - items, waiting]).toEqual([20, 0]);
  expect(batchesNow).toBeGreaterThan(batches);
  expect(batchesNow - batches).toBeLessThan(20);
  expect(await valueOf('keyward_check_batch_duration_seconds_count', { statement: 'log' })).toBe(batchesNow);
});

it('shows the connections to the database', async () => {
  const states = (await samples()).filter(({ name }) => name === 'keyward_database_pool');
  expect(states.map(({ labels }) => labels.state).sort()).toEqual(['idle', 'total', 'waiting']);
  expect(await valueOf('keyward_database_pool', { state: 'total' })).toBeGreaterThan(0);
  for (const pool of ['requests', 'batches']) {
    expect(await valueOf('keyward_database_pool_wait_seconds_count', { pool })).toBeGreaterThan(0);
  }
});

it('shows the age of the queue of jobs', async () => {
  await server.app
    .get(JobQueueService)
    .add({ name: 'nothing', runAt: new Date(server.clock.now().getTime() - 90_000) });
  server.clock.advance(5_000);
  // A scrape does not wait for a slow database.
  await until('the age is read', async () => (await valueOf('keyward_job_queue_age_seconds', {})) >= 95);
  expect(await valueOf('keyward_job_queue_jobs', { state: 'waiting' })).toBe(1);
  await server.dataSource.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`);
});

it('answers while the database is silent, without the figures that it would have to read', async () => {
  const stats = jest.spyOn(server.app.get(DatabaseStatsService), 'standbys');
  stats.mockReturnValue(new Promise(() => undefined));
  jest.spyOn(server.app.get(JobQueueService), 'state').mockRejectedValue(new Error('The database is away'));
  server.clock.advance(60_000);
  await server.metrics();
  server.clock.advance(60_000);
  const names = (await samples()).map(({ name }) => name);
  expect(names).toContain('keyward_database_pool');
  expect(names).not.toContain('keyward_job_queue_age_seconds');
  expect(stats).toHaveBeenCalledTimes(1);
});

it('takes no label value from a request', async () => {
  const paths = [
    `/${HOSTILE}`,
    `/${HOSTILE}?${HOSTILE}=${HOSTILE}`,
    `/api/license/${HOSTILE}`,
    `/api/license/info/${HOSTILE}`,
    `/api/license/info/%22${HOSTILE}%22%7D`,
    `/api/license/info/${HOSTILE}%00`,
    `/api/license/info/${HOSTILE}%ZZ`,
    `/api/v1/licenses/${HOSTILE}`,
    `/dialects/${HOSTILE}/api/license/verify`,
    `/dialects/v2/${HOSTILE}`,
    `/dialects/v2/api/license/info/${HOSTILE}`,
    `/dialects/v2/dialects/${HOSTILE}/health`,
    `//${HOSTILE}/metrics`,
    `/metrics/${HOSTILE}`,
    `/docs/${HOSTILE}`,
    `http://${HOSTILE}.example/health`,
    '*',
  ];
  const methods = ['GET', 'POST', 'OPTIONS', 'PROPFIND', 'M-SEARCH', 'TRACE', 'QUERY', HOSTILE.toUpperCase(), 'get'];
  const headers = [
    `Host: ${HOSTILE}.example`,
    `X-Forwarded-Host: ${HOSTILE}`,
    `X-Forwarded-For: ${HOSTILE}`,
    `X-HTTP-Method-Override: ${HOSTILE}`,
    `User-Agent: ${HOSTILE}"} 1`,
    `Accept: ${HOSTILE}/${HOSTILE}`,
    `Origin: https://${HOSTILE}.example`,
    `Access-Control-Request-Method: ${HOSTILE}`,
    `X-API-Key: ${HOSTILE}`,
    `Authorization: Bearer ${HOSTILE}`,
    `X-Request-Id: ${HOSTILE}`,
  ];
  const before = (await samples()).length;
  const lines = paths.flatMap((path) => methods.map((method) => `${method} ${path} HTTP/1.1`));
  for (const line of sampleOf(lines, 50, 'hostile')) {
    await sendRaw([line, ...headers, 'Connection: close', '', ''].join('\r\n'));
  }
  for (const license_key of [HOSTILE, `${HOSTILE}"} 1\n${HOSTILE} 2`]) {
    for (const path of ['/api/v1/validate', '/api/v1/activate', '/api/license/verify']) {
      await server.withKey('POST', path, {
        body: { license_key, hardware_id: HOSTILE, hardware_hash: HOSTILE, app_version: HOSTILE, product: HOSTILE },
      });
    }
  }

  const all = await samples();
  expect(JSON.stringify(all).toLowerCase()).not.toContain(HOSTILE);
  const ours = all.filter(({ name }) => name.startsWith('keyward_'));
  const valuesOf = (label: string) => new Set(ours.flatMap(({ labels }) => labels[label] ?? []));
  expect([...valuesOf('method')].filter((method) => !METHODS.includes(method))).toEqual([]);
  expect(valuesOf('method')).toContain('other');

  const routes = new Set(['unmatched', 'refused', '*', ...server.routes.map((route) => route.url)]);
  expect([...valuesOf('route')].filter((route) => !routes.has(route))).toEqual([]);
  expect(valuesOf('route')).toContain('unmatched');

  const dialects = [NATIVE, ...pluginApis().map(({ dialect }) => dialect)].map(({ name }) => name);
  expect([...valuesOf('dialect')].filter((dialect) => !dialects.includes(dialect))).toEqual([]);
  expect([...valuesOf('operation')].filter((name) => !(OPERATIONS as readonly string[]).includes(name))).toEqual([]);
  expect([...valuesOf('code')].filter((code) => !/^[A-Z_]+$/.test(code))).toEqual([]);
  expect([...valuesOf('status')].filter((status) => !/^[1-5]\d\d$/.test(status))).toEqual([]);
  expect(all.length - before).toBeLessThan(1_000);
});

it('does not grow with unknown paths', async () => {
  await server.call('GET', '/nothing-0');
  const before = (await ownSamples()).length;
  for (let n = 1; n <= 10; n++) {
    await server.call('GET', `/nothing-${n}`);
    await server.call('GET', `/api/license/info/nothing-${n}`);
  }
  expect((await ownSamples()).length).toBe(before);
});

it('does not grow by requests that are refused, whatever their route', async () => {
  const routes = server.routes.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
  const closed = new Set(routes.filter(({ isOpen }) => !isOpen).map((route) => `${route.method} ${route.url}`));
  const ofClosed = async () =>
    (await ownSamples()).filter(({ labels }) => closed.has(`${labels.method} ${labels.route}`));
  const before = await ofClosed();
  for (const { method, url: path } of sampleOf(routes, routes.length / 5, 'refused')) {
    const { status } = await server.call(method, path.replace(/:\w+|\*/g, '1'), { headers: { 'x-api-key': 'wrong' } });
    expect([method, path, status >= 500]).toEqual([method, path, false]);
  }

  expect(closed.size).toBeGreaterThan(routes.length / 2);
  expect(await ofClosed()).toHaveLength(before.length);
});

it('renders once for all who ask within a second', async () => {
  server.clock.advance(1_000);
  const rendering = jest.spyOn(server.app.get(Metrics).registry, 'metrics');
  const answers = await Promise.all(Array.from({ length: 20 }, () => server.call('GET', '/metrics')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(rendering).toHaveBeenCalledTimes(1);
  await server.metrics();
  expect(rendering).toHaveBeenCalledTimes(2);
});

describe('without METRICS_TOKEN', () => {
  const PROXY = '127.0.0.1';
  let log: { text: string };
  let proxied: TestServer;
  beforeAll(async () => {
    log = captureLog();
    proxied = await TestServer.start({ TRUSTED_PROXIES: PROXY, LOG_LEVEL: 'info' }, server.databaseUrl);
  });
  afterAll(() => proxied.stop());

  const statusAt = async (node: TestServer, remoteAddress: string, headers: Record<string, string> = {}) =>
    (await node.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;

  it('answers this machine only', async () => {
    for (const own of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) {
      expect([own, await statusAt(server, own)]).toEqual([own, 200]);
    }
    for (const foreign of ['198.51.100.7', '10.0.0.1', '2001:db8::1', '::ffff:10.0.0.1']) {
      expect([foreign, await statusAt(server, foreign)]).toEqual([foreign, 403]);
    }
    const { body } = await server.app.inject({ url: '/dialects/v2/metrics', remoteAddress: '198.51.100.7' });
    const message = expect.stringContaining('METRICS_TOKEN');
    expect(JSON.parse(body)).toEqual({ error: { code: 'FORBIDDEN', message } });
  });

  it.each<[string, () => TestServer, Record<string, string>, number, string?]>([
    ['an unknown proxy on this machine', () => server, { 'x-forwarded-for': '127.0.0.1' }, 403],
    ['another proxy than the trusted one', () => proxied, { 'x-forwarded-for': '198.51.100.7' }, 403, '127.0.0.2'],
    ['a proxy that sends X-Real-IP', () => server, { 'x-real-ip': '127.0.0.1' }, 403],
    ['a proxy that sends Forwarded', () => server, { forwarded: 'for=127.0.0.1' }, 403],
    ['a stranger behind the trusted proxy', () => proxied, { 'x-forwarded-for': '198.51.100.7' }, 403],
    ['a stranger who names himself', () => proxied, { 'x-forwarded-for': '127.0.0.1, 198.51.100.7' }, 403],
    ['a stranger whom the trusted proxy does not name', () => proxied, { 'x-forwarded-for': 'unknown' }, 403],
    ['the trusted proxy without a client', () => proxied, { 'x-real-ip': '127.0.0.1' }, 403],
    ['this machine through the trusted proxy', () => proxied, { 'x-forwarded-for': '127.0.0.1' }, 200],
    ['this machine beside the trusted proxy', () => proxied, {}, 200],
  ])('%s', async (_who, at, headers, status, address = PROXY) => {
    expect(await statusAt(at(), address, headers)).toBe(status);
  });

  it('says so in the log at the start', () => {
    expect(log.text).toContain('METRICS_TOKEN is not set: /metrics answers loopback addresses only');
  });

  it('counts each server for itself, several in one process too', async () => {
    const labels = { method: 'GET', route: '/health', status: '200' };
    const counts = async () => [
      await valueOf('keyward_http_requests_total', labels),
      await valueOf('keyward_http_requests_total', labels, proxied),
    ];
    const [here = 0, there = 0] = await counts();
    await proxied.call('GET', '/health');
    expect(await counts()).toEqual([here, there + 1]);
  });
});

describe('with METRICS_TOKEN', () => {
  const TOKEN = 'a-token-of-prometheus';
  let log: { text: string };
  let closed: TestServer;
  beforeAll(async () => {
    log = captureLog();
    const settings = { METRICS_TOKEN: TOKEN, LOG_LEVEL: 'info', RATE_LIMIT_FACTOR: '0.03' };
    closed = await TestServer.start(settings, server.databaseUrl);
  });
  afterAll(() => closed.stop());

  let addresses = 0;
  /** From another address each time, because of the limits. */
  const read = (path: string, authorization?: string, method: 'GET' | 'HEAD' = 'GET') =>
    closed.call(method, path, {
      headers: authorization === undefined ? {} : { authorization },
      remoteAddress: `203.0.113.${++addresses}`,
    });

  it.each(['/metrics', '/dialects/v2/metrics', '//dialects/v2/metrics', '/metrics?x=1'])(
    '%s asks for the token',
    async (path) => {
      for (const wrong of [undefined, 'Bearer ', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`]) {
        const { status, body } = await read(path, wrong);
        expect([status, body]).toEqual([401, { error: { code: 'UNAUTHORIZED', message: expect.any(String) } }]);
        expect((await read(path, wrong, 'HEAD')).status).toBe(401);
      }
      const { status, body } = await read(path, `Bearer ${TOKEN}`);
      expect([status, String(body)]).toEqual([200, expect.stringContaining('keyward_http_requests_total')]);
    },
  );

  it('says nothing of it in the log at the start', () => {
    expect(log.text).not.toBe('');
    expect(log.text).not.toContain('METRICS_TOKEN');
  });

  it('accepts no other credential, and limits wrong ones and the requests of an address', async () => {
    expect((await read('/metrics', `Bearer ${await server.adminToken()}`)).status).toBe(401);
    const headers = { authorization: `Bearer ${TOKEN}` };
    const answers = await Promise.all(Array.from({ length: 3 }, () => closed.call('GET', '/metrics', { headers })));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 2, 429: 1 });
    // The limit of wrong tokens alone.
    await closed.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.v2.metrics': 1_000 } });
    const guess = () => closed.call('GET', '/metrics', { headers: { authorization: 'Bearer guess' } });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 401]);
    expect((await guess()).status).toBe(429);
  });
});
