import fc from 'fast-check';
import { type PhpScalar, unserializePhp } from './php-serialized';
import { cases } from '../../../../../test/testkit/sample';

const read = (text: string) => unserializePhp(Buffer.from(text));

/** PHP's serialize(). */
function serialized(value: PhpScalar): string {
  if (value === null) {
    return 'N;';
  }
  if (typeof value === 'string') {
    return `s:${Buffer.byteLength(value)}:"${value}";`;
  }
  return typeof value === 'number' ? `i:${value};` : `b:${Number(value)};`;
}

describe('unserializePhp', () => {
  it('reads a flat array, whose string lengths count bytes and whose strings may contain quotes', () => {
    const text = 'a:4:{s:7:"license";s:6:"Ä"B";";s:11:"customer_id";i:-12;i:0;N;s:2:"ok";b:1;}';
    expect(read(text)).toEqual(
      new Map<string, PhpScalar>([
        ['license', 'Ä"B";'],
        ['customer_id', -12],
        ['0', null],
        ['ok', true],
      ]),
    );
  });

  it('reads single values', () => {
    expect([read('s:3:"abc";'), read('i:7;'), read('b:0;'), read('N;')]).toEqual(['abc', 7, false, null]);
  });

  it('reads names such as __proto__ as ordinary names', () => {
    const fields = read('a:1:{s:9:"__proto__";s:1:"x";}');
    expect(fields).toEqual(new Map([['__proto__', 'x']]));
  });

  it('reads back every array of scalars', () => {
    const scalars = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
    const ofFifteenDigits = (value: PhpScalar) => typeof value !== 'number' || Math.abs(value) < 1e15;
    const entries = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), scalars.filter(ofFifteenDigits)), {
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(entries, (given) => {
        const body = given.map(([name, value]) => serialized(name) + serialized(value)).join('');
        expect(read(`a:${given.length}:{${body}}`)).toEqual(new Map(given));
      }),
      cases(),
    );
  });

  it.each([
    ['nothing', ''],
    ['an object', 'O:8:"stdClass":1:{s:1:"a";i:1;}'],
    ['an object of a class that reads itself', 'C:3:"Foo":2:{ab}'],
    ['an object in an array', 'a:1:{s:1:"a";O:8:"stdClass":0:{}}'],
    ['an array in an array', 'a:1:{s:1:"a";a:0:{}}'],
    ['a reference', 'a:2:{s:1:"a";i:1;s:1:"b";R:2;}'],
    ['a fraction', 'd:0.5;'],
    ['a number beyond what is exact', 'i:9223372036854775807;'],
    ['fewer entries than it says', 'a:2:{s:1:"a";i:1;}'],
    ['more entries than it says', 'a:1:{s:1:"a";i:1;s:1:"b";i:1;}'],
    ['a name that is none', 'a:1:{b:1;i:1;}'],
    ['a text longer than it says', 's:2:"abc";'],
    ['a text shorter than it says', 's:4:"abc";'],
    ['a text that ends nowhere', 's:99999:"abc";'],
    ['half a character', 's:1:"Ä";'],
    ['something behind the end', 'i:1;i:2;'],
    ['an array without its end', 'a:0:{'],
  ])('refuses %s', (_what, text) => {
    expect(() => read(text)).toThrow();
  });
});
