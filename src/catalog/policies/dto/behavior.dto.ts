import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsLimit, IsName, IsNameList, IsOneLine, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { defined } from '../../../common/defined';
import {
  type Behavior,
  COMPONENT_MATCHES,
  type ComponentMatch,
  DEAD_SEATS,
  type DeadSeats,
  DEVICE_UNIQUENESS,
  type DeviceUniqueness,
  EXPIRY_STRATEGIES,
  type ExpiryStrategy,
  HOST_TREATMENTS,
  type HostTreatment,
  MAX_BORROW_DAYS,
  MAX_OFFLINE_DAYS,
  MAX_SESSION_LEASE,
  MIN_SESSION_LEASE,
  RENEWAL_BASES,
  type RenewalBasis,
  SEATS_PER,
  type SeatsPer,
  WHEN_FULL,
  type WhenFull,
} from '../policy.entity';
import { AreCountries } from './country-fields';

const A_CENTURY_IN_DAYS = 36_500;
const A_YEAR_IN_SECONDS = 31_536_000;

function IsHostTreatment(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsIn(HOST_TREATMENTS),
    ApiProperty({ enum: HOST_TREATMENTS, enumName: 'HostTreatment', required: false }),
  );
}

/** License behavior, read from the policy on every call unless the license overrides it. */
export class PolicyBehaviorDto {
  /** Whether a check by an unknown device activates it if a seat is free. */
  @MayBeMissing()
  @IsBoolean()
  bind_on_check?: boolean;

  /** Scope within which a device can hold only one seat. */
  @MayBeMissing()
  @IsIn(DEVICE_UNIQUENESS)
  @ApiProperty({ enum: DEVICE_UNIQUENESS, enumName: 'DeviceUniqueness', required: false })
  device_unique_within?: DeviceUniqueness;

  /** Action when a device activates and no seat is free. */
  @MayBeMissing()
  @IsIn(WHEN_FULL)
  @ApiProperty({ enum: WHEN_FULL, enumName: 'WhenFull', required: false })
  when_full?: WhenFull;

  /**
   * Recognizes a device whose `hardware_id` is unknown to the license by the `components` that its program sends, if any of them,
   * two, most (more than half) or all equal those of an active device. `none` by default.
   */
  @MayBeMissing()
  @IsIn(COMPONENT_MATCHES)
  @ApiProperty({ enum: COMPONENT_MATCHES, enumName: 'ComponentMatch', required: false })
  component_match?: ComponentMatch;

  /**
   * Whether a virtual machine, as its program reports in `environment`, takes a seat (`count`), takes none (`without_seat`) or is
   * refused as DEVICE_NOT_ALLOWED (`refuse`). `count` by default.
   */
  @IsHostTreatment()
  virtual_machines?: HostTreatment;

  /** Like `virtual_machines`, for containers. `count` by default. */
  @IsHostTreatment()
  containers?: HostTreatment;

  /** Like `virtual_machines`, for development hosts. `count` by default. */
  @IsHostTreatment()
  development_hosts?: HostTreatment;

  /**
   * Like `virtual_machines`, for `localhost`, `*.localhost`, `*.test`, `*.local`, and loopback, private and link-local addresses,
   * if a domain is activated. `without_seat` by default.
   */
  @IsHostTreatment()
  local_domains?: HostTreatment;

  /**
   * Maximum number of processor cores of a device, as its program reports; a device with more is refused as DEVICE_NOT_ALLOWED.
   * null for unlimited, which is the default.
   */
  @IsLimit()
  max_cores?: number | null;

  /**
   * Maximum memory of a device in MB, as its program reports; a device with more is refused as DEVICE_NOT_ALLOWED. null for
   * unlimited, which is the default.
   */
  @IsLimit()
  max_memory_mb?: number | null;

