import { Check, Column, type ColumnOptions, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { GrantSet } from '../grants/grants';
import { type Behavior, BEHAVIOR_ROWS, type BehaviorRow } from './behavior';

/** Events from which the term of a license counts; `fixed` is a date that is given when it is issued. */
export const EXPIRY_BASES = [
  'fixed',
  'creation',
  'first_activation',
  'first_validation',
  'first_download',
  'first_use',
] as const;
export type ExpiryBasis = (typeof EXPIRY_BASES)[number];
/** The data that a program must send, besides its device, to get a trial. */
export const TRIAL_REQUIREMENTS = ['device', 'email', 'domain'] as const;
export type TrialRequirement = (typeof TRIAL_REQUIREMENTS)[number];

/** Longest term in days: a thousand years, to keep years below five digits. */
export const MAX_DURATION_DAYS = 365_000;

abstract class StoredBehavior {
  /** All columns of `Behavior` as JSON, for checks. Set by the database. */
  @Column({ type: 'varchar', length: 100_000, default: '', select: false, insert: false, update: false })
  behavior!: string;
}

/** With a column for each of `BEHAVIORS`, which TypeORM sets. */
const BehaviorColumns = StoredBehavior as unknown as abstract new () => StoredBehavior & Behavior;
for (const [property, row] of BEHAVIOR_ROWS) {
  Column({ name: row.name, ...columnOf(row) })(StoredBehavior.prototype, property);
}

function columnOf({ kind, initial, length }: BehaviorRow): ColumnOptions {
  switch (kind) {
    case 'flag':
      return { type: 'boolean', default: false };
    case 'choice':
      return { type: 'varchar', length, default: initial };
    case 'number':
      return { type: 'integer', default: initial };
    case 'limit':
      return { type: 'integer', nullable: true, default: initial };
    case 'optional-text':
      return { type: 'varchar', length: 255, nullable: true };
    case 'instant':
      return { type: 'timestamptz', precision: 3, nullable: true };
    case 'rate-limits':
      return { type: 'jsonb', default: {} };
    case 'list':
      return { type: 'text', array: true, default: '{}' };
  }
}

/** Rules by which licenses are issued. Limits are copied into a license when it is issued; behavior is read from the policy. */
@Entity('policies')
@Index('policies_name', ['name', 'id'])
@Index('policies_name_text', { synchronize: false })
@Index('policies_check_in', ['id'], { where: '"check_in_interval" IS NOT NULL' })
@Check('policies_max_activations_positive', '"max_activations" > 0')
@Check('policies_max_users_positive', '"max_users" > 0')
@Check('policies_max_sessions_positive', '"max_sessions" > 0')
@Check('policies_uses_limit_positive', '"uses_limit" > 0')
@Check('policies_duration_days_positive', '"duration_days" > 0')
@Check('policies_duration_months_positive', '"duration_months" > 0')
@Check('policies_seat_overage_percent_range', '"seat_overage_percent" BETWEEN 0 AND 100')
@Check('policies_max_free_hosts_range', '"max_free_hosts" BETWEEN 0 AND 500')
@Check('policies_max_transfers_range', '"max_transfers" BETWEEN 0 AND 1000')
@Check('policies_max_borrow_days_range', '"max_borrow_days" BETWEEN 0 AND 365')
@Check('policies_max_borrowed_positive', '"max_borrowed" > 0')
@Check('policies_session_lease_range', '"session_lease" BETWEEN 30 AND 86400')
@Check('policies_idle_timeout_range', '"idle_timeout" BETWEEN 60 AND 86400')
@Check('policies_max_sessions_per_user_positive', '"max_sessions_per_user" > 0')
@Check('policies_max_sessions_per_machine_positive', '"max_sessions_per_machine" > 0')
@Check('policies_max_machines_per_user_positive', '"max_machines_per_user" > 0')
@Check('policies_offline_days_range', '"offline_days" BETWEEN 0 AND 3650')
@Check('policies_portal_key_replacements_range', '"portal_key_replacements" BETWEEN 0 AND 100')
@Check('policies_replaced_key_days_range', '"replaced_key_days" BETWEEN 0 AND 90')
@Check('policies_check_in_interval_positive', '"check_in_interval" > 0')
@Check('policies_max_cores_positive', '"max_cores" > 0')
@Check('policies_max_memory_mb_positive', '"max_memory_mb" > 0')
@Check('policies_max_disk_gb_positive', '"max_disk_gb" > 0')
@Check('policies_max_total_cores_positive', '"max_total_cores" > 0')
@Check('policies_max_total_memory_mb_positive', '"max_total_memory_mb" > 0')
@Check('policies_max_total_disk_gb_positive', '"max_total_disk_gb" > 0')
@Check('policies_max_validations_positive', '"max_validations_per_minute" > 0')
@Check('policies_max_uses_positive', '"max_uses_per_minute" > 0')
export class Policy extends BehaviorColumns {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'policies_pkey' })
  id!: number;

  @Index('policies_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ name: 'key_format', type: 'varchar', length: 255 })
  keyFormat!: string;

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

  @Column({ name: 'expiry_basis', type: 'varchar', length: 32, default: 'fixed' })
  expiryBasis!: ExpiryBasis;

  @Column({ name: 'duration_days', type: 'integer', nullable: true })
  durationDays!: number | null;

  /** Null counts the term in days alone. */
  @Column({ name: 'duration_months', type: 'integer', nullable: true })
  durationMonths!: number | null;

  @Column({ type: 'text', array: true, default: '{}' })
  features!: string[];

  @Column({ name: 'trial_requires', type: 'varchar', length: 16, default: 'device' })
  trialRequires!: TrialRequirement;

  /** A trial is granted after its e-mail or domain was verified. */
  @Column({ name: 'trial_needs_verification', type: 'boolean', default: false })
  trialNeedsVerification!: boolean;

  /** Stored apart; loaded by `PoliciesService`. */
  grants?: GrantSet;

  /** Number of its newest version, with which licenses are issued; null if licenses follow the policy itself. */
  @Column({ name: 'published_version', type: 'integer', nullable: true })
  publishedVersion!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
