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
import type { Restorable } from '../../platform/archives/archive.entity';
import type { SigningAlg } from '../../platform/signing-keys/signing-alg';
import { Policy } from '../policies/policy.entity';
import type { LicenseFilePart } from './license-file-parts';

/** `when_single`: if the customer has exactly one that can be continued; `ask`: a person chooses. */
export const CONTINUE_LICENSES = ['never', 'ask', 'when_single'] as const;
/** Effect of a payment without a purchase link on the licenses of its customer. */
export type ContinueLicenses = (typeof CONTINUE_LICENSES)[number];

/** A product for which licenses are sold. */
@Entity('products')
@Check('products_signing_alg_known', `signing_alg IN ('EdDSA', 'ES256')`)
@Index('products_reference_text', { synchronize: false })
@Index('products_name_text', { synchronize: false })
@Index('products_metadata', { synchronize: false })
export class Product {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'products_pkey' })
  id!: number;

  @Index('products_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** The archive entry of a deleted product that can be restored, if it is loaded. */
  archive?: Restorable;

  @Index('products_reference_unique', { unique: true })
  @Column({ type: 'varchar', length: 255 })
  reference!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ type: 'varchar', length: 2000, default: '' })
  description!: string;

  @Column({ name: 'envato_item_id', type: 'varchar', length: 255, nullable: true })
  envatoItemId!: string | null;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean;

  @Column({ name: 'updates_need_license', type: 'boolean', default: true })
  updatesNeedLicense!: boolean;

  @Column({ name: 'serve_latest_updates', type: 'boolean', default: true })
  serveLatestUpdates!: boolean;

  /** Programs read the object `public` in it. */
  @Column({ type: 'jsonb', default: {} })
  metadata!: object;

  /** Page on which customers buy more, with the placeholders `{license}` and `{product}`. */
  @Column({ name: 'upgrade_url', type: 'varchar', length: 2000, nullable: true })
  upgradeUrl!: string | null;

  /** Whether programs read name and company of the license's customer. */
  @Column({ name: 'shows_customer', type: 'boolean', default: false })
  showsCustomer!: boolean;

  /** Parts that license files may carry besides the license, if their requests name them. */
  @Column({ name: 'license_file_parts', type: 'varchar', length: 16, array: true, default: '{}' })
  licenseFileParts!: LicenseFilePart[];

  /** Hosts that take no seat, besides those of the policy. */
  @Column({ name: 'free_hosts', type: 'varchar', length: 255, array: true, default: '{}' })
  freeHosts!: string[];

  /** Whether a payment without a purchase link continues a license of its customer, instead of giving another one. */
  @Column({ name: 'continue_licenses', type: 'varchar', length: 16, default: 'never' })
  continueLicenses!: ContinueLicenses;

  /** Algorithm that signs for programs of the product; null for the installation's. */
  @Column({ name: 'signing_alg', type: 'varchar', length: 16, nullable: true })
  signingAlg!: SigningAlg | null;

  /** Public key of Sparkle's signatures; null verifies none. */
  @Column({ name: 'sparkle_public_key', type: 'varchar', length: 255, nullable: true })
  sparklePublicKey!: string | null;

  /** Public key of Tauri's signatures, as minisign writes it; null verifies none. */
  @Column({ name: 'tauri_public_key', type: 'varchar', length: 255, nullable: true })
  tauriPublicKey!: string | null;

  @Index('products_policy_unique', { unique: true })
  @Column({ name: 'policy_id', type: 'bigint' })
  policyId!: number;

  /** Default policy of the product's licenses. */
  @ManyToOne(() => Policy, { nullable: false })
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'products_policy_fkey' })
  policy?: Relation<Policy>;

  @Index('products_trial_policy')
  @Column({ name: 'trial_policy_id', type: 'bigint', nullable: true })
  trialPolicyId!: number | null;

  /** Policy of the product's trials; null offers none. */
  @ManyToOne(() => Policy)
  @JoinColumn({ name: 'trial_policy_id', foreignKeyConstraintName: 'products_trial_policy_fkey' })
  trialPolicy?: Relation<Policy> | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
