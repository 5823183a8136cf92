import { timingSafeEqual } from 'node:crypto';

/** Takes the same time wherever the two differ, so that nobody finds a right MAC character by character. */
export function constantTimeEqual(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
