import { describeKey } from '../../../../core/identity';
import { importedHash } from '../../../../core/identity/internal';
import { refused, type StagedData, type StagedRow, staged } from '../staged';

/** Shorter values of API keys can be guessed. */
const MIN_API_KEY = 8;
const MAX_API_KEY = 255;
const SHA256 = /^[\da-f]{64}$/i;

type ApiKeyRow = Omit<StagedData['api_key'], 'hash' | 'prefix'>;

/** An API key of which the old server keeps the value. */
export function apiKeyRow(value: string, key: ApiKeyRow, problem?: string): StagedRow {
  if (!/^[\x21-\x7e]+$/.test(value) || value.length < MIN_API_KEY || value.length > MAX_API_KEY) {
    return refused('api_key', key.name, 'api_key_unsafe');
  }
  return rowOf({ ...key, ...describeKey(value) }, problem);
}

/** An API key of which the old server keeps only the SHA-256, in hexadecimal digits. */
export function hashedApiKeyRow(sha256: string, key: ApiKeyRow, problem?: string): StagedRow {
  return SHA256.test(sha256)
    ? rowOf({ ...key, ...importedHash(sha256) }, problem)
    : refused('api_key', key.name, 'api_key_hash_invalid');
}

function rowOf(data: StagedData['api_key'], problem: string | undefined): StagedRow {
  return staged('api_key', { sourceId: data.hash, label: data.name, data, problem });
}
