import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import * as errors from '../../sdk/src/errors';
import { type ErrorCode, Keyward, KeywardError, LicenseRefusedError } from '../../sdk/src/index';
import { V2Client } from '../../sdk/src/generated/v2.client';
import { connectionTo, send } from './support/connect';
import { TinyServer } from './support/tiny-server';

let server: TinyServer;
beforeAll(async () => {
  server = await TinyServer.start();
});
afterAll(() => server.stop());

async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
}

async function errorOf(call: Promise<unknown>): Promise<KeywardError> {
  const error = await thrownBy(call);
  if (!(error instanceof KeywardError)) {
    throw new Error('The call threw no KeywardError');
  }
  return error;
}

function keyward(): Keyward {
  return new Keyward({ baseUrl: server.url, retries: 0, apiKey: 'the-api-key' });
}

function refused(status: number, body: unknown, headers: Record<string, string> = {}): Promise<KeywardError> {
  server.answers({ status, body, headers });
  return errorOf(keyward().auth.getMe());
}

function native(code: string): object {
  return { error: { code, message: 'No', request_id: 'r-4' } };
}

it('exposes all fields of a native error', async () => {
  const details = [{ field: 'product', reason: 'isString', message: 'product must be a string' }];
  const problem = { code: 'VALIDATION_ERROR', message: 'product must be a string', details, request_id: 'r-3' };
  const error = await refused(400, { error: problem }, { 'retry-after': '5', etag: '"x"' });
  expect(error).toMatchObject({
    status: 400,
    code: 'VALIDATION_ERROR',
    message: 'GET /api/v1/auth/me: product must be a string (400 VALIDATION_ERROR, request r-3)',
    description: problem.message,
    method: 'GET',
    path: '/api/v1/auth/me',
    details,
    requestId: 'r-3',
  });
  expect([error.retryAfter, error.headers.get('etag'), error.body]).toEqual([5, '"x"', { error: problem }]);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe(`UsageError: ${error.message}`);
});

