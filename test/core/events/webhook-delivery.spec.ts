import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { Webhook } from 'standardwebhooks';
import type { WebhookDelivery, WebhookTry } from '../../../sdk/src/generated/native';
import { WebhookDeliveriesService } from '../../../src/core/events/webhooks/webhook-deliveries.service';
import { WebhookDispatcherService } from '../../../src/core/events/webhooks/webhook-dispatcher.service';
import { LEASE_MS, WebhookQueueService } from '../../../src/core/events/webhooks/webhook-queue.service';
import { WebhookSenderService } from '../../../src/core/events/webhooks/webhook-sender.service';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { OutgoingTargetsService } from '../../../src/core/platform/outgoing/outgoing-targets.service';
import { holdLocks } from '../../testkit/database';
import { activate, deactivate, issued, validate } from '../../testkit/issue';
import { untilWaiting } from '../../testkit/race';
import { first, single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';
import { CERT_FILE, KEY_FILE } from '../../support/tls';
import { until } from '../../testkit/until';
import {
  answering,
  type Hook,
  type ReceivedRequest,
  registered,
  WebhookListener,
} from '../../testkit/webhook-listener';
import { DAY } from '../../../src/core/common/calendar';

const SECOND = 1_000;
const HOUR = 3_600_000;

let server: TestServer;
let listener: WebhookListener;
beforeAll(async () => {
  server = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
  await server.adminToken();
  server.app.get(WebhookDispatcherService).start();
});
beforeEach(async () => {
  listener = await WebhookListener.start();
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.clock.reset();
  await server.dataSource.query('DELETE FROM webhook_endpoints');
  await listener.stop();
});
afterAll(() => server.stop());

const hook = (fields: Record<string, unknown> = {}, at = server): Promise<Hook> =>
  registered(at, { url: listener.urlOf(), ...fields });
const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  server.asAdmin(method, `/api/v1/webhooks${path}`, { body });
const deliveriesOf = async ({ id }: Hook, query = ''): Promise<WebhookDelivery[]> =>
  (await server.asAdmin('GET', `/api/v1/webhooks/${id}/deliveries${query}`)).body.items;
const stateOf = ({ id }: Hook) => server.sdk.webhooks.get(id);

const received = (count: number, from = listener): Promise<ReceivedRequest[]> => from.arrived(count);

/** Issues a license; its event has its deliveries afterwards. */
async function occurs(): Promise<void> {
  await issued(server);
  await server.sdk.audit.listEvents();
}

/** How often each delivery to an endpoint was claimed. */
async function attemptsOf({ id }: Hook): Promise<number[]> {
  const rows = await server.dataSource.query<{ attempts: number }[]>(
    `SELECT attempts FROM webhook_deliveries WHERE endpoint_id = (SELECT id FROM webhook_endpoints WHERE uid = $1)`,
    [id],
  );
  return rows.map(({ attempts }) => attempts);
}

/** Whether no delivery to an endpoint is pending. */
async function areDone({ id }: Hook): Promise<boolean> {
  const [{ pending }] = await server.dataSource.query(
    `SELECT count(*)::integer AS pending FROM webhook_deliveries
     WHERE endpoint_id = (SELECT id FROM webhook_endpoints WHERE uid = $1) AND status = 'pending'`,
    [id],
  );
  return pending === 0;
}

/** The newest delivery, once its tries are recorded. */
async function tried(to: Hook, tries: number): Promise<WebhookDelivery> {
  await until(`${tries} tries are recorded`, async () => {
    const [newest] = await server.dataSource.query(
      `SELECT jsonb_array_length(tries) AS tries FROM webhook_deliveries
       WHERE endpoint_id = (SELECT id FROM webhook_endpoints WHERE uid = $1) ORDER BY id DESC LIMIT 1`,
      [to.id],
    );
    return newest?.tries === tries;
  });
  return first(await deliveriesOf(to));
}

/** Moves the clock to the next try. */
async function nextTry(to: Hook, number: number): Promise<WebhookDelivery> {
  const { next_try_at } = first(await deliveriesOf(to));
  server.clock.advance(Date.parse(next_try_at ?? '') - server.clock.now().getTime());
  await server.adminToken();
  return tried(to, number);
}

describe('a delivery', () => {
  it('holds the event as the feed shows it, and is logged', async () => {
    const to = await hook();
    const { id, key } = await issued(server);
    const [{ headers, body, url }] = (await received(1)) as [ReceivedRequest];
    const events = await server.sdk.audit.listEvents({ target: `licenses:${id}` });
    expect(body).toEqual(events.items[0]);
    expect(body).toMatchObject({
      type: 'license.issued',
      data: { id, license_id: id, license_key: key, product: 'v2-default', customer_id: null },
    });
    expect(url).toBe('/hook');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Keyward\//),
    });

    expect(await tried(to, 1)).toEqual({
      id: expect.any(String),
      message_id: headers['webhook-id'],
      event: { sequence: body.sequence, type: 'license.issued', at: body.at },
      status: 'delivered',
      next_try_at: null,
      tries: [{ at: expect.any(String), status_code: 200, duration_ms: expect.any(Number), response: '', error: null }],
      created_at: expect.any(String),
      finished_at: expect.any(String),
    });
    expect(await deliveriesOf(to, '?status=delivered')).toHaveLength(1);
    expect(await deliveriesOf(to, '?status=failed')).toEqual([]);
  });

  it('is only of the events that were subscribed', async () => {
    await hook({ events: ['license.activated', 'license.deactivated'] });
    const { key } = await issued(server);
    await activate(server, key, 'desk');
    await deactivate(server, key, 'desk');
    const names = (await received(2)).map(({ body }) => body.type).sort();
    expect(names).toEqual(['license.activated', 'license.deactivated']);
  });

  it.each([
    ['license.*', ['license.issued', 'license.activated', 'license.first_activated']],
    ['*', ['license.issued', 'license.activated', 'customer.created']],
  ])('is of the events that %s matches', async (pattern, expected) => {
    const to = await hook({ events: [pattern] });
    const { key } = await issued(server);
    await activate(server, key, 'desk');
    await server.sdk.customers.create({ name: 'Ada' });
    await server.sdk.audit.listEvents();
    const names = (await deliveriesOf(to)).map(({ event }) => event.type);
    expect(new Set(names)).toEqual(new Set([...expected, ...(pattern === '*' ? names : [])]));
    expect(names).toEqual(expect.arrayContaining(expected));
  });

  it('is of a later event of a family', async () => {
    const to = await hook({ events: ['license.*'] });
    await issued(server);
    await server.dataSource.query(
      `INSERT INTO events (at, name, target_type, target_id, data) VALUES (now(), 'license.invented', 'licenses', '1', '{}')`,
    );
    await server.sdk.audit.listEvents();
    const names = (await deliveriesOf(to)).map(({ event }) => event.type);
    expect(names.sort()).toEqual(['license.invented', 'license.issued']);
  });

  it.each(['native', 'v2', 'license-manager'])(
    'is only of the products of the webhook in the format %s',
    async (format) => {
      const reference = `limit-${format}`;
      await server.sdk.products.create({ reference, name: 'Limit' });
      const to = await hook({ events: ['*'], products: [reference], format });
      await issued(server);
      await server.sdk.customers.create({ name: 'Ada' });
      await server.sdk.licenses.issue({ product: reference });
      await server.asAdmin('PATCH', `/api/v1/products/${reference}`, { body: { name: 'Renamed' } });
      await server.sdk.audit.listEvents();
      const names = (await deliveriesOf(to)).map(({ event }) => event.type);
      expect(names.sort()).toEqual(['license.issued', 'product.updated']);
    },
  );

  it.each(['', 'a-text-that-they-have-chosen'])('is signed by Standard Webhooks with the secret "%s"', async (text) => {
    const { secret } = await hook(text ? { secret: text } : {});
    await occurs();
    const [{ method, headers, text: body }] = (await received(1)) as [ReceivedRequest];
    expect(method).toBe('POST');
    const receiver = text ? new Webhook(secret, { format: 'raw' }) : new Webhook(secret);
    const signed = headers as Record<string, string>;
    expect(receiver.verify(body, signed)).toEqual(JSON.parse(body));
    expect(() => receiver.verify(`${body} `, signed)).toThrow();
    expect(await server.sdk.webhooks.verify(body, headers, secret)).toEqual(JSON.parse(body));
    expect(headers['webhook-id']).toMatch(/^msg_[0-9a-f-]{36}$/);
  });

  it('is signed with both secrets until the overlap ends', async () => {
    const to = await hook();
    const { secret } = await server.sdk.webhooks.rotateSecret(to.id, { overlap_hours: 2 });
    await occurs();
    const [both] = (await received(1)) as [ReceivedRequest];
    for (const one of [to.secret, secret]) {
      expect(new Webhook(one).verify(both.text, both.headers as Record<string, string>)).toBeDefined();
    }
    server.clock.advance(2 * HOUR);
    await occurs();
    const [, one] = (await received(2)) as [ReceivedRequest, ReceivedRequest];
    expect(both.headers['webhook-signature']?.toString().split(' ')).toHaveLength(2);
    expect(one.headers['webhook-signature']?.toString().split(' ')).toHaveLength(1);
  });

  it('can be tested, and replayed with the same message id', async () => {
    const to = await hook();
    const other = await hook();
    const test = await call('POST', `/${to.id}/test`);
    expect(test.status).toBe(201);
    await tried(to, 1);
    const replayed = await call('POST', `/${to.id}/deliveries/${test.body.id}/replay`);
    expect(replayed).toMatchObject({ status: 201, body: { status: 'pending', message_id: test.body.message_id } });
    expect(replayed.body.id).not.toBe(test.body.id);
    const [first, second] = (await received(2)) as [ReceivedRequest, ReceivedRequest];
    expect(first.body).toMatchObject({ type: 'webhook_endpoint.tested', target: { id: to.id } });
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(await deliveriesOf(other)).toEqual([]);
    const audit = await server.asAdmin('GET', '/api/v1/audit', { query: { action: 'webhook_delivery.replayed' } });
    expect(audit.body.items).toMatchObject([{ actor: 'admin', target: { id: replayed.body.id } }]);
  });

  it('is deleted after 30 days', async () => {
    const to = await hook();
    await occurs();
    await tried(to, 1);
    server.clock.advance(30 * DAY + SECOND);
    await server.app.get(WebhookDeliveriesService).sweep();
    expect(await deliveriesOf(to)).toEqual([]);
  });
});

