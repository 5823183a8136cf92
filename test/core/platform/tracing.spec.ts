import { createRequire } from 'node:module';
import { WebhookDispatcherService } from '../../../src/core/events/webhooks/webhook-dispatcher.service';
import { JobQueueService } from '../../../src/core/platform/jobs/job-queue.service';
import { JobsService } from '../../../src/core/platform/jobs/jobs.service';
import { traced } from '../../../src/core/common/tracing/tracing';
import { startTracing } from '../../../src/core/platform/tracing/start-tracing';
import { captureLog } from '../../testkit/captured-log';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';
import { type ReceivedSpan, TraceReceiver } from '../../support/trace-receiver';
import { type ReceivedRequest, registered, WebhookListener } from '../../testkit/webhook-listener';

const KEY = 'TRACED-KEY-QQ7R-D2LM';
const EMAIL = 'buyer@example.org';
const DEVICE = 'device-of-the-buyer';
/** Traces of the request that issues the license, and of two checks of it. */
const [ISSUE, CHECK, OTHER_CHECK] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string];
const CALLER = '1234567890abcdef';
const parentOf = (traceId: string, flags = '01') => ({ traceparent: `00-${traceId}-${CALLER}-${flags}` });
const MALFORMED = [
  `00-${'0'.repeat(32)}-${CALLER}-01`,
  `00-${ISSUE}-${'0'.repeat(16)}-01`,
  `ff-${ISSUE}-${CALLER}-01`,
  `00-${ISSUE.toUpperCase()}-${CALLER}-01`,
  `00-${ISSUE}-${CALLER}-01-more`,
  `00-${ISSUE}-${CALLER}`,
  `00-${ISSUE}-${CALLER}-01, 00-${CHECK}-${CALLER}-01`,
  'x'.repeat(5_000),
];

/** Without the interfaces, which prom-client loads. */
const loaded = (): string[] =>
  Object.keys(createRequire(__filename).cache).filter((file) => /@opentelemetry[\\/](?!api[\\/])/.test(file));
/** Of the server's own modules, which are all loaded with it. */
const LOADED_WITHOUT_TRACING = loaded();

