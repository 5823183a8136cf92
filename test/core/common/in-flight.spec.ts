import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { RECEIVING_LIMITS } from '../../../src/core/common/http/transfer-time';
import { InFlight, RequestInFlight } from '../../../src/core/common/limits/in-flight';
import { RateLimitsService } from '../../../src/core/common/limits/rate-limits.service';
import { tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

/** With RATE_LIMIT_FACTOR, of 100. */
const BY_ADDRESS = 20;
/** Beside those that are being served all the time, of 1,000. */
const IN_ALL = 100;
const SERVED_ALL_THE_TIME = 900;
/** Bodies for the fast path. */
const ACCEPTED = JSON.stringify({ license_key: 'unknown', hardware_id: 'x' });
const HANDED_ON = JSON.stringify({ license_key: 'unknown', hardware: 'x' });

const headOf = (length: number): string =>
  `POST /api/v1/validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let server: TestServer;
let lifted: TestServer;
const held: Socket[] = [];
beforeAll(async () => {
  // No body may be given up for its slowness, however slow the machine is.
  jest.replaceProperty(RECEIVING_LIMITS, 'small', 10 * 60_000);
  jest.replaceProperty(RECEIVING_LIMITS, 'unfinished', IN_ALL);
  server = await TestServer.start({ RATE_LIMIT_FACTOR: String(BY_ADDRESS / 100) });
  await server.listen();
  lifted = await TestServer.start({}, server.databaseUrl);
  await lifted.listen();
  await serveAllTheTime(SERVED_ALL_THE_TIME, lifted);
});
afterEach(async () => {
  await Promise.all(held.splice(0).map(hangUp));
  await untilServed(server);
  await untilServed(lifted);
});
afterAll(async () => {
  await lifted.stop();
  await server.stop();
});

/** So many requests begin and do not end. */
async function serveAllTheTime(count: number, at: TestServer): Promise<void> {
  const acquired = jest.spyOn(InFlight.prototype, 'acquire');
  await ask('/api/v1/validate', at);
  const [inFlight] = acquired.mock.contexts;
  acquired.mockRestore();
  for (let request = 0; request < count; request++) {
    inFlight?.begin();
  }
}

/** Requests whose bodies never end. Resolves once the server has begun each of them: it says so, because they ask. */
async function hold(count: number, path: string, at = server): Promise<void> {
  const port = Number(new URL(await at.app.getUrl()).port);
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n`;
  const hasBegun = async (): Promise<boolean> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(`${head}Expect: 100-continue\r\n\r\n{`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    const isBegun = answer.toString() === 'HTTP/1.1 100 Continue\r\n\r\n';
    held.push(...(isBegun ? [socket] : []));
    if (!isBegun) {
      await hangUp(socket);
    }
    return isBegun;
  };
  // The places of others may not be free yet.
  const begin = (): Promise<void> => until('a request has begun', hasBegun);
  await Promise.all(Array.from({ length: count }, begin));
}

async function hangUp(socket: Socket): Promise<void> {
  socket.destroy();
  if (!socket.closed) {
    await once(socket, 'close');
  }
}

/** How it answers to this machine's own address. */
async function ask(path: string, at = server) {
  if (at === server) {
    // Requests per minute are not counted here.
    at.clock.advance(60_000);
  }
  const { statusCode, headers, body } = await at.app.inject({ method: 'POST', url: path, payload: {} });
  return { status: statusCode, retryAfter: headers['retry-after'], body: JSON.parse(body) };
}

/** What ends at the other side of a connection gives no event to wait for. */
async function untilServed(at: TestServer): Promise<void> {
  await until('requests are served', async () => ![429, 503].includes((await ask('/api/v1/validate', at)).status));
}

it(`lets ${BY_ADDRESS} requests of one address be under way, whatever API they are for`, async () => {
  await hold(BY_ADDRESS - 10, '/api/v1/validate');
  await hold(5, '/api/license/verify');
  await hold(4, '/api/licenses/validate');
  expect((await ask('/api/v1/validate')).status).toBe(400);
  await hold(1, '/api/telemetry');
  const body = { error: { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) } };
  expect(await ask('/api/v1/validate')).toMatchObject({ status: 429, retryAfter: '1', body });
  expect(await ask('/api/license/verify')).toEqual({ status: 429, retryAfter: '1', body });
  expect(await ask('/api/telemetry')).toMatchObject({ status: 429, retryAfter: '1', body: { success: false } });

  const elsewhere = { method: 'POST', url: '/api/v1/validate', remoteAddress: '198.51.100.7', payload: {} } as const;
  expect((await server.app.inject(elsewhere)).statusCode).toBe(400);
  // It declares limits of its own.
  expect((await ask('/api/verify')).status).toBe(422);

  await Promise.all(held.splice(0, 1).map(hangUp));
  await untilServed(server);
  await hold(1, '/api/v1/validate');
  expect((await ask('/api/v1/validate')).status).toBe(429);
});

