import { checkCharacter } from '../../src/core/catalog/policies/key-check';
import { checkTypedKey } from '../../src/core/catalog/policies/key-typo';

const FORMAT = 'LIC-%Z{4}%C-%Z{4}%C-%Z{4}%C';
/** Two groups with check characters, beside digits, a year, a percent sign and characters that are special in patterns. */
const MIXED = 'Ä.(v)%X{2}-%Z{5}%Y{3}%C+%%%{year}-%Z%Z{4}-%Y{6}%C';

/** Groups with their check characters. */
const [FIRST = '', SECOND = '', THIRD = ''] = ['Q7RD', 'K2NM', '9XWE'].map(withCheck);
const KEY = `LIC-${FIRST}-${SECOND}-${THIRD}`;
const [LONG = '', SHORT = ''] = ['A2B3CXYZ', 'HJKMNP'].map(withCheck);
const MIXED_KEY = `Ä.(V)07-${LONG}+%2027-ABCDE-${SHORT}`;

const CASES: readonly (readonly [name: string, key: string, format: string])[] = [
  ['a key as it was issued', KEY, FORMAT],
  ['a key in lower case with blanks', ` ${KEY.toLowerCase().replaceAll('-', ' ')}\t\r\n`, FORMAT],
  ['a key without dashes', KEY.replaceAll('-', ''), FORMAT],
  [
    'a key with dashes of a word processor',
    KEY.replace('-', '\u2013').replace('-', '\u2212').replace('-', '\u2011'),
    FORMAT,
  ],
  ['a key with blanks of other kinds', `\u00a0${KEY}\u2009\u3000\ufeff`, FORMAT],
  ['another character in the first group', KEY.replace('Q', 'P'), FORMAT],
  ['another character in the second group', KEY.replace('K', 'H'), FORMAT],
  ['another check character in the third group', KEY.slice(0, -1) + (KEY.endsWith('A') ? 'B' : 'A'), FORMAT],
  ['neighbours that changed places', KEY.replace('XW', 'WX').toLowerCase(), FORMAT],
  ['two groups that changed places', `LIC-${SECOND}-${FIRST}-${THIRD}`, FORMAT],
  ['two groups with errors', KEY.replace('2', '3').replace('X', 'Y'), FORMAT],
  ['a zero, which no key has', KEY.replace('Q', '0'), FORMAT],
  ['an I, which no key has', KEY.replace('9', 'i'), FORMAT],
  ['a character too few', KEY.slice(0, -1), FORMAT],
  ['a character too many', `${KEY}A`, FORMAT],
  ['another text at the beginning', KEY.replace('LIC', 'LOC'), FORMAT],
  ['a character that is no letter', KEY.replace('Q', '_'), FORMAT],
  ['a letter of another alphabet', KEY.replace('K', '\u041a'), FORMAT],
  ['a character outside of the basic plane', KEY.replace('Q', '\u{1f511}'), FORMAT],
  ['no key', '', FORMAT],
  ['a key of another format', 'Q7RD-K2LM-9XWE-4TUB', FORMAT],
  ['digits, a year, a percent sign and other characters', MIXED_KEY, MIXED],
  ['an error after a part that no check character covers', MIXED_KEY.replace('HJ', 'JH'), MIXED],
  ['an error in a part that no check character covers', MIXED_KEY.replace('ABCDE', 'ABCDF'), MIXED],
  ['a digit too many in place of a letter', MIXED_KEY.replace('XYZ', 'X2Z'), MIXED],
  ['a letter in place of a digit', MIXED_KEY.replace('07', 'O7'), MIXED],
  ['a year of letters', MIXED_KEY.replace('2027', '2O27'), MIXED],
  ['a dot in place of another character', MIXED_KEY.replace('.', '!'), MIXED],
  ['a format without check characters', 'Q7RD-K2LM-9XWE-4TUB', '%Z{4}-%Z{4}-%Z{4}-%Z{4}'],
  ['a percent sign before a C', 'Q7RD-K2LM-9XWE%C', '%Z{4}-%Z{4}-%Z{4}%%C'],
  ...['uuid', 'ulid', 'random', 'signed'].map((format) => [`the format ${format}`, KEY, format] as const),
];

export function typedKeys() {
  return {
    about:
      'License keys as people type them, and what a client finds in them by the `key_format` of the policy: `result` is `right`, `mistyped` or `other` (a key of another shape). `group`: number of the first wrong group among those with a check character, from 1; `text`: that group as it was typed.',
    cases: CASES.map(([name, key, format]) => ({ name, key, key_format: format, ...checkTypedKey(key, format) })),
  };
}

function withCheck(characters: string, index: number): string {
  return characters + checkCharacter(characters, index + 1);
}
