import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Dimension } from './dimensions';

const KEY = { primaryKeyConstraintName: 'statistics_counts_pkey' };

/** Licenses and devices as they were at the last count. */
@Entity('statistics_counts')
export class StatisticsCount {
  /** `full` for licenses whose seats are all taken: one row for each of the newest, and one with their number. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 16 })
  dimension!: Dimension | 'full';

  @PrimaryColumn({ ...KEY, name: 'product_id', type: 'bigint' })
  productId!: number;

  /** A value as in `StatisticsDay`, or the code of an entitlement. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 255 })
  value!: string;

  @Column({ type: 'bigint' })
  licenses!: number;

  /** Licenses that are neither suspended nor expired, and have started. */
  @Column({ type: 'bigint' })
  usable!: number;

  /** Devices and domains that hold a seat. */
  @Column({ type: 'bigint' })
  devices!: number;
}