it(`serves ${SERVED_ALL_THE_TIME + IN_ALL} requests at a time, also where rate limits are lifted, and always whether it is alive`, async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const limits = lifted.app.get(RateLimitsService);
  const counted = jest.spyOn(limits, 'countContent').mockReturnValue(released);
  const paths = ['/api/v1/validate', '/api/verify'];
  const asked = Array.from({ length: IN_ALL }, (_, index) => ask(paths[index % 2] ?? '', lifted));
  await until('all are being served', () => counted.mock.calls.length === IN_ALL);

  const native = { error: { code: 'UNAVAILABLE', message: expect.any(String), request_id: expect.any(String) } };
  expect(await ask('/api/v1/validate', lifted)).toEqual({ status: 503, retryAfter: '1', body: native });
  const lic = { success: false, message: expect.any(String), error_code: 'UNAVAILABLE', retry_after: 1 };
  expect(await ask('/api/verify', lifted)).toEqual({ status: 503, retryAfter: '1', body: lic });
  for (const path of ['/health', '/health/ready', '/dialects/v2/health']) {
    expect((await lifted.call('GET', path)).status).toBe(200);
  }
  release();
  expect(tally((await Promise.all(asked)).map(({ status }) => status))).toEqual({ 400: IN_ALL / 2, 422: IN_ALL / 2 });
  counted.mockRestore();
});

it(`accepts ${IN_ALL} unfinished bodies without refusing others, and drops the oldest for another`, async () => {
  await hold(1, '/api/v1/validate', lifted);
  await hold(IN_ALL / 2 - 1, '/api/v1/validate', lifted);
  await hold(IN_ALL / 2, '/api/verify', lifted);
  expect((await ask('/api/v1/validate', lifted)).status).toBe(400);
  expect((await lifted.call('POST', '/api/v1/validate', { body: {} })).status).toBe(400);
  let text = '';
  held[0]?.on('data', (bytes: Buffer) => (text += bytes.toString()));
  await hold(1, '/api/v1/activate', lifted);
  await until('the oldest is closed', () => held[0]?.closed === true);
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(held.filter(({ closed }) => closed)).toHaveLength(1);
});

it.each([
  ['in all', () => lifted, IN_ALL, 'GET /api/health-check HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx'],
  ['of its address', () => server, BY_ADDRESS, `${headOf(HANDED_ON.length)}${HANDED_ON}`],
])('does not count a request %s whose client disconnected while it was checked', async (_which, at, count, request) => {
  let release = (): void => undefined;
  // As with Redis, which takes its time.
  const released = new Promise<void>((resolve) => (release = resolve));
  const { app } = at();
  const counted = jest.spyOn(app.get(RateLimitsService), 'countAddress').mockReturnValue(released);
  const { port } = new URL(await app.getUrl());
  const clients = Array.from({ length: count }, () => connect(Number(port), '127.0.0.1'));
  clients.forEach((client) => client.write(request));
  await until('all are being checked', () => counted.mock.calls.length === count);
  await Promise.all(clients.map(hangUp));
  const connections = promisify(app.getHttpServer().getConnections.bind(app.getHttpServer()));
  await until('the server knows', async () => (await connections()) === 0);
  release();
  await nextTurn();
  counted.mockRestore();
  expect((await ask('/api/v1/validate', at())).status).toBe(400);
});

it('counts no request that has ended', async () => {
  const statuses: number[] = [];
  for (let count = 0; count < IN_ALL + 10; count++) {
    statuses.push((await ask('/no/such/path', lifted)).status);
  }
  expect(tally(statuses)).toEqual({ 404: IN_ALL + 10 });
});

interface Begun {
  readonly client: Socket;
  readonly request: IncomingMessage;
}

/** Sends the beginning of a request for the fast path; resolves as soon as the server has it. */
async function begin(body: string, sent: number): Promise<Begun> {
  const port = Number(new URL(await server.app.getUrl()).port);
  const client = connect(port, '127.0.0.1').on('error', () => undefined);
  held.push(client);
  const begun = once(server.app.getHttpServer(), 'request') as Promise<[IncomingMessage]>;
  client.write(headOf(body.length) + body.slice(0, sent));
  const [request] = await begun;
  return { client, request };
}

async function end({ request }: Begun): Promise<void> {
  const { socket } = request;
  const ended = once(socket, 'close');
  request.destroy();
  // The connection of a request that was read would stay open.
  socket.destroy();
  await ended;
}

async function endAtOnce(): Promise<void> {
  await end(await begin(ACCEPTED, 5));
}

async function endLater(sent: number): Promise<void> {
  const begun = await begin(ACCEPTED, sent);
  await nextTurn();
  await end(begun);
}

async function sendInParts(body: string): Promise<void> {
  const { client } = await begin(body, 5);
  await nextTurn();
  const answered = once(client, 'data');
  client.write(body.slice(5));
  await answered;
}

it.each([
  ['that is gone before it is served', endAtOnce],
  ['that is gone while its body is awaited', () => endLater(5)],
  ['that is gone while it is served', () => endLater(ACCEPTED.length)],
  ['whose body comes in parts', () => sendInParts(ACCEPTED)],
  ['whose body comes in parts and is handed on', () => sendInParts(HANDED_ON)],
])('releases the slot of a request %s exactly once', async (_which, send) => {
  await hold(BY_ADDRESS / 2, '/api/v1/validate');
  const acquired = jest.spyOn(InFlight.prototype, 'acquire');
  const released = jest.spyOn(InFlight.prototype, 'release');
  for (let count = 0; count < BY_ADDRESS; count++) {
    await send();
  }
  const slots = () => acquired.mock.results.filter(({ value }) => value instanceof RequestInFlight);
  await until('each slot is released', () => released.mock.calls.length === slots().length);
  expect(slots().length).toBeGreaterThanOrEqual(BY_ADDRESS / 2);
  acquired.mockRestore();
  released.mockRestore();
  await untilServed(server);
  await hold(BY_ADDRESS / 2, '/api/v1/validate');
  expect((await ask('/api/v1/validate')).status).toBe(429);
});