it('a delivery is due at once, though the clock of the node that numbers its event is ahead', async () => {
  await hook();
  server.clock.misset(400 * DAY);
  await issued(server);
  expect(await received(1)).toHaveLength(1);
});

describe('an endpoint that fails', () => {
  it.each([
    ['an error', answering(500, 'broken'), { status_code: 500, response: 'broken', error: null }],
    ['a refusal', answering(404), { status_code: 404, response: '', error: null }],
    ['a redirect', answering(302, '', { location: '/elsewhere' }), { status_code: 302, response: '', error: null }],
    ['a hang-up', (response: ServerResponse) => response.destroy(), { status_code: null, response: null }],
    [
      'half an answer',
      (response: ServerResponse) =>
        response.writeHead(200, { 'content-length': 9 }).write('half', () => response.destroy()),
      { status_code: null },
    ],
    [
      'nonsense',
      (response: ServerResponse) => response.socket?.end('nonsense\r\n\r\n'),
      { status_code: null, response: null },
    ],
    ['NUL characters', answering(500, 'a\0b'), { status_code: 500, response: 'ab' }],
    [
      'no text',
      (response: ServerResponse) => response.writeHead(500).end(Buffer.from([0xff, 0xfe, 0x41])),
      { status_code: 500 },
    ],
    ['too much', answering(503, 'x'.repeat(100_000)), { status_code: 503, response: 'x'.repeat(2048) }],
  ])('is tried again after %s', async (_what, answer, expected) => {
    const to = await hook();
    listener.answers(answer);
    await occurs();
    const delivery = await tried(to, 1);
    expect(delivery).toMatchObject({ status: 'pending', tries: [expected] });
    expect(Date.parse(String(delivery.next_try_at)) - Date.parse(String(delivery.tries[0]?.at))).toBeLessThan(
      2 * SECOND,
    );
    expect(listener.received).toHaveLength(1);
    listener.answers(answering(204));
    expect(await nextTry(to, 2)).toMatchObject({ status: 'delivered', tries: [expected, { status_code: 204 }] });
    const [first, second] = listener.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toEqual(first?.body);
  });

  it('gets nothing if its certificate is not valid', async () => {
    const encrypted = createSecureServer({ cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) });
    const impostor = await WebhookListener.start(encrypted);
    const to = await hook({ url: impostor.urlOf('/', 'localhost', 'https') });
    await occurs();
    const { tries } = await tried(to, 1);
    const error = expect.stringMatching(/^self-signed certificate/);
    expect(tries).toEqual([expect.objectContaining({ status_code: null, error })]);
    expect(impostor.received).toEqual([]);
  });

  it('is tried ten times within a day, ever more slowly', async () => {
    const to = await hook();
    listener.answers(answering(500));
    await occurs();
    let delivery = await tried(to, 1);
    const pauses: number[] = [];
    while (delivery.status === 'pending') {
      const { next_try_at, tries } = delivery;
      pauses.push(Math.round((Date.parse(String(next_try_at)) - Date.parse(String(tries.at(-1)?.at))) / SECOND));
      delivery = await nextTry(to, tries.length + 1);
    }
    expect(pauses).toEqual([1, 2, 30, 120, 600, 1800, 7200, 25_200, 50_400]);
    expect(delivery).toMatchObject({ status: 'failed', next_try_at: null });
    expect(delivery.tries).toHaveLength(10);
    server.clock.advance(DAY);
    await server.clock.settled();
    expect(listener.received).toHaveLength(10);
  });

  it('says since when, and is well again after a success', async () => {
    const to = await hook();
    listener.answers(answering(500));
    await occurs();
    await tried(to, 1);
    expect((await stateOf(to)).failing_since).toEqual(expect.any(String));
    listener.answers(answering(200));
    await nextTry(to, 2);
    expect((await stateOf(to)).failing_since).toBeNull();
  });

  it('is disabled at once by 410, keeps the others, and goes on when it is enabled', async () => {
    const to = await hook();
    const watcher = await WebhookListener.start();
    await hook({ url: watcher.urlOf(), events: ['webhook_endpoint.disabled'] });
    listener.answers(answering(410));
    await occurs();
    expect(await tried(to, 1)).toMatchObject({ status: 'failed', tries: [{ status_code: 410 }] });
    expect(await stateOf(to)).toMatchObject({ disabled_reason: 'gone', disabled_at: expect.any(String) });
    const [{ body }] = (await received(1, watcher)) as [ReceivedRequest];
    expect(body).toMatchObject({ type: 'webhook_endpoint.disabled', data: { url: listener.urlOf() } });

    await occurs();
    expect(await deliveriesOf(to)).toHaveLength(1);
    listener.answers(answering(200));
    await server.sdk.webhooks.enable(to.id);
    await occurs();
    expect(await tried(to, 1)).toMatchObject({ status: 'delivered', tries: [{ status_code: 200, error: null }] });
    const audit = await server.asAdmin('GET', '/api/v1/audit', { query: { action: 'webhook_endpoint.disabled' } });
    expect(audit.body.items[0]).toMatchObject({ actor: 'system', actor_type: 'system' });
  });

  it('is disabled after three days without a success, and keeps what is pending for later', async () => {
    const to = await hook();
    listener.answers(answering(500));
    for (let day = 0; day < 3; day += 1) {
      await occurs();
      await tried(to, 1);
      expect((await stateOf(to)).disabled_at).toBeNull();
      server.clock.advance(DAY);
    }
    await occurs();
    await until('it is disabled', async () => (await stateOf(to)).disabled_reason === 'failing');
    listener.answers(answering(200));
    const before = (await deliveriesOf(to, '?status=pending')).length;
    expect(before).toBeGreaterThan(0);
    await server.sdk.webhooks.enable(to.id);
    server.clock.advance(DAY);
    await until('nothing is pending', () => areDone(to));
  });

  it('gets none of its pending deliveries while it is disabled', async () => {
    const to = await hook();
    listener.answers(answering(500));
    await occurs();
    await tried(to, 1);
    await server.sdk.webhooks.disable(to.id);
    listener.answers(answering(200));
    const witness = await WebhookListener.start();
    await hook({ url: witness.urlOf() });
    server.clock.advance(HOUR);
    await issued(server);
    await received(1, witness);
    expect(await attemptsOf(to)).toEqual([1]);
    expect(listener.received).toHaveLength(1);

    await server.sdk.webhooks.enable(to.id);
    server.clock.advance(SECOND);
    expect(await tried(to, 2)).toMatchObject({ status: 'delivered' });
  });

  it('is not failing if another delivery arrived at the same time', async () => {
    const to = await hook();
    const open: ServerResponse[] = [];
    listener.answers((response) => open.push(response));
    await Promise.all([issued(server), issued(server)]);
    await received(2);
    // Both tries end while the dispatcher waits, so that it records them together.
    const lock = await holdLocks(server.databaseUrl, 'LOCK TABLE webhook_deliveries IN ACCESS EXCLUSIVE MODE');
    server.clock.advance(SECOND);
    await untilWaiting(server.databaseUrl, 2);
    open.forEach((response, index) => response.writeHead(index === 0 ? 500 : 200).end());
    const dispatcher = server.app.get(WebhookDispatcherService);
    await until('both tries have ended', () => Reflect.get(dispatcher, 'finished').length === 2);
    await lock.end();
    await until('both tries are recorded', async () =>
      (await deliveriesOf(to)).every(({ tries }) => tries.length === 1),
    );
    expect((await deliveriesOf(to)).map(({ status }) => status).sort()).toEqual(['delivered', 'pending']);
    expect((await stateOf(to)).failing_since).toBeNull();
  });

  it('gets a delivery again from another node if the one that took it died', async () => {
    const to = await hook();
    await occurs();
    await tried(to, 1);
    await server.dataSource.query(
      `UPDATE webhook_deliveries SET status = 'pending', finished_at = NULL, tries = '[]', due_at = $1`,
      [new Date(server.clock.now().getTime() + 120 * SECOND)],
    );
    server.clock.advance(119 * SECOND);
    await server.clock.settled();
    expect(single(await deliveriesOf(to)).tries).toEqual([]);
    server.clock.advance(SECOND);
    expect(await tried(to, 1)).toMatchObject({ status: 'delivered' });
    expect(listener.received).toHaveLength(2);
  });
});

