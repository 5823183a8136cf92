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

export const ANOMALY_TYPES = [
  'unusual_activation_pattern',
  'excessive_heartbeats',
  'license_hopping',
  'cloned_device',
  'many_free_hosts',
] as const;
/** Type of an anomaly of a license. */
export type AnomalyType = (typeof ANOMALY_TYPES)[number];

/** Suspicious use of a license. A license has at most one unresolved anomaly of a type. */
@Entity('anomalies')
@Index('anomalies_type', ['type', 'id'])
@Index('anomalies_license', ['licenseId', 'id'])
@Index('anomalies_unresolved', ['id'], { where: '"resolved_at" IS NULL' })
@Index('anomalies_unresolved_unique', ['type', 'licenseId'], { unique: true, where: '"resolved_at" IS NULL' })
@Index('anomalies_stats', ['type', 'resolvedAt'])
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
}
