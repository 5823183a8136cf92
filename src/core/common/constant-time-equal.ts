import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares secrets in constant time, so that they cannot be guessed character by character or by their length. */
export function constantTimeEqual(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