describe('an endpoint that hangs', () => {
  const limitedTo = (milliseconds: number) =>
    jest.replaceProperty(server.app.get(WebhookSenderService), 'timeoutMs', milliseconds);

  it('is given ten seconds', () => {
    expect(server.app.get(WebhookSenderService).timeoutMs).toBe(10 * SECOND);
  });

  it('delays no other and no request, and is asked at most ten times at once, then one at a time', async () => {
    // No delivery may be given up before the test says so, however slow the machine is.
    limitedTo(60 * SECOND);
    const slow = await hook();
    const quickListener = await WebhookListener.start();
    const quick = await hook({ url: quickListener.urlOf() });
    const hung: ServerResponse[] = [];
    listener.answers((response) => hung.push(response));
    server.clock.hold();
    const count = 12;
    await Promise.all(Array.from({ length: count }, () => issued(server)));
    await received(count, quickListener);
    await until('the quick one has all', () => areDone(quick));
    await received(10);
    expect(listener.mostOpen).toBe(10);
    const triesOfSlow = async () => (await deliveriesOf(slow)).flatMap(({ tries }) => tries);
    expect(await triesOfSlow()).toEqual([]);

    await until('all have failed', async () => {
      hung.splice(0).forEach((response) => response.destroy());
      return (await triesOfSlow()).length === count;
    });
    server.clock.advance(SECOND);
    await received(count + 1);
    await server.clock.settled();
    expect(listener.received).toHaveLength(count + 1);
  });

  it('is given up although it sends a byte now and then', async () => {
    limitedTo(500);
    const to = await hook();
    listener.answers((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 50);
      response.once('close', () => clearInterval(timer));
    });
    await occurs();
    expect(await tried(to, 1)).toMatchObject({ tries: [{ error: 'No complete answer within 0.5 seconds' }] });
  });
});

