import { getEventListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { V2Client } from '../../sdk/src/generated/v2.client';
import { type ClientOptions, Keyward, KeywardError } from '../../sdk/src/index';
import { pauseBeforeRetry } from '../../sdk/src/http/retry';
import { connectionTo, send } from './support/connect';
import { TinyServer } from './support/tiny-server';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const FINE = { body: { valid: true } };
const BUSY = { status: 503, body: { error: { code: 'BUSY', message: 'Busy' } } };
const CALL = { license_key: 'K' };
const ISSUED = { status: 201, body: { id: 'l' } };
const ORDER = { product: 'p' };

let server: TinyServer;
beforeAll(async () => {
  server = await TinyServer.start();
});
afterAll(() => server.stop());

function keyward(options: Partial<ClientOptions> = {}): Keyward {
  return new Keyward({ baseUrl: server.url, backoffMs: 1, ...options });
}

async function refusalOf(call: Promise<unknown>): Promise<KeywardError> {
  const error: unknown = await call.catch((failure: unknown) => failure);
  if (!(error instanceof KeywardError)) {
    throw new Error('The call was not refused');
  }
  return error;
}

function keysReceived(): unknown[] {
  return server.received.map(({ headers }) => headers['idempotency-key']);
}

describe('retries', () => {
  it.each([429, 502, 503, 504])('retries a read after %i', async (status) => {
    server.answers({ ...BUSY, status }, { ...BUSY, status }, { body: { id: 'me' } });
    await expect(keyward().auth.getMe()).resolves.toEqual({ id: 'me' });
    expect(keysReceived()).toEqual([undefined, undefined, undefined]);
  });

  it.each([400, 401, 403, 404, 409, 422, 500])('does not retry after %i', async (status) => {
    server.answers({ ...BUSY, status });
    await expect(keyward().auth.getMe()).rejects.toMatchObject({ status });
    expect(server.received).toHaveLength(1);
  });

  it('stops after the configured number of retries', async () => {
    server.answers(BUSY);
    await expect(keyward().auth.getMe()).rejects.toMatchObject({ status: 503, code: 'BUSY' });
    expect(server.received).toHaveLength(3);
    server.answers(BUSY);
    await expect(keyward({ retries: 0 }).auth.getMe()).rejects.toMatchObject({ status: 503 });
    expect(server.received).toHaveLength(1);
    server.answers(BUSY);
    await expect(keyward().with({ retries: 4 }).auth.getMe()).rejects.toMatchObject({ status: 503 });
    expect(server.received).toHaveLength(5);
  });

  it('retries after a broken connection, before or during the response', async () => {
    server.answers(
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{', () => response.destroy());
      },
      FINE,
    );
    await expect(keyward().validate(CALL)).resolves.toEqual({ valid: true });
  });

  it('sends one key for every attempt of a change, and a different one for each change', async () => {
    server.answers(BUSY, (response) => response.destroy(), ISSUED);
    await keyward().licenses.issue(ORDER);
    const [first, ...others] = keysReceived();
    expect(first).toMatch(UUID);
    expect(others).toEqual([first, first]);

    server.answers(ISSUED);
    await keyward().licenses.issue(ORDER);
    await keyward().activate({ ...CALL, hardware_id: 'desk' });
    await keyward().licenses.delete('x');
    expect(new Set([first, ...keysReceived()]).size).toBe(4);
    expect(keysReceived()).toEqual([
      expect.stringMatching(UUID),
      expect.stringMatching(UUID),
      expect.stringMatching(UUID),
    ]);
  });

  it("uses the caller's key, from the call or from a bound client", async () => {
    server.answers(BUSY, ISSUED);
    await keyward().licenses.issue(ORDER, { idempotencyKey: 'order-16' });
    await keyward().with({ idempotencyKey: 'order-17' }).licenses.issue(ORDER);
    expect(keysReceived()).toEqual(['order-16', 'order-16', 'order-17']);
  });

  it('retries validate and heartbeat without a key, so that the server need not store their responses', async () => {
    server.answers(BUSY, FINE);
    await expect(keyward().validate(CALL)).resolves.toEqual({ valid: true });
    expect(keysReceived()).toEqual([undefined, undefined]);
  });

  it('waits for its earlier attempt if the server reports it as in progress', async () => {
    const conflict = { status: 409, body: { error: { code: 'IN_PROGRESS', message: 'Wait' } } };
    server.answers({ ...conflict, headers: { 'retry-after': '0' } }, FINE);
    await expect(keyward().licenses.issue(ORDER)).resolves.toEqual({ valid: true });
    expect(new Set(keysReceived()).size).toBe(1);
  });

  it('never retries a log-in, or a change in an API without idempotency keys', async () => {
    server.answers(BUSY);
    await expect(keyward().logIn('admin', 'x')).rejects.toMatchObject({ status: 503 });
    expect(keysReceived()).toEqual([undefined]);

    server.answers(BUSY);
    const v2 = new V2Client({ baseUrl: server.url, backoffMs: 1 });
    const call = { license_key: 'K', hardware_hash: 'H' };
    await expect(v2.license.verify(call)).rejects.toMatchObject({ status: 503 });
    expect(keysReceived()).toEqual([undefined]);

    server.answers(BUSY, { body: { status: 'ok' } });
    await expect(v2.status.get()).resolves.toEqual({ status: 'ok' });
  });
});

describe('a change whose outcome is unknown', () => {
  const UNKNOWN = {
    status: 503,
    body: { error: { code: 'OUTCOME_UNKNOWN', message: 'The change may have been made' } },
  };
  const lost = (response: ServerResponse) => response.destroy();
  const outcomes = [
    ['an answer that says so', UNKNOWN],
    ['a connection that broke', lost],
  ] as const;

  const changes: [string, (client: Keyward) => Promise<unknown>][] = [
    ['activate', (client) => client.activate({ ...CALL, hardware_id: 'desk' })],
    ['deactivate', (client) => client.deactivate({ ...CALL, hardware_id: 'desk' })],
    ['recordUsage', (client) => client.recordUsage({ ...CALL, meter: 'exports', amount: 1 })],
    ['startLicenseSession', (client) => client.startLicenseSession({ ...CALL, hardware_id: 'desk' })],
    ['endLicenseSession', (client) => client.endLicenseSession({ session_token: 'T' })],
    ['licenses.issue', (client) => client.licenses.issue(ORDER)],
    ['licenses.update', (client) => client.licenses.update('l', { state: 'disabled' })],
    [
      'products.putEntitlement',
      (client) => client.products.putEntitlement('p', 'export', { name: 'Export', type: 'flag' }),
    ],
    ['licenses.delete', (client) => client.licenses.delete('l')],
  ];

  describe.each(outcomes)('after %s', (_, outcome) => {
    it.each(changes)('is repeated under its key: %s', async (_name, change) => {
      server.answers(outcome, FINE);
      await change(keyward());
      const [first, second, ...more] = keysReceived();
      expect([first, second, more]).toEqual([expect.stringMatching(UUID), first, []]);
    });

    it.each<[string, (client: Keyward) => Promise<unknown>]>([
      ['a license file', (client) => client.requestLicenseFile({ ...CALL, hardware_id: 'desk' })],
      ['an import', (client) => client.licenses.import({ file: new Blob(['key']) })],
      ['a log-in', (client) => client.logIn('admin', 'x')],
    ])('is not repeated where the server accepts no key: %s', async (_name, change) => {
      server.answers(outcome, FINE);
      await expect(change(keyward())).rejects.toMatchObject({ code: expect.stringMatching(/OUTCOME_UNKNOWN|NETWORK/) });
      expect(keysReceived()).toEqual([undefined]);
    });

    it('is not repeated in an API without keys', async () => {
      server.answers(outcome, FINE);
      const v2 = new V2Client({ baseUrl: server.url, backoffMs: 1 });
      const call = v2.license.activate({ license_key: 'K', hardware_hash: 'H' });
      await expect(call).rejects.toMatchObject({ isUnreachable: true });
      expect(keysReceived()).toEqual([undefined]);
    });

    it('is no matter for a check, which needs no key', async () => {
      server.answers(outcome, FINE);
      await expect(keyward().validate(CALL)).resolves.toEqual({ valid: true });
      expect(keysReceived()).toEqual([undefined, undefined]);
    });
  });

  it('reaches the caller if it stays unknown', async () => {
    server.answers(UNKNOWN);
    await expect(keyward().licenses.issue(ORDER)).rejects.toMatchObject({
      name: 'ServerError',
      code: 'OUTCOME_UNKNOWN',
    });
    expect(new Set(keysReceived()).size).toBe(1);
  });
});

describe('Retry-After', () => {
  const limited = (retryAfter: string) => ({ ...BUSY, status: 429, headers: { 'retry-after': retryAfter } });

  // With a backoff of a minute, only a client that respects the header retries in time.
  it.each(['0', new Date(0).toUTCString()])('retries immediately for %s', async (retryAfter) => {
    server.answers(limited(retryAfter), FINE);
    await expect(keyward({ backoffMs: 60_000 }).validate(CALL)).resolves.toEqual({ valid: true });
  });

  it.each([
    [429, 'a question', (client: Keyward) => client.validate(CALL)],
    [503, 'a question', (client: Keyward) => client.validate(CALL)],
    [429, 'a change', (client: Keyward) => client.activate({ ...CALL, hardware_id: 'desk' })],
    [503, 'a change', (client: Keyward) => client.activate({ ...CALL, hardware_id: 'desk' })],
  ])('waits as long as a %i requests before it retries %s', async (status, _what, ask) => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const warn = jest.spyOn(console, 'warn').mockReturnValue();
    try {
      const fetch = jest.fn<Promise<Response>, []>();
      fetch.mockResolvedValueOnce(new Response('{}', { status, headers: { 'retry-after': '7' } }));
      fetch.mockResolvedValueOnce(new Response('{}'));
      const call = ask(keyward({ fetch, timeoutMs: 0 }));
      await jest.advanceTimersByTimeAsync(6_999);
      expect(fetch).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(1);
      await expect(call).resolves.toEqual({});
      expect(warn).toHaveBeenCalledTimes(1);
    } finally {
      warn.mockRestore();
      jest.useRealTimers();
    }
  });

  it.each([
    ['once, if it is longer than 5 s', '6', {}, ['GET /api/v1/auth/me: BUSY']],
    ['not, if it is 5 s', '5', {}, []],
    ['not, if a hook is told of it', '6', { onRetry: () => undefined }, []],
    ['not, if a logger gets it', '6', { logger: { debug: () => undefined, warn: () => undefined } }, []],
  ])('warns of a long wait %s', async (_, seconds, options, expected) => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const warn = jest.spyOn(console, 'warn').mockReturnValue();
    try {
      const fetch = async () =>
        Response.json(
          { error: { code: 'BUSY', message: 'Busy' } },
          { status: 503, headers: { 'retry-after': seconds } },
        );
      const call = refusalOf(keyward({ fetch, timeoutMs: 0, ...options }).auth.getMe());
      await jest.advanceTimersByTimeAsync(12_000);
      expect(await call).toMatchObject({ status: 503 });
      expect(warn.mock.calls.map(([line]) => String(line).replace(/,.*/, ''))).toEqual(expected);
    } finally {
      warn.mockRestore();
      jest.useRealTimers();
    }
  });

  it('does not wait longer than maxRetryAfterMs, and reports the requested time', async () => {
    server.answers(limited('3600'));
    await expect(keyward().validate(CALL)).rejects.toMatchObject({ status: 429, retryAfter: 3600 });
    expect(server.received).toHaveLength(1);
    server.answers(limited('2'));
    await expect(keyward({ maxRetryAfterMs: 1999 }).validate(CALL)).rejects.toMatchObject({ retryAfter: 2 });
    expect(server.received).toHaveLength(1);
  });

  it('accepts a date', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2031-05-17T10:00:00Z'));
    server.answers(limited('Sat, 17 May 2031 10:10:00 GMT'));
    const { retryAfter } = await refusalOf(keyward().validate(CALL));
    now.mockRestore();
    expect(retryAfter).toBe(600);
  });

  it('uses its backoff if the value is invalid', async () => {
    server.answers(limited('soon'), FINE);
    await expect(keyward().validate(CALL)).resolves.toEqual({ valid: true });
  });
});

