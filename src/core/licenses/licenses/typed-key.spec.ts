import fc from 'fast-check';

import { generateKey } from '../../catalog/policies/key-format';
import { Randomness } from '../../common/randomness';
import { isOfForm, normalFormOf, pastedKey, typedForms } from './typed-key';
import { cases } from '../../../../test/testkit/sample';

const NOW = new Date('2026-03-04T05:06:07.089Z');
const LOOK_ALIKES = ['0Oo', '1IiLl'];
const SEPARATORS = [
  '-',
  ' ',
  '\t',
  '\u00a0',
  '\u2003',
  '\u2010',
  '\u2011',
  '\u2013',
  '\u2014',
  '\u2212',
  '\ufe58',
  '\uff0d',
];

const token = fc.constantFrom('%X', '%Y', '%Z{5}', '%{year}', '-', 'LIC', 'ACME-', '1OI');
const format = fc.oneof(
  fc.constantFrom('%Z{4}-%Z{4}-%Z{4}-%Z{4}', 'LIC-%Z{16}', 'PROGRAN3-%{year}-%Z{6}-%Z{6}', 'random', 'ulid', '%X{15}'),
  fc.array(token, { maxLength: 6 }).map((tokens) => `%Z{10}${tokens.join('')}`),
);

/** A key typed by a person: each character in either case, or a look-alike, with separators anywhere. */
function typed(key: string, pick: <T>(values: readonly T[]) => T): string {
  const characters = Array.from(key.replaceAll('-', ''), (character) => {
    const alike = LOOK_ALIKES.find((group) => group.includes(character));
    return pick([...(alike ?? character + character.toLowerCase())]) + pick(['', '', '', ...SEPARATORS]);
  });
  return pick(['', ' ']) + characters.join('');
}

const isTypable = fc.tuple(format, fc.gen());

describe('normalFormOf', () => {
  it('is one for all ways to type a key of any format of capitals, digits and dashes', () => {
    fc.assert(
      fc.property(isTypable, ([text, gen]) => {
        const key = generateKey(text, new Randomness(), NOW);
        const sent = typed(key, (values) => gen(fc.constantFrom, ...values));
        expect(isOfForm(key, typedForms(sent))).toBe(true);
      }),
      cases(),
    );
  });

  it('differs for keys that differ in more than look-alikes', () => {
    expect(normalFormOf('ABCD-2345')).not.toBe(normalFormOf('ABCD-2346'));
    expect(normalFormOf('ABCD-2345')).not.toBe(normalFormOf('ABCD-23456'));
  });

  it.each(['', ' - ', 'a.b', 'a_b', 'ключ', 'ı', 'A\0B', '🔑', '""'])('is missing for %p', (text) => {
    expect(normalFormOf(text)).toBeNull();
  });
});

describe('isOfForm', () => {
  it.each([
    'abcd-2345',
    'ABCD-234x',
    'ABCD_2345',
    'ABCD.2345',
    'ÄBCD-2345',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'eyJhbGciOiJFZERTQSJ9.e30.c2ln',
  ])('holds for %p only as it is written', (key) => {
    expect(isOfForm(key, typedForms(key))).toBe(true);
    expect(isOfForm(key, typedForms(`${key.toUpperCase()}0`))).toBe(false);
    expect(isOfForm(key, `${normalFormOf(key) ?? ''}\n`)).toBe(false);
  });
});

describe('pastedKey', () => {
  it.each([
    ['\u200eABCD-2345\u200f', 'ABCD-2345'],
    ['\ufeff\u2066"ABCD-2345"\u2069.', 'ABCD-2345'],
    ['\u201eABCD-2345\u201c', 'ABCD-2345'],
    ['\u00abABCD-2345\u00bb', 'ABCD-2345'],
    ['(<ABCD-2345>),', 'ABCD-2345'],
    ['`ABCD-2345`', 'ABCD-2345'],
    ['* ABCD-2345 *', 'ABCD-2345'],
    ['\u300cABCD-2345\u300d\u3002', 'ABCD-2345'],
    ['\uff21\uff22\uff23\uff24-2345', 'ABCD-2345'],
    ['VENDO\u0308R-1', 'VEND\u00d6R-1'],
    ['eyJhbGciOiJ\r\n  FZERTQSJ9.e30.c2ln_-', 'eyJhbGciOiJFZERTQSJ9.e30.c2ln_-'],
    ['c2ln/+==', 'c2ln/+=='],
    ['  ', ''],
  ])('is %j without what copying added: %j', (text, key) => {
    expect(pastedKey(text)).toBe(key);
  });
});
