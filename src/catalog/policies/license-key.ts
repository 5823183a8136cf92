export const MAX_KEY_LENGTH = 255;

const SPACE_OR_CONTROL = /[\s\p{Z}\p{Cc}\p{Cs}]/u;

/** True for white space of any script, control characters and lone surrogates (which no UTF-8 can carry). */
export function holdsSpaceOrControl(text: string): boolean {
  return SPACE_OR_CONTROL.test(text);
}

/** Whether a text could be a license key at all, whoever made it up. */
export function isWellFormedKey(key: string): boolean {
  return key.length > 0 && key.length <= MAX_KEY_LENGTH && !holdsSpaceOrControl(key);
}
