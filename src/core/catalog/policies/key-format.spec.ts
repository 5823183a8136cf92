import fc from 'fast-check';

import { Randomness } from '../../common/randomness';
import { DEFAULT_KEY_FORMAT, generateKey, InvalidKeyFormat, parseKeyFormat, randomBitsOf } from './key-format';
import { isWellFormedKey } from './license-key';
import { cases } from '../../../../test/testkit/sample';

const NOW = new Date('2026-03-04T05:06:07.089Z');

class SteadyRandomness extends Randomness {
  override text(length: number, alphabet: string): string {
    return alphabet.charAt(alphabet.length - 1).repeat(length);
  }
}

const generate = (format: string, now = NOW): string => generateKey(format, new Randomness(), now);

const count = fc.integer({ min: 1, max: 64 });
const symbol = fc.constantFrom('X', 'Y', 'Z');
const token = fc.oneof(
  fc.constantFrom('%X', '%Y', '%Z', '%%', '%{year}', '-', '{4}', '}', 'LIC', 'ключ', '🔑'),
  fc.tuple(symbol, count).map(([letter, times]) => `%${letter}{${times}}`),
);
const pattern = fc
  .array(token, { maxLength: 6 })
  .map((tokens) => `%Z{10}${tokens.join('')}`)
  .filter((text) => fitsInKey(text));

function fitsInKey(text: string): boolean {
  return expanded(text).length <= 255;
}

function expanded(text: string): string {
  return text.replace(/%%/g, '#').replace(/%[XYZ]\{(\d+)\}/g, (_match, times: string) => '#'.repeat(Number(times)));
}

const CHARACTERS: Readonly<Record<string, string>> = { X: '[0-9]', Y: '[A-HJKMNP-Z]', Z: '[A-HJKMNP-Z2-9]' };

/** Matches the keys of a pattern. */
function keysOf(format: string): RegExp {
  const source = format.replace(/%%|%\{year\}|%([XYZ])(\{\d+\})?|[{}]/g, (text, letter?: string, times = '{1}') =>
    letter === undefined ? ({ '%%': '%', '%{year}': '2026' }[text] ?? `\\${text}`) : `${CHARACTERS[letter]}${times}`,
  );
  return new RegExp(`^${source}$`, 'u');
}

describe('generateKey', () => {
  it.each([
    ['uuid', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ['ulid', /^[0-7][\dA-HJKMNP-TV-Z]{25}$/],
    ['random', /^[A-Z\d]{32}$/],
    [DEFAULT_KEY_FORMAT, /^(?:[A-Z\d]{4}-){3}[A-Z\d]{4}$/],
    ['LIC-%Z{16}', /^LIC-[A-Z\d]{16}$/],
    ['PROGRAN3-%{year}-%Z{6}-%Z{6}', /^PROGRAN3-2026-[A-Z\d]{6}-[A-Z\d]{6}$/],
    ['%X%Y%Z%%%X{20}', /^\d[A-Z][A-Z\d]%\d{20}$/],
    ['{4}%Z{12}{year}', /^\{4\}[A-Z\d]{12}\{year\}$/],
    ['%%Z%Z{12}', /^%Z[A-Z\d]{12}$/],
  ])('writes %s keys as the format says', (format, expected) => {
    expect(generate(format)).toMatch(expected);
  });

  it('writes the year of UTC', () => {
    expect(generate('%{year}-%Z{10}', new Date('2026-12-31T23:59:59.999Z'))).toMatch(/^2026-/);
    expect(generate('%{year}-%Z{10}', new Date('2027-01-01T00:00:00.000Z'))).toMatch(/^2027-/);
  });

  it('starts a ULID with the timestamp', () => {
    expect(generateKey('ulid', new SteadyRandomness(), new Date(1469918176385))).toBe(`01ARYZ6S41${'Z'.repeat(16)}`);
  });

  it('generates ULIDs that sort by time', () => {
    const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(times, times, (a, b) => {
        fc.pre(a < b);
        expect(generate('ulid', new Date(a)) < generate('ulid', new Date(b))).toBe(true);
      }),
      cases(),
    );
  });

  it('accepts a parsed format', () => {
    const format = parseKeyFormat('LIC-%Z{16}');
    expect(generateKey(format, new SteadyRandomness(), NOW)).toBe('LIC-9999999999999999');
  });

  it('generates well-formed keys that match their format', () => {
    fc.assert(
      fc.property(pattern, (format) => {
        const key = generate(format);
        expect(key).toMatch(keysOf(format));
        expect(isWellFormedKey(key)).toBe(true);
      }),
      cases(),
    );
  });

  it('does not generate the same key twice', () => {
    const keys = Array.from({ length: 1000 }, () => generate(DEFAULT_KEY_FORMAT));
    expect(new Set(keys).size).toBe(1000);
  });
});

