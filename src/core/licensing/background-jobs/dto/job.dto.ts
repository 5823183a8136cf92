import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { type BackgroundJob, JOB_STATES, type JobState } from '../../../platform/background-jobs/background-job.entity';
import type { DataExport } from '../../../platform/exports/data-export.entity';
import {
  type BackgroundJobRow,
  ROW_OUTCOMES,
  type RowOutcome,
} from '../../../platform/background-jobs/background-job-row.entity';
import { IsAnyName, IsAnyOf } from '../../../common/pagination/any-of';

const COUNT = { type: 'integer' } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
const VALUES = { type: 'object', additionalProperties: true, nullable: true } as const;

/** A change or an export of many rows that runs in the background. */
@ApiSchema({ name: 'Job' })
export class JobDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Name of the work.
   * @example "licenses.extend"
   */
  kind!: string;

  /** Progress of the job. A job that changed nothing because rows failed is `failed`. */
  @ApiProperty({ enum: JOB_STATES, enumName: 'JobState' })
  state!: JobState;

  @ApiProperty({
    ...COUNT,
    description:
      'Rows that were selected at the start, including the skipped. While an export of more than 100,000 rows runs, an estimate.',
  })
  total!: number;

  @ApiProperty({
    ...COUNT,
    description:
      'Rows with an outcome: `changed`, `skipped`, `left_alone` and `failed`; of an export, the rows in its file.',
  })
  done!: number;

  @ApiProperty({ ...COUNT, description: 'Rows that were changed.' })
  changed!: number;

  @ApiProperty({ ...COUNT, description: 'Rows that could not change when the job was created.' })
  skipped!: number;

  @ApiProperty({ ...COUNT, description: 'Rows that were changed by somebody else while the job waited or ran.' })
  left_alone!: number;

  @ApiProperty({ ...COUNT, description: 'Rows whose change failed.' })
  failed!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why the rows change; null if nobody said so.' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Order or ticket.' })
  reference!: string | null;

  /** Name of the user or API key. */
  created_by!: string;

  /** When it was created. */
  created_at!: Date;

  @ApiProperty({ ...TIME, description: 'When the first rows were changed.' })
  started_at!: Date | null;

  @ApiProperty({ ...TIME, description: 'When it ended.' })
  finished_at!: Date | null;

  @ApiProperty({ ...TIME, description: 'Until when it can be undone; null if it cannot.' })
  undo_until!: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'ID of the job that this one undoes.' })
  undo_of!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'ID of the job that undoes this one.' })
  undone_by!: string | null;

  /**
   * Path of its rows as CSV or, once an export is done, of its file.
   * @example "/api/v1/jobs/0199a5f4-6f3c-7b61-9c6e-2f1f0a7f7a11/result.csv"
   */
  result_url!: string;

  static from(job: BackgroundJob): JobDto {
    return {
      id: job.uid,
      kind: job.kind,
      state: job.state,
      total: job.total,
      done: job.done,
      changed: job.changed,
      skipped: job.skipped,
      left_alone: job.leftAlone,
      failed: job.failed,
      reason: job.reason,
      reference: job.reference,
      created_by: job.actor,
      created_at: job.createdAt,
      started_at: job.startedAt,
      finished_at: job.finishedAt,
      undo_until: job.undoUntil,
      undo_of: job.undoOf,
      undone_by: job.undoneBy,
      result_url: resultPath(job),
    };
  }

  static ofExport(row: DataExport): JobDto {
    return {
      id: row.uid,
      kind: row.kind,
      state: row.state,
      total: row.total ?? row.rows,
      done: row.rows,
      changed: 0,
      skipped: 0,
      left_alone: 0,
      failed: 0,
      reason: null,
      reference: null,
      created_by: row.actor,
      created_at: row.createdAt,
      started_at: row.startedAt,
      finished_at: row.finishedAt,
      undo_until: null,
      undo_of: null,
      undone_by: null,
      result_url: resultPath(row),
    };
  }
}

function resultPath({ uid }: { readonly uid: string }): string {
  return `/api/v1/jobs/${uid}/result.csv`;
}

export class JobPageDto extends PageOf(JobDto) {}

@ApiSchema({ name: 'StartedJob' })
export class StartedJobDto {
  /** The new job. */
  job!: JobDto;

  static from(job: BackgroundJob): StartedJobDto {
    return { job: JobDto.from(job) };
  }

  static ofExport(row: DataExport): StartedJobDto {
    return { job: JobDto.ofExport(row) };
  }
}

export class ListJobsDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter("job's kind, creator, reason or reference", { among: MAX_SCANNED_ROWS })
  q?: string;
}

export class ListJobRowsDto extends SortedPage(
  { position: { property: 'position' } },
  'JobRowSort',
  'that of the run',
) {
  @IsSearchFilter('license key', { among: MAX_SCANNED_ROWS })
  q?: string;

  @IsAnyOf(ROW_OUTCOMES, 'JobRowOutcome', { description: 'Only rows with one of these outcomes.' })
  outcome?: RowOutcome[];

  @IsAnyName('Only rows that were not changed for one of these reasons.', { max: 64 })
  reason?: string[];
}

/** Columns of the CSV file with the result of a job. */
export const RESULT_FIELDS = ['target', 'label', 'outcome', 'reason', 'before', 'after'];

/** A row of a job. */
@ApiSchema({ name: 'JobRow' })
export class JobRowDto {
  @ApiProperty({ ...COUNT, description: 'Position of the row in the order of the run, from 1.' })
  position!: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'UUID of the license; null if there is none.',
  })
  target!: string | null;

  /**
   * License key.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  label!: string;

  /** Result of the row. */
  @ApiProperty({ enum: ROW_OUTCOMES, enumName: 'JobRowOutcome' })
  outcome!: RowOutcome;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it was not changed, such as `already`, `changed_since`, `deleted` or `locked`.',
  })
  reason!: string | null;

  @ApiProperty({ ...VALUES, description: 'Values before the change, as in the audit log.' })
  before!: object | null;

  @ApiProperty({ ...VALUES, description: 'Values after the change, as in the audit log.' })
  after!: object | null;

  /** Values of a row that was not changed are those that an undo looks for. */
  static from({ position, targetUid, label, outcome, reason, before, after }: BackgroundJobRow): JobRowDto {
    const values = outcome === 'changed' ? { before, after } : { before: null, after: null };
    return { position, target: targetUid, label, outcome, reason, ...values };
  }
}

export class JobRowPageDto extends PageOf(JobRowDto) {}
