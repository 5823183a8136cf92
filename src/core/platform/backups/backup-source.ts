/** A failure of a backup that its operator can mend; the message says how. */
export class BackupError extends Error {}

export interface Migration {
  readonly timestamp: number;
  readonly name: string;
  /** Release that ran it. */
  readonly version: string | null;
}

export interface Partition {
  readonly table: string;
  readonly name: string;
  /** Such as `FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00')`, or `DEFAULT`. */
  readonly bound: string;
}

export interface BackupHeader {
  readonly format: 'keyward-backup';
  readonly format_version: number;
  /** Release that made the backup. */
  readonly release: string;
  readonly created_at: string;
  /** Version of PostgreSQL. */
  readonly postgres: string;
  /** Oldest first. */
  readonly migrations: readonly Migration[];
  readonly partitions: readonly Partition[];
  /** Environment variables that the backup does not contain, and without which parts of it cannot be read. */
  readonly needs: readonly string[];
}

/** The rows of a table, in the text format of COPY. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  /** To be read to its end before the next table. */
  readonly rows: AsyncIterable<Buffer>;
}

/** Last values of sequences by name; null if there is none yet. */
export type Sequences = Readonly<Record<string, number | null>>;

/** A whole installation to restore: a backup file, or another database. */
export interface BackupSource {
  readonly header: BackupHeader;
  tables(): AsyncIterable<TableRows>;
  /** Once all tables are read. */
  sequences(): Promise<Sequences>;
  /** Throws if the source is not as it should be at the end. */
  confirm(): Promise<void>;
}

/** Counts of a complete backup. */
export interface BackupTotals {
  readonly tables: number;
  readonly rows: number;
}

/** Pending jobs of the queue, which has a schema of its own. */
export const QUEUED_JOBS = 'graphile_worker.jobs';
export const QUEUED_JOB_COLUMNS = ['task', 'payload', 'run_at', 'max_attempts', 'job_key'] as const;