describe('parseKeyFormat', () => {
  it.each([
    ['an unknown letter', '%A%Z{16}', '"%A%Z{16}" is invalid'],
    ['a small letter', '%z{4}%Z{16}', 'is invalid'],
    ['a lone percent sign', '%Z{16}%', '"%" is invalid'],
    ['an unknown name', '%{month}%Z{16}', 'is invalid'],
    ['a count of none', '%X{0}%Z{16}', 'is invalid'],
    ['a count above 64', '%X{65}%Z{16}', 'is invalid'],
    ['a count with three digits', '%X{100}%Z{16}', 'is invalid'],
    ['a count that is no number', '%X{n}%Z{16}', 'is invalid'],
    ['a count that never ends', '%Z{16}%X{4', 'is invalid'],
    ['an empty count', '%X{}%Z{16}', 'is invalid'],
    ['whitespace', '%Z{8} %Z{8}', 'whitespace'],
    ['a no-break space', '%Z{8}\u00a0%Z{8}', 'whitespace'],
    ['a control character', '%Z{16}\0', 'control'],
    ['half a surrogate pair', '%Z{16}\ud83d', 'control'],
    ['keys of 256 characters', '%Z{64}%Z{64}%Z{64}%Z{64}', 'longer than 255'],
    ['a long literal', `${'A'.repeat(250)}%Z{16}`, 'longer than 255'],
    ['few random bits', '%X{13}', 'at least 46 random bits'],
    ['nothing random', 'MY-KEY', 'guessable'],
    ['a name in capitals', 'UUID', 'guessable'],
    ['nothing', '', 'guessable'],
  ])('refuses %s', (_what, text, message) => {
    expect(() => parseKeyFormat(text)).toThrow(InvalidKeyFormat);
    expect(() => parseKeyFormat(text)).toThrow(message);
  });

  it('accepts keys of 255 characters', () => {
    expect(generate(`-%Z{64}%Z{64}%Z{64}%Z{62}`)).toHaveLength(255);
  });

  it('either parses a text or throws InvalidKeyFormat', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...'%XYZ{}year14 ')).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (format) => {
        try {
          expect(randomBitsOf(parseKeyFormat(format))).toBeGreaterThanOrEqual(46);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidKeyFormat);
        }
      }),
      cases(),
    );
  });
});

describe('randomBitsOf', () => {
  it.each([
    ['uuid', 122],
    ['ulid', 80],
    ['random', 158],
    [DEFAULT_KEY_FORMAT, 79],
    ['PROGRAN3-%{year}-%Z{6}-%Z{6}', 59],
    ['%X{15}', 49],
    ['%Y{11}', 49],
    ['%Y{6}%X{6}', 47],
  ])('counts what a guesser of %s does not know', (format, bits) => {
    expect(Math.floor(randomBitsOf(format))).toBe(bits);
  });
});

describe('isWellFormedKey', () => {
  it.each(['A', 'ABCD-1234', 'ключ', '🔑', 'a'.repeat(255), '%', "';--"])('takes %p', (key) => {
    expect(isWellFormedKey(key)).toBe(true);
  });

  it.each([
    '',
    'a'.repeat(256),
    ' A',
    'A B',
    'A\n',
    'A\tB',
    'A\u00a0B',
    'A\u2003B',
    'A\u2028B',
    'A\ufeff',
    '\0',
    'A\u007f',
    'A\u0085',
    '\ud83d',
    'A\udd11B',
  ])('refuses %p', (key) => {
    expect(isWellFormedKey(key)).toBe(false);
  });
});
