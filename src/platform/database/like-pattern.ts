/** An ILIKE pattern for texts that contain this one; `%` and `_` are escaped. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The indexes contain groups of three letters or digits, and the beginnings of words. */
const INDEXED = /[\p{L}\p{N}]{3}/u;

/**
 * An ILIKE pattern that an index always serves: texts that contain this one or, if it has no three letters or digits in a
 * row, texts that begin with it.
 */
export function searchPattern(text: string): string {
  return INDEXED.test(text) ? likePattern(text) : likePattern(text).slice(1);
}