it('doubles its delays, with jitter, up to ten seconds', () => {
  const settings = { timeoutMs: 0, retries: 6, backoffMs: 1000, maxRetryAfterMs: 0, headers: {} };
  const busy = new KeywardError('Busy', { status: 503, code: 'UNAVAILABLE' });
  [1000, 2000, 4000, 8000, 10_000, 10_000].forEach((longest, index) => {
    const wait = pauseBeforeRetry(busy, index + 1, settings);
    expect(wait).toBeGreaterThanOrEqual(longest / 2);
    expect(wait).toBeLessThanOrEqual(longest);
  });
  expect(pauseBeforeRetry(busy, 7, settings)).toBeUndefined();
});

describe('timeouts', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('aborts an attempt that takes too long, and retries', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const fetch = jest.fn<Promise<Response>, Parameters<typeof globalThis.fetch>>();
    fetch.mockReturnValueOnce(new Promise(() => undefined)).mockResolvedValueOnce(Response.json({ valid: true }));
    const call = keyward({ fetch, timeoutMs: 500, backoffMs: 100 }).validate(CALL);
    await jest.advanceTimersByTimeAsync(499);
    const signal = fetch.mock.calls[0]?.[1]?.signal;
    expect([signal?.aborted, fetch.mock.calls.length]).toEqual([false, 1]);
    await jest.advanceTimersByTimeAsync(1 + 100);
    expect(signal?.aborted).toBe(true);
    await expect(call).resolves.toEqual({ valid: true });
  });

  it('fails with TIMEOUT in the end', async () => {
    server.answers(() => undefined);
    const fetch = jest.fn(globalThis.fetch);
    const call = keyward({ fetch, retries: 1 }).with({ timeoutMs: 50 }).validate(CALL);
    await expect(call).rejects.toMatchObject({ name: 'ConnectionError', status: 0, code: 'TIMEOUT' });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('applies to JSON that never ends', async () => {
    server.answers((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{ "valid":');
    });
    await expect(keyward({ timeoutMs: 50, retries: 0 }).validate(CALL)).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('applies if fetch ignores the signal', async () => {
    const fetch = (): Promise<Response> => new Promise(() => undefined);
    await expect(keyward({ fetch, timeoutMs: 20, retries: 0 }).auth.getMe()).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('allows a long download, but not a pause in it', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const [long, paused] = [new TransformStream<Uint8Array>(), new TransformStream<Uint8Array>()];
    const fetch = jest.fn<Promise<Response>, []>();
    fetch.mockResolvedValueOnce(new Response(long.readable)).mockResolvedValueOnce(new Response(paused.readable));
    const connection = connectionTo(server, { fetch, timeoutMs: 500, retries: 0 });
    const chunk = Buffer.from('chunk');

    const file = send<Blob>(connection, { method: 'GET', url: '/file' });
    const writer = long.writable.getWriter();
    for (let chunks = 0; chunks < 8; chunks++) {
      await writer.write(chunk);
      await jest.advanceTimersByTimeAsync(499);
    }
    await writer.close();
    expect((await file).size).toBe(40);

    const download = await connection.download((listening) => send(listening, { method: 'GET', url: '/file' }));
    const bytes = expect(download.bytes()).rejects.toMatchObject({ name: 'ConnectionError', code: 'TIMEOUT' });
    await paused.writable.getWriter().write(chunk);
    await jest.advanceTimersByTimeAsync(500);
    await bytes;
  });
});

describe('cancellation', () => {
  it('aborts a call in progress, and closes its connection', async () => {
    const held = server.holds();
    const controller = new AbortController();
    const call = keyward().with({ signal: controller.signal }).validate(CALL);
    const response = await held;
    const closed = once(response, 'close');
    controller.abort(new Error('The window was closed'));
    await expect(call).rejects.toMatchObject({
      name: 'AbortedError',
      isUnreachable: false,
      status: 0,
      code: 'ABORTED',
      cause: expect.objectContaining({ message: 'The window was closed' }),
    });
    await closed;
    expect(server.received).toHaveLength(1);
  });

  it('aborts a delay between two attempts', async () => {
    const controller = new AbortController();
    server.answers((response) => {
      response.writeHead(503, { 'retry-after': '30' });
      response.end(() => setImmediate(() => controller.abort()));
    });
    const call = keyward().with({ signal: controller.signal }).validate(CALL);
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('sends nothing with an aborted signal', async () => {
    server.answers(FINE);
    await expect(keyward().with({ signal: AbortSignal.abort() }).validate(CALL)).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(server.received).toEqual([]);
  });

  it('does not even call a custom fetch with an aborted signal', async () => {
    const fetch = jest.fn();
    const call = keyward({ fetch }).with({ signal: AbortSignal.abort() }).validate(CALL);
    await expect(call).rejects.toMatchObject({ name: 'AbortedError' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('aborts a download in progress', async () => {
    server.answers((response) => response.write('chunk'));
    const controller = new AbortController();
    const connection = connectionTo(server).with({ signal: controller.signal });
    const download = await connection.download((listening) => send(listening, { method: 'GET', url: '/file' }));
    const bytes = download.bytes();
    controller.abort();
    await expect(bytes).rejects.toMatchObject({ name: 'AbortedError', code: 'ABORTED' });
  });

  it('leaves no listener on a long-lived signal', async () => {
    server.answers(BUSY, FINE);
    const { signal } = new AbortController();
    await keyward().with({ signal }).validate(CALL);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