it.each([
  ['V2, nested', { error: { code: 'INVALID_LICENSE', message: 'No' } }, 'INVALID_LICENSE', 'No'],
  [
    'V2, flat',
    { error: 'Invalid or missing API key', code: 'INVALID_API_KEY', status: 401 },
    'INVALID_API_KEY',
    'Invalid or missing API key',
  ],
  ['ProGran3', { success: false, error: 'License not found', code: 'NOT_FOUND' }, 'NOT_FOUND', 'License not found'],
  ['LIC', { success: false, message: '许可证无效', error_code: 'INVALID_LICENSE' }, 'INVALID_LICENSE', '许可证无效'],
  ['License Manager', { status: false, message: 'Expired', is_active: false }, 'HTTP_400', 'Expired'],
  [
    'License Manager, spent',
    { status: false, message: 'Used', status_code: 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES' },
    'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES',
    'Used',
  ],
  ['License Manager, internal', { error: true, message: 'No such license' }, 'HTTP_400', 'No such license'],
])('reads the refusals of %s', async (_, body, code, message) => {
  expect(await refused(400, body)).toMatchObject({ status: 400, code, description: message });
});

describe('classes by cause', () => {
  it.each([
    [400, 'VALIDATION_ERROR', 'UsageError', false],
    [401, 'UNAUTHENTICATED', 'AuthenticationError', false],
    [403, 'FORBIDDEN', 'PermissionError', false],
    [404, 'NOT_FOUND', 'NotFoundError', false],
    [405, 'METHOD_NOT_ALLOWED', 'UsageError', false],
    [408, 'BAD_REQUEST', 'ConnectionError', true],
    [409, 'IN_USE', 'ConflictError', false],
    [413, 'PAYLOAD_TOO_LARGE', 'UsageError', false],
    [422, 'IDEMPOTENCY_KEY_REUSED', 'UsageError', false],
    [429, 'RATE_LIMIT_EXCEEDED', 'RateLimitError', true],
    [500, 'INTERNAL_ERROR', 'ServerError', true],
    [503, 'UNAVAILABLE', 'ServerError', true],
    [503, 'OUTCOME_UNKNOWN', 'ServerError', true],
  ])('%i %s is a %s, unreachable: %s', async (status, code, name, isUnreachable) => {
    const error = await refused(status, native(code));
    expect(error).toMatchObject({ name, code, status, isUnreachable, requestId: 'r-4' });
    const matching = Object.values(errors).filter((one) => error instanceof one);
    expect(matching.map(({ prototype }) => prototype.name).sort()).toEqual([name, 'KeywardError'].sort());
  });

  it.each([
    [404, 'NOT_FOUND'],
    [409, 'SEATS_EXHAUSTED'],
    [403, 'EXPIRED'],
    [403, 'DISABLED'],
  ])('%i %s is a verdict where the call presents a license', async (status, code) => {
    server.answers({ status, body: native(code) });
    const error = await errorOf(keyward().activate({ license_key: 'K', hardware_id: 'desk' }));
    expect(error).toBeInstanceOf(LicenseRefusedError);
    expect(error).toMatchObject({ name: 'LicenseRefusedError', code, status, isUnreachable: false });
  });

  it.each([
    [404, 'NOT_FOUND', 'NotFoundError'],
    [409, 'DISABLED', 'ConflictError'],
  ])('%i %s is no verdict in an administrative call', async (status, code, name) => {
    expect(await refused(status, native(code))).toMatchObject({ name, code });
  });

  it.each([
    [401, 'UNAUTHENTICATED', 'AuthenticationError'],
    [409, 'IDEMPOTENCY_KEY_IN_USE', 'ConflictError'],
    [429, 'RATE_LIMIT_EXCEEDED', 'RateLimitError'],
  ])('%i %s is no verdict where the call presents a license', async (status, code, name) => {
    server.answers({ status, body: native(code) });
    expect(await errorOf(keyward().activate({ license_key: 'K', hardware_id: 'desk' }))).toMatchObject({ name, code });
  });

  it('recognizes a license presented in a header, and the refusals of other APIs', async () => {
    server.answers({ status: 403, body: native('UPDATES_ENDED') });
    const download = { method: 'GET', url: '/file', headers: { Authorization: 'License K' } } as const;
    expect(await errorOf(send(connectionTo(server), download))).toBeInstanceOf(LicenseRefusedError);

    server.answers({ status: 409, body: native('ACTIVATION_LIMIT_REACHED') });
    const v2 = new V2Client({ baseUrl: server.url });
    const call = v2.license.activate({ license_key: 'K', hardware_hash: 'H' });
    expect(await errorOf(call)).toBeInstanceOf(LicenseRefusedError);
  });

  it('has codes that the compiler checks', async () => {
    const { code } = await refused(409, native('IN_USE'));
    const codes: ErrorCode[] = ['SEATS_EXHAUSTED', 'NETWORK_ERROR', 'HTTP_418'];
    // @ts-expect-error: misspelled
    codes.push('SEATS_EXAUSTED');
    // @ts-expect-error: misspelled
    expect(code === 'IN_USED').toBe(false);
  });

  it('passes on a code that a newer server adds', async () => {
    expect(await refused(409, native('MOON_PHASE_WRONG'))).toMatchObject({ code: 'MOON_PHASE_WRONG' });
  });
});

describe('something else than the server answers', () => {
  const HTML = { 'content-type': 'text/html; charset=utf-8' };
  const JSON_TYPE = { 'content-type': 'application/json' };

  it.each([
    ['a captive portal with status 200', 200, HTML, '<html>Please log in to the Wi-Fi</html>'],
    ['a captive portal that says JSON', 200, JSON_TYPE, '<html>Please log in</html>'],
    ['JSON that says it is a page', 200, HTML, '{"valid":true}'],
    ['null with status 200', 200, JSON_TYPE, 'null'],
    ['a list with status 200', 200, JSON_TYPE, '[]'],
    ['a captive portal with status 511', 511, HTML, '<html>Log in</html>'],
    ['a proxy without its server', 502, HTML, '<html>Bad gateway</html>'],
    ['a firewall', 403, HTML, '<html>Blocked by your administrator</html>'],
    ['a web server at the wrong address', 404, HTML, '<html>Not found</html>'],
    ['a gateway with JSON of its own', 403, JSON_TYPE, { message: 'Forbidden' }],
    ['an empty error', 404, JSON_TYPE, ''],
    ['a list', 404, JSON_TYPE, '[]'],
    ['null', 404, JSON_TYPE, 'null'],
    ['text', 404, JSON_TYPE, '"text"'],
  ])('%s', async (_, status, headers, body) => {
    server.answers({ status, headers: { ...headers, 'x-request-id': 'proxy-1' }, body });
    const error = await errorOf(keyward().activate({ license_key: 'K', hardware_id: 'desk' }));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      isUnreachable: true,
      code: 'INVALID_ANSWER',
      status,
      requestId: 'proxy-1',
    });
    expect(error.description).toMatch(/^No Keyward server answered at http:\S+: .*Check baseUrl/);
    expect(error.message).not.toContain('<html');
  });

  it.each([
    ['page', 'Proxy authentication required'],
    ["server's error", JSON.stringify(native('FORBIDDEN'))],
  ])('a proxy that wants a password, with a %s', async (_, body) => {
    const fetch = async (): Promise<Response> => new Response(body, { status: 407 });
    const error = await errorOf(new Keyward({ baseUrl: server.url, fetch }).auth.getMe());
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'INVALID_ANSWER', status: 407 });
  });

  it.each([
    ['an operation without a body', { method: 'DELETE', url: '/thing' } as const],
    ['a download', { method: 'GET', url: '/file' } as const],
  ])('instead of %s', async (_, call) => {
    server.answers({ headers: HTML, body: '<html>Please log in</html>' });
    const error = await errorOf(send(connectionTo(server), call));
    expect(error).toMatchObject({ name: 'ConnectionError', code: 'INVALID_ANSWER' });
  });

  it('is not assumed of errors that have no body by design: HEAD and downloads', async () => {
    server.answers({ status: 404, headers: {}, body: '' });
    const calls = [{ method: 'GET', url: '/file' } as const, { method: 'DELETE', url: '/thing' } as const];
    for (const call of calls) {
      const error = await errorOf(send(connectionTo(server), call));
      expect(error).toMatchObject({ name: 'NotFoundError', code: 'HTTP_404' });
    }
  });

  it('is not assumed of a server that is not ready', async () => {
    const error = await refused(503, { status: 'unavailable', database: false });
    expect(error).toMatchObject({ name: 'ServerError', code: 'HTTP_503', isUnreachable: true });
  });
});

