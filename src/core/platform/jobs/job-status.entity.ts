import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last runs of a scheduled job, on any node. */
@Entity('job_statuses')
export class JobStatus {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'job_statuses_pkey' })
  name!: string;

  @Column({ name: 'last_success_at', type: 'timestamptz', precision: 3, nullable: true })
  lastSuccessAt!: Date | null;

  @Column({ name: 'last_failure_at', type: 'timestamptz', precision: 3, nullable: true })
  lastFailureAt!: Date | null;

  /** Failures since the last success. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  /** Message of the last failure; also after later successes. */
  @Column({ name: 'last_error', type: 'varchar', length: 1000, nullable: true })
  lastError!: string | null;
}
