import { type KeyStrategies, defineDialect, type RateLimit } from '../dialects/define-dialect';
import { NATIVE } from '../dialects/native.dialect';
import { Clock } from '../clock';
import { LimitOverrides } from './limit-overrides';
import { address } from './route-limits';
import { MemoryLimitStorage } from './memory-limit-storage';
import { RateLimitFactor, RateLimitsService } from './rate-limits.service';
import { isProblem } from '../errors/domain-error';

const STRATEGIES: KeyStrategies = {
  setting: 'counted_by',
  default: 'ip_address',
  strategies: {
    ip_address: [address],
    api_key: ['caller'],
    api_key_ip_address: [address, 'caller'],
  },
};

class Overrides extends LimitOverrides {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {
    super();
  }

  override get factor(): number {
    return typeof this.values.factor === 'number' ? this.values.factor : 1;
  }

  override perMinute(setting: string): number | undefined {
    const value = this.values[setting];
    return typeof value === 'number' ? value : undefined;
  }

  override keyStrategy(setting: string): string | undefined {
    const value = this.values[setting];
    return typeof value === 'string' ? value : undefined;
  }
}

/** Sends a request from an address with a verified credential and a body. */
type SendRequest = (ip: string, credential?: string, body?: string) => Promise<'through' | number>;

/** Sends requests to a dialect with one limit, three per minute by default. */
function requester(
  values: Record<string, unknown>,
  limit: Partial<RateLimit> = { keyStrategies: STRATEGIES },
  factor = 1,
): SendRequest {
  const clock = new Clock();
  const limits = new RateLimitsService(
    new MemoryLimitStorage(clock),
    new RateLimitFactor(factor),
    new Overrides(values),
    clock,
  );
  const dialect = defineDialect({ ...NATIVE, name: 'shop', limits: { default: { perMinute: 3, ...limit } } });
  return async (ip, credential, body) => {
    const request = { ip, body } as never;
    try {
      await limits.countAddress(dialect, ['default'], request, credential === undefined);
      await limits.countCaller(dialect, ['default'], credential);
      await limits.countContent(dialect, ['default'], request);
      return 'through';
    } catch (error) {
      if (isProblem(error, 'RATE_LIMIT_EXCEEDED')) {
        return error.retryAfter ?? 0;
      }
      throw error;
    }
  };
}

const times = async (count: number, send: (n: number) => ReturnType<SendRequest>): Promise<number> => {
  const answers: (string | number)[] = [];
  for (let n = 0; n < count; n++) {
    answers.push(await send(n));
  }
  return answers.filter((answer) => answer === 'through').length;
};

describe('a limit with a configurable key strategy', () => {
  it('counts by address by default, regardless of the key', async () => {
    const send = requester({});
    expect(await times(5, (n) => send('192.0.2.1', `key-${n}`))).toBe(3);
    expect(await send('192.0.2.2', 'key-0')).toBe('through');
  });

  it('counts by key, wherever it comes from, and by address where none had to be proven', async () => {
    const send = requester({ counted_by: 'api_key' });
    expect(await times(5, (n) => send(`192.0.2.${n}`, 'one'))).toBe(3);
    expect(await send('192.0.2.0', 'two')).toBe('through');
    expect(await times(5, () => send('192.0.2.9'))).toBe(3);
  });

  it('counts by both, and refuses when either is spent', async () => {
    const send = requester({ counted_by: 'api_key_ip_address' });
    expect(await times(3, (n) => send(`192.0.2.${n}`, 'one'))).toBe(3);
    expect(await send('192.0.2.3', 'one')).toBeGreaterThan(0);
    expect(await times(2, () => send('192.0.2.0', 'two'))).toBe(2);
    expect(await send('192.0.2.0', 'three')).toBeGreaterThan(0);
  });

  it('counts a request without a key once', async () => {
    const send = requester({ counted_by: 'api_key_ip_address' });
    expect(await times(5, () => send('192.0.2.1'))).toBe(3);
  });

  it('lets an address that is spent spend nothing of the key', async () => {
    const send = requester({ counted_by: 'api_key_ip_address' });
    await times(3, (n) => send('192.0.2.1', `other ${n}`));
    await times(9, () => send('192.0.2.1', 'one'));
    expect(await send('192.0.2.2', 'one')).toBe('through');
  });

  it('counts IPv6 by the /64', async () => {
    const send = requester({});
    expect(await times(5, (n) => send(`2001:db8::${n + 1}`))).toBe(3);
    expect(await send('2001:db8:0:1::1')).toBe('through');
  });

  it.each(['toString', 'nothing known', ''])(
    'uses the default strategy for the unknown strategy %p',
    async (strategy) => {
      const send = requester({ counted_by: strategy });
      expect(await times(5, (n) => send('192.0.2.1', `key-${n}`))).toBe(3);
    },
  );
});

it('reads the limit from its setting and multiplies it by the factor', async () => {
  const limit = { setting: 'shop_requests', keyBy: address };

  const five = requester({ shop_requests: 5, 'limits.shop.default': 1 }, limit);
  expect(await times(9, () => five('192.0.2.1'))).toBe(5);
  const half = requester({ shop_requests: 5 }, limit, 0.5);
  expect(await times(9, () => half('192.0.2.1'))).toBe(3);
  const none = requester({ shop_requests: 5 }, limit, 0);
  expect(await times(9, () => none('192.0.2.1'))).toBe(9);
});

it('counts by a value in the body, wherever it comes from', async () => {
  const send = requester({}, { keyBy: ({ body }) => String(body) });
  expect(await times(5, (n) => send(`192.0.2.${n}`, `key-${n}`, 'ada'))).toBe(3);
  expect(await send('192.0.2.1', 'key-1', 'grace')).toBe('through');
});

it.each([
  ['a limit without a key', {}, 1],
  ['any limit while limits are off', { keyBy: address }, 0],
])('counts nothing for %s', async (_what, limit, factor) => {
  const count = jest.spyOn(MemoryLimitStorage.prototype, 'incrementAll');
  const send = requester({}, limit, factor);
  expect(await times(9, () => send('192.0.2.1'))).toBe(9);
  expect(count).not.toHaveBeenCalled();
  count.mockRestore();
});

it('counts the limits of the same name of two APIs apart', async () => {
  const clock = new Clock();
  const limits = new RateLimitsService(new MemoryLimitStorage(clock), new RateLimitFactor(1), new Overrides({}), clock);
  const limit = { perMinute: 3, keyBy: address };
  const [shop, desk] = ['shop', 'desk'].map((name) => defineDialect({ ...NATIVE, name, limits: { default: limit } }));
  const send = async (dialect = shop) =>
    limits.countAddress(dialect ?? NATIVE, ['default'], { ip: '192.0.2.1' } as never, true);
  for (let n = 0; n < 3; n++) {
    await send();
  }
  await expect(send()).rejects.toMatchObject({ retryAfter: 60 });
  await expect(send(desk)).resolves.toBeUndefined();
});
