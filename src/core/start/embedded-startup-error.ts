import { codeOf, reasonOf } from './error-reason';
import { StartupError } from './fatal-error';

/** Errors of the embedded database are already written for operators. */
export function toEmbeddedStartupError(error: unknown): Error {
  const sentence =
    WRITING.includes(codeOf(error)) || isOfMkdir(error)
      ? `The embedded database has no folder that it may write (${reasonOf(error)}): set DATA_DIR to one, or DATABASE_URL to a PostgreSQL.`
      : reasonOf(error);
  return new StartupError(sentence, { cause: error });
}

const WRITING: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'];

/** mkdir fails with ENOENT on a read-only disk, and with EEXIST if a file is in the way. */
function isOfMkdir(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'mkdir';
}
