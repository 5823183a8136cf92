import type { GrantSet } from '../grants/grants';
import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

export const EXPIRY_BASES = ['fixed', 'creation', 'first_activation', 'first_validation', 'first_download'] as const;
export const WHEN_FULL = ['refuse', 'deactivate_oldest'] as const;
export const DEVICE_UNIQUENESS = ['license', 'product'] as const;
export const DEAD_SEATS = ['keep', 'release'] as const;
export const EXPIRY_STRATEGIES = ['revoke_access', 'restrict_access', 'maintain_access', 'allow_access'] as const;
export const COMPONENT_MATCHES = ['none', 'any', 'two', 'most', 'all'] as const;
export const HOST_TREATMENTS = ['count', 'without_seat', 'refuse'] as const;
export const SEATS_PER = ['device', 'user', 'user_device'] as const;
export const RENEWAL_BASES = ['end', 'today', 'today_if_expired'] as const;

export type ExpiryBasis = (typeof EXPIRY_BASES)[number];
export type WhenFull = (typeof WHEN_FULL)[number];
export type DeviceUniqueness = (typeof DEVICE_UNIQUENESS)[number];
export type ComponentMatch = (typeof COMPONENT_MATCHES)[number];
export type HostTreatment = (typeof HOST_TREATMENTS)[number];
export type SeatsPer = (typeof SEATS_PER)[number];
export type DeadSeats = (typeof DEAD_SEATS)[number];
/** What a program must name, besides its device, to get a trial. */
export const TRIAL_REQUIREMENTS = ['device', 'email', 'domain'] as const;
export type TrialRequirement = (typeof TRIAL_REQUIREMENTS)[number];

export type ExpiryStrategy = (typeof EXPIRY_STRATEGIES)[number];
export type RenewalBasis = (typeof RENEWAL_BASES)[number];

/** A thousand years, to keep years below five digits. */
export const MAX_DURATION_DAYS = 365_000;

/** Longest time in days for which a session can be borrowed. */
export const MAX_BORROW_DAYS = 365;

/** Longest time in days for which a program may trust a signed answer without a server. */
export const MAX_OFFLINE_DAYS = 3_650;

/** Shortest and longest lease of a session, in seconds. */
export const MIN_SESSION_LEASE = 30;
export const MAX_SESSION_LEASE = 86_400;

/** License behavior, read from the policy on every call unless the license overrides it. */
export interface Behavior {
  /** A check by an unknown device activates it if a seat is free. */
  bindOnCheck: boolean;
  /** Scope within which a device can hold only one seat. */
  deviceUniqueWithin: DeviceUniqueness;
  /** Action when a device activates and no seat is free. */
  whenFull: WhenFull;
  /** Components by which an unknown hardware ID is recognized as a device of the license. */
  componentMatch: ComponentMatch;
  virtualMachines: HostTreatment;
  containers: HostTreatment;
  developmentHosts: HostTreatment;
  /** Treatment of `localhost`, `*.test` and other local domains, if a domain is activated. */
  localDomains: HostTreatment;
  /** Per device, as the program reports; null for unlimited. */
  maxCores: number | null;
  maxMemoryMb: number | null;
  /** Seats above the limit, in percent of it; null for unlimited. */
  seatOveragePercent: number | null;
  /** What a seat is. */
  seatsPer: SeatsPer;
  /** Programs must name the user. */
  requireUser: boolean;
  /** The first activation or check of an unknown user assigns the user to the license. */
  assignUserOnUse: boolean;
  /** Seats of a bundle count for each product alone. */
  seatsPerProduct: boolean;
  /** Deactivations by programs within `transferPeriodDays`; null for unlimited. */
  maxTransfers: number | null;
  transferPeriodDays: number;
  /** Grace period in days after expiration. */
  graceDays: number;
  /** Use of an expired license after its grace period. */
  expiryStrategy: ExpiryStrategy;
  /** Codes of features and entitlements that an expired license keeps with `restrict_access`. */
  entitlementsAfterExpiry: string[];
  /** Date from which an extension counts. */
  renewalBasis: RenewalBasis;
  /** Seconds after which a device must have been checked again; null for never. */
  checkInInterval: number | null;
  /** Heartbeat interval requested from programs, in seconds. */
  heartbeatInterval: number;
  /** Seconds without a check or heartbeat after which a seat is considered dead; null for never. */
  heartbeatTimeout: number | null;
  deadSeats: DeadSeats;
  /** Days for which a session can be borrowed; 0 for none. */
  maxBorrowDays: number;
  /** Sessions that can be borrowed at the same time; null for as many as there may be sessions. */
  maxBorrowed: number | null;
  /** Seconds after the last heartbeat for which a session holds. */
  sessionLease: number;
  /** Days for which programs may trust signed answers and license files without a server; 0 for none. */
  offlineDays: number;
  /** The first activated domain becomes the only allowed domain. */
  addFirstDomain: boolean;
  /** Oldest version of the program that is allowed; null allows all. */
  minVersion: string | null;
  /** Newest version of the program that is allowed; null allows all. */
  maxVersion: string | null;
  /** Platforms of programs that are allowed; empty allows all. */
  allowedPlatforms: string[];
  /** Release channels of programs that are allowed; empty allows all. */
  allowedChannels: string[];
  /** Checks of a license per minute, through all APIs; null is unlimited. */
  maxValidationsPerMinute: number | null;
  /** Usage calls of a license per minute; null is unlimited. */
  maxUsesPerMinute: number | null;
  /** ISO 3166-1 alpha-2 codes of the countries in which licenses may be used; empty allows all. */
  allowedCountries: string[];
  deniedCountries: string[];
}

