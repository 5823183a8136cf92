import { ApiExtraModels, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { DATES, IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { creditFields, CreditTermsDto, FeatureRateDto, NextRatesDto } from '../../grants/dto/credit-terms.dto';
import { entitlementFields, GrantedEntitlementDto } from '../../grants/dto/grants.dto';
import { RATE_LIMITS_SCHEMA, RateLimitTermsDto } from '../../../common/limits/dto/rate-limits.dto';
import { meterFields, MeterTermsDto } from '../../grants/dto/meter-terms.dto';
import {
  COMPONENT_MATCHES,
  DEAD_SEATS,
  DEVICE_UNIQUENESS,
  EXPIRY_STRATEGIES,
  HOST_TREATMENTS,
  UNREPORTED_SIZES,
  RENEWAL_BASES,
  REPORTABLE_RULES,
  SEATS_PER,
  SESSIONS_COUNT_BY,
  WHEN_FULL,
} from '../behavior';
import { keyPatternOf } from '../key-format';
import { EXPIRY_BASES, type Policy, TRIAL_REQUIREMENTS } from '../policy.entity';

const POLICY = fieldsOf<Policy>()({
  ...IDS,
  name: { description: 'Name of the policy.', example: 'Floating, 5 seats' },
  key_format: { description: 'Format of new license keys.', example: 'LIC-%Z{16}' },
  key_pattern: {
    nullable: true,
    description: 'Regular expression of new keys, for scanners that look for leaked ones; null for signed keys.',
    example: 'ACME\\-[A-HJKMNP-Z2-9]{16}',
    from: ({ keyFormat }) => keyPatternOf(keyFormat),
  },
  expiry_basis: {
    enum: EXPIRY_BASES,
    enumName: 'ExpiryBasis',
    description: 'Whether the duration counts from the issue or from a first activation, check, download or use.',
  },
  term_meter: {
    nullable: true,
    description: 'Code of the meter or credit whose first use starts a `first_use` term; null for any use.',
  },
  duration_days: limit('Term in days; null if the license never expires.'),
  duration_months: limit(
    'Term in calendar months; `duration_days` is then the same term in days, a year as 365 and a month as 30. Null counts it in days.',
  ),
  max_activations: limit('Maximum number of active devices or domains (seats); null is unlimited.'),
  max_users: limit('Maximum number of users; null is unlimited.'),
  max_sessions: limit('Maximum number of concurrent license sessions; null is unlimited.'),
  uses_limit: limit('Lifetime limit of distinct devices; null is unlimited.'),
  features: { type: [String], description: 'Codes of the features of all its licenses.' },
  trial_requires: {
    enum: TRIAL_REQUIREMENTS,
    enumName: 'TrialRequirement',
    description: 'Field that a request for a trial must name.',
  },
  trial_needs_verification: {
    type: Boolean,
    description: 'Whether an admin must verify a request before the trial is granted.',
  },
  entitlements: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(GrantedEntitlementDto) },
      description: 'Entitlements of its licenses, by code.',
    },
    from: ({ grants }) => entitlementFields(grants),
  },
  meters: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(MeterTermsDto) },
      description: "Terms of its licenses' meters, by code.",
    },
    from: ({ grants }) => meterFields(grants),
  },
  published_version: {
    type: 'integer',
    nullable: true,
    description:
      'Number of its newest version, with which licenses are issued; null if its entitlements and meters are those of its licenses.',
  },
  credits: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(CreditTermsDto) },
      description: "Terms of its licenses' credits, by code.",
    },
    from: ({ grants }) => creditFields(grants),
  },
  rates: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(FeatureRateDto) },
      description: 'Costs in credits that hold now, by feature.',
    },
    from: ({ grants }) => grants?.rates ?? {},
  },
  next_rates: {
    type: NextRatesDto,
    nullable: true,
    description: 'Rates that replace `rates` at a time, or null.',
    from: ({ grants }) => grants?.next_rates ?? null,
  },
  bind_on_check: { type: Boolean, description: 'Whether a check activates a device if a seat is free.' },
  device_unique_within: {
    enum: DEVICE_UNIQUENESS,
    enumName: 'DeviceUniqueness',
    description: 'Where a device may be activated on one license only.',
  },
  when_full: {
    enum: WHEN_FULL,
    enumName: 'WhenFull',
    description: 'Effect of an activation when all seats are in use.',
  },
  component_match: {
    enum: COMPONENT_MATCHES,
    enumName: 'ComponentMatch',
    description: 'Number of components of a device that must match to recognize it.',
  },
  virtual_machines: hosts('Treatment of virtual machines.'),
  containers: hosts('Treatment of containers.'),
  development_hosts: hosts('Treatment of development hosts.'),
  local_domains: hosts('Whether a local domain takes a seat when a domain is activated.'),
  staging_hosts: hosts('Whether a host for staging, tests or previews takes a seat when a domain is activated.'),
  free_hosts: { type: [String], description: 'Further hosts that take no seat.' },
  max_free_hosts: limit('Maximum number of hosts without a seat; null is unlimited.'),
  max_cores: limit('Maximum number of cores of a device; null is unlimited.'),
  max_memory_mb: limit('Maximum memory of a device in MB; null is unlimited.'),
  max_disk_gb: limit('Maximum disk space of a device in GB; null is unlimited.'),
  max_total_cores: limit('Maximum number of cores of all devices of a license; null is unlimited.'),
  max_total_memory_mb: limit('Maximum memory of all devices of a license in MB; null is unlimited.'),
  max_total_disk_gb: limit('Maximum disk space of all devices of a license in GB; null is unlimited.'),
  unreported_size: {
    enum: UNREPORTED_SIZES,
    enumName: 'UnreportedSize',
    description: 'Treatment of a device that never reported a size which is limited.',
  },
  seat_overage_percent: {
    type: 'integer',
    nullable: true,
    description: 'Seats above the limit, in percent of it; null for unlimited.',
  },
  seats_per: { enum: SEATS_PER, enumName: 'SeatsPer', description: 'What `max_activations` counts.' },
  require_user: { type: Boolean, description: 'Whether apps must name the user.' },
  assign_user_on_use: {
    type: Boolean,
    description: 'Whether the first activation or validation of an unknown user assigns the user to the license.',
  },
  seats_per_product: { type: Boolean, description: 'Whether the seats of a bundle count for each product alone.' },
  max_transfers: {
    type: 'integer',
    nullable: true,
    description: 'Deactivations by apps within the transfer period; null for unlimited.',
  },
  transfer_period_days: { type: 'integer', description: 'Transfer period in days.' },
  grace_days: {
    type: 'integer',
    description: 'Days after its expiration during which a license can still be used.',
  },
  expiry_strategy: {
    enum: EXPIRY_STRATEGIES,
    enumName: 'ExpiryStrategy',
    description: 'Use of an expired license after its grace period.',
  },
  entitlements_after_expiry: {
    type: [String],
    description: 'Codes of the features and entitlements that an expired license keeps with `restrict_access`.',
  },
  renewal_basis: {
    enum: RENEWAL_BASES,
    enumName: 'RenewalBasis',
    description: 'Date from which an extension counts.',
  },
  check_in_interval: limit('Seconds after which a device that sent no check or heartbeat is refused; null for never.'),
  heartbeat_interval: { type: 'integer', description: 'Heartbeat interval in seconds.' },
  heartbeat_timeout: {
    type: 'integer',
    nullable: true,
    description: 'Seconds without a check or heartbeat after which a seat is considered dead; null for never.',
  },
  dead_seats: {
    enum: DEAD_SEATS,
    enumName: 'DeadSeats',
    description: 'Treatment of a seat whose device is no longer seen.',
  },
  max_borrow_days: { type: 'integer', description: 'Days for which a session can be borrowed; 0 for none.' },
  max_borrowed: limit('Maximum number of borrowed sessions; null for as many as `max_sessions` allows.'),
  session_lease: {
    type: 'integer',
    description: 'Seconds after its last heartbeat for which a session holds its floating seat.',
  },
  idle_timeout: limit('Seconds without activity of its user after which a session ends; null for never.'),
  sessions_count_by: {
    enum: SESSIONS_COUNT_BY,
    enumName: 'SessionsCountBy',
    description: 'Sessions that share one seat: none, those of a machine, or those of a user.',
  },
  max_sessions_per_user: limit('Maximum number of concurrent sessions of a user; null is unlimited.'),
  max_sessions_per_machine: limit('Maximum number of concurrent sessions on a machine; null is unlimited.'),
  max_machines_per_user: limit('Maximum number of machines with sessions of a user at once; null is unlimited.'),
  offline_days: {
    type: 'integer',
    description:
      'Days for which apps may trust a signed answer or a license file without reaching the server; 0 for none.',
  },
  portal_key_replacements: {
    type: 'integer',
    description: 'Times within 365 days that a customer can replace the key of a license in the portal; 0 for never.',
  },
  replaced_key_days: {
    type: 'integer',
    description: 'Days for which a key works after a customer has replaced it in the portal; 0 for none.',
  },
  replaced_key_on_known_devices: {
    type: Boolean,
    description: 'Whether devices that were activated before such a key ended go on with it until they are freed.',
  },
  add_first_domain: {
    type: Boolean,
    description: 'Whether the first domain of a license is added to its allowed domains.',
  },
  min_version: { nullable: true, description: 'Oldest version of the app that is allowed; null allows all.' },
  max_version: { nullable: true, description: 'Newest version of the app that is allowed; null allows all.' },
  allowed_platforms: { type: [String], description: 'Platforms of apps that are allowed; empty allows all.' },
  allowed_channels: {
    type: [String],
    description: 'Release channels of apps that are allowed; empty allows all.',
  },
  max_validations_per_minute: limit('Maximum number of checks of a license per minute; null is unlimited.'),
  max_uses_per_minute: limit('Maximum number of usage calls of a license per minute; null is unlimited.'),
  rate_limits: {
    type: Object,
    schema: { ...RATE_LIMITS_SCHEMA, description: 'Limits of features of the app, by name.' },
  },
  allowed_countries: {
    type: [String],
    schema: { description: 'Countries in which licenses may be used; empty allows all.' },
  },
  denied_countries: {
    type: [String],
    schema: { description: 'Countries in which licenses may not be used.' },
  },
  report_only: {
    enum: REPORTABLE_RULES,
    enumName: 'ReportableRule',
    isArray: true,
    description: 'Rules that refuse nothing before `report_only_until`.',
  },
  report_only_until: {
    type: Date,
    nullable: true,
    description: 'When the rules of `report_only` are enforced.',
  },
  ...DATES,
});

function limit(description: string) {
  return { type: 'integer', nullable: true, schema: { minimum: 1, description } } as const;
}

function hosts(description: string) {
  return { enum: HOST_TREATMENTS, enumName: 'HostTreatment', description } as const;
}

/** A policy in answers of the native API. */
@ApiExtraModels(CreditTermsDto, FeatureRateDto, GrantedEntitlementDto, MeterTermsDto, RateLimitTermsDto)
export class PolicyDto extends answerOf(POLICY) {
  static readonly from = POLICY.from;
}

export class ListPoliciesDto extends DatedPage({ ...BY_DATES, name: { property: 'name' } }, 'PolicySort') {
  @IsSearchFilter('name')
  q?: string;
}

@ApiSchema({ name: 'PolicyPage' })
export class PolicyPageDto extends PageOf(PolicyDto) {}
