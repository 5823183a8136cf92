import {
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Activation } from '../../licenses/activations/activation.entity';
import { License } from '../../licenses/licenses/license.entity';
import type { AnomalyType } from '../licenses/anomaly-types';

/** The reaction of a rule to an anomaly. */
export interface AnomalyReaction {
  readonly mail_customer: boolean;
  readonly ask_sign_in: boolean;
  readonly report: boolean;
  readonly suspend_after_days: number | null;
}

/** SQL condition: a suspension is to be made. */
export const IS_PENDING =
  '"suspend_at" IS NOT NULL AND "suspended_at" IS NULL AND "undone_at" IS NULL AND "resolved_at" IS NULL';

/** Suspicious use of a license. A license has at most one unresolved anomaly of a type. */
@Entity('anomalies')
@Index('anomalies_type', ['type', 'id'])
@Index('anomalies_license', ['licenseId', 'id'])
@Index('anomalies_unresolved', ['id'], { where: '"resolved_at" IS NULL' })
@Index('anomalies_unresolved_unique', ['type', 'licenseId'], { unique: true, where: '"resolved_at" IS NULL' })
@Index('anomalies_stats', ['type', 'resolvedAt'])
@Index('anomalies_suspension_due', ['suspendAt', 'id'], { where: IS_PENDING })
export class Anomaly {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'anomalies_pkey' })
  id!: number;

  @Index('anomalies_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 32 })
  type!: AnomalyType;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'anomalies_license_fkey' })
  license?: Relation<License>;

  /** The device, if the anomaly is about one. */
  @Index('anomalies_activation')
  @Column({ name: 'activation_id', type: 'bigint', nullable: true })
  activationId!: number | null;

  @ManyToOne(() => Activation, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'activation_id', foreignKeyConstraintName: 'anomalies_activation_fkey' })
  activation?: Relation<Activation> | null;

  /** The evidence. */
  @Column({ type: 'jsonb' })
  details!: object;

  @Column({ name: 'detected_at', type: 'timestamptz', precision: 3 })
  detectedAt!: Date;

  @Column({ name: 'resolved_at', type: 'timestamptz', precision: 3, nullable: true })
  resolvedAt!: Date | null;

  /** Name of the user who resolved it. */
  @Column({ name: 'resolved_by', type: 'varchar', length: 255, nullable: true })
  resolvedBy!: string | null;

  /** Null if no rule was for it when it was found. */
  @Column({ type: 'jsonb', nullable: true })
  reaction!: AnomalyReaction | null;

  /** When the license is to be disabled; null for never. */
  @Column({ name: 'suspend_at', type: 'timestamptz', precision: 3, nullable: true })
  suspendAt!: Date | null;

  /** When the reaction disabled the license, or found it disabled. */
  @Column({ name: 'suspended_at', type: 'timestamptz', precision: 3, nullable: true })
  suspendedAt!: Date | null;

  @Column({ name: 'undone_at', type: 'timestamptz', precision: 3, nullable: true })
  undoneAt!: Date | null;

  /** Name of the user who undid the reaction, or address of the customer who signed in. */
  @Column({ name: 'undone_by', type: 'varchar', length: 255, nullable: true })
  undoneBy!: string | null;
}
