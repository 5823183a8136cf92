import type { License, LicenseType } from './license.entity';

/** Statuses of a license, as derived from its state, dates and activations. The first that applies counts. */
export const LICENSE_STATUSES = [
  'revoked',
  'blocked',
  'disabled',
  'not_started',
  'expired',
  'unused',
  'active',
] as const;
/** Status of a license, as derived from its state, dates and activations. */
export type LicenseStatus = (typeof LICENSE_STATUSES)[number];

/** Administrative states; setting one clears the others. */
export const LICENSE_STATES = ['active', 'disabled', 'blocked', 'revoked'] as const;
/** State of a license, as admins set it. */
export type LicenseState = (typeof LICENSE_STATES)[number];

type StateFacts = Pick<License, 'revokedAt' | 'blockedAt' | 'disabledAt'>;
type StatusFacts = StateFacts & Pick<License, 'firstActivatedAt' | 'hasStartedBy' | 'hasExpiredBy'>;

/** Administrative state, most severe first. */
export function stateOf({ revokedAt, blockedAt, disabledAt }: StateFacts): LicenseState {
  if (revokedAt) return 'revoked';
  if (blockedAt) return 'blocked';
  return disabledAt ? 'disabled' : 'active';
}

/** Status of a license at an instant: the first one that applies. */
export function statusOf(license: StatusFacts, instant: Date): LicenseStatus {
  const state = stateOf(license);
  if (state !== 'active') return state;
  if (!license.hasStartedBy(instant)) return 'not_started';
  if (license.hasExpiredBy(instant)) return 'expired';
  return license.firstActivatedAt ? 'active' : 'unused';
}

export const NOT_SUSPENDED = 'license.revokedAt IS NULL AND license.blockedAt IS NULL AND license.disabledAt IS NULL';

export const SUSPENDED =
  '(license.revokedAt IS NOT NULL OR license.blockedAt IS NOT NULL OR license.disabledAt IS NOT NULL)';

/** `stateOf` as conditions on the alias `license`. */
export const STATE_CONDITIONS: Readonly<Record<LicenseState, string>> = {
  revoked: 'license.revokedAt IS NOT NULL',
  blocked: 'license.revokedAt IS NULL AND license.blockedAt IS NOT NULL',
  disabled: 'license.revokedAt IS NULL AND license.blockedAt IS NULL AND license.disabledAt IS NOT NULL',
  active: NOT_SUSPENDED,
};

const STARTED = '(license.startsAt IS NULL OR license.startsAt <= :now)';
const VALID = `${NOT_SUSPENDED} AND ${STARTED} AND (license.expiresAt IS NULL OR license.expiresAt > :now)`;

/** `statusOf` as conditions on the alias `license` at the parameter `now`. */
export const STATUS_CONDITIONS: Readonly<Record<LicenseStatus, string>> = {
  ...STATE_CONDITIONS,
  not_started: `${NOT_SUSPENDED} AND license.startsAt > :now`,
  expired: `${NOT_SUSPENDED} AND ${STARTED} AND license.expiresAt <= :now`,
  unused: `${VALID} AND license.firstActivatedAt IS NULL`,
  active: `${VALID} AND license.firstActivatedAt IS NOT NULL`,
};

/** Statuses that change with time. */
export const DATED_STATUSES: readonly LicenseStatus[] = ['not_started', 'expired', 'unused', 'active'];

type TypedTerm = Pick<License, 'type' | 'expiresAt' | 'durationDays'>;

/** Types of licenses without an end. */
const ENDLESS: readonly LicenseType[] = ['perpetual', 'lifetime'];
const WITH_END: LicenseType = 'subscription';

/** The type of a license by its term: one with an end is a subscription, even if it was issued as perpetual or lifetime. */
export function effectiveType({ type, expiresAt, durationDays }: TypedTerm): LicenseType {
  return ENDLESS.includes(type) && (expiresAt !== null || durationDays !== null) ? WITH_END : type;
}

/** `effectiveType` in a query of licenses. Has an index. */
export const EFFECTIVE_TYPE = `(CASE WHEN license.type IN (${ENDLESS.map((type) => `'${type}'`).join(', ')})
  AND (license.expiresAt IS NOT NULL OR license.durationDays IS NOT NULL) THEN '${WITH_END}' ELSE license.type END)`;
