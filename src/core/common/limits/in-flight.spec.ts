import { defineDialect } from '../dialects/define-dialect';
import { NATIVE } from '../dialects/native.dialect';
import { DomainError } from '../errors/domain-error';
import { InFlight, type RequestInFlight } from './in-flight';
import { address, token } from './route-limits';

const MAX_IN_FLIGHT = 1_000;

/** Two limits, which count the same text. */
const dialect = defineDialect({
  ...NATIVE,
  name: 'shop',
  inFlight: [
    { most: 2, keyBy: address },
    { most: 3, keyBy: address },
  ],
});

let inFlight: InFlight;
beforeEach(() => (inFlight = new InFlight(1)));

function acquire(ip = '192.0.2.1'): RequestInFlight {
  const acquired = inFlight.acquire({ ip, dialect } as never);
  if (acquired instanceof DomainError) {
    throw acquired;
  }
  return acquired;
}

it('counts each limit of an API on its own', () => {
  acquire();
  const second = acquire();
  expect(() => acquire()).toThrow(DomainError);
  second.release();
  expect(() => acquire()).not.toThrow();
});

it('counts no request for a limit whose key it lacks', () => {
  const byToken = defineDialect({ ...NATIVE, name: 'desk', inFlight: [{ most: 1, keyBy: token }] });
  const send = (authorization?: string) =>
    inFlight.acquire({ ip: '192.0.2.1', dialect: byToken, headers: { authorization } } as never);
  expect([send(), send(), send('Bearer one')].some((answer) => answer instanceof DomainError)).toBe(false);
  expect(send('Bearer one')).toBeInstanceOf(DomainError);
});

it('makes no room in total when a request ends whose body never arrived, and room once for one that was served', () => {
  acquire('192.0.2.2').release();
  const served = Array.from({ length: MAX_IN_FLIGHT }, (_, index) => acquire(`10.0.${index >> 8}.${index & 255}`));
  expect(served.map((request) => request.begin()).filter(Boolean)).toEqual([]);
  const begin = (): boolean => inFlight.begin();
  expect(begin()).toBe(false);
  served[0]?.release();
  served[0]?.release();
  expect([begin(), begin()]).toEqual([true, false]);
});
