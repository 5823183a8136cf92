import { isUniqueViolation } from './database-error';
import { Conflict } from './domain-error';

/** The saved row; a conflict, in these words, where the unique constraint (any, if none is named) says that another row has it. */
export async function unlessTaken<T>(saving: Promise<T>, message: string, constraint?: string): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    throw isUniqueViolation(error, constraint) ? new Conflict(message) : error;
  }
}
