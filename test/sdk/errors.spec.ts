import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Keyward, KeywardError } from '../../sdk/src/index';
import { TinyServer } from './support/tiny-server';

let server: TinyServer;
beforeAll(async () => {
  server = await TinyServer.start();
});
afterAll(() => server.stop());

async function errorOf(call: Promise<unknown>): Promise<KeywardError> {
  const error: unknown = await call.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof KeywardError)) {
    throw new Error('The call threw no KeywardError');
  }
  return error;
}

function refused(status: number, body: unknown, headers: Record<string, string> = {}): Promise<KeywardError> {
  server.answers({ status, body, headers });
  return errorOf(new Keyward({ baseUrl: server.url, retries: 0 }).auth.getMe());
}

it('exposes all fields of a native error', async () => {
  const details = [{ field: 'product', reason: 'isString', message: 'product must be a string' }];
  const problem = { code: 'VALIDATION_ERROR', message: 'product must be a string', details, request_id: 'r-3' };
  const error = await refused(400, { error: problem }, { 'retry-after': '5', etag: '"x"' });
  expect(error).toMatchObject({
    status: 400,
    code: 'VALIDATION_ERROR',
    message: problem.message,
    details,
    requestId: 'r-3',
  });
  expect([error.retryAfter, error.headers.get('etag'), error.body]).toEqual([5, '"x"', { error: problem }]);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe('KeywardError: product must be a string');
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
  expect(await refused(400, body)).toMatchObject({ status: 400, code, message });
});

it.each(['<html>Bad gateway</html>', '', 'null', '[]', '"text"'])('handles an error body of %j', async (body) => {
  const error = await refused(502, body, { 'x-request-id': 'proxy-1' });
  expect(error).toMatchObject({ status: 502, code: 'HTTP_502', requestId: 'proxy-1' });
  expect(error.message).toBe('The server answered 502 Bad Gateway');
});

it('reports an unreachable server as a network error with the reason', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  const error = await errorOf(new Keyward({ baseUrl: `http://127.0.0.1:${port}`, backoffMs: 1 }).auth.getMe());
  expect(error).toMatchObject({ status: 0, code: 'NETWORK_ERROR', message: expect.stringContaining('ECONNREFUSED') });
  expect(error.cause).toMatchObject({ name: 'TypeError' });
});

it('wraps any error thrown by a custom fetch', async () => {
  const fetch = (): Promise<Response> => {
    throw new RangeError('Boom');
  };
  const error = await errorOf(new Keyward({ baseUrl: server.url, fetch, retries: 0 }).auth.getMe());
  expect(error).toMatchObject({ code: 'NETWORK_ERROR', cause: expect.objectContaining({ message: 'Boom' }) });
});

it('recognizes its errors across builds of the package, and no other errors', () => {
  const otherBuild = Object.assign(new Error(), { [Symbol.for('@keyward/sdk/KeywardError')]: true });
  expect(otherBuild).toBeInstanceOf(KeywardError);
  expect(new Error()).not.toBeInstanceOf(KeywardError);
  expect([null, undefined, 1].some((value: unknown) => value instanceof KeywardError)).toBe(false);
});