/** Limits are copied into a license when it is issued; behavior is read from the policy. */
@Entity('policies')
@Index('policies_name', ['name', 'id'])
@Index('policies_name_text', { synchronize: false })
@Index('policies_check_in', ['id'], { where: '"check_in_interval" IS NOT NULL' })
@Check('policies_max_activations_positive', '"max_activations" > 0')
@Check('policies_max_users_positive', '"max_users" > 0')
@Check('policies_max_sessions_positive', '"max_sessions" > 0')
@Check('policies_uses_limit_positive', '"uses_limit" > 0')
@Check('policies_duration_days_positive', '"duration_days" > 0')
@Check('policies_seat_overage_percent_range', '"seat_overage_percent" BETWEEN 0 AND 100')
@Check('policies_max_transfers_range', '"max_transfers" BETWEEN 0 AND 1000')
@Check('policies_max_borrow_days_range', '"max_borrow_days" BETWEEN 0 AND 365')
@Check('policies_max_borrowed_positive', '"max_borrowed" > 0')
@Check('policies_session_lease_range', '"session_lease" BETWEEN 30 AND 86400')
@Check('policies_offline_days_range', '"offline_days" BETWEEN 0 AND 3650')
@Check('policies_check_in_interval_positive', '"check_in_interval" > 0')
@Check('policies_max_cores_positive', '"max_cores" > 0')
@Check('policies_max_memory_mb_positive', '"max_memory_mb" > 0')
@Check('policies_max_validations_positive', '"max_validations_per_minute" > 0')
@Check('policies_max_uses_positive', '"max_uses_per_minute" > 0')
export class Policy implements Behavior {
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

  @Column({ type: 'text', array: true, default: '{}' })
  features!: string[];

  @Column({ name: 'bind_on_check', type: 'boolean', default: false })
  bindOnCheck!: boolean;

  @Column({ name: 'device_unique_within', type: 'varchar', length: 32, default: 'license' })
  deviceUniqueWithin!: DeviceUniqueness;

  @Column({ name: 'when_full', type: 'varchar', length: 32, default: 'refuse' })
  whenFull!: WhenFull;

  @Column({ name: 'component_match', type: 'varchar', length: 16, default: 'none' })
  componentMatch!: ComponentMatch;

  @Column({ name: 'virtual_machines', type: 'varchar', length: 16, default: 'count' })
  virtualMachines!: HostTreatment;

  @Column({ type: 'varchar', length: 16, default: 'count' })
  containers!: HostTreatment;

  @Column({ name: 'development_hosts', type: 'varchar', length: 16, default: 'count' })
  developmentHosts!: HostTreatment;

  @Column({ name: 'local_domains', type: 'varchar', length: 16, default: 'without_seat' })
  localDomains!: HostTreatment;

