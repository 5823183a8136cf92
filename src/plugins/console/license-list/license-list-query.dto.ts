import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { type Calendar, dateAfter, IsCalendarDate, IsGivenTimestamp, IsName } from '../../../core/common';
import { type LicenseFilter } from '../../../core/licensing';
import { LICENSE_ORDERS, type LicenseOrder } from '../../../core/licensing/internal';
import { type License, LICENSE_STATUSES, LICENSE_TYPES, type LicenseStatus } from '../../../core/licenses';
import { OptionalField } from '../../../pages/kit/optional-field';

export const LICENSES_PER_PAGE = 50;
/** Licenses are counted up to this number. */
export const COUNTED_LICENSES = 10_000;
/** Licenses that an address can name. */
const MAX_SELECTED = 1_000;
const EXPIRING_DAYS = 30;
const DAY = 86_400_000;

export const LICENSE_VIEWS = ['all', 'expiring', 'expired', 'unused', 'stopped', 'unassigned'] as const;
export type LicenseView = (typeof LICENSE_VIEWS)[number];

/** Views that are about a status, so that the filters for status and expiration do not apply. */
const STATUS_VIEWS: readonly LicenseView[] = ['expiring', 'expired', 'unused', 'stopped'];

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

/** The fields of an address; those that its view leaves no room for are left out. */
export function fieldsOf(query: LicenseFilterQueryDto): Readonly<Record<string, string | undefined>> {
  const { view, q, product, policy, type, customer, batch, group, issued_from, issued_to, issued_at } = query;
  const { status, expires_from, expires_to } = isStatusView(query) ? new LicenseFilterQueryDto() : query;
  return {
    view: view === 'all' ? undefined : view,
    q,
    product,
    policy,
    status,
    type,
    customer,
    batch,
    group,
    issued_from,
    issued_to,
    expires_from,
    expires_to,
    issued_at: issued_at?.toISOString(),
  };
}

export function filterOf(query: LicenseFilterQueryDto, now: Date, calendar: Calendar): LicenseFilter {
  const { q, product, policy, type, customer, batch, group, issued_from, issued_to, issued_at } = query;
  const { status, expires_from, expires_to } = isStatusView(query) ? new LicenseFilterQueryDto() : query;
  const from = (date: string | undefined): Date | undefined => (date === undefined ? date : calendar.startOf(date));
  const to = (date: string | undefined): Date | undefined => (date === undefined ? date : from(dateAfter(date, 1)));
  return {
    q,
    product,
    policy,
    status,
    type,
    customer,
    batch,
    group,
    createdAfter: issued_at ?? from(issued_from),
    createdBefore: issued_at ? new Date(issued_at.getTime() + 1) : to(issued_to),
    expiresAfter: from(expires_from),
    expiresBefore: to(expires_to),
    ...viewFilter(query.view, now),
  };
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
