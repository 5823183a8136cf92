import { connect } from 'node:net';
import { pluginApis } from '../../../src/core/common/plugins/plugins';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let server: TestServer;
let url: URL;
beforeAll(async () => {
  server = await TestServer.shared();
  url = new URL(await server.listen());
});
afterAll(() => server.stop());

const NATIVE_404 = {
  error: { code: 'PATH_NOT_FOUND', message: expect.any(String), request_id: expect.stringMatching(UUID) },
};
const V2_404 = { error: { code: 'NOT_FOUND', message: expect.any(String) } };

function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer)).on('error', reject);
    socket.end(Buffer.from(bytes, 'latin1'));
  });
}

it.each([
  ['GET', '/api/v1/nothing', NATIVE_404],
  ['POST', '/api/v1/licenses/x/y/z', NATIVE_404],
  ['GET', '/nothing', NATIVE_404],
  ['GET', '/API/V1/LICENSES', NATIVE_404],
  ['GET', '/api/license/nothing/at/all', V2_404],
  ['PUT', '/api/v1/licenses', NATIVE_404],
  ['GET', '/api/v1/validate', NATIVE_404],
  ['DELETE', '/api/license/verify', V2_404],
] as const)('answers %s %s in the format of its API', async (method, path, body) => {
  const answer = await server.asAdmin(method, path);
  expect([answer.status, answer.body]).toEqual([404, body]);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
});

it.each([
  '/api/v1/licenses/%',
  '/api/v1/licenses/%zz',
  '/api/v1/%c3%28',
  '/api/v1/licenses/%00',
  '/api/v1/licenses?after=%00',
])('refuses the address %s with 400', async (path) => {
  const answer = await server.asAdmin('GET', path);
  expect([answer.status, answer.body.error.request_id]).toEqual([400, expect.stringMatching(UUID)]);
});

it('refuses a malformed path below one of V2 in the format of V2', async () => {
  for (const path of ['/api/license/info/%', '/api/license/info/%ff', '/api/license/info/A%00B']) {
    const { status, body } = await server.withKey('GET', path);
    expect([status, Object.keys(body.error)]).toEqual([400, expect.arrayContaining(['code', 'message'])]);
    expect(body.error.request_id).toBeUndefined();
  }
});

it('finds a license by a key of any characters in the path', async () => {
  const { key } = await issued(server, { key: '%\u{1F511}/?#&+=\u043a\u043b\u044e\u0447' });
  const { status, body } = await server.withKey('GET', `/api/license/info/${encodeURIComponent(key)}`);
  expect([status, body.license.key]).toEqual([200, key]);
  const longest = await issued(server, { key: '\u{1F511}'.repeat(127) });
  expect((await server.withKey('GET', `/api/license/info/${encodeURIComponent(longest.key)}`)).status).toBe(200);
});

it('answers HEAD like GET, without a body', async () => {
  const { key } = await issued(server);
  const paths = ['/health', '/health/ready', '/openapi.json', '/api/v1/licenses', '/api/v1/auth/me', '/nothing'];
  const headers = { authorization: `Bearer ${await server.adminToken()}`, 'x-api-key': server.systemKey };
  for (const path of [...paths, `/api/license/info/${key}`]) {
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => fetch(new URL(path, url), { method, headers })),
    );
    const about = (answer?: Response) => ['content-type', 'content-length'].map((name) => answer?.headers.get(name));
    expect([path, head?.status, ...about(head), await head?.text()]).toEqual([path, get?.status, ...about(get), '']);
  }
});

it.each([
  ['no request at all', 'hello\r\n\r\n'],
  ['a header without a name', 'GET / HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n'],
  ['two lengths', 'POST /api/v1/validate HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['more headers than fit', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
])('answers %s with an error in JSON and closes the connection', async (_what, bytes) => {
  const answer = await raw(bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer.toLowerCase()).toContain('content-type: application/json');
  expect(() => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).not.toThrow();
});

it('answers TRACE with an error that repeats nothing of the request', async () => {
  const answer = await raw('TRACE / HTTP/1.1\r\nhost: x\r\nx-secret: of-the-caller\r\nconnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).not.toContain('of-the-caller');
});

it('sends the request ID in the headers of answers and in the body of errors', async () => {
  const { headers, body } = await server.call('GET', '/api/v1/licenses');
  expect(body.error.request_id).toBe(headers['x-request-id']);
  const other = await server.call('GET', '/api/v1/licenses', { headers: { 'x-request-id': 'chosen-by-the-caller' } });
  expect(other.headers['x-request-id']).toMatch(UUID);
});

it.each(pluginApis().map(({ dialect }) => dialect.name))('sends it in the headers of errors of %s', async (name) => {
  for (const path of [`/dialects/${name}/no/such/path`, `/dialects/${name}/%ZZ`]) {
    const { status, headers } = await server.call('GET', path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers['x-request-id']).toMatch(UUID);
  }
});

it('lets pages of any origin call', async () => {
  const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
  const preflight = await server.call('OPTIONS', '/api/v1/validate', { headers });
  expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
  const answer = await server.call('POST', '/api/v1/validate', { headers, body: { license_key: 'A' } });
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
});
