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
import { License } from '../../licenses/licenses/license.entity';

export const TRIAL_STATUSES = ['pending_verification', 'granted'] as const;
export type TrialStatus = (typeof TRIAL_STATUSES)[number];

/** State of a trial. A verified trial starts with the next request of its device. */
export const TRIAL_STATES = ['pending_verification', 'verified', 'running', 'ended', 'converted'] as const;
/** State of a trial. */
export type TrialState = (typeof TRIAL_STATES)[number];

const GRANTED = { unique: true, where: '"granted_at" IS NOT NULL' };

/**
 * The trial of a product by a device, or by a person. Kept after its license is deleted. An e-mail or domain that was only claimed is not used
 * up: it is unique among granted trials.
 */
@Entity('trials')
@Index('trials_device_unique', ['productId', 'fingerprint'], { unique: true })
@Index('trials_email_unique', ['productId', 'email'], GRANTED)
@Index('trials_mailbox_unique', ['productId', 'mailbox'], GRANTED)
@Index('trials_domain_unique', ['productId', 'domain'], GRANTED)
@Index('trials_product', ['productId', 'id'])
@Index('trials_email', ['email', 'id'], { where: '"email" IS NOT NULL' })
@Index('trials_fingerprint', ['fingerprint', 'id'])
@Index('trials_pending', ['id'], { where: '"granted_at" IS NULL' })
@Index('trials_converted', ['convertedAt'], { where: '"converted_at" IS NOT NULL' })
@Index('trials_ends', { synchronize: false })
@Index('trials_ends_block', { synchronize: false })
export class Trial {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'trials_pkey' })
  id!: number;

  @Index('trials_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'trials_product_fkey' })
  product?: Relation<Product>;

  /** Null until the trial is granted, and once the license is deleted. */
  @Index('trials_license')
  @Column({ name: 'license_id', type: 'bigint', nullable: true })
  licenseId!: number | null;

  @ManyToOne(() => License, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'trials_license_fkey' })
  license?: Relation<License> | null;

  /** Null if it began with an e-mail. */
  @Column({ type: 'varchar', length: 512, nullable: true })
  fingerprint!: string | null;

  /** In lower case. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  email!: string | null;

  /** The mailbox of the e-mail (`mailboxOf`). Null without an e-mail, and for trials of former releases. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  mailbox!: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  domain!: string | null;

  @Column({ name: 'requested_at', type: 'timestamptz', precision: 3 })
  requestedAt!: Date;

  /** When the vendor verified the e-mail or domain. */
  @Column({ name: 'verified_at', type: 'timestamptz', precision: 3, nullable: true })
  verifiedAt!: Date | null;

  @Column({ name: 'granted_at', type: 'timestamptz', precision: 3, nullable: true })
  grantedAt!: Date | null;

  /**
   * End of the trial, or the time when its license was stopped or deleted; null if it never ends. The database writes it with each change of
   * the license.
   */
  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3, nullable: true })
  endsAt!: Date | null;

  /** When its license became a full one. The database writes it with the change of the license. */
  @Column({ name: 'converted_at', type: 'timestamptz', precision: 3, nullable: true })
  convertedAt!: Date | null;

  get status(): TrialStatus {
    return this.grantedAt ? 'granted' : 'pending_verification';
  }

  stateAt(now: Date): TrialState {
    if (this.convertedAt) return 'converted';
    if (!this.grantedAt) return this.verifiedAt ? 'verified' : 'pending_verification';
    return this.endsAt && this.endsAt <= now ? 'ended' : 'running';
  }
}
