import {
  type ClientOptions,
  Keyward,
  type RequestEvent,
  type ResponseEvent,
  type RetryEvent,
} from '../../sdk/src/index';
import { TinyServer } from './support/tiny-server';

const BUSY = { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'Busy' } } };
const CALL = { license_key: 'SECRET-KEY', hardware_id: 'desk' };

let server: TinyServer;
beforeAll(async () => {
  server = await TinyServer.start();
});
afterAll(() => server.stop());

function keyward(options: Partial<ClientOptions>): Keyward {
  return new Keyward({ baseUrl: server.url, backoffMs: 1, apiKey: 'SECRET-API-KEY', ...options });
}

describe('hooks', () => {
  it('see each attempt in order, and are awaited', async () => {
    server.answers(BUSY, { body: { valid: true }, headers: { 'x-request-id': 'r-1' } });
    const events: [string, RequestEvent | ResponseEvent | RetryEvent][] = [];
    const record = (name: string) => async (event: RequestEvent | ResponseEvent | RetryEvent) => {
      await new Promise((resolve) => setImmediate(resolve));
      events.push([name, event]);
    };
    await keyward({ onRequest: record('request'), onResponse: record('response'), onRetry: record('retry') }).validate(
      CALL,
    );

    const call = { method: 'POST', path: '/api/v1/validate' };
    const url = `${server.url}/api/v1/validate`;
    expect(events).toEqual([
      ['request', { ...call, url, attempt: 1, headers: expect.any(Headers) }],
      [
        'response',
        {
          ...call,
          url,
          attempt: 1,
          status: 503,
          headers: expect.any(Headers),
          requestId: undefined,
          durationMs: expect.any(Number),
        },
      ],
      [
        'retry',
        { ...call, attempt: 1, error: expect.objectContaining({ code: 'UNAVAILABLE' }), delayMs: expect.any(Number) },
      ],
      ['request', { ...call, url, attempt: 2, headers: expect.any(Headers) }],
      [
        'response',
        {
          ...call,
          url,
          attempt: 2,
          status: 200,
          headers: expect.any(Headers),
          requestId: 'r-1',
          durationMs: expect.any(Number),
        },
      ],
    ]);
  });

  it('may change the headers of an attempt', async () => {
    server.answers(BUSY, { body: {} });
    await keyward({ onRequest: ({ headers, attempt }) => headers.append('traceparent', `trace-${attempt}`) }).validate(
      CALL,
    );
    expect(server.received.map(({ headers }) => headers.traceparent)).toEqual(['trace-1', 'trace-2']);
  });

  it.each(['onRequest', 'onResponse', 'onRetry'] as const)('that fail are not an outage: %s', async (name) => {
    server.answers(BUSY);
    const mistake = new TypeError('fetch failed');
    const call = keyward({
      [name]: () => {
        throw mistake;
      },
    }).validate(CALL);
    await expect(call).rejects.toBe(mistake);
    expect(server.received).toHaveLength(name === 'onRequest' ? 0 : 1);
  });

  it('can be replaced for bound calls', async () => {
    server.answers({ body: {} });
    const seen: string[] = [];
    const client = keyward({ onRequest: () => seen.push('client') });
    await client.with({ onRequest: () => seen.push('call') }).validate(CALL);
    await client.validate(CALL);
    expect(seen).toEqual(['call', 'client']);
  });
});

describe('the logger', () => {
  function recorder(): { lines: string[]; logger: NonNullable<ClientOptions['logger']> } {
    const lines: string[] = [];
    const level = (name: string) => (message: string) => void lines.push(`${name} ${message}`);
    return { lines, logger: { debug: level('debug'), warn: level('warn') } };
  }

  it('gets each response, retry and failure, and no secrets', async () => {
    const { lines, logger } = recorder();
    server.answers({ ...BUSY, headers: { 'x-request-id': 'r-1' } }, BUSY);
    const client = keyward({ logger, retries: 1, token: 'SECRET-TOKEN' });
    await expect(client.validate(CALL)).rejects.toThrow('Busy');
    server.answers({ body: {} });
    await client.licenses.get('SECRET-ID');
    expect(lines.map((line) => line.replace(/\d+ ms/, 'n ms'))).toEqual([
      'debug POST /api/v1/validate: 503 in n ms, request r-1',
      'warn POST /api/v1/validate: UNAVAILABLE, retry 1 in n ms',
      'debug POST /api/v1/validate: 503 in n ms',
      'debug POST /api/v1/validate: failed with UNAVAILABLE, attempt 2',
      'debug GET /api/v1/licenses/{id}: 200 in n ms',
    ]);
    expect(lines.join()).not.toContain('SECRET');
  });

  it('may be the console, which is silent otherwise', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      jest.spyOn(console, level).mockReturnValue(),
    );
    server.answers(BUSY);
    await expect(keyward({ retries: 1 }).validate(CALL)).rejects.toThrow();
    expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([]);
    await expect(keyward({ retries: 1, logger: console }).validate(CALL)).rejects.toThrow();
    expect(spies.flatMap(({ mock }) => mock.calls)).toHaveLength(4);
    spies.forEach((spy) => spy.mockRestore());
  });
});
