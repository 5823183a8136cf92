import type { MigrationInterface } from 'typeorm';

/** A change of the schema. */
export interface Migration extends MigrationInterface {
  /**
   * Oldest release that runs on the database afterwards, such as `0.2.0`: for a migration that removes, renames or restricts
   * what former releases use. Left out where all of them still run.
   */
  readonly oldestRelease?: string;
  /** Names of the background migrations that must have finished before. */
  readonly needs?: readonly string[];
  /** Names of constraints that it replaces by wider ones, and of triggers that refuse nothing; a test cannot tell. */
  readonly widens?: readonly string[];
}
