import { QueryFailedError } from 'typeorm';

/** Names of PostgreSQL's SQLSTATE codes that the rules of the house lean on. */
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

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
