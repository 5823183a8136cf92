import { IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { MAX_POLICY_VERSION } from '../../../catalog/policies/policy-version.entity';
import {
  IsMetadataFilter,
  IsIntegerRange,
  IsNumberRange,
  IsTimeRange,
  type MetadataFilter,
  IntegerRangeDto,
  NumberRangeDto,
  rangesOf,
  TimeRangeDto,
} from '../../../common/pagination/field-filters';
import { SortedPage } from '../../../common/pagination/sorting';
import { IsFilterTime, IsFlag, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { LICENSE_TYPES, type LicenseType } from '../../../licenses/licenses/license.entity';
import {
  LICENSE_STATES,
  LICENSE_STATUSES,
  type LicenseState,
  type LicenseStatus,
} from '../../../licenses/licenses/license-status';
import { type LicenseFilter, SEARCHED_CUSTOMERS, SEARCHED_LICENSES } from '../license-filter';
import { REPORTABLE_RULES, type ReportableRule } from '../../../catalog/policies/behavior';
import { ANOMALY_TYPES, type AnomalyType } from '../anomaly-types';
import { LICENSE_SORTS } from '../read-licenses';
import { IsAnyName, IsAnyOf, IsAnyUuid } from '../../../common/pagination/any-of';

/** A part of the description of filters by use. */
const COUNTED = 'As of the last count of licenses, a few minutes ago.';

/** All given filters must match. */
export class LicenseFilterDto {
  @IsAnyName('UUIDs or references of products.')
  product?: string[];

  @IsAnyUuid('Only licenses of the customers with these UUIDs.')
  customer_id?: string[];

  @IsAnyName('UUIDs, references or e-mail addresses of customers.')
  customer?: string[];

  @IsAnyName('UUIDs or names of groups.')
  group?: string[];

  @IsAnyName('E-mail addresses or external IDs of users to whom the license is assigned.')
  user?: string[];

  @IsAnyName('UUIDs or exact names of policies.')
  policy?: string[];

  /** Version of its policy that the license has. */
  @MayBeMissing()
  @Type(() => Number)
  @IsWholeNumber(1, MAX_POLICY_VERSION)
  policy_version?: number;

  @IsAnyName('UUIDs of orders, or their IDs in the shop: only licenses that these orders gave.')
  order?: string[];

  @IsAnyName('IDs of subscriptions in the shop: only licenses that orders of these subscriptions gave.')
  subscription_id?: string[];

  /** Only licenses of these types, as they are returned: licenses that expire are not `perpetual` or `lifetime`. */
  @IsAnyOf(LICENSE_TYPES, 'LicenseType')
  type?: LicenseType[];

  /** Current status of the license: any of these. */
  @IsAnyOf(LICENSE_STATUSES, 'LicenseStatus')
  status?: LicenseStatus[];

  /** Administrative state of the license: any of these. */
  @IsAnyOf(LICENSE_STATES, 'LicenseState')
  state?: LicenseState[];

  @IsAnyName('License keys, as issued or as people type them. A key that a rotation replaced finds its license, too.')
  key?: string[];

  @IsAnyName('Labels of the batches in which the licenses were issued.')
  batch?: string[];

  @IsSearchFilter(
    `license key, the description, the device note, the batch or the customer's name, e-mail or company (of the ${SEARCHED_CUSTOMERS} newest customers that match; with a date or a status, of the ${SEARCHED_LICENSES} newest licenses that match, in a list)`,
    { newest: MAX_SCANNED_ROWS },
  )
  q?: string;

  @IsFilterTime('Only licenses created at this time or later.', 'start')
  created_after?: Date;

  @IsFilterTime('Only licenses created before this time.', 'start')
  created_before?: Date;

  @IsFilterTime('Only licenses that start at this time or later.', 'start')
  starts_after?: Date;

  @IsFilterTime('Only licenses that start before this time.', 'start')
  starts_before?: Date;

  @IsFilterTime('Only licenses that expire at this time or later.', 'start')
  expires_after?: Date;

  @IsFilterTime('Only licenses that expire before this time.', 'start')
  expires_before?: Date;

  @IsTimeRange('Earliest and latest time at which the license was created.')
  created_at?: TimeRangeDto;

  @IsTimeRange('Earliest and latest time at which the license was last changed.')
  updated_at?: TimeRangeDto;

  @IsTimeRange('Earliest and latest time at which the license starts.')
  starts_at?: TimeRangeDto;

  @IsTimeRange('Earliest and latest time at which the license expires. Licenses that never expire are not found.')
  expires_at?: TimeRangeDto;

  @IsIntegerRange('Least and greatest number of seats. Licenses without a limit are not found.')
  max_activations?: IntegerRangeDto;

  /** Only licenses that were activated at least once, or only those that never were. */
  @IsFlag()
  seen?: boolean;

  @IsTimeRange(
    `Earliest and latest time at which a device of the license was last seen; a license without a device that was seen counts as last seen before any time. ${COUNTED}`,
  )
  last_seen_at?: TimeRangeDto;

  @IsIntegerRange(`Least and greatest number of devices and domains that hold a seat. ${COUNTED}`)
  seats_used?: IntegerRangeDto;

  @IsIntegerRange(
    `Least and greatest number of seats that are left, such as \`seats_left[lte]=0\`; licenses without a limit are not found. ${COUNTED}`,
  )
  seats_left?: IntegerRangeDto;

  @IsTimeRange(`First and last day, in UTC, on which a request about the license was last refused. ${COUNTED}`)
  refused_at?: TimeRangeDto;

  @IsAnyName(`Codes of meters: licenses that have at least one of them. ${COUNTED}`)
  meter?: string[];

  @IsNumberRange(
    `Least and greatest amount used in the current period of one of the meters in \`meter\`, or of any. ${COUNTED}`,
  )
  meter_used?: NumberRangeDto;

  @IsNumberRange(
    `Least and greatest percentage of the limit that is used in the current period of one of the meters in \`meter\`, or of any, such as \`meter_percent[gte]=80\`; meters without a limit are not found. ${COUNTED}`,
  )
  meter_percent?: NumberRangeDto;

  @IsAnyName(`Codes of the countries in which devices of the license are, such as \`DE\`. ${COUNTED}`)
  country?: string[];

  @IsAnyName('Versions that active devices of the license have; `1.*` for all that begin with `1.`.')
  version?: string[];

  @IsAnyName('Codes of entitlements: licenses that have at least one of them now. A flag must be true.')
  entitlement?: string[];

  @IsAnyName('Codes of entitlements: licenses that have none of them now.')
  without_entitlement?: string[];

  /** Types of unresolved anomalies, any of which the license has. */
  @IsAnyOf(ANOMALY_TYPES, 'AnomalyType')
  anomaly?: AnomalyType[];

  /** Rules of which one would have refused calls of the license within the last 90 days, but is only reported. */
  @IsAnyOf(REPORTABLE_RULES, 'ReportableRule')
  would_be?: ReportableRule[];

  @IsMetadataFilter()
  metadata?: MetadataFilter;

  static toFilter(input: LicenseFilterDto): LicenseFilter {
    const { product, customer, customer_id, group, policy, type, status, state, key, batch, q, metadata } = input;
    const { created_at, updated_at, starts_at, expires_at, max_activations, order, subscription_id } = input;
    const ranges = rangesOf({
      createdAt: created_at,
      updatedAt: updated_at,
      startsAt: starts_at,
      expiresAt: expires_at,
      maxActivations: max_activations,
    });
    const activity = rangesOf({
      lastSeenAt: input.last_seen_at,
      seatsUsed: input.seats_used,
      seatsLeft: input.seats_left,
      refusedAt: input.refused_at,
    });
    const meterUse = rangesOf({ used: input.meter_used, percent: input.meter_percent });
    return {
      product,
      customer,
      customerId: customer_id,
      group,
      user: input.user,
      policy,
      policyVersion: input.policy_version,
      type,
      status,
      state,
      key,
      batch,
      q,
      metadata,
      order,
      subscription: subscription_id,
      ...(ranges.length > 0 && { ranges }),
      ...(activity.length > 0 && { activity }),
      meter: input.meter,
      ...(meterUse.length > 0 && { meterUse }),
      used: input.seen,
      country: input.country,
      version: input.version,
      entitlement: input.entitlement,
      withoutEntitlement: input.without_entitlement,
      anomaly: input.anomaly,
      wouldBe: input.would_be,
      createdAfter: input.created_after,
      createdBefore: input.created_before,
      startsAfter: input.starts_after,
      startsBefore: input.starts_before,
      expiresAfter: input.expires_after,
      expiresBefore: input.expires_before,
    };
  }
}

export class ListLicensesDto extends IntersectionType(LicenseFilterDto, SortedPage(LICENSE_SORTS, 'LicenseSort')) {
  /** Only deleted licenses that can be restored. */
  @IsFlag()
  archived?: boolean;
}
