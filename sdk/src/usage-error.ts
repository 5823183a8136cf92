import { type ErrorCode, UsageError } from './errors';

/** A mistake in the program's call. */
export function usageError(message: string, code: ErrorCode = 'INVALID_REQUEST', cause?: unknown): UsageError {
  return new UsageError(message, { status: 0, code, cause });
}

export function invalidOption(message: string, cause?: unknown): UsageError {
  return usageError(message, 'INVALID_OPTIONS', cause);
}
