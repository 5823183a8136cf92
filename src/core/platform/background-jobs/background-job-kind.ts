import type { FieldProblem } from '../../common/errors/problem';
import type { Snapshot } from '../database/change-record';
import type { BackgroundJob } from './background-job.entity';
import type { BackgroundJobRow, RowOutcome } from './background-job-row.entity';

/** The outcome of a row. */
export interface RowResult {
  readonly position: number;
  readonly outcome: Exclude<RowOutcome, 'pending'>;
  /** Why the target was not changed. */
  readonly reason?: string;
  readonly before?: Snapshot;
  readonly after?: Snapshot;
  /** When the target was changed. */
  readonly version?: Date;
  /** Problems of the row's input. */
  readonly problems?: readonly FieldProblem[];
  /** The target that was created. */
  readonly created?: { readonly id: number; readonly uid: string; readonly label: string };
}

/** Work that runs as background jobs. Providers that extend this class are found by it. */
export abstract class BackgroundJobKind {
  /** Unique and permanent: jobs name them. */
  abstract readonly kinds: readonly string[];

  /** Rows per transaction. */
  readonly chunkSize: number = 200;

  /** Whether the changes of a kind can be undone. */
  abstract canUndo(kind: string): boolean;

  /**
   * Changes the targets of the rows, in the transaction that also stores the results, on behalf of the creator of the job.
   * A job that undoes another (`undoOf`) restores the values `after` of targets that nobody changed since `version`.
   */
  abstract runChunk(job: BackgroundJob, rows: readonly BackgroundJobRow[]): Promise<RowResult[]>;
}
