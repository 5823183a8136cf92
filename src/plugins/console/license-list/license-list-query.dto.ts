import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { type Calendar, dateAfter, DAY, IsGivenTimestamp } from '../../../core/common';
import { REPORTABLE_RULES } from '../../../core/catalog/internal';
import { type LicenseFilter } from '../../../core/licensing';
import { type AnomalyType, LICENSE_ORDERS, type LicenseOrder } from '../../../core/licensing/internal';
import { LICENSE_STATUSES, LICENSE_TYPES } from '../../../core/licenses';
import { metadataOf } from '../../../pages/kit/condition-fields';
import { OptionalField } from '../../../pages/kit/optional-field';
import {
  choiceField,
  dateField,
  daysField,
  nameField,
  optionalField,
  textField,
  pairField,
  queryOf,
  uuidField,
} from '../../../pages/kit/query-of';

export const LICENSES_PER_PAGE = 50;
/** Licenses are counted up to this number. */
export const COUNTED_LICENSES = 10_000;
/** Licenses that an address can name. */
const MAX_SELECTED = 1_000;
const EXPIRING_DAYS = 30;

export const LICENSE_VIEWS = ['all', 'expiring', 'expired', 'unused', 'stopped', 'unassigned'] as const;
export type LicenseView = (typeof LICENSE_VIEWS)[number];

/** Views that are about a status, so that the filters for status and expiration do not apply. */
const STATUS_VIEWS: readonly LicenseView[] = ['expiring', 'expired', 'unused', 'stopped'];

/** Conditions on the use of licenses that no status says. */
export const LICENSE_USES = ['never', 'full', 'shared'] as const;
export type LicenseUse = (typeof LICENSE_USES)[number];

/** Anomalies of a key that more people have than should. */
const SHARED: readonly AnomalyType[] = ['unusual_activation_pattern', 'license_hopping', 'cloned_device'];

/** Filters of the list, as they stand in its address. An empty field of a form is none. */
export class LicenseFilterQueryDto extends queryOf({
  view: choiceField(LICENSE_VIEWS),
  q: nameField(),
  product: nameField(),
  policy: uuidField(),
  policy_version: daysField(),
  status: choiceField(LICENSE_STATUSES),
  type: choiceField(LICENSE_TYPES),
  customer: nameField(),
  batch: nameField(),
  group: uuidField(),
  issued_from: dateField(),
  issued_to: dateField(),
  /** Issued at least so many days ago. */
  issued_for: daysField(),
  expires_from: dateField(),
  expires_to: dateField(),
  /** Expires within so many days. */
  expires_within: daysField(),
  /** No device was seen for so many days, or none ever. */
  unseen_for: daysField(),
  use: choiceField(LICENSE_USES),
  /** Seats that are used, at least. */
  seats_from: daysField(),
  version: nameField(),
  meter: nameField(),
  /** Percent of the limit of the meter, or of any, that is used, at least. */
  meter_percent: daysField(),
  entitlement: nameField(),
  without: nameField(),
  country: textField(Matches(/^[A-Za-z]{2}$/)),
  /** E-mail address or external id of a user. */
  user: nameField(),
  /** A request was refused within so many days. */
  refused_within: daysField(),
  /** Rule that would have refused a request, but is only reported. */
  would_be: choiceField(REPORTABLE_RULES),
  /** A field of the metadata, as `name=value`. */
  metadata: pairField(),
  /** The instant of issue of a batch. */
  issued_at: optionalField<Date>(IsGivenTimestamp()),
}) {}

/** A selection of rows, or of all that match. */
export class SelectionQueryDto extends LicenseFilterQueryDto {
  /** Numeric ids, as a list or separated by commas. */
  @Transform(({ value }: { value: unknown }) => numbersIn(value))
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_SELECTED)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(Number.MAX_SAFE_INTEGER, { each: true })
  id?: number[];

  @OptionalField()
  @IsIn(['1'])
  all?: '1';
}

export class LicenseListQueryDto extends queryOf(
  {
    sort: choiceField(LICENSE_ORDERS),
    after: nameField(100),
    before: textField(MaxLength(100)),
  },
  LicenseFilterQueryDto,
) {}

function numbersIn(value: unknown): number[] | undefined {
  const texts = [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',') : []));
  const numbers = texts.filter((text) => text.trim() !== '').map(Number);
  return value === undefined ? undefined : [...new Set(numbers)];
}

