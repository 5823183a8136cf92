import type { License, LicenseType } from './license.entity';

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
