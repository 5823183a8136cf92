import { types } from 'node:util';

// Not `instanceof`: under Jest, the errors of Node's own modules are made by another `Error`.

/** The code of a system error or of PostgreSQL. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

export function asError(thrown: unknown): Error {
  return types.isNativeError(thrown) ? thrown : new Error(String(thrown));
}