export function isStatusView({ view }: LicenseFilterQueryDto): boolean {
  return view !== undefined && STATUS_VIEWS.includes(view);
}

/** Without what its view leaves no room for. */
function applied(query: LicenseFilterQueryDto): LicenseFilterQueryDto {
  const expiry = { expires_from: undefined, expires_to: undefined, expires_within: undefined };
  return isStatusView(query) ? { ...query, ...expiry, status: undefined } : query;
}

/** The fields of an address; those that its view leaves no room for are left out. */
export function fieldsOf(query: LicenseFilterQueryDto): Readonly<Record<string, string | undefined>> {
  const { view, issued_at, ...fields } = applied(query);
  return {
    ...LicenseFilterQueryDto.fieldsOf(fields),
    view: view === 'all' ? undefined : view,
    issued_at: issued_at?.toISOString(),
  };
}

export function filterOf(query: LicenseFilterQueryDto, now: Date, calendar: Calendar): LicenseFilter {
  const { q, product, policy, status, type, customer, batch, group, meter, version, entitlement, country, ...given } =
    applied(query);
  const { issued_from, issued_to, issued_at, expires_from, expires_to, metadata } = given;
  const from = (date: string | undefined): Date | undefined => (date === undefined ? date : calendar.startOf(date));
  const to = (date: string | undefined): Date | undefined => (date === undefined ? date : from(dateAfter(date, 1)));
  return {
    q,
    product,
    policy,
    policyVersion: given.policy_version,
    status,
    type,
    customer,
    batch,
    group,
    meter,
    meterUse: given.meter_percent === undefined ? undefined : limit('percent', 'gte', given.meter_percent),
    version,
    entitlement,
    country,
    user: given.user,
    withoutEntitlement: given.without,
    createdAfter: issued_at ?? from(issued_from),
    createdBefore: issued_at
      ? new Date(issued_at.getTime() + 1)
      : (to(issued_to) ?? daysFrom(now, given.issued_for, -1)),
    expiresAfter: from(expires_from) ?? (given.expires_within === undefined ? undefined : now),
    expiresBefore: to(expires_to) ?? daysFrom(now, given.expires_within, 1),
    // Suspended licenses are not about to expire.
    state: given.expires_within === undefined ? undefined : 'active',
    activity: activityOf(given, now),
    wouldBe: given.would_be,
    anomaly: given.use === 'shared' ? SHARED : undefined,
    metadata: metadataOf(metadata),
    ...viewFilter(query.view, now),
    ...(given.use === 'never' && { used: false }),
  };
}

function daysFrom(now: Date, days: number | undefined, direction: 1 | -1): Date | undefined {
  return days === undefined ? undefined : new Date(now.getTime() + direction * days * DAY);
}

function activityOf({ unseen_for, refused_within, seats_from, use }: LicenseFilterQueryDto, now: Date): Activity {
  const limits: NonNullable<Activity> = [
    ...limit('lastSeenAt', 'lt', daysFrom(now, unseen_for, -1)),
    ...limit('refusedAt', 'gte', daysFrom(now, refused_within, -1)),
    ...limit('seatsUsed', 'gte', seats_from),
    ...limit('seatsLeft', 'lte', use === 'full' ? 0 : undefined),
  ];
  return limits.length === 0 ? undefined : limits;
}

type Activity = LicenseFilter['activity'];
type Limit = NonNullable<Activity>[number];

function limit(property: string, operator: Limit['operator'], value: Limit['value'] | undefined): Limit[] {
  return value === undefined ? [] : [{ property, operator, value }];
}

function viewFilter(view: LicenseView | undefined, now: Date): LicenseFilter {
  switch (view) {
    case 'expiring':
      return { state: 'active', expiresAfter: now, expiresBefore: new Date(now.getTime() + EXPIRING_DAYS * DAY) };
    case 'expired':
    case 'unused':
      return { status: view };
    case 'stopped':
      return { isSuspended: true };
    case 'unassigned':
      return { isUnassigned: true };
    case 'all':
    case undefined:
      return {};
  }
}

export function orderOf({ view, sort }: LicenseListQueryDto): LicenseOrder {
  if (sort !== undefined) {
    return sort;
  }
  return view === 'expiring' ? 'expires_first' : view === 'expired' ? 'expires_last' : 'newest';
}
