import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Dimension } from './dimensions';

const KEY = { primaryKeyConstraintName: 'statistics_days_pkey' };

/** Answers to programs in a day, by a property of their licenses or devices. Counted from the log, which it outlives. */
@Entity('statistics_days')
export class StatisticsDay {
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 16 })
  dimension!: Dimension;

  /** In the installation's time zone. */
  @PrimaryColumn({ ...KEY, type: 'date' })
  day!: string;

  @PrimaryColumn({ ...KEY, name: 'product_id', type: 'bigint' })
  productId!: number;

  /** A version, a country or the number of a row; empty for a product. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 255 })
  value!: string;

  /** All answers but those to deactivations. */
  @Column({ type: 'bigint' })
  checks!: number;

  @Column({ type: 'bigint' })
  refused!: number;

  /** Accepted activations. */
  @Column({ type: 'bigint' })
  activations!: number;

  @Column({ name: 'last_at', type: 'timestamptz', precision: 3 })
  lastAt!: Date;
}
