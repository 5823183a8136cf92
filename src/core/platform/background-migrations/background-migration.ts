import { declarationsOf } from '../../common/declarations/declarations';
import type { ConcurrentIndex } from './concurrent-index';

interface Declared {
  /** Unique and permanent, in kebab-case. */
  readonly name: string;
  /** The effect that operators notice until it has finished, in one sentence. */
  readonly until: string;
}

/** Changes the rows of a table that has a column `id`, in the order of it. */
export interface BackgroundBackfill extends Declared {
  readonly table: string;
  /**
   * Changes the rows of which the id is above $1 and at most $2. It runs with time limits, in the transaction that stores how
   * far it came, and must do no harm to rows that newer code has written.
   */
  readonly statement: string;
}

/** Builds indexes while others write. */
export interface BackgroundIndexes extends Declared {
  readonly indexes: readonly ConcurrentIndex[];
}

/**
 * A change of large tables that is made after the start, while requests are served. Code must work before it has finished; a
 * later migration that does not work before names it in `needs`.
 */
export type BackgroundMigration = BackgroundBackfill | BackgroundIndexes;

/** All `*.background-migration.ts`. A released one is neither changed nor deleted while a migration needs it. */
export const BACKGROUND_MIGRATIONS = declarationsOf<BackgroundMigration>('background-migration');
