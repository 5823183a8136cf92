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
import { Group } from '../../customers/groups/group.entity';
import { Customer } from '../../customers/customers/customer.entity';
import { type ExpiryBasis, Policy } from '../../catalog/policies/policy.entity';
import { FIRST_VERSION } from '../../catalog/policies/policy-version.entity';
import type { Behavior } from '../../catalog/policies/behavior';
import { Product } from '../../catalog/products/product.entity';
import type { EffectiveGrants } from '../grants/effective-grants';
import { LicenseNotices } from './license-notices';
import type { PendingChange } from './pending-change';
import type { RelayPool } from './relay-pools';
import { effectiveType, type LicenseState, type LicenseStatus, stateOf, statusOf } from './license-status';

/** Types of licenses. */
export const LICENSE_TYPES = ['perpetual', 'subscription', 'trial', 'lifetime'] as const;
/** Type of a license. */
export type LicenseType = (typeof LICENSE_TYPES)[number];

/** Metadata field of the invoice number. */
export const INVOICE_NUMBER = 'invoice_number';

/** A license: its key, term, limits and state. */
@Entity('licenses')
@Index('licenses_product', ['productId', 'id'])
@Index('licenses_customer', ['customerId', 'id'])
@Index('licenses_customer_expiry', { synchronize: false })
@Index('licenses_group', ['groupId', 'id'], { where: '"group_id" IS NOT NULL' })
@Index('licenses_order', ['orderId', 'id'], { where: '"order_id" IS NOT NULL' })
@Index('licenses_policy', ['policyId', 'id'])
@Index('licenses_effective_type', { synchronize: false })
@Index('licenses_batch', ['batch', 'id'], { where: '"batch" IS NOT NULL' })
@Index('licenses_start', ['startsAt', 'id'], { where: '"starts_at" IS NOT NULL' })
@Index('licenses_unused', ['id'], { where: '"first_activated_at" IS NULL' })
@Index('licenses_used', ['id'], { where: '"first_activated_at" IS NOT NULL' })
@Index('licenses_disabled', ['id'], { where: '"disabled_at" IS NOT NULL' })
@Index('licenses_blocked', ['id'], { where: '"blocked_at" IS NOT NULL' })
@Index('licenses_revoked', ['id'], { where: '"revoked_at" IS NOT NULL' })
@Index('licenses_floating', ['maxSessions'], { where: '"max_sessions" IS NOT NULL' })
@Index('licenses_created', { synchronize: false })
@Index('licenses_created_block', { synchronize: false })
@Index('licenses_starts_block', { synchronize: false })
@Index('licenses_expires_block', { synchronize: false })
@Index('licenses_updated', { synchronize: false })
@Index('licenses_updated_block', { synchronize: false })
@Index('licenses_max_activations_block', { synchronize: false })
@Index('licenses_metadata', { synchronize: false })
@Index('licenses_entitlements', { synchronize: false })
@Index('licenses_expiring', { synchronize: false })
@Index('licenses_expiry', { synchronize: false })
@Index('licenses_key_text', { synchronize: false })
@Index('licenses_typed_key', { synchronize: false })
@Index('licenses_mixed_case_key', { synchronize: false })
@Index('licenses_description_text', { synchronize: false })
@Index('licenses_device_note_text', { synchronize: false })
@Index('licenses_batch_text', { synchronize: false })
@Index('licenses_pairs', { synchronize: false })
@Index('licenses_expired_notice', { synchronize: false })
@Index('licenses_updates_notice', { synchronize: false })
@Index('licenses_support_notice', { synchronize: false })
@Index('licenses_check_in_override', { synchronize: false })
@Index('licenses_figures', ['revokedAt', 'blockedAt', 'disabledAt', 'expiresAt', 'firstActivatedAt'])
@Check('licenses_max_activations_positive', '"max_activations" > 0')
@Check('licenses_max_users_positive', '"max_users" > 0')
@Check('licenses_max_sessions_positive', '"max_sessions" > 0')
@Check('licenses_uses_limit_positive', '"uses_limit" > 0')
@Check('licenses_duration_days_positive', '"duration_days" > 0')
@Check('licenses_relay_pools_array', `jsonb_typeof(relay_pools) = 'array'`)
@Check('licenses_product_ids_first', '"product_ids"[1] = "product_id"')
export class License {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'licenses_pkey' })
  id!: number;

  @Index('licenses_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** The archive entry of a deleted license that can be restored, if it is loaded. */
  archive?: Restorable;

  @Index('licenses_key_unique', { unique: true })
  @Column({ type: 'varchar', length: 255 })
  key!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'licenses_product_fkey' })
  product?: Relation<Product>;

  /** Products of a bundle, of which `productId` is the first; null for a license of one product. */
  @Column({ name: 'product_ids', type: 'bigint', array: true, nullable: true })
  productIds!: number[] | null;

  /** All products, in their order; loaded by `LicensesService`. */
  products?: readonly Product[];

  /** Changes with a date that are not made yet, the next first; loaded by `LicensesService`. */
  scheduledChanges?: readonly PendingChange[];

  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId!: number | null;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'licenses_customer_fkey' })
  customer?: Relation<Customer> | null;

  /** Uid of the group, with whose other licenses it shares limits. */
  @Column({ name: 'group_id', type: 'uuid', nullable: true })
  groupId!: string | null;

  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', referencedColumnName: 'uid', foreignKeyConstraintName: 'licenses_group_fkey' })
  group?: Relation<Group> | null;

  @Column({ name: 'policy_id', type: 'bigint' })
  policyId!: number;

  @ManyToOne(() => Policy, { nullable: false })
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'licenses_policy_fkey' })
  policy?: Relation<Policy>;

  /** Number of the version whose entitlements and meters it has; the first if the policy has published none. */
  @Column({ name: 'policy_version', type: 'integer', default: FIRST_VERSION })
  policyVersion!: number;

  /** Uid of the order that gave the license: answers show it, so that they need no join. */
  @Column({ name: 'order_id', type: 'uuid', nullable: true })
  orderId!: string | null;

  @ManyToOne('Order')
  @JoinColumn({ name: 'order_id', referencedColumnName: 'uid', foreignKeyConstraintName: 'licenses_order_fkey' })
  order?: object | null;

  /** Overrides of the policy's behavior. */
  @Column({ name: 'policy_overrides', type: 'jsonb', default: {} })
  policyOverrides!: Partial<Behavior>;

  /** Type at issue, which some APIs return; everything else shows the effective type. */
  @Column({ type: 'varchar', length: 32, default: 'perpetual' })
  type!: LicenseType;

  /** Vendor's name for the type, e.g. "Regular License". */
  @Column({ name: 'type_label', type: 'varchar', length: 255, nullable: true })
  typeLabel!: string | null;

  @Column({ name: 'disabled_at', type: 'timestamptz', precision: 3, nullable: true })
  disabledAt!: Date | null;

  @Column({ name: 'blocked_at', type: 'timestamptz', precision: 3, nullable: true })
  blockedAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  @Column({ name: 'starts_at', type: 'timestamptz', precision: 3, nullable: true })
  startsAt!: Date | null;

  /** Expiration time; null if the license never expires. Set at the first activation if the term starts there. */
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'expiry_basis', type: 'varchar', length: 32, default: 'fixed' })
  expiryBasis!: ExpiryBasis;

  @Column({ name: 'duration_days', type: 'integer', nullable: true })
  durationDays!: number | null;

  /** Null counts the term in days alone. */
  @Column({ name: 'duration_months', type: 'integer', nullable: true })
  durationMonths!: number | null;

  @Column({ name: 'updates_until', type: 'timestamptz', precision: 3, nullable: true })
  updatesUntil!: Date | null;

  @Column({ name: 'support_until', type: 'timestamptz', precision: 3, nullable: true })
  supportUntil!: Date | null;

  /** Maximum number of seats; null is unlimited. */
  @Column({ name: 'max_activations', type: 'integer', nullable: true })
  maxActivations!: number | null;

  @Column({ name: 'max_users', type: 'integer', nullable: true })
  maxUsers!: number | null;

  @Column({ name: 'max_sessions', type: 'integer', nullable: true })
  maxSessions!: number | null;

  /** Lifetime limit of distinct devices; null is unlimited. */
  @Column({ name: 'uses_limit', type: 'integer', nullable: true })
  usesLimit!: number | null;

  @Column({ type: 'text', array: true, default: '{}' })
  features!: string[];

  /** Entitlements and meters, computed from the grants of the license and its policy. */
  @Column({ name: 'resolved', type: 'jsonb', default: {} })
  effectiveGrants!: EffectiveGrants;

  /** Parts that relays in networks of customers have; null if there never were any. Ended ones stay until another one is added. */
  @Column({ name: 'relay_pools', type: 'jsonb', nullable: true })
  relayPools!: RelayPool[] | null;

  @Column({ name: 'allowed_domains', type: 'text', array: true, default: '{}' })
  allowedDomains!: string[];

  @Column({ name: 'allowed_ips', type: 'text', array: true, default: '{}' })
  allowedIps!: string[];

  @Column({ name: 'restricted_to_email', type: 'varchar', length: 255, nullable: true })
  restrictedToEmail!: string | null;

  @Column({ name: 'restricted_to_client_name', type: 'varchar', length: 255, nullable: true })
  restrictedToClientName!: string | null;

  @Column({ name: 'is_envato', type: 'boolean', default: false })
  isEnvato!: boolean;

  @Column({ type: 'varchar', length: 2000, default: '' })
  description!: string;

  @Column({ name: 'device_note', type: 'varchar', length: 2000, default: '' })
  deviceNote!: string;

  @Column({ type: 'jsonb', default: {} })
  metadata!: object;

  /** Label of the batch in which the license was issued. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  batch!: string | null;

  @Column({ name: 'first_activated_at', type: 'timestamptz', precision: 3, nullable: true })
  firstActivatedAt!: Date | null;

  /** Start of a term that starts with the first check, download or use; null until then, and for other terms. */
  @Column({ name: 'term_started_at', type: 'timestamptz', precision: 3, nullable: true })
  termStartedAt!: Date | null;

  /** When an admin last checked in for all devices. A check does not write it. */
  @Column({ name: 'checked_in_at', type: 'timestamptz', precision: 3, nullable: true })
  checkedInAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  @Column(() => LicenseNotices, { prefix: false })
  notices?: LicenseNotices;

  /** The first status that applies, most severe first. */
  statusAt(instant: Date): LicenseStatus {
    return statusOf(this, instant);
  }

  /** The type by the term: a license with an end is not perpetual. */
  get effectiveType(): LicenseType {
    return effectiveType(this);
  }

  /** Columns that records show otherwise than they are stored. */
  recordedColumns(): { readonly type: LicenseType } {
    return { type: this.effectiveType };
  }

  /** Administrative state, most severe first. */
  get state(): LicenseState {
    return stateOf(this);
  }

  get invoiceNumber(): string | null {
    const { [INVOICE_NUMBER]: number }: { [INVOICE_NUMBER]?: unknown } = this.metadata;
    return typeof number === 'string' ? number : null;
  }

  hasStartedBy(instant: Date): boolean {
    return this.startsAt === null || this.startsAt <= instant;
  }

  hasExpiredBy(instant: Date): boolean {
    return this.expiresAt !== null && this.expiresAt <= instant;
  }

  /** Policy behavior with the license's overrides. The policy must be loaded. */
  get behavior(): Behavior {
    if (!this.policy) {
      throw new Error('The policy of this license was not loaded');
    }
    return { ...this.policy, ...this.policyOverrides };
  }
}
