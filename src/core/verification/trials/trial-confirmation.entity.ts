import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Product } from '../../catalog/products/product.entity';
import { Trial } from './trial.entity';

/** A link that was sent to an e-mail address, which confirms that a trial was asked for from there. Kept for some days. */
@Entity('trial_confirmations')
@Index('trial_confirmations_mailbox', ['productId', 'mailbox', 'requestedAt'])
export class TrialConfirmation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'trial_confirmations_pkey' })
  id!: number;

  /** SHA-256 of the token, in hex. */
  @Index('trial_confirmations_token_unique', { unique: true })
  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'trial_confirmations_product_fkey' })
  product?: Relation<Product>;

  /** The trial of a device that the link verifies; null if the link itself begins a trial. */
  @Index('trial_confirmations_trial')
  @Column({ name: 'trial_id', type: 'bigint', nullable: true })
  trialId!: number | null;

  @ManyToOne(() => Trial, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'trial_id', foreignKeyConstraintName: 'trial_confirmations_trial_fkey' })
  trial?: Relation<Trial> | null;

  /** In lower case, as the link was sent to. */
  @Column({ type: 'varchar', length: 255 })
  email!: string;

  /** The e-mail address as `mailboxOf` writes it. */
  @Column({ type: 'varchar', length: 255 })
  mailbox!: string;

  /** Name of the person, for a new customer. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  name!: string | null;

  /** Device that the link begins the trial for; null if it names none. */
  @Column({ type: 'varchar', length: 512, nullable: true })
  fingerprint!: string | null;

  @Column({ name: 'requested_at', type: 'timestamptz', precision: 3 })
  requestedAt!: Date;

  @Index('trial_confirmations_expiry')
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;
}
