import { isUniqueViolation } from './database-error';
import { Conflict } from '../../common/errors/domain-error';

/** What must be unique: the constraint that says so (any, if none is named), and the field of requests that names it. */
export interface Unique {
  readonly constraint?: string;
  readonly field: string;
}

/** The saved row; a conflict, in these words, where another row has the value already. */
export async function onUniqueViolation<T>(
  saving: Promise<T>,
  message: string,
  { constraint, field }: Unique,
): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    throw isUniqueViolation(error, constraint) ? Conflict.taken(field, message) : error;
  }
}
