import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Meter } from '../../catalog/definitions/meter.entity';
import { License } from '../../licenses/licenses/license.entity';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'meter_balances_pkey' } as const;

/** Usage of a meter by a license in one period. */
@Entity('meter_balances')
@Index('meter_balances_license', ['licenseId', 'periodStart', 'meterId'])
@Check('meter_balances_used_not_negative', '"used" >= 0')
@Check('meter_balances_total_not_below_used', '"total" >= "used"')
@Check('meter_balances_granted_within_used', '"granted" >= 0 AND "granted" <= "used"')
export class MeterBalance {
  @PrimaryColumn({ ...KEY, name: 'meter_id' })
  meterId!: number;

  @ManyToOne(() => Meter, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meter_id', foreignKeyConstraintName: 'meter_balances_meter_fkey' })
  meter?: Relation<Meter>;

  @PrimaryColumn({ ...KEY, name: 'license_id' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'meter_balances_license_fkey' })
  license?: Relation<License>;

  /** The epoch for a meter that never resets. */
  @PrimaryColumn({ ...KEY, name: 'period_start', type: 'timestamptz', precision: 3 })
  periodStart!: Date;

  /** Null for a meter that never resets. */
  @Column({ name: 'period_end', type: 'timestamptz', precision: 3, nullable: true })
  periodEnd!: Date | null;

  /** Taken and not returned. */
  @Column({ type: 'bigint' })
  used!: number;

  /** Taken, including what was returned. */
  @Column({ type: 'bigint' })
  total!: number;

  /** Part of `used` that was taken from grants. */
  @Column({ type: 'bigint', default: 0 })
  granted!: number;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
