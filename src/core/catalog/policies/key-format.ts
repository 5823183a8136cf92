import type { Randomness } from '../../common/randomness';
import { checkCharacter, CHECKED_CHARACTERS } from './key-check';
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
const CAPITALS_AND_DIGITS = CHECKED_CHARACTERS;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const ALPHABETS: ReadonlyMap<string, string> = new Map([
  ['X', DIGITS],
  ['Y', CAPITALS],
  ['Z', CAPITALS_AND_DIGITS],
]);

/** Groups of more characters would let some errors pass. */
const MAX_CHECKED = 29;

const TOKEN = /%%|%\{year\}|%C(?!\{)|%(?<symbol>[XYZ])(?:\{(?<count>[1-9]\d?)\}|(?!\{))|[^%]+|%/gu;

/** A parsed key format. All keys of a format have the same length. */
export interface KeyFormat {
  readonly parts: readonly KeyPart[];
}

/** A part of the keys of a format. */
export interface KeyPart {
  readonly length: number;
  readonly randomBits: number;
  /** Regular expression of its texts. */
  readonly pattern: string;
  /** Text that is the same in all keys. */
  readonly literal?: string;
  /** Whether a check character can cover it. */
  readonly isCheckable?: true;
  readonly isCheck?: true;
  /** @param before the key up to this part */
  write(randomness: Randomness, now: Date, before: string): string;
}

/** Defects of a key format, with the parameters of their texts. */
type KeyFormatFault =
  | { readonly fault: 'blank' }
  | { readonly fault: 'too_long'; readonly max: number }
  | { readonly fault: 'guessable'; readonly bits: number }
  | { readonly fault: 'unchecked'; readonly max: number }
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
 * `%Z` such a letter or a digit from 2 to 9, each with an optional count (`%Z{4}`); `%C` the check character of the letters
 * and digits of `%Y` and `%Z` before it; `%{year}` the UTC year, `%%` a percent sign, all else itself.
 * @throws InvalidKeyFormat if the keys would be unreadable, too long or guessable.
 */
export function parseKeyFormat(text: string): KeyFormat {
  if (hasSpaceOrControl(text)) {
    throw new InvalidKeyFormat('A key format cannot contain whitespace or control characters', { fault: 'blank' });
  }
  const format = { parts: namedFormat(text) ?? withChecks(Array.from(text.matchAll(TOKEN), partOf)) };

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
  return parsed(format).parts.reduce((key, part) => key + part.write(randomness, now, key), '');
}

/** A regular expression of all keys of a format, for RE2 too; null for signed keys, which have no pattern. */
export function keyPatternOf(text: string): string | null {
  return text === SIGNED_KEY_FORMAT
    ? null
    : parseKeyFormat(text)
        .parts.map(({ pattern }) => pattern)
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
  if (text === '%C') {
    return check;
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
        `with an optional count from {1} to {${MAX_REPEAT}}, C (check character), {year} or another %`,
      { fault: 'placeholder', excerpt, max: MAX_REPEAT },
    );
  }
  const part = random(alphabet, Number(count));
  return symbol === 'X' ? part : { ...part, isCheckable: true };
}

/** Gives each check character its group: the parts right before it, up to what it cannot cover. */
function withChecks(parts: readonly KeyPart[]): KeyPart[] {
  let covered = 0;
  let group = 0;
  return parts.map((part) => {
    if (!part.isCheck) {
      covered = part.isCheckable ? covered + part.length : 0;
      return part;
    }
    const length = covered;
    if (length === 0 || length > MAX_CHECKED) {
      throw new InvalidKeyFormat(`%C checks 1 to ${MAX_CHECKED} characters of %Y and %Z right before it`, {
        fault: 'unchecked',
        max: MAX_CHECKED,
      });
    }
    covered = 0;
    group += 1;
    const number = group;
    return { ...part, write: (_randomness, _now, before) => checkCharacter(before.slice(-length), number) };
  });
}

function literal(text: string): KeyPart {
  return { length: text.length, randomBits: 0, pattern: escaped(text), literal: text, write: () => text };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function random(alphabet: string, length: number): KeyPart {
  return {
    length,
    randomBits: length * Math.log2(alphabet.length),
    pattern: `${classOf(alphabet)}{${length}}`,
    write: (randomness) => randomness.text(length, alphabet),
  };
}

/** Completed by `withChecks`. */
const check: KeyPart = {
  length: 1,
  randomBits: 0,
  pattern: '[A-HJKMNP-Z2-9]',
  isCheck: true,
  write: () => '',
};

function classOf(alphabet: string): string {
  const classes: Readonly<Record<string, string>> = {
    [DIGITS]: '[0-9]',
    [CAPITALS]: '[A-HJKMNP-Z]',
    [CAPITALS_AND_DIGITS]: '[A-HJKMNP-Z2-9]',
  };
  return classes[alphabet] ?? '[0-9A-HJKMNP-TV-Z]';
}

const year: KeyPart = {
  length: 4,
  randomBits: 0,
  pattern: '[0-9]{4}',
  write: (_randomness, now) => String(now.getUTCFullYear()).padStart(4, '0'),
};

const uuid: KeyPart = {
  length: 36,
  randomBits: 122,
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  write: (randomness) => randomness.uuid(),
};

// 48 bits of milliseconds fill ten characters of five bits, the first of which is therefore at most 7.
const ulidTime: KeyPart = {
  length: 10,
  randomBits: 0,
  pattern: '[0-7][0-9A-HJKMNP-TV-Z]{9}',
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