it('reports an unreachable server as a network error with the reason', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  const error = await errorOf(new Keyward({ baseUrl: `http://127.0.0.1:${port}`, backoffMs: 1 }).auth.getMe());
  expect(error).toMatchObject({
    isUnreachable: true,
    code: 'NETWORK_ERROR',
    message: expect.stringContaining('ECONNREFUSED'),
  });
  expect(error.cause).toMatchObject({ name: 'TypeError' });
});

describe('a custom fetch', () => {
  function throwing(error: unknown): Promise<unknown> {
    const fetch = (): Promise<Response> => {
      throw error;
    };
    return thrownBy(new Keyward({ baseUrl: server.url, fetch, retries: 0 }).auth.getMe());
  }

  it.each([
    new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') }),
    new TypeError('Failed to fetch'),
    new TypeError('NetworkError when attempting to fetch resource.'),
    new TypeError('Load failed'),
    new Error('net::ERR_INTERNET_DISCONNECTED'),
    new DOMException('The operation timed out', 'TimeoutError'),
    Object.assign(new Error('Boom'), { code: 'ECONNRESET' }),
    'no network',
  ])('that cannot connect is an outage: %s', async (error) => {
    expect(await throwing(error)).toMatchObject({ name: 'ConnectionError', code: 'NETWORK_ERROR', cause: error });
  });

  it.each([
    new ReferenceError('proxy is not defined'),
    new RangeError('Maximum call stack size exceeded'),
    new TypeError("Cannot read properties of undefined (reading 'headers')"),
    new TypeError('agent.dispatch is not a function'),
  ])('with a mistake is not: %s', async (error) => {
    expect(await throwing(error)).toBe(error);
  });
});