  /**
   * Seats that a license may use above `max_activations`, in percent of it, rounded down; they are counted and reported. null
   * for unlimited; 0 by default.
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100)
  @ApiProperty({ type: 'integer', nullable: true, required: false, minimum: 0, maximum: 100 })
  seat_overage_percent?: number | null;

  /**
   * What `max_activations` counts: `device` counts active devices, `user` the users of active devices, each with any number of
   * devices, `user_device` the pairs of a user and an active device. An active device without a user counts as one. `device`
   * by default.
   */
  @MayBeMissing()
  @IsIn(SEATS_PER)
  @ApiProperty({ enum: SEATS_PER, enumName: 'SeatsPer', required: false })
  seats_per?: SeatsPer;

  /** Whether calls of programs that do not name their `user` are refused as USER_MISMATCH, except downloads; false by default. */
  @MayBeMissing()
  @IsBoolean()
  require_user?: boolean;

  /**
   * Whether the first activation or validation of an unknown user assigns the user to the license, up to `max_users`; false
   * by default.
   */
  @MayBeMissing()
  @IsBoolean()
  assign_user_on_use?: boolean;

  /**
   * Whether `max_activations` counts the seats of each product of a license alone, so that a device takes a seat, and a use,
   * of each product that it activates. false by default: a device takes one seat for all products of its license.
   */
  @MayBeMissing()
  @IsBoolean()
  seats_per_product?: boolean;

  /**
   * Deactivations by programs within `transfer_period_days`, beyond which they are refused as TRANSFERS_EXHAUSTED; null for
   * unlimited, which is the default. Deactivations by admins are unlimited and not counted.
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1000)
  @ApiProperty({ type: 'integer', nullable: true, required: false, minimum: 0, maximum: 1000 })
  max_transfers?: number | null;

  /** Period in days in which `max_transfers` counts, ending now; 30 by default. */
  @MayBeMissing()
  @IsWholeNumber(1, A_CENTURY_IN_DAYS)
  transfer_period_days?: number;

  /** Grace period in days after expiration. */
  @MayBeMissing()
  @IsWholeNumber(0, A_CENTURY_IN_DAYS)
  grace_days?: number;

  /**
   * Use of an expired license after its grace period: `revoke_access` refuses it; `restrict_access` leaves it usable without
   * newer versions, with the features and entitlements of `entitlements_after_expiry` only; `maintain_access` leaves it
   * usable without newer versions; `allow_access` leaves it usable with updates. `revoke_access` by default.
   */
  @MayBeMissing()
  @IsIn(EXPIRY_STRATEGIES)
  @ApiProperty({ enum: EXPIRY_STRATEGIES, enumName: 'ExpiryStrategy', required: false })
  expiry_strategy?: ExpiryStrategy;

  /**
   * Codes of the features and entitlements that an expired license keeps with `restrict_access`, at most 100; none by default.
   * @example ["read-only"]
   */
  @MayBeMissing()
  @IsNameList()
  entitlements_after_expiry?: string[];

  /**
   * Date from which an extension counts: `end` is the expiration date, `today` the time of the extension, `today_if_expired`
   * is `today` for an expired license and `end` otherwise. `end` by default.
   */
  @MayBeMissing()
  @IsIn(RENEWAL_BASES)
  @ApiProperty({ enum: RENEWAL_BASES, enumName: 'RenewalBasis', required: false })
  renewal_basis?: RenewalBasis;

  /**
   * Seconds after which a device that sent no check or heartbeat is refused as CHECK_IN_OVERDUE, until it activates again;
   * null for never.
   */
  @IsLimit(A_YEAR_IN_SECONDS)
  check_in_interval?: number | null;

  /** Heartbeat interval requested from programs, in seconds. */
  @MayBeMissing()
  @IsWholeNumber(1, A_YEAR_IN_SECONDS)
  heartbeat_interval?: number;

