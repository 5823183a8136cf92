import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Meter } from '../../catalog/definitions/meter.entity';
import { License } from '../../licenses/licenses/license.entity';
import { MAX_IDENTIFIER } from '../../licenses/licenses/license-user.entity';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'meter_shares_pkey' } as const;

/**
 * Amount of a meter that a device or user of a license took in one period, if the terms limit what they take. A trigger deletes that of a
 * `held` meter when the device is deactivated, and when its last license session ends.
 */
@Entity('meter_shares')
@Index('meter_shares_user', ['licenseId', 'meterId', 'periodStart', 'username'])
@Index('meter_shares_meter', ['meterId'])
@Index('meter_shares_age', ['periodEnd'], { where: '"period_end" IS NOT NULL' })
@Check('meter_shares_amount_not_negative', '"amount" >= 0')
export class MeterShare {
  @PrimaryColumn({ ...KEY, name: 'license_id' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'meter_shares_license_fkey' })
  license?: Relation<License>;

  @PrimaryColumn({ ...KEY, name: 'meter_id' })
  meterId!: number;

  @ManyToOne(() => Meter, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meter_id', foreignKeyConstraintName: 'meter_shares_meter_fkey' })
  meter?: Relation<Meter>;

  /** The epoch for a meter that never resets. */
  @PrimaryColumn({ ...KEY, name: 'period_start', type: 'timestamptz', precision: 3 })
  periodStart!: Date;

  /** 0 if devices are not limited. Not a foreign key: activations are deleted with their license only. */
  @PrimaryColumn({ ...KEY, name: 'activation_id' })
  activationId!: number;

  /** Identifier of the user, who may be none of the license; empty if users are not limited. */
  @PrimaryColumn({ ...KEY, name: 'username', type: 'varchar', length: MAX_IDENTIFIER })
  username!: string;

  /** Null for a meter that never resets. */
  @Column({ name: 'period_end', type: 'timestamptz', precision: 3, nullable: true })
  periodEnd!: Date | null;

  /** Taken and not returned. */
  @Column({ type: 'bigint' })
  amount!: number;
}
