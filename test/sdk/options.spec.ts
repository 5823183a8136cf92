import { Keyward, UsageError } from '../../sdk/src/index';

const BASE = { baseUrl: 'https://licenses.example.com' };

function refusalOf(make: () => unknown): UsageError {
  try {
    make();
  } catch (error) {
    if (error instanceof UsageError) {
      return error;
    }
    throw error;
  }
  throw new Error('The options were accepted');
}

/** As a program in JavaScript passes them. */
function options(values: object): ConstructorParameters<typeof Keyward>[0] {
  return Object.assign({ ...BASE }, values);
}

describe('a client refuses', () => {
  it.each([
    [{ timeoutMs: -5 }, 'timeoutMs must be a number of milliseconds from 0 to 2147483647, not "-5"'],
    [{ timeoutMs: NaN }, /^timeoutMs must be .* not "NaN"$/],
    [{ timeoutMs: '30' }, /^timeoutMs must be/],
    [{ timeoutMs: 2 ** 31 }, /^timeoutMs must be/],
    [{ retries: NaN }, 'retries must be a whole number of 0 or more, not "NaN"'],
    [{ retries: 1.5 }, /^retries must be/],
    [{ retries: -1 }, /^retries must be/],
    [{ backoffMs: -1 }, /^backoffMs must be/],
    [{ maxRetryAfterMs: null }, /^maxRetryAfterMs must be/],
    [{ timeout: 30 }, /^There is no option timeout\. The options here are apiKey, .*timeoutMs/],
    [{ constructor: 1 }, /^There is no option constructor/],
    [{ signal: new AbortController().signal }, /^There is no option signal/],
    [{ fetch: 'node-fetch' }, 'fetch must be a function, not "node-fetch"'],
    [{ onRequest: true }, /^onRequest must be a function/],
    [{ logger: {} }, 'logger must be an object with the functions debug and warn, not an object'],
    [{ headers: 'a: b' }, /^headers must be/],
    [{ headers: { 'a b': 'c' } }, /^headers must be/],
    [{ headers: { a: 1 } }, /^headers must be/],
    [{ baseUrl: undefined }, /^baseUrl is missing/],
    [{ baseUrl: 5 }, 'baseUrl must be text, not "5"'],
    [{ baseUrl: 'licenses.example.com' }, /^baseUrl must be a complete address with http:\/\/ or https:\/\//],
    [{ baseUrl: 'localhost:8080' }, /^baseUrl must be a complete address with http:\/\/ or https:\/\//],
  ])('%p', (values, message) => {
    const error = refusalOf(() => new Keyward(options(values)));
    expect(error).toMatchObject({ name: 'UsageError', code: 'INVALID_OPTIONS', status: 0, isUnreachable: false });
    expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it.each([
    [{ apiKey: 'secret\nkey' }, 'apiKey'],
    [{ token: 17 }, 'token'],
    [{ headers: { authorization: 'secret\r\nkey' } }, 'headers'],
    [{ baseUrl: 'https://user:secret@example.com' }, 'baseUrl'],
  ])('a secret without printing it: %#', (values, name) => {
    const { message } = refusalOf(() => new Keyward(options(values)));
    expect(message).toContain(name);
    expect(message).not.toMatch(/secret|17/);
  });

  it('what is no object', () => {
    expect(refusalOf(() => Reflect.construct(Keyward, [])).message).toMatch(/^Options must be an object/);
  });
});

it('a call refuses options that exist for clients alone', () => {
  const client = new Keyward(BASE);
  expect(refusalOf(() => client.with(options({}))).message).toMatch(/^There is no option baseUrl/);
  expect(refusalOf(() => client.with({ retries: -1 })).message).toMatch(/^retries/);
});

it('accepts every option, and undefined for each', () => {
  const every = {
    apiKey: 'k',
    token: 't',
    timeoutMs: 0,
    retries: 0,
    backoffMs: 0,
    maxRetryAfterMs: 0,
    headers: { 'X-Shop': 'a' },
    logger: console,
    onRequest: () => undefined,
    onResponse: async () => undefined,
    onRetry: () => undefined,
  };
  const none = Object.fromEntries(Object.keys(every).map((name) => [name, undefined]));
  const bound = { signal: new AbortController().signal, idempotencyKey: 'order-1' };
  expect(() => new Keyward({ ...BASE, ...every, fetch }).with({ ...every, ...bound })).not.toThrow();
  expect(() => new Keyward({ ...BASE, ...none }).with(none)).not.toThrow();
});
