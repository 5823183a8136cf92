import { isUniqueViolation } from './database-error';
import { problem } from '../../common/errors/domain-error';
import type { PlainErrorName } from '../../common/errors/catalogue';

/** A unique constraint (any if omitted) and its request field. */
export interface Unique {
  readonly constraint?: string;
  readonly field: string;
}

/** Converts a unique violation to this error. */
export async function onUniqueViolation<T>(
  saving: Promise<T>,
  error: PlainErrorName,
  { constraint, field }: Unique,
): Promise<T> {
  try {
    return await saving;
  } catch (failure) {
    throw isUniqueViolation(failure, constraint) ? problem(error, { field }) : failure;
  }
}
