import { BlockList, isIPv6 } from 'node:net';

import fc from 'fast-check';

import {
  addressMatches,
  connectionAddress,
  isAddressAllowed,
  isAddressPattern,
  normalizeAddress,
  rateLimitAddress,
} from './addresses';
import { cases } from '../../../../test/testkit/sample';

const NO_ADDRESSES = [
  '',
  '10.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '010.0.0.1',
  '10.0.0.256',
  '10.0.0.0.1',
  '10.0.0',
  '10.0.0.1:80',
  '::1.2.3.4',
  ':::1',
  '1::2::3',
  '[::1]',
  'example.com',
  '::ffff:0x7f.0.0.1',
  '::ffff:1.2.3.999',
  '%eth0',
];

describe('normalizeAddress', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    [' 10.0.0.1 ', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:0001', '10.0.0.1'],
    ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::', '::'],
    ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['fe80::1%en-0.1', 'fe80::1'],
  ])('writes %p as %p', (text, address) => {
    expect(normalizeAddress(text)).toBe(address);
  });

  it.each(NO_ADDRESSES)('rejects %p', (text) => {
    expect(normalizeAddress(text)).toBeNull();
  });

  it('changes nothing the second time, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), fc.string({ unit: 'binary' })), (text) => {
        const address = normalizeAddress(text);
        expect(address === null ? null : normalizeAddress(address)).toBe(address);
      }),
      cases(),
    );
  });

  it('knows every IPv6 address but the deprecated ones', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        fc.pre(isIPv6(text) && !/^::\d+\./.test(text));
        expect(normalizeAddress(text)).not.toBeNull();
      }),
      cases(),
    );
  });
});

describe('isAddressPattern', () => {
  it.each([
    '10.0.0.1',
    '::1',
    '10.0.0.0/8',
    '10.1.2.3/8',
    '0.0.0.0/0',
    '::/0',
    '2001:db8::/32',
    '10.0.0.*',
    '10.0.*.*',
    '10.0.*',
    '10.*',
    '10.*.*',
    ' 10.* ',
  ])('takes %p', (pattern) => {
    expect(isAddressPattern(pattern)).toBe(true);
  });

  it.each([
    ...NO_ADDRESSES,
    '*',
    '*.*.*.*',
    '10.*.0.1',
    '10.*.0.*',
    '*.0.0.1',
    '10.0.0.1*',
    '10.0.0.**',
    '10.0.0.0.*',
    '10.0.0.1.*',
    '10.*.*.*.*',
    '256.*',
    '010.*',
    '0xa.*',
    '10..*',
    '2001:db8:*',
    '10.0.0.*/8',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    '10/8',
    '::/129',
    'fe80::%eth0/10',
    '::ffff:10.0.0.0/95',
    '/8',
  ])('refuses %p', (pattern) => {
    expect(isAddressPattern(pattern)).toBe(false);
  });
});

describe('addressMatches', () => {
  it.each([
    ['10.0.0.1', '::ffff:10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.0/104', '10.9.9.9'],
    ['2001:db8::1', '2001:DB8:0:0:0:0:0:1'],
    ['10.0.0.0/8', '10.255.0.1'],
    ['10.1.2.3/8', '10.255.0.1'],
    ['2001:db8::/32', '2001:db8:ffff::1'],
    ['10.0.0.*', '10.0.0.255'],
    ['10.0.*', '10.0.7.8'],
    ['10.0.*.*', '10.0.7.8'],
    ['10.*', '10.7.8.9'],
    ['0.0.0.0/0', '203.0.113.9'],
  ])('lets %p match %p', (pattern, address) => {
    expect(addressMatches(pattern, address)).toBe(true);
  });

  it.each([
    ['10.0.0.1', '10.0.0.10'],
    ['10.0.0.*', '10.0.1.1'],
    ['10.*', '100.0.0.1'],
    ['10.0.0.0/8', '11.0.0.0'],
    ['2001:db8::/32', '2001:db9::1'],
    ['::/0', '10.0.0.1'],
    ['0.0.0.0/0', '::1'],
    ['10.0.0.*', '10.0.0.*'],
    ['nonsense', 'nonsense'],
  ])('does not let %p match %p', (pattern, address) => {
    expect(addressMatches(pattern, address)).toBe(false);
  });

  it('compares the leading bits of an IPv4 block, and no others', () => {
    const bits = fc.integer({ min: 0, max: 32 });
    const word = fc.nat(0xffffffff);
    fc.assert(
      fc.property(word, word, bits, bits, (base, noise, prefix, shared) => {
        const address = (base ^ (shared === 32 ? 0 : noise >>> shared)) >>> 0;
        const agrees = prefix === 0 || base >>> (32 - prefix) === address >>> (32 - prefix);
        expect(addressMatches(`${dotted(base)}/${prefix}`, dotted(address))).toBe(agrees);
      }),
      cases(),
    );
  });

  it('agrees with Node about IPv6 blocks', () => {
    const mapped = /^(?:::|0:0:0:0:0:(?:ffff|0))/i;
    const ipV6 = fc.ipV6().filter((text) => isIPv6(text) && !mapped.test(text) && !text.includes('.'));
    fc.assert(
      fc.property(ipV6, ipV6, fc.integer({ min: 0, max: 128 }), (base, address, prefix) => {
        const block = new BlockList();
        block.addSubnet(base, prefix, 'ipv6');
        expect(addressMatches(`${base}/${prefix}`, address)).toBe(block.check(address, 'ipv6'));
      }),
      cases(),
    );
  });

  it('treats a wildcard like its CIDR block', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 1, max: 3 }), (base, address, fixed) => {
        const octets = base.split('.').slice(0, fixed).join('.');
        expect(addressMatches(`${octets}.*`, address)).toBe(addressMatches(`${base}/${fixed * 8}`, address));
      }),
      cases(),
    );
  });
});

describe('isAddressAllowed', () => {
  it('allows every address without patterns, including an unknown one', () => {
    expect(isAddressAllowed([], '10.0.0.1')).toBe(true);
    expect(isAddressAllowed([], null)).toBe(true);
  });

  it('allows what one of the patterns matches, and nothing else', () => {
    expect(isAddressAllowed(['192.0.2.1', '10.*'], '10.0.0.1')).toBe(true);
    expect(isAddressAllowed(['192.0.2.1', '10.*'], '192.0.2.2')).toBe(false);
    expect(isAddressAllowed(['192.0.2.1'], null)).toBe(false);
    expect(isAddressAllowed(['nonsense'], '10.0.0.1')).toBe(false);
  });
});

describe('rateLimitAddress', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:db8:0:1::', '2001:db8:0:1::/64'],
    ['::1', '::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['2001:db8:1:2:0:5efe:192.0.2.1', '2001:db8:1:2::/64'],
    ['', ''],
  ])('counts %p as %p', (address, counted) => {
    expect(rateLimitAddress(address)).toBe(counted);
  });
});

describe('connectionAddress', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:0:1fe:2:3:4:5', '2001:db8:0:100::/56'],
    ['2001:db8:0:1ff::', '2001:db8:0:100::/56'],
    ['2001:db8:0:200::', '2001:db8:0:200::/56'],
  ])('counts %p as %p', (address, counted) => {
    expect(connectionAddress(address)).toBe(counted);
  });
});

function dotted(word: number): string {
  return [24, 16, 8, 0].map((shift) => (word >>> shift) & 255).join('.');
}
