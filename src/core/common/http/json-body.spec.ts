import fc from 'fast-check';
import { timesAsLongAs } from '../../../../test/support/shortest';
import { readJsonBody } from './json-body';
import { cases } from '../../../../test/testkit/sample';

const read = (text: string): unknown => readJsonBody(Buffer.from(text));

/** An object with so many levels in it, itself counted. */
const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;

describe('readJsonBody', () => {
  it('gives back every object that can be stored', () => {
    const names = fc
      .string({ minLength: 1 })
      .filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
    const objects = fc
      .dictionary(names, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 10 })
      .map((object) => ({ ...object }));
    const unsafe = /\\u0000|__proto__|constructor|prototype|\\ud[89a-f]/;
    fc.assert(
      fc.property(objects, (object) => {
        fc.pre(!unsafe.test(JSON.stringify(object)));
        expect(read(JSON.stringify(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
      cases(),
    );
  });

  it('never fails but by a refusal, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          expect(typeof readJsonBody(Buffer.from(bytes))).toBe('object');
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(error).not.toBeInstanceOf(TypeError);
        }
      }),
      cases(),
    );
  });

  it.each(['', ' \r\n\t', '{}', '[]', ' [ ] '])('takes %j for an object without fields', (text) => {
    expect(read(text)).toEqual({});
  });

  it.each(['null', 'true', '0', '"text"', '[1]', '[[]]', '[{}]'])('refuses %s, which is no object', (text) => {
    expect(() => read(text)).toThrow('The body must be a JSON object');
  });

  it.each(['{', '{"a"}', '{a:1}', '{"a":1,}', "{'a':1}", '{"a":01}', '{"a":NaN}', '{} {}', '\u00a0{}'])(
    'refuses %j, which is no JSON',
    (text) => {
      expect(() => read(text)).toThrow();
    },
  );

  it.each([
    ['a stray continuation', [0x22, 0x80, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['half a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['a character cut short', [0x22, 0xe2, 0x82]],
  ])('refuses bytes that are no UTF-8: %s', (_what, bytes) => {
    expect(() => readJsonBody(Buffer.from(bytes))).toThrow('The body is not valid UTF-8');
  });

  it.each([
    '{"a":"x\\u0000"}',
    '{"a":["x","\\u0000"]}',
    '{"a":{"b":"\\u0000"}}',
    '{"a":"\\ud83d"}',
    '{"a":"\\udd11\\ud83d"}',
  ])('refuses the text in %s, which no column can hold, by the name of its field', (text) => {
    expect(() => read(text)).toThrow('a may not contain NUL characters or incomplete Unicode');
  });

  it('takes characters beyond the first plane, escaped or not', () => {
    expect(read('{"a":"\\ud83d\\udd11\u{1F511}"}')).toEqual({ a: '\u{1F511}\u{1F511}' });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses a field called %s at any depth', (name) => {
    for (const text of [`{"${name}":1}`, `{"a":{"${name}":1}}`, `{"a":[{"${name}":{}}]}`]) {
      expect(() => read(text)).toThrow(`A field may not be called ${name}`);
    }
  });

  it('refuses numbers that JSON can write and nobody can hold', () => {
    expect(() => read('{"a":1e400}')).toThrow('A number is too large');
    expect(() => read('{"a":[-1e400]}')).toThrow('A number is too large');
    expect(read('{"a":1e308}')).toEqual({ a: 1e308 });
  });

  it('refuses what is nested too deep, at once also where it is very deep', () => {
    expect(() => read(nested(33))).not.toThrow();
    expect(() => read(nested(34))).toThrow('nested deeper');
    expect(() => read(nested(20_000))).toThrow('nested deeper');
    expect(() => read(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`)).toThrow('nested deeper');
  });

  it('refuses more fields in any one object than a request can need', () => {
    const object = (count: number) => `{${Array.from({ length: count }, (_, n) => `"f${n}":1`).join(',')}}`;
    expect(() => read(object(1_000))).not.toThrow();
    expect(() => read(object(1_001))).toThrow('The body has more than 1000 fields');
    expect(() => read(`{"a":[{"b":${object(1_000)}}]}`)).not.toThrow();
    expect(() => read(`{"a":[{"b":${object(1_001)}}]}`)).toThrow('a has more than 1000 fields');
  });

  it('refuses more values than the longest lists have together', () => {
    const list = (count: number) => `[${Array<string>(count).fill('1').join(',')}]`;
    expect(() => read(`{"a":${list(40_000)}}`)).not.toThrow();
    expect(() => read(`{"a":${list(40_000)},"b":{"c":${list(10_000)}}}`)).toThrow('more than 50000 values');
  });

  it.each(['{}', '1'])('does not search a list of %s for each of its values', (item) => {
    const bytes = Buffer.from(`{"a":[${Array(20_000).fill(item).join(',')}]}`);
    const list = Array.from({ length: 20_000 }, () => ({}));
    const search = () => list.map((value) => list.indexOf(value));
    // On a quiet machine a hundredth.
    expect(timesAsLongAs(search, () => readJsonBody(bytes))).toBeLessThan(0.3);
  });

  it('refuses names that are longer than any of ours', () => {
    expect(() => read(`{"a":{"${'x'.repeat(256)}":1}}`)).not.toThrow();
    expect(() => read(`{"a":{"${'x'.repeat(257)}":1}}`)).toThrow('at most 256 characters');
  });
});
