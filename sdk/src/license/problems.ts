import { ConnectionError, UsageError } from '../errors';
import { UntrustedError } from '../signed';

/**
 * Why an answer or a license file, although signed, is not taken:
 * - `nonce`: it answers another call
 * - `operation`: it answers a call of another kind
 * - `product`, `license`, `license_key`, `device`: it is about another one
 * - `expired`: it came too late
 * - `session`: it is about another session
 * - `version`: the update is not newer than this program
 */
export type MismatchReason =
  'nonce' | 'operation' | 'product' | 'license' | 'license_key' | 'device' | 'expired' | 'session' | 'version';

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

/** An answer that proves nothing counts as none. */
export function untrustedAnswer(cause: Error): ConnectionError {
  return new ConnectionError(`The answer is not trusted: ${cause.message}`, {
    status: 0,
    code: 'INVALID_ANSWER',
    cause,
  });
}

/** A mistake in the program's call. */
export function usageError(message: string, cause?: unknown): UsageError {
  return new UsageError(message, { status: 0, code: 'INVALID_REQUEST', cause });
}

export function unusableFile(error: unknown): never {
  throw error instanceof UntrustedError || error instanceof MismatchError
    ? usageError(`This license file cannot be used: ${error.message}`, error)
    : error;
}

export function invalidOption(message: string, cause?: unknown): UsageError {
  return new UsageError(message, { status: 0, code: 'INVALID_OPTIONS', cause });
}
