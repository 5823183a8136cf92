import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { captureLog } from '../../testkit/captured-log';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const HEAD = 'Host: localhost\r\nContent-Type: application/json\r\n';
const BROKEN_CHUNK = 'Transfer-Encoding: chunked\r\n\r\nxyz\r\n';

const log = captureLog();
let server: TestServer;
let port: number;
beforeAll(async () => {
  server = await TestServer.start({ LOG_LEVEL: 'info' });
  port = Number(new URL(await server.listen()).port);
});
afterAll(() => server.stop());

interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { error: { code: string; message: string; request_id: string } };
}

/** The answer on a connection that the server closes. */
async function sent(...parts: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  const answer = text(socket);
  for (const part of parts) {
    await written(socket, part);
  }
  return answer;
}

/** Resolves when the system has the bytes, or when the connection is closed. */
function written(socket: Socket, bytes: string): Promise<unknown> {
  return new Promise((resolve) => socket.write(bytes, resolve));
}

function parsed(answer: string): Refusal {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
  return {
    status: Number(line.split(' ')[1]),
    headers: Object.fromEntries(fields.map((field) => field.split(': ', 2))),
    body: JSON.parse(body),
  };
}

/** The parts of every such answer, and its line of the log. */
async function expectRefusal(answer: string, status: number, message: string): Promise<void> {
  const { headers, body, ...found } = parsed(answer);
  expect([found.status, body]).toEqual([
    status,
    { error: { code: 'BAD_REQUEST', message, request_id: expect.stringMatching(UUID) } },
  ]);
  const { request_id: id } = body.error;
  expect(headers).toMatchObject({
    'x-request-id': id,
    'content-type': 'application/json; charset=utf-8',
    connection: 'close',
  });
  const lines = () => log.text.split('\n').filter((each) => each.includes(id));
  await until('the log has the id', () => lines().length > 0);
  const http = server.app.getHttpServer();
  await until('the connection is closed', async () => (await promisify(http.getConnections.bind(http))()) === 0);
  // Later lines of the connection would stand before the line of another request.
  const { headers: later } = await server.call('GET', '/health');
  await until('the log has the other id', () => log.text.includes(String(later['x-request-id'])));
  expect(lines().map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ msg: 'request', status })]);
}

it.each(['\0\x01\r\n\r\n', 'GET / FTP/1.1\r\n\r\n', `GET /api/v1/licenses HTTP/1.1\r\n${HEAD}No colon\r\n\r\n`])(
  'refuses what is not HTTP (%j) with a request id, in the format of the API',
  async (bytes) => {
    await expectRefusal(await sent(bytes), 400, 'The request is not valid HTTP/1.1');
  },
);

it('refuses headers that are too large, whatever else is on the way', async () => {
  const flood = Array.from({ length: 20 }, () => 'a'.repeat(16 * 1024));
  const answer = await sent(`GET /api/v1/licenses HTTP/1.1\r\n${HEAD}X-Long: `, ...flood);
  await expectRefusal(answer, 431, 'The address and the headers of the request are too large');
});

it('refuses headers that do not arrive in time', async () => {
  const limits = server.app.getHttpServer();
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write('GET /api/v1/licenses HTTP/1.1\r\nHost:');
  const [connection] = await Promise.all([text(socket), timeOut(limits)]);
  await expectRefusal(connection, 408, 'The request did not arrive in time');
});

/** As Node does once a minute has passed. */
async function timeOut(http: ReturnType<TestServer['app']['getHttpServer']>): Promise<void> {
  const [connection] = (await once(http, 'connection')) as [Socket];
  await until('the beginning has arrived', () => connection.bytesRead > 0);
  http.emit('clientError', Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), connection);
}

it('refuses a broken body in the format of its API', async () => {
  const native = await sent(`POST /api/v1/licenses HTTP/1.1\r\n${HEAD}${BROKEN_CHUNK}`);
  await expectRefusal(native, 400, 'The request is not valid HTTP/1.1');
  const v2 = await sent(`POST /api/license/verify HTTP/1.1\r\n${HEAD}${BROKEN_CHUNK}`);
  const { status, headers, body } = parsed(v2);
  expect([status, body.error, headers['x-request-id']]).toEqual([400, expect.anything(), expect.stringMatching(UUID)]);
  expect(body).not.toHaveProperty('error.request_id');
});

it('answers a connection once, however much follows, and closes it', async () => {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  const answer = text(socket);
  await until('the connection is closed', async () => {
    await written(socket, 'nonsense\r\n\r\n');
    return socket.closed;
  });
  expect((await answer).match(/^HTTP\/1\.1 400 /gm)).toHaveLength(1);
});
