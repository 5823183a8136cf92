import fc from 'fast-check';
import { addressMatches } from './addresses';
import { AddressSet } from './address-set';
import { cases } from '../../../../test/testkit/sample';

// Few bits, so that patterns and addresses meet.
const v4 = fc.tuple(fc.constantFrom(10, 11), fc.nat(1), fc.nat(3), fc.nat(255)).map((octets) => octets.join('.'));
const v6 = fc
  .tuple(fc.constantFrom('2001:db8', '2001:db9'), fc.nat(3), fc.nat(0xffff))
  .map(([net, subnet, host]) => `${net}:${subnet.toString(16)}::${host.toString(16)}`);
const address = fc.oneof(
  v4,
  v6,
  v4.map((text) => `::ffff:${text}`),
  fc.constantFrom('', 'nonsense', '::1'),
);
const pattern = fc.oneof(
  address,
  fc.tuple(v4, fc.nat(33)).map(([text, length]) => `${text}/${length}`),
  fc.tuple(v6, fc.nat(129)).map(([text, length]) => `${text}/${length}`),
  fc.tuple(v4, fc.integer({ min: 96, max: 128 })).map(([text, length]) => `::ffff:${text}/${length}`),
  fc.constantFrom('10.*', '10.0.*', '10.1.2.*', '*', '10.*.1'),
);

describe('AddressSet', () => {
  it('holds exactly the addresses that one of its patterns matches', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), address, (patterns, text) => {
        expect(new AddressSet(patterns).has(text)).toBe(patterns.some((one) => addressMatches(one, text)));
      }),
      cases(500),
    );
  });

  it('looks up an address once for each prefix length, however many patterns there are', () => {
    const set = new AddressSet(
      Array.from({ length: 10_000 }, (_, n) => `10.${n >> 8}.${n & 255}.0/${n % 2 ? 24 : 25}`),
    );
    const lookups = jest.spyOn(Set.prototype, 'has');
    expect([set.has('192.0.2.1'), lookups.mock.calls.length]).toEqual([false, 2]);
    lookups.mockRestore();
    expect(set.has('10.39.15.200')).toBe(true);
  });
});
