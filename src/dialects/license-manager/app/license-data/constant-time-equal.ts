import { timingSafeEqual } from 'node:crypto';

/** Compares in constant time, so that a MAC cannot be guessed character by character. */
export function constantTimeEqual(actual: string, expected: string): boolean {
  const [one, other] = [Buffer.from(actual), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