describe('many events', () => {
  it('are not lost while the database is locked', async () => {
    const to = await hook();
    const lock = await holdLocks(server.databaseUrl, 'LOCK TABLE webhook_deliveries IN ACCESS EXCLUSIVE MODE');
    await issued(server);
    await lock.end();
    expect(await tried(to, 1)).toMatchObject({ status: 'delivered' });
    expect(listener.received).toHaveLength(1);
  });

  it('that are not stored now are tried again, and delivered once they are', async () => {
    const to = await hook();
    listener.answers(answering(500));
    const { id } = await issued(server);
    await tried(to, 1);
    await server.dataSource.query(
      `UPDATE events SET target_type = 'hidden', at = at - interval '1 s' WHERE target_id = $1`,
      [id],
    );
    listener.answers(answering(200));
    const missing = await nextTry(to, 2);
    expect(missing).toMatchObject({ status: 'pending', tries: [{}, { error: 'The event is not stored' }] });
    await server.dataSource.query(
      `UPDATE events SET target_type = 'licenses', at = at + interval '1 s' WHERE target_id = $1`,
      [id],
    );
    expect(await nextTry(to, 3)).toMatchObject({ status: 'delivered' });
    expect(listener.received).toHaveLength(2);
  });

  it('fail after all tries if their month was dropped, and the endpoint does not', async () => {
    const to = await hook({ events: ['license.revoked'] });
    await server.dataSource.query(
      `INSERT INTO webhook_deliveries (endpoint_id, event_id, event_at, event_name, sequence, due_at, created_at, attempts)
       SELECT id, 1, now(), 'license.revoked', 1, now(), now(), 9 FROM webhook_endpoints`,
    );
    server.clock.advance(SECOND);
    expect(await tried(to, 1)).toMatchObject({ status: 'failed', tries: [{ error: 'The event is not stored' }] });
    expect((await stateOf(to)).failing_since).toBeNull();
  });
});

