import { createHash } from 'node:crypto';
import type { ApiKeyKind } from '../permissions/permission';
import type { Randomness } from '../../common/randomness';
import type { ApiKey } from './api-key.entity';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const PREFIX_SHOWN = 16;

/** A new key's value: `AF-YYYY-` and 32 characters for the system key, as the V2 API writes it. */
export function freshKey(kind: ApiKeyKind, randomness: Randomness, now: Date): string {
  const prefix = kind === 'system' ? `AF-${now.getUTCFullYear()}-` : `kw_${kind}_`;
  return prefix + randomness.text(32, ALPHABET);
}

/** What is kept of a key: enough to know it again, nothing to use it by. */
export function describeKey(value: string): Pick<ApiKey, 'hash' | 'prefix'> {
  return { hash: hashKey(value), prefix: value.slice(0, Math.min(PREFIX_SHOWN, value.length >> 1)) };
}

export function hashKey(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
