import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { fingerprintOf } from './fingerprint';
import { cases } from '../../../../test/testkit/sample';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const json = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value));

function parse(text: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(JSON.parse(text)));
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed);
  }
  return typeof value === 'object' && value !== null ? reversedObject(value) : value;
}

function reversedObject(object: object): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(object);
  return Object.fromEntries(entries.reverse().map(([name, value]) => [name, reversed(value)]));
}

describe('fingerprintOf', () => {
  it('leaves blanks and line ends around a text out', () => {
    expect(fingerprintOf(' \u00a0Two words\r\n')).toBe('Two words');
  });

  it.each(['', 'ABC-123', 'Two words', 'ü'])('leaves the text %p as it is', (text) => {
    expect(fingerprintOf(text)).toBe(text);
  });

  it('hashes the RFC 8785 form of an object', () => {
    const object = parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    const canonical = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    expect(fingerprintOf(object)).toBe(sha256(canonical));
  });

  it('sorts names by UTF-16 units, numbers among them as text', () => {
    const object = parse('{"\u20ac":1,"\\r":2,"\ufb33":3,"1":4,"😀":5,"\u0080":6,"ö":7,"10":8,"9":9}');
    const canonical = '{"\\r":2,"1":4,"10":8,"9":9,"\u0080":6,"ö":7,"\u20ac":1,"😀":5,"\ufb33":3}';
    expect(fingerprintOf(object)).toBe(sha256(canonical));
  });

  it('ignores the order of names at any depth', () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(fingerprintOf(reversedObject(parse(text)))).toBe(fingerprintOf(parse(text)));
      }),
      cases(),
    );
  });

  it('respects the order of a list, and the difference between a number and its text', () => {
    expect(fingerprintOf({ disks: ['a', 'b'] })).not.toBe(fingerprintOf({ disks: ['b', 'a'] }));
    expect(fingerprintOf({ cpu: 1 })).not.toBe(fingerprintOf({ cpu: '1' }));
  });

  it('counts a field called __proto__ like any other', () => {
    expect(fingerprintOf(parse('{"__proto__":1}'))).toBe(sha256('{"__proto__":1}'));
  });

  it('omits undefined values, as JSON does', () => {
    expect(fingerprintOf({ cpu: 'x', disk: undefined })).toBe(fingerprintOf({ cpu: 'x' }));
  });

  it.each([
    ['an infinite number', { a: JSON.parse('1e400') }],
    ['NaN', { a: Number.NaN }],
  ])('refuses %s, which has no canonical JSON', (_what, object) => {
    expect(() => fingerprintOf(object)).toThrow();
  });
});
