import { ConnectionError, type ErrorCode } from '../errors';
import { UntrustedError, type UntrustedReason } from '../signed';
import { usageError } from '../usage-error';
import type { ProgramCode } from './program-code';

export { invalidOption, usageError } from '../usage-error';

/**
 * Why an answer or a license file, although signed, is not taken:
 * - `nonce`: it answers another call
 * - `operation`: it answers a call of another kind
 * - `product`, `license`, `license_key`, `device`: it is about another one
 * - `expired`: it came too late
 * - `session`: it is about another session
 * - `version`: the update is not newer than this program
 * - `download`: the file is not the one that was signed
 */
export type MismatchReason =
  | 'nonce'
  | 'operation'
  | 'product'
  | 'license'
  | 'license_key'
  | 'device'
  | 'expired'
  | 'session'
  | 'version'
  | 'download';

/** Something signed by the license server that does not belong here. */
export class MismatchError extends Error {
  override readonly name = 'MismatchError';

  constructor(
    readonly reason: MismatchReason,
    message: string,
  ) {
    super(message);
  }
}

/** By the reason for which an answer is not trusted. */
const ANSWER_CODES: Readonly<Record<string, ProgramCode>> = {
  relay_chain: 'RELAY_CHAIN_INVALID',
  relay_expired: 'RELAY_EXPIRED',
};

/** An answer that proves nothing counts as none. */
export function untrustedAnswer(
  cause: Error & { readonly reason?: string },
  code: ErrorCode = ANSWER_CODES[cause.reason ?? ''] ?? 'INVALID_ANSWER',
): ConnectionError {
  return new ConnectionError(`The answer is not trusted: ${cause.message}`, { status: 0, code, cause });
}

/** By the reason for which a license file is not taken. */
const FILE_CODES: Readonly<Partial<Record<UntrustedReason | MismatchReason, ProgramCode>>> = {
  unknown_key: 'LICENSE_FILE_UNTRUSTED',
  revoked_key: 'LICENSE_FILE_UNTRUSTED',
  signature: 'LICENSE_FILE_CHANGED',
  decryption: 'LICENSE_FILE_UNREADABLE',
  device: 'LICENSE_FILE_OTHER_DEVICE',
  license: 'LICENSE_FILE_OTHER_KEY',
  license_key: 'LICENSE_FILE_OTHER_KEY',
  product: 'LICENSE_FILE_OTHER_PRODUCT',
};

export function unusableFile(error: unknown): never {
  if (error instanceof UntrustedError || error instanceof MismatchError) {
    const code = FILE_CODES[error.reason] ?? 'LICENSE_FILE_MALFORMED';
    throw usageError(`This license file cannot be used: ${error.message}`, code, error);
  }
  throw error;
}
