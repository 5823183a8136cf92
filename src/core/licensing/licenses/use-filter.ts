import type { SelectQueryBuilder } from 'typeorm';
import { type Range, RANGE_OPERATORS } from '../../common/pagination/field-filters';
import type { ReportableRule } from '../../catalog/policies/behavior';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf } from '../../platform/database/any-of';
import { hasVersion } from '../../licenses/activations/version-filter';
import type { License } from '../../licenses/licenses/license.entity';
import type { AnomalyType } from './anomaly-types';

/** Filters by how licenses are used and by what they grant. */
export interface UseFilter {
  /** Limits of `lastSeenAt`, `seatsUsed`, `seatsLeft` and `refusedAt`, as of the last count of licenses. */
  readonly activity?: readonly Range[];
  /** Codes of meters that licenses have, as of the last count of licenses. */
  readonly meter?: OneOrMore<string>;
  /** Limits of `used` and `percent` of one of these meters, or of any. */
  readonly meterUse?: readonly Range[];
  /** Codes of countries, as of the last count of licenses. */
  readonly country?: OneOrMore<string>;
  /** Versions that active devices have; `1.*` for all that begin with `1.`. */
  readonly version?: OneOrMore<string>;
  /** Codes of which one holds. */
  readonly entitlement?: OneOrMore<string>;
  /** Codes of which none holds. */
  readonly withoutEntitlement?: OneOrMore<string>;
  /** Types of unresolved anomalies. */
  readonly anomaly?: OneOrMore<AnomalyType>;
  /** Codes of rules that would have refused calls, but are only reported. */
  readonly wouldBe?: OneOrMore<ReportableRule>;
}

/** Whether the matching licenses are found in another table or in no order of an index. */
export function hasUseFilter({
  activity,
  meter,
  meterUse,
  country,
  version,
  entitlement,
  withoutEntitlement,
  anomaly,
  wouldBe,
}: UseFilter): boolean {
  const all = [activity, meter, meterUse, country, version, entitlement, withoutEntitlement, anomaly, wouldBe];
  return all.some((one) => one !== undefined);
}

const COLUMNS: Readonly<Record<string, string>> = {
  seatsUsed: 'seats_used',
  seatsLeft: 'seats_left',
  refusedAt: 'refused_on',
};

/** The main alias of the query must be `license`. Each condition leads to ids in an index of another table. */
export function applyUseFilter(query: SelectQueryBuilder<License>, filter: UseFilter, now: Date): void {
  const { activity = [], country, version, entitlement, withoutEntitlement, anomaly } = filter;
  for (const [index, { property, operator, value }] of activity.entries()) {
    const parameter = `activity${index}`;
    query.andWhere(conditionOf(property, operator, parameter), { [parameter]: value });
  }
  applyMeters(query, filter);
  if (country !== undefined) {
    query.andWhere(active('countries && CAST(:countries AS varchar[])'), {
      countries: listOf(country).map((code) => code.toUpperCase()),
    });
  }
  if (version !== undefined) {
    applyVersions(query, listOf(version));
  }
  if (entitlement !== undefined) {
    applyEntitlements(query, listOf(entitlement), 'entitlement', true);
  }
  if (withoutEntitlement !== undefined) {
    applyEntitlements(query, listOf(withoutEntitlement), 'withoutEntitlement', false);
  }
  if (filter.wouldBe !== undefined) {
    query.andWhere('license.id IN (SELECT license_id FROM reported_refusals WHERE code = ANY (:wouldBe))', {
      wouldBe: listOf(filter.wouldBe),
    });
  }
  if (anomaly !== undefined) {
    query.andWhere(
      'license.id IN (SELECT license_id FROM anomalies WHERE resolved_at IS NULL AND type = ANY (:anomalies))',
      { anomalies: listOf(anomaly) },
    );
  }
  if (entitlement !== undefined || withoutEntitlement !== undefined) {
    query.setParameter('now', now);
  }
}

const active = (condition: string): string =>
  `license.id IN (SELECT license_id FROM license_activity WHERE ${condition})`;

