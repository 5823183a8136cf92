import { createHash } from 'node:crypto';
import { type SentFields, textIn } from './sent-fields';

/** Names of the license key in the requests of all APIs. */
const NAMES = ['license_key', 'license_code', 'licenseKey', 'licenseCode', 'purchase_code', 'key', 'license'];

/**
 * The license key of a request; undefined if it has none.
 * @param sources fields of its path, its query and its body, the first one first
 */
export function requestedKey(...sources: readonly SentFields[]): string | undefined {
  return sources.flatMap((fields) => NAMES.map((name) => textIn(fields, name))).find((key) => key !== undefined);
}

/** A number from 0 to 99, the same for a key on every node. */
export function percentileOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE() % 100;
}
