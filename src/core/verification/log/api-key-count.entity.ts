import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'api_key_counts_pkey' };

/** Requests per API key and quarter hour. Written with each log row, so they are exact and outlive the log. */
@Entity('api_key_counts')
@Index('api_key_counts_spread', ['at', 'apiKeyId', 'shard'], { where: '"shard" > 0' })
export class ApiKeyCount {
  @PrimaryColumn({ ...KEY, name: 'api_key_id', type: 'bigint' })
  apiKeyId!: number;

  /** Start of the quarter hour. */
  @PrimaryColumn({ ...KEY, type: 'timestamptz', precision: 3 })
  at!: Date;

  /** Spreads writers over several rows to avoid lock contention. */
  @PrimaryColumn({ ...KEY, type: 'smallint' })
  shard!: number;

  @Column({ type: 'bigint' })
  total!: number;

  @Column({ type: 'bigint' })
  refused!: number;
}