  @Column({ name: 'max_cores', type: 'integer', nullable: true })
  maxCores!: number | null;

  @Column({ name: 'max_memory_mb', type: 'integer', nullable: true })
  maxMemoryMb!: number | null;

  @Column({ name: 'seat_overage_percent', type: 'integer', nullable: true, default: 0 })
  seatOveragePercent!: number | null;

  @Column({ name: 'seats_per', type: 'varchar', length: 16, default: 'device' })
  seatsPer!: SeatsPer;

  @Column({ name: 'require_user', type: 'boolean', default: false })
  requireUser!: boolean;

  @Column({ name: 'assign_user_on_use', type: 'boolean', default: false })
  assignUserOnUse!: boolean;

  @Column({ name: 'seats_per_product', type: 'boolean', default: false })
  seatsPerProduct!: boolean;

  @Column({ name: 'max_transfers', type: 'integer', nullable: true })
  maxTransfers!: number | null;

  @Column({ name: 'transfer_period_days', type: 'integer', default: 30 })
  transferPeriodDays!: number;

  @Column({ name: 'grace_days', type: 'integer', default: 0 })
  graceDays!: number;

  @Column({ name: 'expiry_strategy', type: 'varchar', length: 32, default: 'revoke_access' })
  expiryStrategy!: ExpiryStrategy;

  @Column({ name: 'entitlements_after_expiry', type: 'text', array: true, default: '{}' })
  entitlementsAfterExpiry!: string[];

  @Column({ name: 'renewal_basis', type: 'varchar', length: 32, default: 'end' })
  renewalBasis!: RenewalBasis;

  @Column({ name: 'check_in_interval', type: 'integer', nullable: true })
  checkInInterval!: number | null;

  @Column({ name: 'heartbeat_interval', type: 'integer', default: 3600 })
  heartbeatInterval!: number;

  @Column({ name: 'heartbeat_timeout', type: 'integer', nullable: true })
  heartbeatTimeout!: number | null;

  @Column({ name: 'dead_seats', type: 'varchar', length: 32, default: 'keep' })
  deadSeats!: DeadSeats;

  @Column({ name: 'max_borrow_days', type: 'integer', default: 0 })
  maxBorrowDays!: number;

  @Column({ name: 'max_borrowed', type: 'integer', nullable: true })
  maxBorrowed!: number | null;

  @Column({ name: 'session_lease', type: 'integer', default: 60 })
  sessionLease!: number;

  @Column({ name: 'offline_days', type: 'integer', default: 30 })
  offlineDays!: number;

  @Column({ name: 'add_first_domain', type: 'boolean', default: false })
  addFirstDomain!: boolean;

  @Column({ name: 'trial_requires', type: 'varchar', length: 16, default: 'device' })
  trialRequires!: TrialRequirement;

  /** A trial is granted after its e-mail or domain was verified. */
  @Column({ name: 'trial_needs_verification', type: 'boolean', default: false })
  trialNeedsVerification!: boolean;

  @Column({ name: 'min_version', type: 'varchar', length: 255, nullable: true })
  minVersion!: string | null;

  @Column({ name: 'max_version', type: 'varchar', length: 255, nullable: true })
  maxVersion!: string | null;

  @Column({ name: 'allowed_platforms', type: 'text', array: true, default: '{}' })
  allowedPlatforms!: string[];

  @Column({ name: 'allowed_channels', type: 'text', array: true, default: '{}' })
  allowedChannels!: string[];

  /** Stored apart; loaded by `PoliciesService`. */
  grants?: GrantSet;

  @Column({ name: 'max_validations_per_minute', type: 'integer', nullable: true })
  maxValidationsPerMinute!: number | null;

  @Column({ name: 'max_uses_per_minute', type: 'integer', nullable: true })
  maxUsesPerMinute!: number | null;

  @Column({ name: 'allowed_countries', type: 'text', array: true, default: '{}' })
  allowedCountries!: string[];

  @Column({ name: 'denied_countries', type: 'text', array: true, default: '{}' })
  deniedCountries!: string[];

  /** All columns of `Behavior` as JSON, for checks. Set by the database. */
  @Column({ type: 'varchar', length: 100_000, default: '', select: false, insert: false, update: false })
  behavior!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
