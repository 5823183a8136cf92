import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Customer } from '../../../core/customers';
import { License } from '../../../core/licenses';

export const CLAIM_STATES = ['pending', 'approved', 'refused'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export const CLAIM_PROOFS = ['email', 'order', 'vendor'] as const;
/**
 * The fact that was named beside the key: the e-mail address of its customer, or the number of its purchase; `vendor` for a claim
 * that the vendor imported without one.
 */
export type ClaimProof = (typeof CLAIM_PROOFS)[number];

/** A license that a customer of the portal claims as bought under another address. */
@Entity('portal_claims')
@Index('portal_claims_pending_unique', ['licenseId', 'email'], { unique: true, where: `"state" = 'pending'` })
@Index('portal_claims_license', ['licenseId', 'id'])
@Index('portal_claims_customer', ['customerId', 'id'])
@Index('portal_claims_state', ['state', 'id'])
@Index('portal_claims_import', ['importId', 'id'], { where: '"import_id" IS NOT NULL' })
@Check('portal_claims_proof_known', `"proof" IN ('email', 'order', 'vendor')`)
@Check('portal_claims_state_known', `"state" IN ('pending', 'approved', 'refused')`)
@Check('portal_claims_decided', `("state" = 'pending') = ("decided_at" IS NULL)`)
export class PortalClaim {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'portal_claims_pkey' })
  id!: number;

  @Index('portal_claims_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'portal_claims_license_fkey' })
  license?: Relation<License>;

  /** The customer to whom the license moves. */
  @Column({ name: 'customer_id', type: 'bigint' })
  customerId!: number;

  @ManyToOne(() => Customer, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'portal_claims_customer_fkey' })
  customer?: Relation<Customer>;

  /** The customer of the license when it was claimed. */
  @Index('portal_claims_previous_customer')
  @Column({ name: 'previous_customer_id', type: 'bigint', nullable: true })
  previousCustomerId!: number | null;

  @ManyToOne(() => Customer, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'previous_customer_id', foreignKeyConstraintName: 'portal_claims_previous_customer_fkey' })
  previousCustomer?: Relation<Customer> | null;

  /** Address of the signed-in person, in lower case. */
  @Column({ type: 'varchar', length: 255 })
  email!: string;

  @Column({ type: 'varchar', length: 16 })
  proof!: ClaimProof;

  /** Language of the e-mail that tells the decision. */
  @Column({ type: 'varchar', length: 16 })
  language!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: ClaimState;

  /** Common to the claims of an imported file; null for others. */
  @Column({ name: 'import_id', type: 'uuid', nullable: true })
  importId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'decided_at', type: 'timestamptz', precision: 3, nullable: true })
  decidedAt!: Date | null;
}
