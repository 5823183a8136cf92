import { hash } from 'node:crypto';
import type { ApiKeyKind } from '../permissions/permission';
import type { Randomness } from '../../common/randomness';
import type { ApiKey } from './api-key.entity';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const PREFIX_SHOWN = 16;

/** Generates a key value. System keys have the format that older programs expect: `AF-YYYY-` and 32 characters. */
export function freshKey(kind: ApiKeyKind, randomness: Randomness, now: Date): string {
  const prefix = kind === 'system' ? `AF-${now.getUTCFullYear()}-` : `kw_${kind}_`;
  return prefix + randomness.text(32, ALPHABET);
}

/** The stored part of a key: its hash and a prefix, from which the key cannot be recovered. */
export function describeKey(value: string): Pick<ApiKey, 'hash' | 'prefix'> {
  return { hash: hashKey(value), prefix: value.slice(0, Math.min(PREFIX_SHOWN, value.length >> 1)) };
}

/** A key of which only the SHA-256 is known, in hexadecimal digits; its first characters are not. */
export function importedHash(sha256: string): Pick<ApiKey, 'hash' | 'prefix'> {
  return { hash: Buffer.from(sha256, 'hex').toString('base64url'), prefix: '' };
}

/** SHA-256 of the value of an API key, in base64url; only this is stored. */
export function hashKey(value: string): string {
  return hash('sha256', value, 'base64url');
}
