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
import { Product } from '../../catalog/products/product.entity';
import { License } from '../licenses/license.entity';

/** Kinds of activations: a device with a fingerprint, or a domain. */
export const ACTIVATION_KINDS = ['device', 'domain'] as const;
/** Kind of an activation. */
export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

/** Kinds of hosts that a program can report. */
export const ENVIRONMENTS = ['physical', 'virtual_machine', 'container', 'development'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** A device's or domain's seat. One row per license, fingerprint and product, which reactivation reuses. */
@Entity('activations')
@Index('activations_seat_unique', { synchronize: false })
@Index('activations_seats', ['licenseId'], { where: '"deactivated_at" IS NULL AND "takes_seat"' })
@Index('activations_without_seat', ['licenseId'], { where: '"deactivated_at" IS NULL AND NOT "takes_seat"' })
@Index('activations_activated', ['activatedAt', 'id'])
@Index('activations_activated_block', { synchronize: false })
@Index('activations_fingerprint', ['fingerprint', 'id'])
@Index('activations_fingerprint_text', { synchronize: false })
@Index('activations_name_text', { synchronize: false })
@Index('activations_pairs', { synchronize: false })
@Index('activations_app_version', { synchronize: false })
@Index('activations_ip', ['ip', 'id'], { where: '"ip" IS NOT NULL' })
@Index('activations_product', ['productId'], { where: '"product_id" IS NOT NULL' })
@Index('activations_metadata', { synchronize: false })
@Index('activations_ended', ['id'], { where: '"deactivated_at" IS NOT NULL' })
export class Activation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'activations_pkey' })
  id!: number;

  @Index('activations_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'activations_license_fkey' })
  license?: Relation<License>;

  /** A further product of the license if its seats count per product; null for a seat of the first product or of all. */
  @Column({ name: 'product_id', type: 'bigint', nullable: true })
  productId!: number | null;

  @ManyToOne(() => Product, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'activations_product_fkey' })
  product?: Relation<Product> | null;

  @Column({ type: 'varchar', length: 16, default: 'device' })
  kind!: ActivationKind;

  @Column({ type: 'varchar', length: 512 })
  fingerprint!: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  name!: string | null;

  @Column({ name: 'app_version', type: 'varchar', length: 255, nullable: true })
  appVersion!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'user_agent', type: 'varchar', length: 512, nullable: true })
  userAgent!: string | null;

  @Column({ name: 'device_data', type: 'jsonb', nullable: true })
  deviceData!: object | null;

  /** Custom data of the vendor. Undefined in the context of a check, which reads only what programs are shown. */
  @Column({ type: 'jsonb', default: {} })
  metadata?: object;

  /** Environment that the program reported at its last activation; null if it never did. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  environment!: Environment | null;

  @Column({ type: 'integer', nullable: true })
  cores!: number | null;

  @Column({ name: 'memory_mb', type: 'integer', nullable: true })
  memoryMb!: number | null;

  /** Undefined in the context of a check, which reads it with the sizes of other devices. */
  @Column({ name: 'disk_gb', type: 'integer', nullable: true })
  diskGb?: number | null;

  /** False for a device that its policy allows without a seat. */
  @Column({ name: 'takes_seat', type: 'boolean', default: true })
  takesSeat!: boolean;

  /** When the device last activated. */
  @Column({ name: 'activated_at', type: 'timestamptz', precision: 3 })
  activatedAt!: Date;

  /** Last check or heartbeat. Not indexed, to keep updates cheap. */
  @Column({ name: 'last_seen_at', type: 'timestamptz', precision: 3 })
  lastSeenAt!: Date;

  @Column({ name: 'check_count', type: 'bigint', default: 0 })
  checkCount!: number;

  @Column({ name: 'deactivated_at', type: 'timestamptz', precision: 3, nullable: true })
  deactivatedAt!: Date | null;

  /** Last check-in for whose absence since an event was recorded. */
  @Column({ name: 'check_in_notice_for', type: 'timestamptz', precision: 3, nullable: true, select: false })
  checkInNoticeFor?: Date | null;

  /** Records leave out what was not read. */
  recordedColumns(): Record<string, undefined> {
    return {
      ...(this.diskGb === undefined && { disk_gb: undefined }),
      ...(this.metadata === undefined && { metadata: undefined }),
    };
  }

  get isActive(): boolean {
    return this.deactivatedAt === null;
  }
}