describe('a node', () => {
  let other: TestServer;
  const dispatcherOf = (node: TestServer) => node.app.get(WebhookDispatcherService);
  beforeAll(async () => {
    other = await TestServer.start({ WEBHOOK_ALLOW_PRIVATE: '1' }, server.databaseUrl);
  });

  it('shows what it delivers in its metrics and in the age of the queue', async () => {
    await dispatcherOf(server).beforeApplicationShutdown();
    const ageOf = () => other.app.get(WebhookQueueService).oldestDueAgeMs();
    expect(await ageOf()).toBe(0);
    await hook({}, other);
    await issued(other);
    await other.sdk.audit.listEvents();
    await other.dataSource.query(`UPDATE webhook_deliveries SET due_at = due_at - interval '1 hour'`);
    expect(await ageOf()).toBeGreaterThanOrEqual(HOUR);
    dispatcherOf(other).start();
    await received(1);
    await until('the queue is empty', async () => (await ageOf()) === 0);
    const metrics = async () => String((await other.call('GET', '/metrics')).body);
    for (const outcome of ['delivered', 'pending', 'failed']) {
      expect(await metrics()).toContain(`keyward_webhook_tries_total{outcome="${outcome}"} `);
    }
    await until('it is counted', async () =>
      /^keyward_webhook_tries_total\{outcome="delivered"\} 1$/m.test(await metrics()),
    );
    expect(await metrics()).toMatch(/^keyward_webhook_queue_age_seconds 0$/m);
    await dispatcherOf(other).beforeApplicationShutdown();
    dispatcherOf(server).start();
  });

  it('keeps the result of another one that took a delivery over', async () => {
    const to = await hook();
    const open: ServerResponse[] = [];
    listener.answers((response) => open.push(response));
    await occurs();
    await received(1);
    other.clock.advance(LEASE_MS + SECOND);
    dispatcherOf(other).start();
    await received(2);

    const record = jest.spyOn(server.app.get(WebhookQueueService), 'record');
    open[0]?.writeHead(500).end();
    await until('the first node has recorded its try', () => record.mock.results.length === 1);
    await record.mock.results[0]?.value;
    expect((await deliveriesOf(to))[0]).toMatchObject({ status: 'pending', tries: [] });
    open[1]?.writeHead(200).end();
    expect(await tried(to, 1)).toMatchObject({ status: 'delivered', tries: [{ status_code: 200 }] });
    other.clock.reset();
  });

  it('sends each of many deliveries once, beside another', async () => {
    const to = await hook({ events: ['license.issued'] });
    const count = 150;
    await server.dataSource.query(
      `INSERT INTO events (name, target_type, target_id, data, at)
       SELECT 'license.issued', 'licenses', n::text, '{}', now() FROM generate_series(1, ${count}) AS n`,
    );
    server.clock.advance(SECOND);
    other.clock.advance(SECOND);
    await received(count);
    await until('all are recorded', () => areDone(to));
    expect(listener.received).toHaveLength(count);
    expect(new Set(listener.received.map(({ body }) => body.target.id)).size).toBe(count);
    expect(new Set(listener.received.map(({ body }) => body.sequence)).size).toBe(count);
  });

  it('that stops records an answer within three seconds, and leaves a delivery that hangs to the next', async () => {
    await dispatcherOf(server).beforeApplicationShutdown();
    other.clock.reset();
    const hanging = await WebhookListener.start();
    hanging.answers(() => undefined);
    const open: ServerResponse[] = [];
    listener.answers((response) => void open.push(response));
    await hook({}, other);
    await hook({ url: hanging.urlOf() }, other);
    await issued(other);
    await Promise.all([received(1), received(1, hanging)]);
    const waits = jest.spyOn(dispatcherOf(other), 'beforeApplicationShutdown');
    const stopping = other.stop();
    await until('the node waits for its requests', () => waits.mock.calls.length === 1);
    open.forEach((response) => response.end());
    await stopping;
    hanging.answers(answering(200));
    const [answered, hung] = await server.dataSource.query(
      'SELECT status, tries FROM webhook_deliveries ORDER BY endpoint_id',
    );
    expect(answered).toMatchObject({ status: 'delivered', tries: [{ status_code: 200, error: null }] });
    expect(hung.status).toBe('pending');
    // The endpoint has not had its ten seconds.
    expect(JSON.stringify(hung.tries)).not.toContain('No complete answer');
    server.clock.advance(SECOND);
    dispatcherOf(server).start();
    await received(2, hanging);
    expect(listener.received).toHaveLength(1);
  });
});

