import type { Randomness } from '../../common/randomness';
import { hasSpaceOrControl, MAX_KEY_LENGTH } from './license-key';

/** Format of the keys of new products: four groups of four characters. */
export const DEFAULT_KEY_FORMAT = '%Z{4}-%Z{4}-%Z{4}-%Z{4}';

/** Keys that programs verify with a public key. They are not generated from a pattern. */
export const SIGNED_KEY_FORMAT = 'signed';

/** Accepts every format that had 48 bits when new keys could still have I, L, O, 0 and 1. */
const MIN_RANDOM_BITS = 46;
const MAX_REPEAT = 64;

const DIGITS = '0123456789';
/** Without I, L and O, which look like digits. */
const CAPITALS = 'ABCDEFGHJKMNPQRSTUVWXYZ';
/** Without 0 and 1 either, so that people who read a key take nothing in it for something else. */
const CAPITALS_AND_DIGITS = `${CAPITALS}23456789`;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const ALPHABETS: ReadonlyMap<string, string> = new Map([
  ['X', DIGITS],
  ['Y', CAPITALS],
  ['Z', CAPITALS_AND_DIGITS],
]);

const TOKEN = /%%|%\{year\}|%(?<symbol>[XYZ])(?:\{(?<count>[1-9]\d?)\}|(?!\{))|[^%]+|%/gu;

/** A parsed key format. All keys of a format have the same length. */
export interface KeyFormat {
  readonly parts: readonly KeyPart[];
}

interface KeyPart {
  readonly length: number;
  readonly randomBits: number;
  write(randomness: Randomness, now: Date): string;
}

/** Defects of a key format, with the parameters of their texts. */
type KeyFormatFault =
  | { readonly fault: 'blank' }
  | { readonly fault: 'too_long'; readonly max: number }
  | { readonly fault: 'guessable'; readonly bits: number }
  | { readonly fault: 'placeholder'; readonly excerpt: string; readonly max: number };

export class InvalidKeyFormat extends Error {
  override readonly name = 'InvalidKeyFormat';

  constructor(
    message: string,
    readonly params: KeyFormatFault,
  ) {
    super(message);
  }
}

/**
 * Parses `uuid`, `ulid`, `random` (32 times `%Z`), or a pattern: `%X` is a digit, `%Y` a capital letter other than I, L and O,
 * `%Z` such a letter or a digit from 2 to 9, each with an optional count (`%Z{4}`); `%{year}` the UTC year, `%%` a percent
 * sign, all else itself.
 * @throws InvalidKeyFormat if the keys would be unreadable, too long or guessable.
 */
export function parseKeyFormat(text: string): KeyFormat {
  if (hasSpaceOrControl(text)) {
    throw new InvalidKeyFormat('A key format cannot contain whitespace or control characters', { fault: 'blank' });
  }
  const format = { parts: namedFormat(text) ?? Array.from(text.matchAll(TOKEN), partOf) };

  if (lengthOf(format) > MAX_KEY_LENGTH) {
    throw new InvalidKeyFormat(`Keys of this format would be longer than ${MAX_KEY_LENGTH} characters`, {
      fault: 'too_long',
      max: MAX_KEY_LENGTH,
    });
  }
  if (randomBitsOf(format) < MIN_RANDOM_BITS) {
    throw new InvalidKeyFormat(
      `Keys of this format are guessable: it needs at least ${MIN_RANDOM_BITS} random bits, ` +
        'for example 10 times %Z, 11 times %Y or 14 times %X',
      { fault: 'guessable', bits: MIN_RANDOM_BITS },
    );
  }
  return format;
}

/** The error of a format that is neither `signed` nor a pattern, or null for a valid key format. */
export function keyFormatError(text: string): InvalidKeyFormat | null {
  if (text === SIGNED_KEY_FORMAT) {
    return null;
  }
  try {
    parseKeyFormat(text);
    return null;
  } catch (error) {
    if (error instanceof InvalidKeyFormat) {
      return error;
    }
    throw error;
  }
}

/** A new random license key in the format. `now` is for formats that contain a date. */
export function generateKey(format: KeyFormat | string, randomness: Randomness, now: Date): string {
  return parsed(format)
    .parts.map((part) => part.write(randomness, now))
    .join('');
}

export function randomBitsOf(format: KeyFormat | string): number {
  return sum(parsed(format).parts.map(({ randomBits }) => randomBits));
}

function parsed(format: KeyFormat | string): KeyFormat {
  return typeof format === 'string' ? parseKeyFormat(format) : format;
}

function namedFormat(text: string): readonly KeyPart[] | undefined {
  switch (text) {
    case 'uuid':
      return [uuid];
    case 'ulid':
      return [ulidTime, random(CROCKFORD, 16)];
    case 'random':
      return [random(CAPITALS_AND_DIGITS, 32)];
    default:
      return undefined;
  }
}

function partOf(token: RegExpExecArray): KeyPart {
  const [text] = token;
  if (text === '%%') {
    return literal('%');
  }
  if (text === '%{year}') {
    return year;
  }
  if (!text.startsWith('%')) {
    return literal(text);
  }
  return placeholder(token);
}

function placeholder(token: RegExpExecArray): KeyPart {
  const { symbol = '', count = '1' } = token.groups ?? {};
  const alphabet = ALPHABETS.get(symbol);
  if (alphabet === undefined || Number(count) > MAX_REPEAT) {
    const excerpt = token.input.slice(token.index, token.index + 8);
    throw new InvalidKeyFormat(
      `"${excerpt}" is invalid: after a percent sign, use X (digit), Y (capital letter) or Z (either), ` +
        `with an optional count from {1} to {${MAX_REPEAT}}, {year} or another %`,
      { fault: 'placeholder', excerpt, max: MAX_REPEAT },
    );
  }
  return random(alphabet, Number(count));
}

function literal(text: string): KeyPart {
  return { length: text.length, randomBits: 0, write: () => text };
}

function random(alphabet: string, length: number): KeyPart {
  return {
    length,
    randomBits: length * Math.log2(alphabet.length),
    write: (randomness) => randomness.text(length, alphabet),
  };
}

const year: KeyPart = {
  length: 4,
  randomBits: 0,
  write: (_randomness, now) => String(now.getUTCFullYear()).padStart(4, '0'),
};

const uuid: KeyPart = {
  length: 36,
  randomBits: 122,
  write: (randomness) => randomness.uuid(),
};

// 48 bits of milliseconds fill ten characters of five bits, the first of which is therefore at most 7.
const ulidTime: KeyPart = {
  length: 10,
  randomBits: 0,
  write: (_randomness, now) => crockford(now.getTime(), 10),
};

function crockford(value: number, length: number): string {
  const digits = Array.from({ length }, (_, index) => Math.floor(value / 32 ** (length - 1 - index)) % 32);
  return digits.map((digit) => CROCKFORD.charAt(digit)).join('');
}

function lengthOf(format: KeyFormat): number {
  return sum(format.parts.map(({ length }) => length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
