const MAX_LENGTH = 24;
const START = 10;
const END = 5;

/** A key for a sentence: cut in the middle if it is long. */
export function shortKey(key: string): string {
  return key.length <= MAX_LENGTH ? key : `${key.slice(0, START)}…${key.slice(-END)}`;
}
