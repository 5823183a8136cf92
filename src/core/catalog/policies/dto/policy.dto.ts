import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { entitlementFields, GrantedEntitlementDto, meterFields, MeterTermsDto } from '../../grants/dto/grants.dto';
import {
  EXPIRY_BASES,
  type ExpiryBasis,
  type Policy,
  TRIAL_REQUIREMENTS,
  type TrialRequirement,
} from '../policy.entity';
import {
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
  RENEWAL_BASES,
  type RenewalBasis,
  SEATS_PER,
  type SeatsPer,
  WHEN_FULL,
  type WhenFull,
  behaviorFields,
} from '../behavior';

const LIMIT = { type: 'integer', nullable: true, minimum: 1 } as const;

@ApiExtraModels(GrantedEntitlementDto, MeterTermsDto)
export class PolicyDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Numeric ID used by the other APIs. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /**
   * Name of the policy.
   * @example "Floating, 5 seats"
   */
  name!: string;

  /**
   * Format of new license keys.
   * @example "LIC-%Z{16}"
   */
  key_format!: string;

  /** Whether the duration counts from the issue or from the first activation. */
  @ApiProperty({ enum: EXPIRY_BASES, enumName: 'ExpiryBasis' })
  expiry_basis!: ExpiryBasis;

  @ApiProperty({ ...LIMIT, description: 'Term in days; null if the license never expires.' })
  duration_days!: number | null;

  @ApiProperty({
    ...LIMIT,
    description:
      'Term in calendar months; `duration_days` is then the same term in days, a year as 365 and a month as 30. Null counts it in days.',
  })
  duration_months!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of active devices or domains (seats); null is unlimited.' })
  max_activations!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of users; null is unlimited.' })
  max_users!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of concurrent license sessions; null is unlimited.' })
  max_sessions!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Lifetime limit of distinct devices; null is unlimited.' })
  uses_limit!: number | null;

  /** Codes of the features of all its licenses. */
  features!: string[];

  /** Field that a request for a trial must name. */
  @ApiProperty({ enum: TRIAL_REQUIREMENTS, enumName: 'TrialRequirement' })
  trial_requires!: TrialRequirement;

  /** Whether an admin must verify a request before the trial is granted. */
  trial_needs_verification!: boolean;

  /** Entitlements of its licenses, by code. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(GrantedEntitlementDto) } })
  entitlements!: Record<string, GrantedEntitlementDto>;

  /** Terms of its licenses' meters, by code. */
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(MeterTermsDto) } })
  meters!: Record<string, MeterTermsDto>;

  /** Whether a check activates a device if a seat is free. */
  bind_on_check!: boolean;

  /** Where a device may be activated on one license only. */
  @ApiProperty({ enum: DEVICE_UNIQUENESS, enumName: 'DeviceUniqueness' })
  device_unique_within!: DeviceUniqueness;

  /** Effect of an activation when all seats are in use. */
  @ApiProperty({ enum: WHEN_FULL, enumName: 'WhenFull' })
  when_full!: WhenFull;

  /** Number of components of a device that must match to recognize it. */
  @ApiProperty({ enum: COMPONENT_MATCHES, enumName: 'ComponentMatch' })
  component_match!: ComponentMatch;

  /** Treatment of virtual machines. */
  @ApiProperty({ enum: HOST_TREATMENTS, enumName: 'HostTreatment' })
  virtual_machines!: HostTreatment;

  /** Treatment of containers. */
  @ApiProperty({ enum: HOST_TREATMENTS, enumName: 'HostTreatment' })
  containers!: HostTreatment;

  /** Treatment of development hosts. */
  @ApiProperty({ enum: HOST_TREATMENTS, enumName: 'HostTreatment' })
  development_hosts!: HostTreatment;

  /** Whether a local domain takes a seat when a domain is activated. */
  @ApiProperty({ enum: HOST_TREATMENTS, enumName: 'HostTreatment' })
  local_domains!: HostTreatment;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of cores of a device; null is unlimited.' })
  max_cores!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum memory of a device in MB; null is unlimited.' })
  max_memory_mb!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Seats above the limit, in percent of it; null for unlimited.',
  })
  seat_overage_percent!: number | null;

  @ApiProperty({ enum: SEATS_PER, enumName: 'SeatsPer', description: 'What `max_activations` counts.' })
  seats_per!: SeatsPer;

  /** Whether apps must name the user. */
  require_user!: boolean;

  /** Whether the first activation or validation of an unknown user assigns the user to the license. */
  assign_user_on_use!: boolean;

  /** Whether the seats of a bundle count for each product alone. */
  seats_per_product!: boolean;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Deactivations by apps within the transfer period; null for unlimited.',
  })
  max_transfers!: number | null;

  @ApiProperty({ type: 'integer', description: 'Transfer period in days.' })
  transfer_period_days!: number;

  /** Days after its expiration during which a license can still be used. */
  @ApiProperty({ type: 'integer' })
  grace_days!: number;

  @ApiProperty({
    enum: EXPIRY_STRATEGIES,
    enumName: 'ExpiryStrategy',
    description: 'Use of an expired license after its grace period.',
  })
  expiry_strategy!: ExpiryStrategy;

  /** Codes of the features and entitlements that an expired license keeps with `restrict_access`. */
  entitlements_after_expiry!: string[];

  @ApiProperty({ enum: RENEWAL_BASES, enumName: 'RenewalBasis', description: 'Date from which an extension counts.' })
  renewal_basis!: RenewalBasis;

  @ApiProperty({
    ...LIMIT,
    description: 'Seconds after which a device that sent no check or heartbeat is refused; null for never.',
  })
  check_in_interval!: number | null;

  @ApiProperty({ type: 'integer', description: 'Heartbeat interval in seconds.' })
  heartbeat_interval!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Heartbeat timeout in seconds; null for no timeout.' })
  heartbeat_timeout!: number | null;

  /** Treatment of a seat whose device is no longer seen. */
  @ApiProperty({ enum: DEAD_SEATS, enumName: 'DeadSeats' })
  dead_seats!: DeadSeats;

  @ApiProperty({ type: 'integer', description: 'Days for which a session can be borrowed; 0 for none.' })
  max_borrow_days!: number;

  @ApiProperty({
    ...LIMIT,
    description: 'Maximum number of borrowed sessions; null for as many as `max_sessions` allows.',
  })
  max_borrowed!: number | null;

  @ApiProperty({
    type: 'integer',
    description: 'Seconds after its last heartbeat for which a session holds its floating seat.',
  })
  session_lease!: number;

  @ApiProperty({
    type: 'integer',
    description:
      'Days for which apps may trust a signed answer or a license file without reaching the server; 0 for none.',
  })
  offline_days!: number;

  /** Whether the first domain of a license is added to its allowed domains. */
  add_first_domain!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Oldest version of the app that is allowed; null allows all.',
  })
  min_version!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Newest version of the app that is allowed; null allows all.',
  })
  max_version!: string | null;

  /** Platforms of apps that are allowed; empty allows all. */
  allowed_platforms!: string[];

  /** Release channels of apps that are allowed; empty allows all. */
  allowed_channels!: string[];

  @ApiProperty({ ...LIMIT, description: 'Maximum number of checks of a license per minute; null is unlimited.' })
  max_validations_per_minute!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of usage calls of a license per minute; null is unlimited.' })
  max_uses_per_minute!: number | null;

  @ApiProperty({ type: [String], description: 'Countries in which licenses may be used; empty allows all.' })
  allowed_countries!: string[];

  @ApiProperty({ type: [String], description: 'Countries in which licenses may not be used.' })
  denied_countries!: string[];

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(policy: Policy): PolicyDto {
    return {
      id: policy.uid,
      number: policy.id,
      name: policy.name,
      key_format: policy.keyFormat,
      expiry_basis: policy.expiryBasis,
      duration_days: policy.durationDays,
      duration_months: policy.durationMonths,
      max_activations: policy.maxActivations,
      max_users: policy.maxUsers,
      max_sessions: policy.maxSessions,
      uses_limit: policy.usesLimit,
      features: policy.features,
      trial_requires: policy.trialRequires,
      trial_needs_verification: policy.trialNeedsVerification,
      entitlements: entitlementFields(policy.grants),
      meters: meterFields(policy.grants),
      ...behaviorFields(policy),
      created_at: policy.createdAt,
      updated_at: policy.updatedAt,
    };
  }
}

export class ListPoliciesDto extends DatedPage({ ...BY_DATES, name: { property: 'name' } }, 'PolicySort') {
  @IsSearchFilter('name')
  q?: string;
}

@ApiSchema({ name: 'PolicyPage' })
export class PolicyPageDto extends PageOf(PolicyDto) {}