  /** Seconds without a check or heartbeat after which a seat is considered dead; null for never. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(A_YEAR_IN_SECONDS)
  @ApiProperty({ type: 'integer', nullable: true, required: false, minimum: 1, maximum: A_YEAR_IN_SECONDS })
  heartbeat_timeout?: number | null;

  /** Whether dead seats are kept or released to other devices. */
  @MayBeMissing()
  @IsIn(DEAD_SEATS)
  @ApiProperty({ enum: DEAD_SEATS, enumName: 'DeadSeats', required: false })
  dead_seats?: DeadSeats;

  /**
   * Longest time in days for which a program can borrow a session, which then needs no heartbeats; 0, the default, for none;
   * at most 365.
   */
  @MayBeMissing()
  @IsWholeNumber(0, MAX_BORROW_DAYS)
  max_borrow_days?: number;

  /** Maximum number of borrowed sessions of a license; null, the default, for as many as `max_sessions` allows. */
  @IsLimit()
  max_borrowed?: number | null;

  /**
   * Seconds after its last heartbeat for which a session holds its floating seat; 60 by default, 30 to 86,400. Programs are
   * asked for a heartbeat after half of it. A change applies to sessions that start later.
   */
  @MayBeMissing()
  @IsWholeNumber(MIN_SESSION_LEASE, MAX_SESSION_LEASE)
  session_lease?: number;

  /**
   * Longest time in days for which programs may trust a signed answer or a license file without reaching the server; 30 by
   * default, at most 3,650; 0 for none.
   */
  @MayBeMissing()
  @IsWholeNumber(0, MAX_OFFLINE_DAYS)
  offline_days?: number;

  /** Whether the first activated domain becomes the only allowed domain. */
  @MayBeMissing()
  @IsBoolean()
  add_first_domain?: boolean;

  /** Oldest version of the program that may use the license, if the program names its version; null allows all. */
  @IsOptional()
  @IsName()
  @IsOneLine()
  @ApiProperty({ type: String, nullable: true, required: false, minLength: 1, maxLength: 255, example: '2.0' })
  min_version?: string | null;

  /** Newest version of the program that may use the license, if the program names its version; null allows all. */
  @IsOptional()
  @IsName()
  @IsOneLine()
  @ApiProperty({ type: String, nullable: true, required: false, minLength: 1, maxLength: 255, example: '2.9' })
  max_version?: string | null;

  /**
   * Platforms of programs that may use the license, if the program names its platform, at most 100; case is ignored. Empty,
   * the default, allows all.
   * @example ["windows", "macos"]
   */
  @MayBeMissing()
  @IsNameList()
  allowed_platforms?: string[];

  /**
   * Release channels of programs that may use the license, if the program names its channel, at most 100; case is ignored.
   * Empty, the default, allows all.
   * @example ["stable"]
   */
  @MayBeMissing()
  @IsNameList()
  allowed_channels?: string[];

  /** Maximum number of checks of a license per minute, through all APIs; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR. */
  @IsLimit()
  max_validations_per_minute?: number | null;

  /** Maximum number of usage calls of a license per minute; null is unlimited. Not multiplied by RATE_LIMIT_FACTOR. */
  @IsLimit()
  max_uses_per_minute?: number | null;

