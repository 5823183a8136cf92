import { once } from 'node:events';
import { type IncomingMessage, request as send, type RequestListener, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { ShadowingService, SHADOW_LIMITS } from '../../../src/plugins/migration/shadowing/shadowing.service';
import { keyOf } from '../../testkit/callers';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { formOf } from '../../support/edd';
import { listening } from '../../testkit/listening';
import { type Call, TestServer } from '../../testkit/server';

const APIS = ['v2', 'edd', 'slm', 'gumroad', 'keygen', 'lic', 'license-manager'];
const MEGABYTE = 1024 * 1024;

let server: TestServer;
let base: string;
let url: string;
let received: IncomingMessage[];
let answer: RequestListener;
beforeAll(async () => {
  server = await TestServer.start({ RATE_LIMIT_FACTOR: '1', METRICS_TOKEN: 'a-token-of-the-operator' });
  base = await server.listen();
  url = await listening((request, response) => {
    received.push(request);
    answer(request, response);
  });
});
afterAll(() => server.stop());
beforeEach(async () => {
  received = [];
  answer = (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  await shadow(Object.fromEntries(APIS.map((api) => [`shadow.${api}.url`, url])));
});
afterEach(async () => {
  await settled();
  await shadow(
    Object.fromEntries(
      APIS.flatMap((api) => [`shadow.${api}.url`, `shadow.${api}.percent`].map((name) => [name, null])),
    ),
  );
});

const shadow = (settings: Record<string, string | number | null>) => server.sdk.settings.update(settings);
const settled = () => server.app.get(ShadowingService).settled();
/** An address of its own for each request, so that no limit counts them together. */
let addresses = 0;
const call = (method: 'GET' | 'POST' | 'OPTIONS', path: string, options: Call = {}) =>
  server.call(method, path, { remoteAddress: `198.51.100.${++addresses % 250}`, ...options });

describe('what an old server gets', () => {
  /** Each place in which an API of this server takes what authenticates a person or a manager. */
  async function ownCalls(): Promise<[string, () => ReturnType<typeof call>][]> {
    const token = await server.adminToken();
    const { key } = await keyOf(server, 'internal', { name: 'Shop' });
    const restricted = await keyOf(server, 'internal', { name: 'Elsewhere', allowed_ips: ['192.0.2.1'] });
    const basic = Buffer.from(`shop:${key}`).toString('base64');
    return [
      [
        'a session cookie of the console',
        () => call('GET', '/api/customers', { headers: { cookie: `keyward_session=${token}` } }),
      ],
      ['an access token', () => call('GET', '/api/customers', { headers: { authorization: `Bearer ${token}` } })],
      ['a key for management', () => call('GET', '/api/internal/products', { headers: { 'x-api-key': key } })],
      ['that key in another header', () => call('GET', '/api/internal/products', { headers: { 'lb-api-key': key } })],
      [
        'a key that works from other addresses only',
        () => call('GET', '/api/internal/products', { headers: { 'x-api-key': restricted.key } }),
      ],
      ['that key as a bearer', () => call('GET', '/v1/me', { headers: { authorization: `Bearer ${key}` } })],
      ['that key in a pair', () => call('GET', '/v1/me', { headers: { authorization: `Basic ${basic}` } })],
      ['a field of the query', () => call('GET', '/', { query: { slm_action: 'slm_create_new', secret_key: key } })],
      [
        'a field of the query that is repeated',
        () => call('GET', `/?slm_action=slm_create_new&secret_key=${key}&secret_key=x`),
      ],
      ['a field of a form', () => call('POST', '/', formOf({ slm_action: 'slm_create_new', secret_key: key }))],
      [
        'a field of JSON',
        () => call('POST', '/v2/licenses/verify', { body: { access_token: token, product_id: 'x' } }),
      ],
      ['a field of another API', () => call('GET', '/', { query: { edd_action: 'check_license', token } })],
      ['a password', () => call('POST', '/api/auth/login', { body: { username: 'admin', password: ADMIN_PASSWORD } })],
      [
        'the token for metrics',
        () => call('GET', '/metrics', { headers: { authorization: 'Bearer a-token-of-the-operator' } }),
      ],
    ];
  }

  it.each([0, 100])('is none of what authenticates a person or a manager here, at %i percent', async (percent) => {
    await shadow(Object.fromEntries(APIS.map((api) => [`shadow.${api}.percent`, percent])));
    const reached: string[] = [];
    for (const [what, ownCall] of await ownCalls()) {
      received = [];
      await ownCall();
      await settled();
      reached.push(...received.map(() => what));
    }
    expect(reached).toEqual([]);
    const { status } = await server.asAdmin('GET', '/api/customers');
    expect(status).toBe(200);
  });

  it('is the request of a program with its own credential, and no header that a browser or a stranger adds', async () => {
    const program = { 'x-api-key': server.systemKey, 'user-agent': 'program/1', 'content-type': 'application/json' };
    const claimed = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'client-ip', 'true-client-ip', 'cf-connecting-ip'];
    const headers = {
      ...program,
      ...Object.fromEntries(claimed.map((name) => [name, '192.0.2.66'])),
      cookie: 'keyward_session=x',
      referer: 'https://licenses.example/console/x',
      'proxy-authorization': 'Basic eDp5',
    };
    await call('POST', '/api/license/verify', { body: { license_key: 'x' }, headers, remoteAddress: '203.0.113.9' });
    const [request] = received;
    expect(request?.headers).toMatchObject({ ...program, 'x-forwarded-for': '203.0.113.9' });
    expect(JSON.stringify(request?.headers)).not.toMatch(/192\.0\.2\.66|keyward_session|console|eDp5/);
    await call('GET', '/api/customers', { headers: { authorization: 'Bearer of.the.old' } });
    expect(received.map(({ headers: { authorization } }) => authorization)).toEqual([undefined, 'Bearer of.the.old']);
  });

  it('is no path of other applications, however it is written', async () => {
    const other = [
      '/dialects/edd/wp-admin/options.php',
      '/edd-sl/../../admin',
      '/edd-sl/..%2f..%2fadmin',
      '/edd-sl/%2e%2e/admin',
    ];
    for (const path of [...other, '/api/license/info/..', '/api/license/info/..%5cx']) {
      await raw(`GET ${path} HTTP/1.1`);
    }
    expect(received.map((request) => request.url)).toEqual([]);
    await raw('GET http://evil.example/?edd_action=check_license HTTP/1.1');
    await raw('GET /edd-sl/package_download/x HTTP/1.1');
    expect(received.map((request) => request.url)).toEqual([
      '/?edd_action=check_license',
      '/edd-sl/package_download/x',
    ]);
  });

  it('is no preflight: browsers are answered as without an old server', async () => {
    const preflight = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
    const { headers } = await call('OPTIONS', '/api/license/verify', { headers: preflight });
    expect([headers['access-control-allow-origin'], received]).toEqual(['*', []]);
  });
});

/** Reads the whole answer: the server, which stops after the tests, would wait for a client that does not. */
async function statusOfWhole(address: string): Promise<number> {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response.status;
}

/** Sends a request as it is written, and resolves with the answer. */
async function raw(line: string): Promise<string> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.write(`${line}\r\nHost: licenses.example\r\nConnection: close\r\n\r\n`);
  let text = '';
  for await (const bytes of socket) {
    text += String(bytes);
  }
  return text;
}

