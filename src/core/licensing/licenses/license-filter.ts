import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { FieldFilters } from '../../common/pagination/field-filters';
import { fromArchive } from '../../platform/archives/archived-table';
import {
  likePattern,
  type NameSearch,
  nameSearch,
  searchedRows,
  searchPattern,
} from '../../platform/database/like-pattern';
import { applyFieldFilters } from '../../platform/database/field-filters';
import type { FoundBy } from '../../platform/database/read-page';
import type { ReferenceFilter } from './license-filter-references';
import type { License, LicenseType } from '../../licenses/licenses/license.entity';
import {
  DATED_STATUSES,
  EFFECTIVE_TYPE,
  type LicenseState,
  type LicenseStatus,
  NOT_SUSPENDED,
  STATE_CONDITIONS,
  STATUS_CONDITIONS,
  SUSPENDED,
} from '../../licenses/licenses/license-status';
import { licensesOfForm, onlyLicenseOfForm, typedFormOf, typedParts } from '../../licenses/licenses/typed-key';
import type { OneOrMore } from '../../common/pagination/any-of';
import { applyUseFilter, hasUseFilter, type UseFilter } from './use-filter';
import { listOf, type Naming, whereAnyOf, whereNamed, whereOneOf } from '../../platform/database/any-of';

/** Conditions of a list of licenses; all given ones must match. */
export interface LicenseFilter extends ReferenceFilter, FieldFilters, UseFilter {
  readonly type?: OneOrMore<LicenseType>;
  readonly status?: OneOrMore<LicenseStatus>;
  readonly state?: OneOrMore<LicenseState>;
  /** Disabled, blocked or revoked. */
  readonly isSuspended?: boolean;
  readonly isDisabled?: boolean;
  readonly isBlocked?: boolean;
  /** Activated at least once. */
  readonly used?: boolean;
  /** Numeric ids. */
  readonly ids?: readonly number[];
  /** Also a former key, or a key as people type it. */
  readonly key?: OneOrMore<string>;
  readonly batch?: OneOrMore<string>;
  /** Number of the version of its policy. */
  readonly policyVersion?: number;
  /** Numeric id of the customer. */
  readonly customerNumber?: number;
  /** Without a customer, or with one. */
  readonly isUnassigned?: boolean;
  /** Inclusive, as are all dates after; dates before are exclusive. */
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
  readonly startsAfter?: Date;
  readonly startsBefore?: Date;
  readonly expiresAfter?: Date;
  readonly expiresBefore?: Date;
  /** A former key, a key as people type it, or text in the key, description, device note or batch, or in the customer's name, e-mail or company. */
  readonly q?: string;
  /** With a date or a status, `q` finds all licenses, not only the newest SEARCHED_LICENSES. For exports. */
  readonly isExhaustive?: boolean;
  /** Only deleted licenses that can be restored, instead of the others. */
  readonly isArchived?: boolean;
  /** `q` always finds only the newest SEARCHED_LICENSES. For lists in an order of their own. */
  readonly isAmongNewest?: boolean;
  /** Case-insensitive part of the key, the device note or the batch. */
  readonly search?: string;
  /** Case-insensitive part of the key or of the description. */
  readonly searchInDescription?: string;
  /** Case-insensitive part of the key or of the customer's e-mail. */
  readonly searchInEmail?: string;
  /** A limit with this value. */
  readonly withLimit?: LimitValue;
}

/** A limit that licenses copy from their policy, and its value. */
export interface LimitValue {
  readonly limit: 'maxActivations' | 'maxUsers' | 'maxSessions' | 'usesLimit' | 'durationDays' | 'features';
  readonly value: number | null | readonly string[];
}

/** Filters with a single condition on a single value. */
type ValueFilter = 'ids' | 'customerNumber' | 'policyVersion' | DateFilter;
type DateFilter = `${'created' | 'starts' | 'expires'}${'After' | 'Before'}`;

const CONDITIONS: Readonly<Record<ValueFilter, string>> = {
  ids: 'license.id = ANY (:ids)',
  policyVersion: 'license.policyVersion = :policyVersion',
  customerNumber: 'license.customerId = :customerNumber',
  createdAfter: 'license.createdAt >= :createdAfter',
  createdBefore: 'license.createdAt < :createdBefore',
  startsAfter: 'license.startsAt >= :startsAfter',
  startsBefore: 'license.startsAt < :startsBefore',
  expiresAfter: 'license.expiresAt >= :expiresAfter',
  expiresBefore: 'license.expiresAt < :expiresBefore',
};

