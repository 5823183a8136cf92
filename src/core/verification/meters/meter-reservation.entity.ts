import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Meter } from '../../catalog/definitions/meter.entity';
import { License } from '../../licenses/licenses/license.entity';
import { MAX_IDENTIFIER } from '../../licenses/licenses/license-user.entity';
import type { ReservedItem } from './write-reservations.query';

const KEY = { primaryKeyConstraintName: 'meter_reservations_pkey' } as const;

/** Ways in which a reservation ends before its time. */
export type ReservationOutcome = 'committed' | 'released';

/** An amount of a meter that is kept for a program until it commits or releases it, or time ends it. */
@Entity('meter_reservations')
@Index('meter_reservations_open', { synchronize: false })
@Index('meter_reservations_license', ['licenseId'])
@Index('meter_reservations_meter', ['meterId'])
@Index('meter_reservations_age', ['expiresAt'])
@Check('meter_reservations_amount_not_negative', '"amount" >= 0')
@Check('meter_reservations_outcome_at_end', '("ended_at" IS NULL) = ("outcome" IS NULL)')
export class MeterReservation {
  /** SHA-256 of the token. The rows of one reservation have the same. */
  @PrimaryColumn({ ...KEY, name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash!: string;

  @PrimaryColumn({ ...KEY, name: 'meter_id', type: 'bigint' })
  meterId!: number;

  @ManyToOne(() => Meter, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meter_id', foreignKeyConstraintName: 'meter_reservations_meter_fkey' })
  meter?: Relation<Meter>;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'meter_reservations_license_fkey' })
  license?: Relation<License>;

  /** 0 without a device. Not a foreign key: activations are deleted with their license only. */
  @Column({ name: 'activation_id', type: 'bigint' })
  activationId!: number;

  /** Identifier of the user; empty if users are not limited. */
  @Column({ type: 'varchar', length: MAX_IDENTIFIER, default: '' })
  username!: string;

  /** In the smallest parts of a credit. */
  @Column({ type: 'bigint' })
  amount!: number;

  @Column({ type: 'jsonb' })
  items!: ReservedItem[];

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column({ type: 'varchar', length: 16, nullable: true })
  outcome!: ReservationOutcome | null;
}
