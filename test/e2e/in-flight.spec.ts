import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { tally } from '../support/records';
import { TestServer } from '../support/server';

const BY_ADDRESS = 100;
const IN_ALL = 1_000;

let server: TestServer;
let lifted: TestServer;
const held: Socket[] = [];
beforeAll(async () => {
  server = await TestServer.start({ RATE_LIMIT_FACTOR: '1' });
  await server.listen();
  lifted = await TestServer.start({}, server.databaseUrl);
  await lifted.listen();
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

/** Requests whose bodies never end. Answered once the server has begun each of them: it says so, because they ask. */
async function hold(count: number, path: string, at = server): Promise<void> {
  const port = Number(new URL(await at.app.getUrl()).port);
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n`;
  const begin = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    held.push(socket);
    socket.write(`${head}Expect: 100-continue\r\n\r\n{`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  };
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
  const { statusCode, headers, body } = await at.app.inject({ method: 'POST', url: path, payload: {} });
  return { status: statusCode, retryAfter: headers['retry-after'], body: JSON.parse(body) };
}

/** What ends at the other side of a connection gives no event to wait for. */
async function untilServed(at: TestServer): Promise<void> {
  while ([429, 503].includes((await ask('/api/v1/validate', at)).status)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it(`lets ${BY_ADDRESS} requests of one address be under way, whatever API they are for`, async () => {
  await hold(BY_ADDRESS - 20, '/api/v1/validate');
  await hold(10, '/api/license/verify');
  await hold(9, '/api/licenses/validate');
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

it(`lets ${IN_ALL} requests be under way in all, also where rate limits are lifted`, async () => {
  await hold(IN_ALL / 2, '/api/v1/validate', lifted);
  await hold(IN_ALL / 2, '/api/verify', lifted);
  const native = { error: { code: 'UNAVAILABLE', message: expect.any(String), request_id: expect.any(String) } };
  expect(await ask('/api/v1/validate', lifted)).toEqual({ status: 503, retryAfter: '1', body: native });
  const lic = { success: false, message: expect.any(String), error_code: 'UNAVAILABLE', retry_after: 1 };
  expect(await ask('/api/verify', lifted)).toEqual({ status: 503, retryAfter: '1', body: lic });
});

it('counts no request that has ended', async () => {
  const statuses: number[] = [];
  for (let count = 0; count < IN_ALL + 10; count++) {
    statuses.push((await ask('/no/such/path', lifted)).status);
  }
  expect(tally(statuses)).toEqual({ 404: IN_ALL + 10 });
});

it('counts no request whose client hangs up at once', async () => {
  const port = Number(new URL(await server.app.getUrl()).port);
  for (let count = 0; count < BY_ADDRESS + 10; count++) {
    const ended = new Promise<void>((resolve) => {
      server.app.getHttpServer().once('request', ({ socket }: { socket: Socket }) => {
        socket.once('close', () => resolve()).destroy();
      });
    });
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    held.push(socket);
    socket.write(
      'POST /api/v1/validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    await ended;
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect((await ask('/api/v1/validate')).status).toBe(400);
});