/** The count finds the licenses of a day; their devices, which are newer than the count, say which were seen at the time. */
function conditionOf(property: string, operator: Range['operator'], parameter: string): string {
  const isBefore = operator === 'lt' || operator === 'lte';
  const day = `CAST(CAST(:${parameter} AS timestamptz) AT TIME ZONE 'UTC' AS date)`;
  if (property === 'lastSeenAt') {
    const later = { lt: '>=', lte: '>', gt: '>', gte: '>=' }[operator];
    const seen = `EXISTS (SELECT FROM activations WHERE license_id = license.id AND last_seen_at ${later} :${parameter} OFFSET 0)`;
    return `(${active(`last_seen_on ${isBefore ? '<=' : '>='} ${day}`)} AND ${isBefore ? 'NOT ' : ''}${seen})`;
  }
  const column = COLUMNS[property] ?? property;
  return active(
    property === 'refusedAt'
      ? `${column} ${isBefore ? '<=' : '>='} ${day}`
      : `${column} ${RANGE_OPERATORS[operator]} :${parameter}`,
  );
}

/** One of the meters must match all limits. */
function applyMeters(query: SelectQueryBuilder<License>, { meter, meterUse = [] }: UseFilter): void {
  if (meter === undefined && meterUse.length === 0) {
    return;
  }
  const meters = `SELECT id FROM meters${meter === undefined ? '' : ' WHERE code = ANY (:meters)'}`;
  const limits = meterUse.map(
    ({ property, operator }, index) =>
      ` AND ${property} ${RANGE_OPERATORS[operator]} CAST(:meterUse${index} AS bigint)`,
  );
  const values = meterUse.map((limit, index) => [`meterUse${index}`, wholeOf(limit)]);
  query.andWhere(
    `license.id IN (SELECT license_id FROM license_meter_use WHERE meter_id = ANY (ARRAY(${meters}))${limits.join('')})`,
    {
      ...(meter !== undefined && { meters: listOf(meter) }),
      ...(Object.fromEntries(values) as Record<string, number>),
    },
  );
}

/** The whole number that limits whole numbers in the same way, as indexes have it. */
function wholeOf({ operator, value }: Range): number {
  const round = operator === 'gte' || operator === 'lt' ? Math.ceil : Math.floor;
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(round(Number(value)), Number.MAX_SAFE_INTEGER));
}

// The planner knows how many devices have a version, and reads first what is fewer.
function applyVersions(query: SelectQueryBuilder<License>, versions: readonly string[]): void {
  const { sql, parameters } = hasVersion(versions);
  query.andWhere(`license.id IN (SELECT license_id FROM activations WHERE ${sql})`, parameters);
}

const ENTITLEMENT_CODES = `jsonb_path_query_array(license.effectiveGrants, '$.entitlements.keyvalue().key')`;

function applyEntitlements(
  query: SelectQueryBuilder<License>,
  codes: readonly string[],
  name: string,
  areHeld: boolean,
): void {
  const conditions = codes.map((_, index) => {
    const held = isHeld(`${name}${index}`);
    return areHeld ? `(${ENTITLEMENT_CODES} @> to_jsonb(CAST(:${name}${index} AS text)) AND ${held})` : `NOT ${held}`;
  });
  const parameters = codes.map((code, index) => [`${name}${index}`, code]);
  query.andWhere(
    `(${conditions.join(areHeld ? ' OR ' : ' AND ')})`,
    Object.fromEntries(parameters) as Record<string, string>,
  );
}

/** In SQL what `entitlementsAt` says of a code, with flags that are false left out. */
function isHeld(parameter: string): string {
  const granted = `license.effectiveGrants -> 'entitlements' -> CAST(:${parameter} AS text)`;
  const next = `${granted} -> 'then'`;
  const isOver = (one: string): string => `coalesce(CAST(${one} ->> 'expires_at' AS timestamptz) <= :now, false)`;
  return `coalesce(CASE WHEN NOT ${isOver(granted)} THEN ${granted} -> 'value'
    WHEN NOT ${isOver(next)} THEN ${next} -> 'value' END, 'null') NOT IN ('null', 'false')`;
}
