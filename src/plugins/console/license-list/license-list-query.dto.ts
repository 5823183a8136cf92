import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { type Calendar, dateAfter, DAY, IsCalendarDate, IsGivenTimestamp, IsName } from '../../../core/common';
import { REPORTABLE_RULES, type ReportableRule } from '../../../core/catalog/internal';
import { type LicenseFilter } from '../../../core/licensing';
import { type AnomalyType, LICENSE_ORDERS, type LicenseOrder } from '../../../core/licensing/internal';
import { type License, LICENSE_STATUSES, LICENSE_TYPES, type LicenseStatus } from '../../../core/licenses';
import { addressOf, IsDays, IsMetadataPair, metadataOf } from '../../../pages/kit/condition-fields';
import { OptionalField } from '../../../pages/kit/optional-field';

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
export class LicenseFilterQueryDto {
  @OptionalField()
  @IsIn(LICENSE_VIEWS)
  view?: LicenseView;

  @OptionalField()
  @IsName()
  q?: string;

  @OptionalField()
  @IsName()
  product?: string;

  @OptionalField()
  @IsUUID()
  policy?: string;

  @IsDays()
  policy_version?: number;

  @OptionalField()
  @IsIn(LICENSE_STATUSES)
  status?: LicenseStatus;

  @OptionalField()
  @IsIn(LICENSE_TYPES)
  type?: License['type'];

  @OptionalField()
  @IsName()
  customer?: string;

  @OptionalField()
  @IsName()
  batch?: string;

  @OptionalField()
  @IsUUID()
  group?: string;

  /** E-mail address or external id of a user. */
  @OptionalField()
  @IsName()
  user?: string;

  @OptionalField()
  @IsCalendarDate()
  issued_from?: string;

  @OptionalField()
  @IsCalendarDate()
  issued_to?: string;

  @OptionalField()
  @IsCalendarDate()
  expires_from?: string;

  @OptionalField()
  @IsCalendarDate()
  expires_to?: string;

  /** The instant of issue of a batch. */
  @OptionalField()
  @IsGivenTimestamp()
  issued_at?: Date;

  /** Expires within so many days. */
  @IsDays()
  expires_within?: number;

  /** No device was seen for so many days, or none ever. */
  @IsDays()
  unseen_for?: number;

  /** A request was refused within so many days. */
  @IsDays()
  refused_within?: number;

  /** Rule that would have refused a request, but is only reported. */
  @OptionalField()
  @IsIn(REPORTABLE_RULES)
  would_be?: ReportableRule;

  /** Issued at least so many days ago. */
  @IsDays()
  issued_for?: number;

  @OptionalField()
  @IsIn(LICENSE_USES)
  use?: LicenseUse;

  /** Seats that are used, at least. */
  @IsDays()
  seats_from?: number;

  @OptionalField()
  @IsName()
  meter?: string;

  /** Percent of the limit of the meter, or of any, that is used, at least. */
  @IsDays()
  meter_percent?: number;

  @OptionalField()
  @IsName()
  version?: string;

  @OptionalField()
  @IsName()
  entitlement?: string;

  @OptionalField()
  @IsName()
  without?: string;

  @OptionalField()
  @Matches(/^[A-Za-z]{2}$/)
  country?: string;

  /** A field of the metadata, as `name=value`. */
  @IsMetadataPair()
  metadata?: string;
}

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

export class LicenseListQueryDto extends LicenseFilterQueryDto {
  @OptionalField()
  @IsIn(LICENSE_ORDERS)
  sort?: LicenseOrder;

  @OptionalField()
  @IsName(100)
  after?: string;

  @OptionalField()
  @MaxLength(100)
  before?: string;
}

function numbersIn(value: unknown): number[] | undefined {
  const texts = [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',') : []));
  const numbers = texts.filter((text) => text.trim() !== '').map(Number);
  return value === undefined ? undefined : [...new Set(numbers)];
}

export function isStatusView({ view }: LicenseFilterQueryDto): boolean {
  return view !== undefined && STATUS_VIEWS.includes(view);
}

/** Fields of an address, in their order. */
const FIELDS = [
  ...([
    'q',
    'product',
    'policy',
    'policy_version',
    'status',
    'type',
    'customer',
    'batch',
    'group',
    'issued_from',
    'issued_to',
  ] as const),
  ...([
    'issued_for',
    'expires_from',
    'expires_to',
    'expires_within',
    'unseen_for',
    'use',
    'seats_from',
    'version',
  ] as const),
  ...([
    'meter',
    'meter_percent',
    'entitlement',
    'without',
    'country',
    'user',
    'refused_within',
    'would_be',
    'metadata',
  ] as const),
];
export type LicenseField = (typeof FIELDS)[number];

/** Without what its view leaves no room for. */
function applied(query: LicenseFilterQueryDto): LicenseFilterQueryDto {
  const expiry = { expires_from: undefined, expires_to: undefined, expires_within: undefined };
  return isStatusView(query) ? { ...query, ...expiry, status: undefined } : query;
}

/** The fields of an address; those that its view leaves no room for are left out. */
export function fieldsOf(query: LicenseFilterQueryDto): Readonly<Record<string, string | undefined>> {
  const { view, issued_at, ...fields } = applied(query);
  return {
    view: view === 'all' ? undefined : view,
    ...addressOf(FIELDS, fields),
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
