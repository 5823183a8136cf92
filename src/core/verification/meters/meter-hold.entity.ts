import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Meter } from '../../catalog/definitions/meter.entity';
import { License } from '../../licenses/licenses/license.entity';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'meter_holds_pkey' } as const;

/**
 * Amount that a device holds of a meter of the kind `held`. Triggers return it to the meter when the device is deactivated, and
 * when its last license session ends.
 */
@Entity('meter_holds')
@Index('meter_holds_meter', ['meterId'])
@Check('meter_holds_amount_not_negative', '"amount" >= 0')
export class MeterHold {
  @PrimaryColumn({ ...KEY, name: 'license_id' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'meter_holds_license_fkey' })
  license?: Relation<License>;

  /** 0 if it was taken without a device. Not a foreign key: activations are deleted with their license only. */
  @PrimaryColumn({ ...KEY, name: 'activation_id' })
  activationId!: number;

  @PrimaryColumn({ ...KEY, name: 'meter_id' })
  meterId!: number;

  @ManyToOne(() => Meter, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meter_id', foreignKeyConstraintName: 'meter_holds_meter_fkey' })
  meter?: Relation<Meter>;

  @Column({ type: 'bigint' })
  amount!: number;
}
