import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { CreditTermsDto } from '../../../catalog/grants/dto/credit-terms.dto';
import { behaviorFields } from '../../../catalog/policies/behavior';
import { PolicyBehaviorDto } from '../../../catalog/policies/dto/behavior.dto';
import { EXPIRY_BASES } from '../../../catalog/policies/policy.entity';
import { DATES, IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf } from '../../../common/fields/fields-of';
import { PageOf } from '../../../common/pagination/page.dto';
import { featuresAt } from '../../../licenses/grants/effective-grants';
import {
  HeldEntitlementDto,
  effectiveEntitlements,
  HeldMeterDto,
  effectiveCredits,
  effectiveMeters,
} from '../../../licenses/grants/dto/effective-grants.dto';
import { LICENSE_TYPES, type License } from '../../../licenses/licenses/license.entity';
import { LICENSE_STATES, LICENSE_STATUSES } from '../../../licenses/licenses/license-status';
import { ARCHIVED } from '../../../platform/archives/dto/archived.dto';
import { PendingChangeDto } from './pending-change.dto';
import type { LicenseWithUsage } from '../licenses.service';

const LICENSE = fieldsOf<License, [use: LicenseWithUsage['use'], now: Date]>()({
  ...IDS,
  key: { description: 'License key, unique.', example: 'Q7RD-K2LM-9XWE-4TUB' },
  product: { description: 'Reference of the product.', from: ({ product }) => product?.reference ?? '' },
  products: {
    type: [String],
    description: 'References of all products of the license; the first is `product`.',
    from: ({ products = [] }) => products.map(({ reference }) => reference),
  },
  customer_id: {
    description: 'UUID of the customer; null if none.',
    nullable: true,
    schema: { format: 'uuid' },
    from: ({ customer }) => customer?.uid ?? null,
  },
  group: {
    description: 'UUID of the group; null if none.',
    nullable: true,
    schema: { format: 'uuid' },
    from: 'groupId',
  },
  order_id: {
    description: 'UUID of the order that gave the license; null if none did.',
    nullable: true,
    schema: { format: 'uuid' },
  },
  policy: { description: 'UUID of the policy.', schema: { format: 'uuid' }, from: ({ policy }) => policy?.uid ?? '' },
  policy_version: {
    type: 'integer',
    description:
      'Version of the policy whose entitlements and meters the license has; 1 if the policy has published none.',
  },
  policy_overrides: {
    type: PolicyBehaviorDto,
    description: 'Behavior in which this license differs from its policy; empty if in none.',
    from: ({ policyOverrides }) => behaviorFields(policyOverrides),
  },
  type: {
    enum: LICENSE_TYPES,
    enumName: 'LicenseType',
    description:
      'Commercial type of the license; it does not change behavior, except `trial`. A license with an end reads `subscription`,\neven if it was issued as `perpetual` or `lifetime`.',
    from: 'effectiveType',
  },
  type_label: { description: 'Name of the type in another system; null if none.', nullable: true },
  state: { enum: LICENSE_STATES, enumName: 'LicenseState', description: 'Administrative state.' },
  status: {
    enum: LICENSE_STATUSES,
    enumName: 'LicenseStatus',
    description: 'Current status, computed from the state and the dates.',
    from: (license, _use, now) => license.statusAt(now),
  },
  starts_at: {
    type: Date,
    description: 'When the license starts to be valid; null if it is valid at once.',
    nullable: true,
  },
  expires_at: { type: Date, description: 'Expiration time of the license; null if it never expires.', nullable: true },
  duration_days: limit('Term in days; null if the license never expires.'),
  duration_months: limit(
    'Calendar months of the term, which `duration_days` contains as days, twelve as 365 and each other as 30. Null counts the term in days.',
  ),
  expiry_basis: {
    enum: EXPIRY_BASES,
    enumName: 'ExpiryBasis',
    description: 'Start of the term, copied from the policy when the license is issued.',
  },
  updates_until: { type: Date, description: 'End of the period of updates; null if it never ends.', nullable: true },
  support_until: {
    type: Date,
    description: 'End of the period of support; null if it never ends. It does not change behavior.',
    nullable: true,
  },
  max_activations: limit('Maximum number of active devices or domains (seats); null is unlimited.'),
  max_users: limit('Maximum number of users; null is unlimited.'),
  max_sessions: limit('Maximum number of concurrent license sessions; null is unlimited.'),
  uses_limit: limit('Lifetime limit of distinct devices; null is unlimited.'),
  seats_used: {
    type: 'integer',
    description: 'Number of seats in use; of all products, if seats count per product.',
    from: (_license, { seats }) => seats,
  },
  free_hosts: {
    type: 'integer',
    description: 'Number of active domains without a seat, such as staging hosts.',
    from: (_license, { freeHosts }) => freeHosts,
  },
  uses: {
    type: 'integer',
    description: 'Number of distinct devices ever activated.',
    from: (_license, { uses }) => uses,
  },
  features: {
    type: [String],
    description: 'Codes of the flags that are true, and features without a declaration.',
    from: (license, _use, now) => featuresAt(license, now),
  },
  entitlements: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(HeldEntitlementDto) },
      description: 'Entitlements that hold now, by code.',
    },
    from: ({ effectiveGrants }, _use, now) => effectiveEntitlements(effectiveGrants, now),
  },
  meters: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(HeldMeterDto) },
      description: 'Meters that hold now, by code.',
    },
    from: ({ effectiveGrants }) => effectiveMeters(effectiveGrants),
  },
  credits: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: { $ref: getSchemaPath(CreditTermsDto) },
      description: 'Credits that hold now, by code.',
    },
    from: ({ effectiveGrants }) => effectiveCredits(effectiveGrants),
  },
  allowed_domains: {
    type: [String],
    description: 'Domains on which the license may be used, `*.` in front for all below; empty for any.',
  },
  allowed_ips: {
    type: [String],
    description: 'IP addresses and networks from which the license may be used; empty for any.',
  },
  restricted_to_email: {
    description: 'E-mail address that must be named to activate; null for any.',
    nullable: true,
  },
  restricted_to_client_name: {
    description: 'Client name that must be named to activate; null for any.',
    nullable: true,
  },
  description: { description: 'Internal note; empty by default.' },
  metadata: {
    type: Object,
    description: 'Your own data, as a JSON object.',
    schema: { type: 'object', additionalProperties: true },
  },
  batch: { description: 'Label of the batch with which the license was issued; null if none.', nullable: true },
  first_activated_at: {
    type: Date,
    description: 'When the license was activated for the first time; null if never.',
    nullable: true,
  },
  last_seen_at: {
    type: Date,
    description: 'When a device was last seen; null if none ever was.',
    nullable: true,
    from: (_license, { device }) => device?.lastSeenAt ?? null,
  },
  checked_in_at: { type: Date, description: 'When an admin last checked in for all devices.', nullable: true },
  ...DATES,
  ...ARCHIVED,
});

function limit(description: string) {
  return { type: 'integer', nullable: true, schema: { minimum: 1, description } } as const;
}

/** A license in answers of the native API. */
@ApiExtraModels(CreditTermsDto, HeldEntitlementDto, HeldMeterDto)
export class LicenseDto extends answerOf(LICENSE) {
  @ApiProperty({
    type: [PendingChangeDto],
    required: false,
    description: 'Changes that take effect at a later date, the next first; left out if there are none.',
  })
  scheduled_changes?: PendingChangeDto[];

  static from({ license, use }: LicenseWithUsage, now: Date): LicenseDto {
    return { ...LICENSE.from(license, use, now), ...pendingChangesOf(license) };
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
export const LICENSE_FIELDS = LICENSE.names.filter((name) => !(name in ARCHIVED));

/** The pending changes of a license, as a field of an answer that only licenses with such changes have. */
export function pendingChangesOf({ scheduledChanges = [] }: License): { scheduled_changes?: PendingChangeDto[] } {
  const changes = scheduledChanges.map(({ uid: id, action, params, effectiveAt: effective_at }) => ({
    id,
    action,
    params,
    effective_at,
  }));
  return changes.length === 0 ? {} : { scheduled_changes: changes };
}
