import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * Returns a string without blanks and line ends around it, and for an object the lower-case hex SHA-256 of its canonical JSON (RFC 8785).
 * @throws for values that JSON cannot represent: NaN and infinities.
 */
export function fingerprintOf(hardwareId: string | Record<string, unknown>): string {
  if (typeof hardwareId === 'string') {
    return hardwareId.trim();
  }
  return createHash('sha256')
    .update(canonicalize(hardwareId) ?? '')
    .digest('hex');
}