describe('printed', () => {
  const SECRET = 'SECRET-LICENSE-KEY';
  const LINE = 'POST /api/v1/activate: All seats are in use (409 SEATS_EXHAUSTED, request r-9)';

  async function secretError(): Promise<KeywardError> {
    const body = {
      error: { code: 'SEATS_EXHAUSTED', message: 'All seats are in use', request_id: 'r-9' },
      echo: SECRET,
    };
    server.answers({ status: 409, headers: { 'x-echo': SECRET }, body });
    return errorOf(keyward().activate({ license_key: SECRET, hardware_id: 'desk' }));
  }

  it('is a few lines with code, status, request and place', async () => {
    const [first, ...others] = inspect(await secretError()).split('\n');
    expect(first).toBe(`LicenseRefusedError: ${LINE}`);
    expect(others.length).toBeLessThanOrEqual(5);
    expect(others.filter((line) => !/^ +at /.test(line))).toEqual([]);
  });

  it('shows neither bodies nor headers nor keys, also to a logger and when it is not caught', async () => {
    const error = await secretError();
    const uncaught = inspect(error, { customInspect: false, depth: 5 });
    const logged = JSON.stringify(error);
    expect([inspect({ error }), uncaught, logged].filter((text) => /SECRET|the-api-key/.test(text))).toEqual([]);
    expect(JSON.parse(logged)).toEqual({
      name: 'LicenseRefusedError',
      message: LINE,
      description: 'All seats are in use',
      code: 'SEATS_EXHAUSTED',
      status: 409,
      isUnreachable: false,
      method: 'POST',
      path: '/api/v1/activate',
      requestId: 'r-9',
    });
    expect(uncaught).toContain(`LicenseRefusedError: ${LINE}`);
    expect(error.body).toMatchObject({ echo: SECRET });
  });
});

describe('the stack', () => {
  /** The name of a function in the program. */
  function sellsLicense(call: () => PromiseLike<unknown>): Promise<unknown> {
    return thrownBy(Promise.resolve(call()));
  }

  const FAILURES: [string, () => PromiseLike<unknown>][] = [
    ['a refusal', () => keyward().licenses.get('none')],
    ['the same with the response', () => keyward().licenses.get('none').withResponse()],
    ['a download', () => keyward().licenses.export()],
    ['a timeout', () => new Keyward({ baseUrl: server.url, fetch: hanging, timeoutMs: 1, retries: 0 }).auth.getMe()],
    ['invalid arguments', () => keyward().licenses.get('..')],
  ];

  function hanging(): Promise<Response> {
    return new Promise(() => undefined);
  }

  it.each(FAILURES)('begins with the message and names the function that made the call: %s', async (_, call) => {
    server.answers({ status: 404, body: native('NOT_FOUND') });
    const error = await sellsLicense(call);
    const [first, ...frames] = (error as KeywardError).stack?.split('\n') ?? [];
    expect(first).toBe(String(error));
    expect(first).toMatch(/: (GET|POST) \/api\/v1\//);
    expect(frames.join('\n')).toContain('sellsLicense');
    expect(frames.join('\n')).not.toMatch(/sendCall|sendDownload|http-request/);
  });

  it('of a later page of a list names where the list was asked for', async () => {
    server.answers({ body: { items: [], next: 'p2' } }, { status: 500, body: native('INTERNAL_ERROR') });
    const asksForList = () => keyward().licenses.list();
    const list = asksForList();
    const iterate = async () => {
      for await (const license of list) {
        expect(license).toBeUndefined();
      }
    };
    const error = await errorOf(iterate());
    expect(error.stack).toContain('asksForList');
    expect(error).toMatchObject({ method: 'GET', path: '/api/v1/licenses' });
  });

  it('names the operation, and none of its parameters', async () => {
    server.answers({ status: 404, body: native('NOT_FOUND') });
    const error = await errorOf(keyward().licenses.get('SECRET-KEY', { headers: { 'x-secret': 'SECRET' } }));
    expect(error.message).toBe('GET /api/v1/licenses/{id}: No (404 NOT_FOUND, request r-4)');
    expect(`${error.stack}${inspect(error)}`).not.toContain('SECRET');
  });

  it('says nothing of a call where none failed', () => {
    let error: unknown;
    try {
      new Keyward({ baseUrl: 'nonsense' });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ method: undefined, path: undefined, code: 'INVALID_OPTIONS' });
    expect((error as KeywardError).message).toBe((error as KeywardError).description);
    expect(inspect(error)).toMatch(/^UsageError: baseUrl must be .+ \[INVALID_OPTIONS\]\n/);
  });
});

