import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

// SQLSTATE codes.
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
// Connection failures; insufficient disk, memory or connections; serialization failures and deadlocks; read-only database;
// idle transaction, lock and statement timeouts; server shutdown and startup.
const AWAY = /^(08\d{3}|53\d{3}|40001|40P01|25006|25P03|55P03|57014|57P0[1-5])$/;
const BROKEN_CONNECTION = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
// Connection errors, and a server that shuts down or crashes: the connection ends without a definite answer.
const CUT_OFF = /^(08\d|08P|57P0[1-3])/;
const NOT_SUPPORTED = '0A000';
// The function of PostgreSQL that compares the columns of a prepared statement with those that it had before.
const REVALIDATION = 'RevalidateCachedQuery';
const SQL_STATE = /^(?=.*\d)[0-9A-Z]{5}$/;
// Errors of Node and pg for a connection that was established.
const BROKEN = /^(ECONNRESET|EPIPE)$/;
const TERMINATED = /^Connection terminated(?! due to connection timeout)|not queryable$/;
// Errors of pg for a statement that it has not sent.
const NOT_SENT = 'not queryable';
// A server that is starting or stopping, and errors of pg without a code for a connection that could not be opened.
const NOT_OPEN = '57P0';
const UNOPENED = /^(timeout expired|Connection terminated(?: unexpectedly| due to connection timeout))$/;
// Errors of pg without a code.
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (?:has encountered a connection error|was closed)|Cannot use a pool after calling end)/;

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return isViolation(error, UNIQUE_VIOLATION, constraint);
}

/** Whether PostgreSQL refused a statement because of a foreign key. */
export function isForeignKeyViolation(error: unknown): boolean {
  return isViolation(error, FOREIGN_KEY_VIOLATION);
}

/** SQLSTATE of an error from the database; empty for other errors, such as EPIPE. */
export function sqlStateOf(error: unknown): string {
  const code = codeOf(error);
  return SQL_STATE.test(code) ? code : '';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Whether a statement failed because its connection ended, so that another connection may be able to run it. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  return CUT_OFF.test(code) || BROKEN.test(code) || (error instanceof Error && TERMINATED.test(error.message));
}

/**
 * Whether a prepared statement failed because a migration has changed the type of a column. It has done nothing; a new
 * connection can run it, as can this one without its name.
 */
export function isPlanOutdated(error: unknown): boolean {
  const isError = error instanceof Error && 'routine' in error;
  return isError && sqlStateOf(error) === NOT_SUPPORTED && error.routine === REVALIDATION;
}

/** Whether a COMMIT that failed with this error may have taken effect. An error of PostgreSQL itself means a rollback. */
export function isOutcomeUnknown(error: unknown): boolean {
  // If the connection broke before, TypeORM throws another error.
  if (!(error instanceof QueryFailedError)) {
    return false;
  }
  const cause: unknown = error.driverError;
  const state = sqlStateOf(cause);
  const wasSent = !(cause instanceof Error && cause.message.endsWith(NOT_SENT));
  return state === '' ? wasSent : CUT_OFF.test(state);
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

/** Whether a connection could not be opened because of its host, so that another host may accept one. */
export function isHostAway(error: unknown): boolean {
  const code = codeOf(error);
  const isUnopened = error instanceof Error && UNOPENED.test(error.message);
  return BROKEN_CONNECTION.test(code) || code.startsWith(NOT_OPEN) || isMissingSocket(error) || isUnopened;
}

/** A missing file has no address. */
function isMissingSocket(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' && typeof error === 'object' && error !== null && 'address' in error;
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
  const code = codeOf(cause);
  const isLost = 'message' in cause && LOST.test(String(cause.message));
  return AWAY.test(code) || BROKEN_CONNECTION.test(code) || isMissingSocket(cause) || isLost || isPlanOutdated(cause);
}