it('finds what is due, and lists, by indexes', async () => {
  await hook();
  await server.dataSource.query(
    `INSERT INTO webhook_deliveries (endpoint_id, event_id, event_at, event_name, sequence, due_at, created_at, status, finished_at)
     SELECT id, n, now(), 'license.issued', n, now(), now(), 'delivered', now()
     FROM webhook_endpoints, generate_series(1, 500) AS n`,
  );
  // Few rows would be read without an index.
  const explained = (condition: string) =>
    server.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off');
      return manager.query<object[]>(`EXPLAIN SELECT id FROM webhook_deliveries WHERE ${condition}`);
    });
  const plans = [
    `endpoint_id = 1 AND status = 'pending' AND due_at <= now() ORDER BY due_at, id LIMIT 50`,
    `endpoint_id = 1 ORDER BY id DESC LIMIT 20`,
    `endpoint_id = 1 AND status = 'failed' ORDER BY id DESC LIMIT 20`,
    `created_at < now() - interval '30 days' ORDER BY created_at LIMIT 1000`,
  ].map(explained);
  for (const plan of await Promise.all(plans)) {
    expect(JSON.stringify(plan)).toMatch(/Index (Only )?Scan/);
    expect(JSON.stringify(plan)).not.toMatch(/Seq Scan|Sort +\(/);
  }
});

