import { isUniqueViolation } from './database-error';
import { Conflict } from '../../common/errors/domain-error';

/** A unique constraint (any if omitted) and its request field. */
export interface Unique {
  readonly constraint?: string;
  readonly field: string;
}

/** Converts a unique violation to a Conflict with this message. */
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