const DATES: readonly DateFilter[] = [
  'createdAfter',
  'createdBefore',
  'startsAfter',
  'startsBefore',
  'expiresAfter',
  'expiresBefore',
];

const KEYS: Naming = {
  sql: (key) => `COALESCE(
    (SELECT id FROM licenses WHERE key = :${key}), (SELECT license_id FROM retired_keys WHERE key = :${key}),
    ${onlyLicenseOfForm(`CAST(:${key}Form AS text)`)}
  )`,
  parameters: (key, value) => ({ [key]: value, [`${key}Form`]: typedFormOf(value) }),
};

/** Whether dates decide which licenses match, so that all matches may be far from the newest license. */
function isDated(filter: LicenseFilter): boolean {
  const { status = [], ranges = [] } = filter;
  const isStatusDated = listOf(status).some((one) => DATED_STATUSES.includes(one));
  return isStatusDated || ranges.length > 0 || DATES.some((date) => filter[date] !== undefined);
}

/**
 * Chooses the index for a page of licenses. A date or a status decides only among the licenses that a text finds. Suspended
 * licenses are as rare as those with a rare text.
 */
export function foundBy(filter: LicenseFilter): FoundBy | undefined {
  const { key, q, search, searchInDescription, searchInEmail, isSuspended, metadata } = filter;
  if (filter.isArchived) {
    return undefined;
  }
  if (
    isSuspended ||
    hasSeveral(filter.state) ||
    metadata ||
    hasUseFilter(filter) ||
    [q, search, searchInDescription, searchInEmail].some((text) => text !== undefined)
  ) {
    return 'text';
  }
  if (isDated(filter) && key === undefined) {
    return 'block';
  }
  return SEVERAL.some((name) => hasSeveral(filter[name])) ? 'text' : undefined;
}

/** Rows with one of several values are not in the order of an index. */
const SEVERAL = [
  ...([
    'type',
    'batch',
    'product',
    'customerId',
    'customer',
    'group',
    'user',
    'policy',
    'order',
    'subscription',
  ] as const),
];

function hasSeveral(values: OneOrMore<string> = []): boolean {
  return listOf(values).length > 1;
}

/** All filters but references. The main alias of the query must be `license`. */
export function applyFilter(query: SelectQueryBuilder<License>, filter: LicenseFilter, now: Date): void {
  const {
    type,
    state,
    status,
    key,
    batch,
    ranges,
    metadata,
    isSuspended,
    isDisabled,
    isBlocked,
    isUnassigned,
    used,
    q,
    search,
    searchInDescription,
    searchInEmail,
    withLimit,
    isArchived,
    ...values
  } = filter;
  if (isArchived) {
    fromArchive(query, 'license');
  }
  whereNamed(whereAnyOf(query, { batch }), 'license.id', key, KEYS);
  whereOneOf(query, EFFECTIVE_TYPE, 'type', type);
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = (values as ObjectLiteral)[name] as Date | number | number[] | undefined;
    if (value !== undefined) {
      query.andWhere(condition, { [name]: value });
    }
  }
  if (state !== undefined) {
    query.andWhere(anyOf(listOf(state).map((one) => STATE_CONDITIONS[one])));
  }
  if (status !== undefined) {
    query.andWhere(anyOf(listOf(status).map((one) => STATUS_CONDITIONS[one])), { now });
  }
  applyFieldFilters(query, { ranges, metadata });
  applyUseFilter(query, filter, now);
  if (isSuspended !== undefined) {
    query.andWhere(isSuspended ? SUSPENDED : NOT_SUSPENDED);
  }
  filterByPresence(query, 'disabledAt', isDisabled);
  filterByPresence(query, 'blockedAt', isBlocked);
  filterByPresence(query, 'firstActivatedAt', used);
  filterByPresence(query, 'customerId', isUnassigned === undefined ? undefined : !isUnassigned);
  if (q !== undefined) {
    const isAmongNewest = (isDated(filter) || filter.isAmongNewest) && !filter.isExhaustive;
    const name = nameSearch(q);
    query.andWhere(isAmongNewest ? newestFound(q, name) : searchIn('license', q, name), {
      q: searchPattern(q),
      formerKey: q,
      typedForm: typedFormOf(q),
      ...Object.fromEntries(typedParts(q).map((part, index) => [`typedPart${index}`, likePattern(part)])),
      ...name.parameters,
    });
  }
  if (search !== undefined) {
    query.andWhere(anyLike(['key', 'deviceNote', 'batch'], 'search'), { search: likePattern(search) });
  }
  if (searchInDescription !== undefined) {
    query.andWhere(anyLike(['key', 'description'], 'searchInDescription'), {
      searchInDescription: likePattern(searchInDescription),
    });
  }
  if (searchInEmail !== undefined) {
    query.andWhere(SEARCH_IN_KEY_AND_EMAIL, { searchInEmail: likePattern(searchInEmail) });
  }
  if (withLimit !== undefined) {
    query.andWhere(`license.${withLimit.limit} IS NOT DISTINCT FROM :limitValue`, { limitValue: withLimit.value });
  }
}