  /**
   * ISO 3166-1 alpha-2 codes of the countries in which licenses may be used, at most 250, by the address of the caller; empty,
   * the default, allows all. An address without a country, such as one of a private network, is in none of them. Requires
   * COUNTRY_DATABASE: without it, such licenses are refused as COUNTRY_NOT_ALLOWED.
   * @example []
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(250)
  @AreCountries()
  allowed_countries?: string[];

  /**
   * ISO 3166-1 alpha-2 codes of the countries in which licenses may not be used, at most 250; empty by default. An address
   * without a country is allowed. Requires COUNTRY_DATABASE.
   * @example []
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(250)
  @AreCountries()
  denied_countries?: string[];
}

/** Maps the given fields to entity names. */
export function behaviorInput(input: PolicyBehaviorDto): Partial<Behavior> {
  return defined({
    bindOnCheck: input.bind_on_check,
    deviceUniqueWithin: input.device_unique_within,
    whenFull: input.when_full,
    componentMatch: input.component_match,
    virtualMachines: input.virtual_machines,
    containers: input.containers,
    developmentHosts: input.development_hosts,
    localDomains: input.local_domains,
    maxCores: input.max_cores,
    maxMemoryMb: input.max_memory_mb,
    seatOveragePercent: input.seat_overage_percent,
    seatsPer: input.seats_per,
    requireUser: input.require_user,
    assignUserOnUse: input.assign_user_on_use,
    seatsPerProduct: input.seats_per_product,
    maxTransfers: input.max_transfers,
    transferPeriodDays: input.transfer_period_days,
    graceDays: input.grace_days,
    expiryStrategy: input.expiry_strategy,
    entitlementsAfterExpiry: input.entitlements_after_expiry,
    renewalBasis: input.renewal_basis,
    checkInInterval: input.check_in_interval,
    heartbeatInterval: input.heartbeat_interval,
    heartbeatTimeout: input.heartbeat_timeout,
    deadSeats: input.dead_seats,
    maxBorrowDays: input.max_borrow_days,
    maxBorrowed: input.max_borrowed,
    sessionLease: input.session_lease,
    offlineDays: input.offline_days,
    addFirstDomain: input.add_first_domain,
    minVersion: input.min_version,
    maxVersion: input.max_version,
    allowedPlatforms: input.allowed_platforms,
    allowedChannels: input.allowed_channels,
    maxValidationsPerMinute: input.max_validations_per_minute,
    maxUsesPerMinute: input.max_uses_per_minute,
    allowedCountries: input.allowed_countries,
    deniedCountries: input.denied_countries,
  });
}

export function behaviorFields(behavior: Partial<Behavior>): PolicyBehaviorDto {
  return defined({
    bind_on_check: behavior.bindOnCheck,
    device_unique_within: behavior.deviceUniqueWithin,
    when_full: behavior.whenFull,
    component_match: behavior.componentMatch,
    virtual_machines: behavior.virtualMachines,
    containers: behavior.containers,
    development_hosts: behavior.developmentHosts,
    local_domains: behavior.localDomains,
    max_cores: behavior.maxCores,
    max_memory_mb: behavior.maxMemoryMb,
    seat_overage_percent: behavior.seatOveragePercent,
    seats_per: behavior.seatsPer,
    require_user: behavior.requireUser,
    assign_user_on_use: behavior.assignUserOnUse,
    seats_per_product: behavior.seatsPerProduct,
    max_transfers: behavior.maxTransfers,
    transfer_period_days: behavior.transferPeriodDays,
    grace_days: behavior.graceDays,
    expiry_strategy: behavior.expiryStrategy,
    entitlements_after_expiry: behavior.entitlementsAfterExpiry,
    renewal_basis: behavior.renewalBasis,
    check_in_interval: behavior.checkInInterval,
    heartbeat_interval: behavior.heartbeatInterval,
    heartbeat_timeout: behavior.heartbeatTimeout,
    dead_seats: behavior.deadSeats,
    max_borrow_days: behavior.maxBorrowDays,
    max_borrowed: behavior.maxBorrowed,
    session_lease: behavior.sessionLease,
    offline_days: behavior.offlineDays,
    add_first_domain: behavior.addFirstDomain,
    min_version: behavior.minVersion,
    max_version: behavior.maxVersion,
    allowed_platforms: behavior.allowedPlatforms,
    allowed_channels: behavior.allowedChannels,
    max_validations_per_minute: behavior.maxValidationsPerMinute,
    max_uses_per_minute: behavior.maxUsesPerMinute,
    allowed_countries: behavior.allowedCountries,
    denied_countries: behavior.deniedCountries,
  });
}
