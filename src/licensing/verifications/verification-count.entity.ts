import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Operation } from './verification.entity';

const KEY = { primaryKeyConstraintName: 'verification_counts_pkey' };

/** How many verifications ended how, by the quarter hour: raised with each log row, so figures are exact and survive the log. */
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

  /** Writers spread over several rows, so that they do not wait for each other. */
  @PrimaryColumn({ ...KEY, type: 'smallint' })
  shard!: number;

  @Column({ type: 'bigint' })
  count!: number;
}
