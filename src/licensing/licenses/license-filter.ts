import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { likePattern } from '../../platform/database/like-pattern';
import type { License, LicenseState, LicenseStatus, LicenseType } from './license.entity';

/** All given filters must match. */
export interface LicenseFilter {
  /** Reference of the product. */
  readonly product?: string;
  /** Uid of the customer. */
  readonly customer?: string;
  /** Reference of the customer. */
  readonly customerReference?: string;
  /** Uid of the policy. */
  readonly policy?: string;
  readonly type?: LicenseType;
  readonly status?: LicenseStatus;
  /** Any of these. */
  readonly statuses?: readonly LicenseStatus[];
  readonly state?: LicenseState;
  /** Disabled, blocked or revoked. */
  readonly isSuspended?: boolean;
  readonly isDisabled?: boolean;
  readonly isBlocked?: boolean;
  /** Activated at least once. */
  readonly used?: boolean;
  readonly key?: string;
  readonly batch?: string;
  /** Case-insensitive part of the key, the device note or the batch. */
  readonly search?: string;
  /** Case-insensitive part of the key or of the description. */
  readonly searchInDescription?: string;
  /** Case-insensitive part of the key or of the customer's e-mail. */
  readonly searchInEmail?: string;
}

/** Filters with a single condition on a single value. */
type ValueFilter = 'product' | 'customer' | 'customerReference' | 'policy' | 'type' | 'key' | 'batch';

// Subqueries resolve ids first, so that an index in list order can be used.
const CONDITIONS: Readonly<Record<ValueFilter, string>> = {
  product: 'license.productId = (SELECT id FROM products WHERE reference = :product)',
  customer: 'license.customerId = (SELECT id FROM customers WHERE uid = :customer)',
  customerReference: 'license.customerId = (SELECT id FROM customers WHERE reference = :customerReference)',
  policy: 'license.policyId = (SELECT id FROM policies WHERE uid = :policy)',
  type: 'license.type = :type',
  key: 'license.key = :key',
  batch: 'license.batch = :batch',
};

const NOT_SUSPENDED = 'license.revokedAt IS NULL AND license.blockedAt IS NULL AND license.disabledAt IS NULL';

const SUSPENDED = '(license.revokedAt IS NOT NULL OR license.blockedAt IS NOT NULL OR license.disabledAt IS NOT NULL)';

/** Equivalent to `License.state`. */
const STATES: Readonly<Record<LicenseState, string>> = {
  revoked: 'license.revokedAt IS NOT NULL',
  blocked: 'license.revokedAt IS NULL AND license.blockedAt IS NOT NULL',
  disabled: 'license.revokedAt IS NULL AND license.blockedAt IS NULL AND license.disabledAt IS NOT NULL',
  active: NOT_SUSPENDED,
};

const STARTED = '(license.startsAt IS NULL OR license.startsAt <= :now)';
const VALID = `${NOT_SUSPENDED} AND ${STARTED} AND (license.expiresAt IS NULL OR license.expiresAt > :now)`;

/** Equivalent to `License.statusAt`. */
const STATUSES: Readonly<Record<LicenseStatus, string>> = {
  ...STATES,
  not_started: `${NOT_SUSPENDED} AND license.startsAt > :now`,
  expired: `${NOT_SUSPENDED} AND ${STARTED} AND license.expiresAt <= :now`,
  unused: `${VALID} AND license.firstActivatedAt IS NULL`,
  active: `${VALID} AND license.firstActivatedAt IS NOT NULL`,
};

/** The main alias of the query must be `license`. */
export function applyFilter(query: SelectQueryBuilder<License>, filter: LicenseFilter, now: Date): void {
  const {
    state,
    status,
    statuses,
    isSuspended,
    isDisabled,
    isBlocked,
    used,
    search,
    searchInDescription,
    searchInEmail,
    ...values
  } = filter;
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = (values as ObjectLiteral)[name] as string | undefined;
    if (value !== undefined) {
      query.andWhere(condition, { [name]: value });
    }
  }
  if (state !== undefined) {
    query.andWhere(STATES[state]);
  }
  if (status !== undefined) {
    query.andWhere(STATUSES[status], { now });
  }
  if (statuses !== undefined) {
    query.andWhere(`(${statuses.map((status) => `(${STATUSES[status]})`).join(' OR ')})`, { now });
  }
  if (isSuspended !== undefined) {
    query.andWhere(isSuspended ? SUSPENDED : NOT_SUSPENDED);
  }
  filterByPresence(query, 'disabledAt', isDisabled);
  filterByPresence(query, 'blockedAt', isBlocked);
  filterByPresence(query, 'firstActivatedAt', used);
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

function anyLike(columns: readonly string[], parameter: string): string {
  return `(${columns.map((column) => `license.${column} ILIKE :${parameter}`).join(' OR ')})`;
}