describe('in another process', () => {
  it.each([
    ['JSON', (error: KeywardError): unknown => JSON.parse(JSON.stringify(error))],
    ['structuredClone', (error: KeywardError): unknown => structuredClone(error.toJSON())],
  ])('is recognized after %s, and restored with its class', async (_, sent) => {
    const details = [{ field: 'product', message: 'No' }];
    const body = { error: { code: 'IN_USE', message: 'No', request_id: 'r-5', details } };
    const error = await refused(409, body, { 'retry-after': '3' });
    const received = sent(error);
    expect(errors.isKeywardError(received)).toBe(true);
    const restored = KeywardError.fromJSON(received);
    expect(restored).toBeInstanceOf(errors.ConflictError);
    expect(restored.toJSON()).toEqual(error.toJSON());
    expect([String(restored), restored.retryAfter]).toEqual([String(error), 3]);
  });

  it('keeps its line where only the error itself is cloned', async () => {
    const error = await refused(409, native('IN_USE'));
    expect(structuredClone<Error>(error).message).toBe(error.message);
  });

  it('is not recognized in other values', () => {
    const others = [null, 'text', new Error('No'), { message: 'No', code: 'X' }, { name: 'Error', status: 1 }];
    expect(others.filter((value) => errors.isKeywardError(value))).toEqual([]);
    expect(errors.isKeywardError(new errors.ConflictError('No', { status: 409, code: 'CONFLICT' }))).toBe(true);
    expect(() => KeywardError.fromJSON({ message: 'No' })).toThrow(KeywardError);
  });

  it('keeps an error of a class that this version does not have', () => {
    const facts = { message: 'New', code: 'MOON_PHASE_WRONG', status: 409 };
    expect(KeywardError.fromJSON({ name: 'MoonError', ...facts })).toMatchObject({ name: 'KeywardError', ...facts });
  });
});

describe('instanceof', () => {
  it('recognizes errors of another copy of the package by their class', () => {
    const text = `(${String(copyOf)})()`;
    expect(text).toContain('Symbol.for');
    const conflict: unknown = runInContext(text, createContext({}));
    expect(conflict).toBeInstanceOf(KeywardError);
    expect(conflict).toBeInstanceOf(errors.ConflictError);
    expect(conflict).not.toBeInstanceOf(errors.NotFoundError);
  });

  it('recognizes no other errors', () => {
    expect(new Error()).not.toBeInstanceOf(KeywardError);
    expect([null, undefined, 1].some((value: unknown) => value instanceof KeywardError)).toBe(false);
  });

  it('works for classes that a program derives', () => {
    class ShopError extends errors.ConflictError {}
    const facts = { status: 409, code: 'CONFLICT' } as const;
    expect(new ShopError('No', facts)).toBeInstanceOf(ShopError);
    expect(new ShopError('No', facts)).toBeInstanceOf(errors.ConflictError);
    expect(new errors.ConflictError('No', facts)).not.toBeInstanceOf(ShopError);
  });

  /** Runs in a context of its own, so that it shares no class with this one. */
  function copyOf(): Error {
    const prototype = Object.create(Error.prototype);
    prototype[Symbol.for('@keyward/sdk/KeywardError')] = 'ConflictError';
    return Object.create(prototype);
  }
});
