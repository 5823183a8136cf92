import { type KeyPart, parseKeyFormat, SIGNED_KEY_FORMAT } from './key-format';
import { checkCharacter, CHECKED_CHARACTERS } from './key-check';

/** A key with a typing error. */
export interface MistypedKey {
  readonly result: 'mistyped';
  /** Number of the first wrong group among those with a check character, from 1. */
  readonly group: number;
  /** The group as it was typed, with its check character. */
  readonly text: string;
}

/** Whether a typed key can be one of a format: `other` if it has another shape, such as one from before the format. */
export type TypedKey = { readonly result: 'right' | 'other' } | MistypedKey;

/** Finds typing errors by the check characters of a format; `other` also for a format without any. */
export function checkTypedKey(key: string, format: string): TypedKey {
  if (!hasChecks(format)) {
    return OTHER;
  }
  const typed = compact(key);
  const groups: string[] = [];
  let place = 0;
  let start = 0;
  for (const part of parseKeyFormat(format).parts) {
    const size = part.literal === undefined ? part.length : compact(part.literal).length;
    if (!fits(typed.slice(place, place + size), part, size)) {
      return OTHER;
    }
    place += size;
    if (part.isCheck) {
      groups.push(typed.slice(start, place));
    }
    start = part.isCheckable ? start : place;
  }
  const wrong = groups.findIndex((text, index) => !isRight(text, index + 1));
  if (place !== typed.length) {
    return OTHER;
  }
  return wrong === -1 ? { result: 'right' } : { result: 'mistyped', group: wrong + 1, text: groups[wrong] ?? '' };
}

const OTHER = { result: 'other' } as const;

/** Whether keys of a format have check characters. */
const hasChecks = (format: string): boolean =>
  format !== SIGNED_KEY_FORMAT && format.includes('%C') && parseKeyFormat(format).parts.some(({ isCheck }) => isCheck);

/** In a group, a letter or digit that no key has is a typing error. */
function fits(text: string, { literal, pattern, isCheckable, isCheck }: KeyPart, size: number): boolean {
  const expected = isCheckable || isCheck ? '[A-Z0-9]+' : pattern;
  return literal === undefined
    ? text.length === size && new RegExp(`^(?:${expected})$`).test(text)
    : text === compact(literal);
}

const isRight = (text: string, group: number): boolean =>
  Array.from(text).every((character) => CHECKED_CHARACTERS.includes(character)) &&
  checkCharacter(text.slice(0, -1), group) === text.slice(-1);

/** Without whitespace and dashes of any kind, in capitals. */
const compact = (text: string): string => text.replace(/[\s\p{Z}\p{Pd}\u2212]/gu, '').toUpperCase();