/** Customers whose licenses a search finds: the newest that match. */
export const SEARCHED_CUSTOMERS = 1_000;

/** Licenses that a search with a date or a status scans: the newest that match the text. */
export const SEARCHED_LICENSES = 1_000;

/** Customers with a name of one or two letters, as many in China have. */
const NAMED_CUSTOMERS = `SELECT id FROM customers WHERE name = :formerKey ORDER BY id DESC LIMIT ${SEARCHED_CUSTOMERS}`;

// Every branch has an index: rare texts are found by all of them, frequent ones in the order of the list. With a subquery
// that is joined, the planner would read the whole table for a frequent text.
function searchIn(license: string, q: string, { matchesPlain, narrowed }: NameSearch): string {
  const columns = [
    ...['key', 'description', 'device_note', 'batch'].map((column) => `${license}.${column} ILIKE :q`),
    ...typedParts(q).map((_, index) => `${license}.key ILIKE :typedPart${index}`),
  ];
  const customers = narrowed(
    'customers',
    'customers',
    `${matchesPlain('name')} OR email ILIKE :q OR ${matchesPlain('company')}`,
  );
  return `(${searchedRows(q, license, 'licenses', `customer_id = ANY (ARRAY(${NAMED_CUSTOMERS}))`)} AND (
    ${narrowed('licenses', license, columns.join(' OR '))}
    OR ${license}.id = (SELECT license_id FROM retired_keys WHERE key = :formerKey)
    OR ${license}.id = ANY (ARRAY(${licensesOfForm('CAST(:typedForm AS text)')})) OR ${license}.customer_id = ANY (ARRAY(
      SELECT id FROM customers
      WHERE ${searchedRows(q, 'customers', 'customers', 'name = :formerKey')} AND ${customers}
      ORDER BY id DESC LIMIT ${SEARCHED_CUSTOMERS}
    ))
  ))`;
}

/** A frequent text and a date that only old licenses have would be a walk through all licenses. */
function newestFound(q: string, name: NameSearch): string {
  return `license.id = ANY (ARRAY(
    SELECT id FROM licenses searched WHERE ${searchIn('searched', q, name)} ORDER BY id DESC LIMIT ${SEARCHED_LICENSES}
  ))`;
}

// UNION ALL lets each branch use its own index; an OR would prevent that if one branch matches many rows.
const SEARCH_IN_KEY_AND_EMAIL = `license.id IN (
  SELECT id FROM licenses WHERE key ILIKE :searchInEmail
  UNION ALL
  SELECT owned.id FROM customers JOIN licenses owned ON owned.customer_id = customers.id WHERE customers.email ILIKE :searchInEmail
)`;

function filterByPresence(query: SelectQueryBuilder<License>, column: keyof License, isSet: boolean | undefined): void {
  if (isSet !== undefined) {
    query.andWhere(`license.${column} IS ${isSet ? 'NOT ' : ''}NULL`);
  }
}

function anyOf(conditions: readonly string[]): string {
  return `(${conditions.map((condition) => `(${condition})`).join(' OR ')})`;
}

function anyLike(columns: readonly string[], parameter: string): string {
  return `(${columns.map((column) => `license.${column} ILIKE :${parameter}`).join(' OR ')})`;
}
