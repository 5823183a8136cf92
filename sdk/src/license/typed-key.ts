/** Whether a typed license key can be one of a key format. */
export type TypedKey =
  /** `other`: it has another shape, such as a key from before the format had check characters. */
  | { readonly result: 'right' | 'other' }
  | {
      readonly result: 'mistyped';
      /** Number of the first wrong group among those with a check character, from 1. */
      readonly group: number;
      /** The group as it was typed, with its check character. */
      readonly text: string;
    };

/** Letters and digits of generated groups, in the order of their values. */
const CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const TOKEN = /%%|%\{year\}|%C|%([XYZ])(?:\{(\d+)\})?|[^%]+/gu;

/**
 * Finds typing errors in a license key without a call, by the check characters (`%C`) of the `key_format` of your policy: one
 * wrong character in a group, or two neighbours that changed places. Case, blanks and dashes do not matter. A key that was
 * issued before the format had check characters may look mistyped: let people send it nevertheless.
 *
 * @param key as it was typed
 * @param keyFormat such as `LIC-%Z{4}%C-%Z{4}%C-%Z{4}%C`
 */
export function checkTypedKey(key: string, keyFormat: string): TypedKey {
  const typed = compact(key);
  const groups: string[] = [];
  let place = 0;
  let start = 0;
  for (const [token, symbol, count = '1'] of keyFormat.matchAll(TOKEN)) {
    const isGroup = symbol === 'Y' || symbol === 'Z' || token === '%C';
    const expected = patternOf(token, isGroup, symbol === undefined ? 1 : Number(count));
    const [text] = expected.exec(typed.slice(place)) ?? [];
    if (text === undefined) {
      return { result: 'other' };
    }
    place += text.length;
    if (token === '%C') {
      groups.push(typed.slice(start, place));
    }
    start = isGroup && token !== '%C' ? start : place;
  }
  if (place !== typed.length || groups.length === 0) {
    return { result: 'other' };
  }
  const wrong = groups.findIndex((text, index) => !isRight(text, index + 1));
  return wrong === -1 ? { result: 'right' } : { result: 'mistyped', group: wrong + 1, text: groups[wrong] ?? '' };
}

/** In a group, a letter or digit that no key has is a typing error. */
function patternOf(token: string, isGroup: boolean, count: number): RegExp {
  if (isGroup) {
    return new RegExp(`^[A-Z0-9]{${count}}`);
  }
  if (token === '%{year}' || token.startsWith('%X')) {
    return new RegExp(`^[0-9]{${token === '%{year}' ? 4 : count}}`);
  }
  return new RegExp(`^${compact(token === '%%' ? '%' : token).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`);
}

function isRight(text: string, group: number): boolean {
  const values = Array.from(text, (character) => CHARACTERS.indexOf(character));
  const sum = values.slice(0, -1).reduce((total, value, index) => total + (index + 1) * value, group);
  return !values.includes(-1) && sum % CHARACTERS.length === values[values.length - 1];
}

function compact(text: string): string {
  return text.replace(/[\s\p{Z}\p{Pd}\u2212]/gu, '').toUpperCase();
}
