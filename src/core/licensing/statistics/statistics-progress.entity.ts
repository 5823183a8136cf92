import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Progress of the statistics. A single row, which the node that counts keeps locked. */
@Entity('statistics_progress')
export class StatisticsProgress {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'statistics_progress_pkey' })
  id!: number;

  /** The last row of the log that was counted. */
  @Column({ name: 'log_at', type: 'timestamptz', precision: 3 })
  logAt!: Date;

  @Column({ name: 'log_id', type: 'bigint' })
  logId!: number;

  /** When licenses and devices were counted; null before the first time. */
  @Column({ name: 'counted_at', type: 'timestamptz', precision: 3, nullable: true })
  countedAt!: Date | null;

  /** Duration of the last run. */
  @Column({ name: 'duration_ms', type: 'integer' })
  durationMs!: number;
}