let server: TestServer;
let receiver: TraceReceiver;
let listener: WebhookListener;
let log: { text: string };
let received: ReceivedRequest[];
beforeAll(async () => {
  receiver = await TraceReceiver.start();
  listener = await WebhookListener.start();
  log = captureLog();
  // All spans are sent in the end, however slow the machine is.
  const stopTracing = startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/` }, 20_000);
  server = await TestServer.start({ WEBHOOK_ALLOW_PRIVATE: '1', LOG_LEVEL: 'info' });
  server.app.get(WebhookDispatcherService).start();
  await registered(server, { url: listener.urlOf('/hook?token=SECRET-OF-THE-URL'), events: ['license.issued'] });
  await doWork();
  received = await listener.arrived(1 + MALFORMED.length);
  await server.app.get(WebhookDispatcherService).beforeApplicationShutdown();
  await stopTracing();
});
afterAll(async () => {
  await server.stop();
});

async function issue(headers: Record<string, string>, license: object = {}): Promise<void> {
  const body = { product: 'v2-default', ...license };
  expect((await server.asAdmin('POST', '/api/v1/licenses', { headers, body })).status).toBe(201);
}

const check = (headers: Record<string, string>) =>
  server.call('POST', '/api/v1/validate', { headers, body: { license_key: KEY, hardware_id: DEVICE } });

async function doWork(): Promise<void> {
  await issue(parentOf(ISSUE), { key: KEY, restricted_to_email: EMAIL });
  await Promise.all([check(parentOf(CHECK)), check(parentOf(OTHER_CHECK))]);
  for (const traceparent of MALFORMED) {
    await issue({ traceparent });
  }
  await server.call('GET', `/api/v1/licenses/${KEY}`);
  await server.call('GET', '/api/license/info/unknown', { headers: parentOf('d'.repeat(32), '00') });
  await failToRead();
  const jobs = server.app.get(JobsService);
  await jobs.start();
  const swept = new Promise<void>((resolve) => {
    jobs.events.on('job:success', ({ job }) => job.task_identifier === 'idempotency-sweep' && resolve());
  });
  await server.app.get(JobQueueService).add({ name: 'idempotency-sweep' });
  await swept;
  await jobs.stop();
}

/** A request that fails, because its table has another name. */
async function failToRead(): Promise<void> {
  const table = 'update_signing_keys';
  await server.dataSource.query(`ALTER TABLE ${table} RENAME TO hidden_keys`);
  const answer = await server.asAdmin('GET', '/api/v1/update-signing-keys', { headers: parentOf('e'.repeat(32)) });
  await server.dataSource.query(`ALTER TABLE hidden_keys RENAME TO ${table}`);
  expect(answer.status).toBe(500);
}

const request = (name: string, traceId: string): ReceivedSpan => single(receiver.named(name, traceId));
const childrenOf = ({ spanId }: ReceivedSpan) => receiver.spans.filter(({ parentSpanId }) => parentSpanId === spanId);

it('a server without a receiver of spans loads no module of OpenTelemetry but its interfaces', () => {
  expect(LOADED_WITHOUT_TRACING).toEqual([]);
  expect(loaded().length).toBeGreaterThan(20);
});

it('sends the name and version of the server', () => {
  expect(receiver.headers).toMatchObject({ ':path': '/v1/traces', 'content-type': 'application/json' });
  expect(receiver.resource).toMatchObject({ 'service.name': 'keyward', 'service.version': '0.1.0' });
});

it('a request continues the trace of its caller', () => {
  const span = request('POST /api/v1/validate', CHECK);
  expect(span).toMatchObject({
    parentSpanId: CALLER,
    kind: 2,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/v1/validate',
      'http.response.status_code': 200,
      'keyward.dialect': 'native',
      'keyward.request_id': expect.any(String),
    },
  });
});

it('a batch is in the trace of its first request and linked with the others, and its statement is in the batch', () => {
  const [first, second] = [CHECK, OTHER_CHECK].map((trace) => request('POST /api/v1/validate', trace)) as [
    ReceivedSpan,
    ReceivedSpan,
  ];
  const batches = receiver.spans.filter((span) => span.name.startsWith('batch ') && span.traceId === CHECK);
  expect(batches.map(({ name }) => name)).toEqual(expect.arrayContaining(['batch lookup', 'batch log']));
  for (const batch of batches) {
    expect(batch).toMatchObject({
      parentSpanId: first.spanId,
      links: [second.spanId],
      attributes: { 'db.operation.batch.size': 2 },
    });
    expect(second.links).toContain(batch.spanId);
    const [statement] = childrenOf(batch);
    expect(statement).toMatchObject({
      traceId: CHECK,
      kind: 3,
      attributes: { 'db.system.name': 'postgresql', 'db.operation.name': expect.stringMatching(/^(SELECT|INSERT)$/) },
    });
  }
});

it('the statements of a request have their operation and table, and their own name where they have one', () => {
  const statements = childrenOf(request('POST /api/v1/licenses', ISSUE));
  const names = ({ name, attributes }: ReceivedSpan) => [
    name.replace(/_\d+$/, ''),
    attributes['db.operation.name'],
    attributes['db.collection.name'],
  ];
  expect(statements.map(names)).toEqual(
    expect.arrayContaining([
      ['SELECT products', 'SELECT', 'products'],
      ['add_licenses', 'INSERT', 'licenses'],
    ]),
  );
});

it('a webhook is in the trace of the request that caused its event, and hands it on', () => {
  const delivery = request('webhook license.issued', ISSUE);
  expect(delivery).toMatchObject({
    kind: 3,
    parentSpanId: request('POST /api/v1/licenses', ISSUE).spanId,
    attributes: { 'server.address': '127.0.0.1', 'server.port': listener.port, 'http.response.status_code': 200 },
  });
  const parents = received.map(({ headers }) => headers.traceparent);
  expect(parents).toContain(`00-${ISSUE}-${delivery.spanId}-01`);
});

it('a job has a trace of its own', () => {
  const job = single(receiver.named('job idempotency-sweep'));
  expect([job.kind, job.parentSpanId ?? '']).toEqual([5, '']);
  expect(childrenOf(job).length).toBeGreaterThan(0);
});

it('a malformed traceparent begins a new trace', () => {
  const traces = receiver.named('POST /api/v1/licenses').map(({ traceId }) => traceId);
  expect(new Set(traces).size).toBe(1 + MALFORMED.length);
  expect(traces.filter((trace) => trace === ISSUE)).toHaveLength(1);
  expect(receiver.named('webhook license.issued').map(({ traceId }) => traceId).sort()).toEqual(traces.sort()); // prettier-ignore
});

it('a trace that its caller does not sample is not sent', () => {
  expect(receiver.named('GET /api/license/info/:license_key')).toEqual([]);
});

it('an error has its kind, not its message', () => {
  const span = request('GET /api/v1/update-signing-keys', 'e'.repeat(32));
  expect(span).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': '500' } });
  const failed = childrenOf(span).find(({ status }) => status.code === 2);
  expect(failed?.attributes).toMatchObject({ 'error.type': '42P01', 'db.response.status_code': '42P01' });
  expect(failed?.status.message).toBeUndefined();
});

it('the log has the ids of the trace and of the request, also in the line of an error', () => {
  const lines: Record<string, unknown>[] = log.text.split('\n').filter(Boolean).map((line) => JSON.parse(line)); // prettier-ignore
  const trace_id = 'e'.repeat(32);
  const { attributes } = request('GET /api/v1/update-signing-keys', trace_id);
  const about = lines.filter((line) => line.trace_id === trace_id);
  expect(about.map(({ msg }) => msg)).toEqual([expect.stringContaining('does not exist'), 'request']);
  expect(new Set(about.map(({ reqId }) => reqId))).toEqual(new Set([attributes['keyward.request_id']]));
});

it('contains no key, address, device, password or URL of a webhook', () => {
  expect(receiver.spans.length).toBeGreaterThan(50);
  for (const secret of [KEY, EMAIL, DEVICE, ADMIN_PASSWORD, server.systemKey, 'SECRET-OF-THE-URL', 'Bearer']) {
    expect(receiver.text).not.toContain(secret);
  }
});

describe('without a receiver', () => {
  it('hands on the traceparent of a request as it is, and no malformed one', async () => {
    const handedOn = async (traceparent: string) => {
      const count = listener.received.length;
      await issue({ traceparent });
      return (await listener.arrived(count + 1)).at(-1)?.headers.traceparent;
    };
    server.app.get(WebhookDispatcherService).start();
    expect(await handedOn(`00-${CHECK}-${CALLER}-00`)).toBe(`00-${CHECK}-${CALLER}-00`);
    expect(await handedOn(`cc-${CHECK}-${CALLER}-01-later`)).toBe(`00-${CHECK}-${CALLER}-01`);
    expect(await handedOn('malformed')).toBeUndefined();
  });
});

describe('with a receiver that does not answer', () => {
  it('answers requests as before, and keeps a bounded number of spans', async () => {
    const silent = await TraceReceiver.start();
    silent.isSilent = true;
    const stopTracing = startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: silent.url });
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => check({})));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      await Promise.all(Array.from({ length: 1_500 }, () => traced('of another request', {}, () => Promise.resolve())));
    }
    await until('the receiver has spans, which it does not answer', () => silent.spans.length > 0);
    silent.isSilent = false;
    await stopTracing();
    // The queue, and the parts that were under way.
    expect(silent.spans.length).toBeLessThanOrEqual(2_048 + 2 * 512);
  });
});
