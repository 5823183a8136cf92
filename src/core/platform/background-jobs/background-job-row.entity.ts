import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FieldProblem } from '../../common/errors/problem';
import type { Snapshot } from '../database/change-record';

export const ROW_OUTCOMES = ['pending', 'changed', 'skipped', 'left_alone', 'failed'] as const;
/** Result of a row of a background job. */
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** A row that a job is about. It remains when its target is deleted. */
@Entity('background_job_rows')
@Index('background_job_rows_outcome', ['jobId', 'outcome', 'position'])
@Check('background_job_rows_outcome_known', `"outcome" IN ('pending', 'changed', 'skipped', 'left_alone', 'failed')`)
export class BackgroundJobRow {
  @PrimaryColumn({ name: 'job_id', type: 'bigint', primaryKeyConstraintName: 'background_job_rows_pkey' })
  jobId!: number;

  /** From 1, in the order of the run. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'background_job_rows_pkey' })
  position!: number;

  /** Null for a target that the job has not created, or does not create. */
  @Column({ name: 'target_id', type: 'bigint', nullable: true })
  targetId!: number | null;

  @Column({ name: 'target_uid', type: 'uuid', nullable: true })
  targetUid!: string | null;

  /** Name of the target, such as the key of a license. */
  @Column({ type: 'varchar', length: 255 })
  label!: string;

  /** When the target was last changed: at the selection or, after its change, by the job. */
  @Column({ type: 'timestamptz', precision: 3 })
  version!: Date;

  @Column({ type: 'varchar', length: 16, default: 'pending' })
  outcome!: RowOutcome;

  /** Why the target was not changed. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  reason!: string | null;

  /** Values of the changed columns before; in the job that undoes another, the values that it expects. */
  @Column({ type: 'jsonb', nullable: true })
  before!: Snapshot | null;

  /** Values of the changed columns afterwards; in the job that undoes another, the values that it restores. */
  @Column({ type: 'jsonb', nullable: true })
  after!: Snapshot | null;

  /** Input that the job's kind stores for the row, such as the cells of a file. */
  @Column({ type: 'jsonb', nullable: true })
  input!: object | null;

  /** Problems of the input. */
  @Column({ type: 'jsonb', nullable: true })
  problems!: readonly FieldProblem[] | null;
}
