import type { Policy } from '../../catalog/policies/policy.entity';
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
export type CopiedLimit = (typeof COPIED_LIMITS)[number];

export const EXPIRY_CHANGES = ['keep', 'restart'] as const;
export type ExpiryChange = (typeof EXPIRY_CHANGES)[number];

/** How licenses follow another policy. */
export interface PolicyChoice {
  /** Those that follow; the license keeps the others. */
  readonly limits: readonly CopiedLimit[];
  readonly expiry: ExpiryChange;
}

type Term = 'durationDays' | 'expiryBasis' | 'expiresAt' | 'termStartedAt';
export type ChangedColumns = Pick<License, 'policyId' | Exclude<CopiedLimit, 'durationDays'> | Term>;

/** The columns of a license after its change. */
export function changedColumns(license: License, policy: Policy, choice: PolicyChoice, now: Date): ChangedColumns {
  const source = (limit: CopiedLimit): License | Policy => (choice.limits.includes(limit) ? policy : license);
  return {
    policyId: policy.id,
    maxActivations: source('maxActivations').maxActivations,
    maxUsers: source('maxUsers').maxUsers,
    maxSessions: source('maxSessions').maxSessions,
    usesLimit: source('usesLimit').usesLimit,
    features: source('features').features,
    ...termOf(license, policy, { durationDays: source('durationDays').durationDays, expiry: choice.expiry }, now),
  };
}

/** A term that is kept gets another duration only if it is yet to start. */
function termOf(
  license: License,
  { expiryBasis }: Policy,
  { durationDays, expiry }: Pick<License, 'durationDays'> & { expiry: ExpiryChange },
  now: Date,
): Pick<License, Term> {
  const { firstActivatedAt, expiresAt, termStartedAt } = license;
  if (expiry === 'restart') {
    return restartedTerm({ durationDays, expiryBasis, firstActivatedAt }, now);
  }
  return {
    durationDays: isTermPending(license) ? durationDays : license.durationDays,
    expiryBasis: license.expiryBasis,
    expiresAt,
    termStartedAt,
  };
}
