import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Operation } from './verification.entity';

const KEY = { primaryKeyConstraintName: 'verification_counts_pkey' };

/** Verification counts per quarter hour and outcome. Written with each log row, so they are exact and outlive the log. */
@Entity('verification_counts')
export class VerificationCount {
  /** Start of the quarter hour. */
  @PrimaryColumn({ ...KEY, type: 'timestamptz', precision: 3 })
  at!: Date;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 32 })
  dialect!: string;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 32 })
  operation!: Operation;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  outcome!: string;

  /** Spreads writers over several rows to avoid lock contention. */
  @PrimaryColumn({ ...KEY, type: 'smallint' })
  shard!: number;

  @Column({ type: 'bigint' })
  count!: number;
}
