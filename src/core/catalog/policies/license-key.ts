import { isDotSegment } from '../../common/validation/dot-segment';

export const MAX_KEY_LENGTH = 255;

const SPACE_OR_CONTROL = /[\s\p{Z}\p{Cc}\p{Cs}]/u;

/** Matches Unicode whitespace, control characters and lone surrogates, which UTF-8 cannot encode. */
export function hasSpaceOrControl(text: string): boolean {
  return SPACE_OR_CONTROL.test(text);
}

/** Whether a text can be a license key of any format, and be read by its path. */
export function isWellFormedKey(key: string): boolean {
  return key.length > 0 && key.length <= MAX_KEY_LENGTH && !hasSpaceOrControl(key) && !isDotSegment(key);
}
