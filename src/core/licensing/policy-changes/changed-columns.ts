import type { Duration } from '../../catalog/policies/duration';
import { versionToUse } from '../../catalog/policies/policy-version.entity';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Calendar } from '../../common/calendar';
import { isTermPending, restartedTerm } from '../../licenses/licenses/license-term';
import type { License } from '../../licenses/licenses/license.entity';

/** Limits of a policy that are copied into a license. */
export const COPIED_LIMITS = [
  'maxActivations',
  'maxUsers',
  'maxSessions',
  'usesLimit',
  'durationDays',
  'features',
] as const;
/** Limit that licenses copy from their policy. */
export type CopiedLimit = (typeof COPIED_LIMITS)[number];

/** Effects of another policy on the end of the term: it stays, or the term of the new policy begins anew. */
export const EXPIRY_CHANGES = ['keep', 'restart'] as const;
/** Effect of another policy on the end of the term. */
export type ExpiryChange = (typeof EXPIRY_CHANGES)[number];

/** The values that licenses take from another policy. */
export interface PolicyChoice {
  /** Those that follow; the license keeps the others. */
  readonly limits: readonly CopiedLimit[];
  readonly expiry: ExpiryChange;
}

type Term = keyof Duration | 'expiryBasis' | 'expiresAt' | 'termStartedAt';
export type ChangedColumns = Pick<License, 'policyId' | 'policyVersion' | Exclude<CopiedLimit, 'durationDays'> | Term>;

export interface TimeOfChange {
  readonly now: Date;
  readonly calendar: Calendar;
}

/** The columns of a license after its change. */
export function changedColumns(
  license: License,
  policy: Policy,
  choice: PolicyChoice,
  { now, calendar }: TimeOfChange,
): ChangedColumns {
  const source = (limit: CopiedLimit): License | Policy => (choice.limits.includes(limit) ? policy : license);
  return {
    policyId: policy.id,
    policyVersion: policy.id === license.policyId ? license.policyVersion : versionToUse(policy),
    maxActivations: source('maxActivations').maxActivations,
    maxUsers: source('maxUsers').maxUsers,
    maxSessions: source('maxSessions').maxSessions,
    usesLimit: source('usesLimit').usesLimit,
    features: source('features').features,
    ...termOf(license, { policy, duration: source('durationDays'), expiry: choice.expiry }, { now, calendar }),
  };
}

/** A term that is kept gets another duration only if it is yet to start. */
function termOf(
  license: License,
  { policy, duration, expiry }: { policy: Policy; duration: Duration; expiry: ExpiryChange },
  { now, calendar }: TimeOfChange,
): Pick<License, Term> {
  const { firstActivatedAt, expiresAt, termStartedAt } = license;
  if (expiry === 'restart') {
    const { durationDays, durationMonths } = duration;
    return restartedTerm(
      { durationDays, durationMonths, expiryBasis: policy.expiryBasis, firstActivatedAt },
      now,
      calendar,
    );
  }
  const { durationDays, durationMonths } = isTermPending(license) ? duration : license;
  return {
    durationDays,
    durationMonths,
    expiryBasis: license.expiryBasis,
    expiresAt,
    termStartedAt,
  };
}