it('makes an answer of the old server inert in a browser, and keeps what programs read', async () => {
  const programs = {
    'content-type': 'text/html',
    etag: '"a"',
    'retry-after': '7',
    'x-ratelimit-remaining': '3',
    location: 'https://files.example/a.zip',
    'content-disposition': 'attachment',
    'keygen-signature': 'x',
  };
  const browsers = {
    'content-security-policy': "script-src 'unsafe-inline'; connect-src 'self'",
    'set-cookie': ['keyward_session=evil; Path=/'],
    'clear-site-data': '"*"',
    refresh: '0;url=https://evil.example',
    'strict-transport-security': 'max-age=9',
    'service-worker-allowed': '/',
    'access-control-allow-credentials': 'true',
    'access-control-allow-origin': 'https://evil.example',
    'www-authenticate': 'Basic',
    link: '</x>; rel=preload',
    'x-accel-redirect': '/etc/passwd',
    'alt-svc': 'h2="evil.example:443"',
    'x-frame-options': 'ALLOWALL',
  };
  answer = (_request, response) => void response.writeHead(418, { ...programs, ...browsers }).end('<script>1</script>');
  const { status, headers, body } = await call('GET', '/', { query: { edd_action: 'x' } });
  expect([status, body]).toEqual([418, '<script>1</script>']);
  expect(headers).toMatchObject({
    ...programs,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
  });
  const known = ['content-security-policy', 'access-control-allow-origin'];
  expect(Object.keys(browsers).filter((name) => !known.includes(name) && name in headers)).toEqual([]);
});

