import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

/** Names of PostgreSQL's SQLSTATE codes that the rules of the house lean on. */
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
// Connections broken or refused; no disk, memory or connections left; deadlocks and other losers of a race; a database that
// is read-only for now, or ended a transaction that was silent; a lock or an answer that took too long; a server that goes
// down or comes up.
const AWAY = /^(08\d{3}|53\d{3}|40001|40P01|25006|25P03|55P03|57014|57P0[1-5])$/;
const BROKEN_CONNECTION = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// What pg says of its own, without a code.
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (?:has encountered a connection error|was closed)|Cannot use a pool after calling end)/;

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return isViolation(error, UNIQUE_VIOLATION, constraint);
}

export function isForeignKeyViolation(error: unknown): boolean {
  return isViolation(error, FOREIGN_KEY_VIOLATION);
}

function isViolation(error: unknown, code: string, constraint?: string): boolean {
  if (!(error instanceof QueryFailedError)) {
    return false;
  }
  const cause = error.driverError as { code?: unknown; constraint?: unknown };
  return cause.code === code && (constraint === undefined || cause.constraint === constraint);
}

/** The database cannot be asked just now, so that the same request may well succeed in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  // TypeORM lets go of a connection that broke between two statements of a transaction, and names only that.
  if (error instanceof QueryRunnerAlreadyReleasedError || error instanceof QueryRunnerProviderAlreadyReleasedError) {
    return true;
  }
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null) {
    return false;
  }
  const code = 'code' in cause ? String(cause.code) : '';
  // Of a socket; a missing file has no address.
  const isNoSocket = code === 'ENOENT' && 'address' in cause;
  const isLost = 'message' in cause && LOST.test(String(cause.message));
  return AWAY.test(code) || BROKEN_CONNECTION.test(code) || isNoSocket || isLost;
}
