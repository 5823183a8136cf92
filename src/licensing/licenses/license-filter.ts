import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { likePattern } from '../../platform/database/like-pattern';
import type { License, LicenseState, LicenseStatus, LicenseType } from './license.entity';

/** What a list of licenses may be narrowed to, all at once. */
export interface LicenseFilter {
  /** Reference of the product. */
  readonly product?: string;
  /** Uid of the customer. */
  readonly customer?: string;
  /** The vendor's own name for the customer. */
  readonly customerReference?: string;
  /** Uid of the policy. */
  readonly policy?: string;
  readonly type?: LicenseType;
  readonly status?: LicenseStatus;
  /** Any of these. */
  readonly statuses?: readonly LicenseStatus[];
  readonly state?: LicenseState;
  /** Neither disabled nor blocked nor revoked. */
  readonly inForce?: boolean;
  readonly isDisabled?: boolean;
  readonly isBlocked?: boolean;
  /** Activated at least once. */
  readonly used?: boolean;
  readonly key?: string;
  readonly batch?: string;
  /** Part of the key or of a note, in any case of letters. */
  readonly search?: string;
  /** Part of the key or of the description, in any case of letters. */
  readonly mention?: string;
  /** Part of the key or of the customer's e-mail, in any case of letters. */
  readonly keyOrEmail?: string;
}

/** Filters that are one condition on one value. */
type Named = 'product' | 'customer' | 'customerReference' | 'policy' | 'type' | 'key' | 'batch';

// The id is looked up first, so that an index in the order of the list serves the rest.
const CONDITIONS: Readonly<Record<Named, string>> = {
  product: 'license.productId = (SELECT id FROM products WHERE reference = :product)',
  customer: 'license.customerId = (SELECT id FROM customers WHERE uid = :customer)',
  customerReference: 'license.customerId = (SELECT id FROM customers WHERE reference = :customerReference)',
  policy: 'license.policyId = (SELECT id FROM policies WHERE uid = :policy)',
  type: 'license.type = :type',
  key: 'license.key = :key',
  batch: 'license.batch = :batch',
};

const IN_FORCE = 'license.revokedAt IS NULL AND license.blockedAt IS NULL AND license.disabledAt IS NULL';

const NOT_IN_FORCE =
  '(license.revokedAt IS NOT NULL OR license.blockedAt IS NOT NULL OR license.disabledAt IS NOT NULL)';

/** As `License.state` tells it. */
const STATES: Readonly<Record<LicenseState, string>> = {
  revoked: 'license.revokedAt IS NOT NULL',
  blocked: 'license.revokedAt IS NULL AND license.blockedAt IS NOT NULL',
  disabled: 'license.revokedAt IS NULL AND license.blockedAt IS NULL AND license.disabledAt IS NOT NULL',
  active: IN_FORCE,
};

const STARTED = '(license.startsAt IS NULL OR license.startsAt <= :now)';
const RUNNING = `${IN_FORCE} AND ${STARTED} AND (license.expiresAt IS NULL OR license.expiresAt > :now)`;

/** As `License.statusAt` tells it. */
const STATUSES: Readonly<Record<LicenseStatus, string>> = {
  ...STATES,
  not_started: `${IN_FORCE} AND license.startsAt > :now`,
  expired: `${IN_FORCE} AND ${STARTED} AND license.expiresAt <= :now`,
  unused: `${RUNNING} AND license.firstActivatedAt IS NULL`,
  active: `${RUNNING} AND license.firstActivatedAt IS NOT NULL`,
};

/** Narrows a query whose main alias is `license`. */
export function applyFilter(query: SelectQueryBuilder<License>, filter: LicenseFilter, now: Date): void {
  const { state, status, statuses, inForce, isDisabled, isBlocked, used, search, mention, keyOrEmail, ...values } =
    filter;
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
    query.andWhere(`(${statuses.map((one) => `(${STATUSES[one]})`).join(' OR ')})`, { now });
  }
  if (inForce !== undefined) {
    query.andWhere(inForce ? IN_FORCE : NOT_IN_FORCE);
  }
  narrowToSet(query, 'disabledAt', isDisabled);
  narrowToSet(query, 'blockedAt', isBlocked);
  narrowToSet(query, 'firstActivatedAt', used);
  if (search !== undefined) {
    query.andWhere(anyLike(['key', 'deviceNote', 'batch'], 'search'), { search: likePattern(search) });
  }
  if (mention !== undefined) {
    query.andWhere(anyLike(['key', 'description'], 'mention'), { mention: likePattern(mention) });
  }
  if (keyOrEmail !== undefined) {
    query.andWhere(SEARCH_IN_KEY_AND_EMAIL, { keyOrEmail: likePattern(keyOrEmail) });
  }
}

// An index serves either half by itself; an OR over both would leave the planner none where a half holds much.
const SEARCH_IN_KEY_AND_EMAIL = `license.id IN (
  SELECT id FROM licenses WHERE key ILIKE :keyOrEmail
  UNION ALL
  SELECT owned.id FROM customers JOIN licenses owned ON owned.customer_id = customers.id WHERE customers.email ILIKE :keyOrEmail
)`;

function narrowToSet(query: SelectQueryBuilder<License>, moment: keyof License, isSet: boolean | undefined): void {
  if (isSet !== undefined) {
    query.andWhere(`license.${moment} IS ${isSet ? 'NOT ' : ''}NULL`);
  }
}

function anyLike(columns: readonly string[], parameter: string): string {
  return `(${columns.map((column) => `license.${column} ILIKE :${parameter}`).join(' OR ')})`;
}
