import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

// SQLSTATE codes.
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
// Connection failures; insufficient disk, memory or connections; serialization failures and deadlocks; read-only database;
// idle transaction, lock and statement timeouts; server shutdown and startup.
const AWAY = /^(08\d{3}|53\d{3}|40001|40P01|25006|25P03|55P03|57014|57P0[1-5])$/;
const BROKEN_CONNECTION = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// Errors of pg without a code.
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (?:has encountered a connection error|was closed)|Cannot use a pool after calling end)/;

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return isViolation(error, UNIQUE_VIOLATION, constraint);
}

export function isForeignKeyViolation(error: unknown): boolean {
  return isViolation(error, FOREIGN_KEY_VIOLATION);
}

function isViolation(error: unknown, code: string, constraint?: string): boolean {
  // TypeORM wraps the error; `UnitOfWork.query` does not.
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return (
    cause instanceof Error &&
    'code' in cause &&
    cause.code === code &&
    (constraint === undefined || ('constraint' in cause && cause.constraint === constraint))
  );
}

/** Whether the database is temporarily unavailable, so that a retry may succeed. */
export function isDatabaseAway(error: unknown): boolean {
  // TypeORM's only error for a connection that broke between two statements of a transaction.
  if (error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError) {
    return true;
  }
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null) {
    return false;
  }
  const code = 'code' in cause ? String(cause.code) : '';
  // A missing file has no address.
  const isMissingSocket = code === 'ENOENT' && 'address' in cause;
  const isLost = 'message' in cause && LOST.test(String(cause.message));
  return AWAY.test(code) || BROKEN_CONNECTION.test(code) || isMissingSocket || isLost;
}
