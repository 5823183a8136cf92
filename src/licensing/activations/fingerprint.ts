import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * What a device is known by: its id as it is or, where it describes itself by an object, the lower-case hex SHA-256
 * of that object's canonical JSON (RFC 8785), whatever order its keys came in.
 * @throws for what JSON cannot hold: NaN and infinities.
 */
export function fingerprintOf(hardwareId: string | Record<string, unknown>): string {
  if (typeof hardwareId === 'string') {
    return hardwareId;
  }
  return createHash('sha256')
    .update(canonicalize(hardwareId) ?? '')
    .digest('hex');
}
