import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { PageOf } from '../../../common/pagination/page.dto';
import { ArchivedDto, archivedFields } from '../../../platform/archives/dto/archived.dto';
import { featuresAt } from '../../../licenses/grants/effective-grants';
import {
  HeldEntitlementDto,
  effectiveEntitlements,
  HeldMeterDto,
  effectiveMeters,
} from '../../../licenses/grants/dto/effective-grants.dto';
import { behaviorFields } from '../../../catalog/policies/behavior';
import { PolicyBehaviorDto } from '../../../catalog/policies/dto/behavior.dto';
import { EXPIRY_BASES, type ExpiryBasis } from '../../../catalog/policies/policy.entity';
import {
  LICENSE_STATES,
  LICENSE_STATUSES,
  LICENSE_TYPES,
  type LicenseState,
  type LicenseStatus,
  type LicenseType,
} from '../../../licenses/licenses/license.entity';
import type { LicenseWithUsage } from '../licenses.service';

const LIMIT = { type: 'integer', nullable: true, minimum: 1 } as const;

@ApiExtraModels(HeldEntitlementDto, HeldMeterDto)
export class LicenseDto extends ArchivedDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Numeric ID used by the other APIs.' })
  number!: number;

  /**
   * License key, unique.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  key!: string;

  /** Reference of the product. */
  product!: string;

  /** References of all products of the license; the first is `product`. */
  products!: string[];

  /** UUID of the customer; null if none. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  customer_id!: string | null;

  /** UUID of the group; null if none. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  group!: string | null;

  /** UUID of the order that gave the license; null if none did. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  order_id!: string | null;

  /** UUID of the policy. */
  @ApiProperty({ format: 'uuid' })
  policy!: string;

  /** Behavior in which this license differs from its policy; empty if in none. */
  policy_overrides!: PolicyBehaviorDto;

  /**
   * Commercial type of the license; it does not change behavior, except `trial`. A license with an end reads `subscription`,
   * even if it was issued as `perpetual` or `lifetime`.
   */
  @ApiProperty({ enum: LICENSE_TYPES, enumName: 'LicenseType' })
  type!: LicenseType;

  /** Name of the type in another system; null if none. */
  @ApiProperty({ type: String, nullable: true })
  type_label!: string | null;

  @ApiProperty({ enum: LICENSE_STATES, enumName: 'LicenseState', description: 'Administrative state.' })
  state!: LicenseState;

  @ApiProperty({
    enum: LICENSE_STATUSES,
    enumName: 'LicenseStatus',
    description: 'Current status, computed from the state and the dates.',
  })
  status!: LicenseStatus;

  /** When the license starts to be valid; null if it is valid at once. */
  starts_at!: Date | null;

  /** Expiration time of the license; null if it never expires. */
  expires_at!: Date | null;

  @ApiProperty({ ...LIMIT, description: 'Term in days; null if the license never expires.' })
  duration_days!: number | null;

  @ApiProperty({
    ...LIMIT,
    description:
      'Calendar months of the term, which `duration_days` contains as days, twelve as 365 and each other as 30. Null counts the term in days.',
  })
  duration_months!: number | null;

  @ApiProperty({
    enum: EXPIRY_BASES,
    enumName: 'ExpiryBasis',
    description: 'Start of the term, copied from the policy when the license is issued.',
  })
  expiry_basis!: ExpiryBasis;

  /** End of the period of updates; null if it never ends. */
  updates_until!: Date | null;

  /** End of the period of support; null if it never ends. It does not change behavior. */
  support_until!: Date | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of active devices or domains (seats); null is unlimited.' })
  max_activations!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of users; null is unlimited.' })
  max_users!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Maximum number of concurrent license sessions; null is unlimited.' })
  max_sessions!: number | null;

  @ApiProperty({ ...LIMIT, description: 'Lifetime limit of distinct devices; null is unlimited.' })
  uses_limit!: number | null;

  @ApiProperty({ type: 'integer', description: 'Number of seats in use; of all products, if seats count per product.' })
  seats_used!: number;

  @ApiProperty({ type: 'integer', description: 'Number of distinct devices ever activated.' })
  uses!: number;

  /** Codes of the flags that are true, and features without a declaration. */
  features!: string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(HeldEntitlementDto) },
    description: 'Entitlements that hold now, by code.',
  })
  entitlements!: Record<string, HeldEntitlementDto>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(HeldMeterDto) },
    description: 'Meters that hold now, by code.',
  })
  meters!: Record<string, HeldMeterDto>;

  /** Domains on which the license may be used, `*.` in front for all below; empty for any. */
  allowed_domains!: string[];

  /** IP addresses and networks from which the license may be used; empty for any. */
  allowed_ips!: string[];

  /** E-mail address that must be named to activate; null for any. */
  @ApiProperty({ type: String, nullable: true })
  restricted_to_email!: string | null;

  /** Client name that must be named to activate; null for any. */
  @ApiProperty({ type: String, nullable: true })
  restricted_to_client_name!: string | null;

  /** Internal note; empty by default. */
  description!: string;

  /** Your own data, as a JSON object. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: object;

  /** Label of the batch with which the license was issued; null if none. */
  @ApiProperty({ type: String, nullable: true })
  batch!: string | null;

  /** When the license was activated for the first time; null if never. */
  first_activated_at!: Date | null;

  /** When an admin last checked in for all devices. */
  checked_in_at!: Date | null;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from({ license, use }: LicenseWithUsage, now: Date): LicenseDto {
    return {
      id: license.uid,
      number: license.id,
      key: license.key,
      product: license.product?.reference ?? '',
      products: (license.products ?? []).map(({ reference }) => reference),
      customer_id: license.customer?.uid ?? null,
      group: license.groupId,
      order_id: license.orderId,
      policy: license.policy?.uid ?? '',
      policy_overrides: behaviorFields(license.policyOverrides),
      type: license.effectiveType,
      type_label: license.typeLabel,
      state: license.state,
      status: license.statusAt(now),
      starts_at: license.startsAt,
      expires_at: license.expiresAt,
      duration_days: license.durationDays,
      duration_months: license.durationMonths,
      expiry_basis: license.expiryBasis,
      updates_until: license.updatesUntil,
      support_until: license.supportUntil,
      max_activations: license.maxActivations,
      max_users: license.maxUsers,
      max_sessions: license.maxSessions,
      uses_limit: license.usesLimit,
      seats_used: use.seats,
      uses: use.uses,
      features: featuresAt(license, now),
      entitlements: effectiveEntitlements(license.effectiveGrants, now),
      meters: effectiveMeters(license.effectiveGrants),
      allowed_domains: license.allowedDomains,
      allowed_ips: license.allowedIps,
      restricted_to_email: license.restrictedToEmail,
      restricted_to_client_name: license.restrictedToClientName,
      description: license.description,
      metadata: license.metadata,
      batch: license.batch,
      first_activated_at: license.firstActivatedAt,
      checked_in_at: license.checkedInAt,
      created_at: license.createdAt,
      updated_at: license.updatedAt,
      ...archivedFields(license),
    };
  }
}

@ApiSchema({ name: 'LicensePage' })
export class LicensePageDto extends PageOf(LicenseDto) {}

export class IssuedLicensesDto {
  /** The new licenses, in the order of the request. */
  @ApiProperty({ type: [LicenseDto] })
  items!: LicenseDto[];
}

/** In the order of an export. */
export const LICENSE_FIELDS: readonly (keyof LicenseDto)[] = [
  'id',
  'number',
  'key',
  'product',
  'products',
  'customer_id',
  'group',
  'order_id',
  'policy',
  'policy_overrides',
  'type',
  'type_label',
  'state',
  'status',
  'starts_at',
  'expires_at',
  'duration_days',
  'duration_months',
  'expiry_basis',
  'updates_until',
  'support_until',
  'max_activations',
  'max_users',
  'max_sessions',
  'uses_limit',
  'seats_used',
  'uses',
  'features',
  'entitlements',
  'meters',
  'allowed_domains',
  'allowed_ips',
  'restricted_to_email',
  'restricted_to_client_name',
  'description',
  'metadata',
  'batch',
  'first_activated_at',
  'checked_in_at',
  'created_at',
  'updated_at',
];
