import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { aProduct } from '../../testkit/callers';
import { captureLog } from '../../testkit/captured-log';
import { formOf } from '../../testkit/forms';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

const MEGABYTE = 1024 * 1024;
const WARN = 40;
const FORM = 'multipart/form-data; boundary=x';
const FILE = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nbytes';
const TEXT = '--x\r\nContent-Disposition: form-data; name="license_key"\r\n\r\nA';

let log: { text: string };

let server: TestServer;
let port: number;
let files: string;
let token: string;
beforeAll(async () => {
  log = captureLog();
  server = await TestServer.start({ LOG_LEVEL: 'debug' });
  port = Number(new URL(await server.listen()).port);
  token = await server.adminToken();
  const product = await aProduct(server, 'broken-off');
  const version = await server.asAdmin('POST', `/api/v1/products/${product.id}/versions`, {
    body: { reference: 'v1', version: '1.0.0' },
  });
  files = `/api/v1/products/${product.id}/versions/${version.body.id}/files/main`;
  const { body, headers } = await formOf(['file', Buffer.alloc(16 * MEGABYTE, 'x'), 'a.zip']);
  expect((await server.asAdmin('PUT', files, { body, headers })).status).toBe(200);
  await issued(server);
});
beforeEach(() => {
  log.text = '';
});
afterAll(async () => {
  await server.stop();
});

/** Sends this and hangs up once the server has it, and in whichever way; answers when the server knows. */
async function hangUp(how: 'destroy' | 'resetAndDestroy', head: string[], body = '', when?: 'at once'): Promise<void> {
  const begun = once(server.app.getHttpServer(), 'request') as Promise<[IncomingMessage, ServerResponse]>;
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write([...head, 'Host: x', `Authorization: Bearer ${token}`, '', body].join('\r\n'));
  const [request, response] = await begun;
  const known = once(response, 'close');
  if (when !== 'at once') {
    if (head[0]?.startsWith('GET')) {
      await once(socket, 'data');
    } else {
      await received(request);
    }
  }
  socket[how]();
  await known;
  // What is logged of it, is logged before another request is answered that asks the database.
  expect((await server.asAdmin('GET', '/api/v1/products?limit=1')).status).toBe(200);
}

function received(request: IncomingMessage): Promise<void> {
  return until('somebody reads it', () => request.readableFlowing === true || request.listenerCount('readable') > 0);
}

describe.each(['destroy', 'resetAndDestroy'] as const)('a client that hangs up (%s)', (how) => {
  it.each<[string, () => [string[], string?, 'at once'?]]>([
    ['in a JSON body', () => [post('/api/v1/licenses', 'application/json'), '{"product":']],
    ['in a form that is not read', () => [post('/api/v1/licenses', FORM), TEXT]],
    ['in a form', () => [post('/api/internal/products', FORM), TEXT]],
    ['before a form that is not read', () => [post('/api/v1/licenses', FORM)]],
    ['before an upload', () => [post(files, FORM, 'PUT')]],
    ['between the files of an upload', () => [post(files, FORM, 'PUT'), `${FILE}\r\n--x\r\n`]],
    ['in a long upload', () => [post(files, FORM, 'PUT', 100 * MEGABYTE), FILE + 'x'.repeat(3 * MEGABYTE)]],
    ['before anybody reads the upload', () => [post(files, FORM, 'PUT'), FILE, 'at once']],
    ['before anybody reads the body', () => [post('/api/v1/licenses', 'application/json'), '{', 'at once']],
    ['in an upload of an app', () => [post('/api/admin/license/upload/app', FORM), FILE]],
    ['in a list', () => [['GET /api/v1/licenses/export HTTP/1.1']]],
    ['in an upload', () => [post(files, FORM, 'PUT'), FILE]],
    ['in a download', () => [[`GET ${files} HTTP/1.1`]]],
  ])('%s is no failure of the server or of its database', async (_when, request) => {
    await hangUp(how, ...request());
    const lines = log.text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ level, err }) => level >= WARN || err)).toEqual([]);
    expect(await server.metrics()).not.toMatch(/status="5/);
  });
});

function post(path: string, type: string, method = 'POST', length = 10_000): string[] {
  return [`${method} ${path} HTTP/1.1`, `Content-Type: ${type}`, `Content-Length: ${length}`];
}