it('costs a verification no statement: as many with ten webhooks as with none', async () => {
  const { key } = await issued(server);
  await activate(server, key, 'desk');
  const statements = () =>
    roundTripsOf(async () => expect((await validate(server, key, 'desk')).body.valid).toBe(true));
  // The first check reads the device, which the server knows from then on.
  await statements();
  const before = await statements();
  expect(before.length).toBeGreaterThan(0);
  for (let number = 0; number < 10; number += 1) {
    await hook({ url: listener.urlOf(`/${number}`) });
  }
  expect(await statements()).toEqual(before);
});

describe('where private targets are refused', () => {
  let strict: WebhookSenderService;
  beforeAll(() => {
    strict = new WebhookSenderService(new OutgoingTargetsService(readSettings({})), server.clock);
  });
  beforeEach(() => {
    jest.spyOn(server.app.get(WebhookSenderService), 'send').mockImplementation((request) => strict.send(request));
  });
  afterAll(() => strict.onApplicationShutdown());

  async function deliveredTo(url: string): Promise<WebhookTry> {
    const to = await hook({ url, events: ['license.revoked'] });
    await server.sdk.webhooks.test(to.id);
    return first((await tried(to, 1)).tries);
  }

  it.each(['127.0.0.1', '127.1', '2130706433', '[::ffff:127.0.0.1]', 'localhost'])('%s gets nothing', async (host) => {
    const attempt = await deliveredTo(listener.urlOf('/', host));
    expect(attempt).toMatchObject({ status_code: null, error: expect.stringContaining('is not at a public address') });
    expect(listener.received).toEqual([]);
  });

  it('a name gets nothing whose address became private', async () => {
    jest.spyOn(Resolver.prototype, 'resolve4').mockResolvedValue(['127.0.0.1'] as never);
    jest.spyOn(Resolver.prototype, 'resolve6').mockRejectedValue(new Error('no such record'));
    const attempt = await deliveredTo(listener.urlOf('/', 'hooks.example.com'));
    expect(attempt.error).toBe('hooks.example.com is not at a public address');
    expect(listener.received).toEqual([]);
  });
});