it('keeps the length that an old server announces', async () => {
  answer = (_request, response) => void response.writeHead(200, { 'content-length': '123456' }).end();
  const { headers } = await server.call('HEAD', '/api/external/update/size/main/x', {
    remoteAddress: '198.51.100.251',
  });
  expect([headers['content-length'], received.length]).toEqual(['123456', 1]);
});

describe('programs that hang up', () => {
  /** Resolves with the answer that the old server may give, once it has the request. */
  function waiting(): Promise<ServerResponse> {
    return new Promise((resolve) => {
      answer = (_request, response) => resolve(response);
    });
  }

  const ask = () => send(`${base}/?edd_action=get_version`).on('error', () => undefined);

  it('leave no request to the old server behind, at whichever moment', async () => {
    const moments: ((response: ServerResponse) => unknown)[] = [
      () => undefined,
      (response) => response.writeHead(200).flushHeaders(),
      (response) => response.writeHead(200).write(Buffer.alloc(MEGABYTE)),
    ];
    for (const begin of moments) {
      const got = waiting();
      const program = ask().end();
      const response = await got;
      const ended = once(response, 'close');
      begin(response);
      if (response.writableLength > 0) {
        await once(program, 'response');
      }
      program.destroy();
      await ended;
      await settled();
    }
    answer = (_request, response) => void response.end('{}');
    expect(await statusOfWhole(`${base}/?edd_action=get_version`)).toBe(200);
  });

  it('leave nothing behind either when they are gone before the old server is asked', async () => {
    const shadowing = server.app.get(ShadowingService);
    let goOn = (): void => undefined;
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const original = shadowing.isOurs.bind(shadowing);
    const asked = new Promise<void>((resolve) => {
      jest.spyOn(shadowing, 'isOurs').mockImplementation(async (...request) => {
        resolve();
        await mayGoOn;
        return original(...request);
      });
    });
    answer = (_request, response) => void response.end(Buffer.alloc(MEGABYTE));
    const begun = once(server.app.getHttpServer(), 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const program = ask().end();
    const [, response] = await begun;
    await asked;
    const known = once(response, 'close');
    program.destroy();
    await known;
    jest.restoreAllMocks();
    goOn();
    await settled();
    expect(await statusOfWhole(`${base}/?edd_action=get_version`)).toBe(200);
  });
});

describe('a node that stops', () => {
  it('waits for an old server that goes on sending for a limited time only', async () => {
    jest.replaceProperty(SHADOW_LIMITS, 'stopping', 50);
    await shadow({ 'shadow.v2.percent': 100 });
    const stopping = await TestServer.start({}, server.databaseUrl);
    const begun = new Promise<void>((resolve) => {
      answer = (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{');
        resolve();
      };
    });
    await stopping.withKey('POST', '/api/license/verify', { body: { license_key: 'x' } });
    await begun;
    await stopping.stop();
  });
});
