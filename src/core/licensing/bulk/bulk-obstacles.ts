import type { ObjectLiteral } from 'typeorm';
import { FIRST_VERSION } from '../../catalog/policies/policy-version.entity';
import { MAX_DURATION_DAYS } from '../../catalog/policies/policy.entity';
import { STATUS_CONDITIONS } from '../../licenses/licenses/license-status';
import type { BulkAction, BulkActionName, BulkObstacle } from './bulk-action';

/** SQL about the alias `license`. Previews, selections and runs share it. */
export interface Classification {
  /** Why the license cannot change; null if it can. */
  readonly obstacle: string;
  /** Whether the license is not usable now, but after the change. */
  readonly becomesUsable: string;
  /** Date from which an extension counts: a `RenewalBasis`. */
  readonly basis: string;
  /** Number of the version of its policy that the license gets. */
  readonly policyVersion: string;
  readonly parameters: ObjectLiteral;
}

/** The first case that applies. */
type Cases = readonly (readonly [condition: string, obstacle: BulkObstacle])[];

const REVOKED = ['license.revoked_at IS NOT NULL', 'revoked'] as const;
const BLOCKED = ['license.blocked_at IS NOT NULL', 'blocked'] as const;

/** `isTermPending` */
const TERM_PENDING = `(license.duration_days IS NOT NULL AND CASE
  WHEN license.expiry_basis IN ('fixed', 'creation') THEN false
  WHEN license.expiry_basis = 'first_activation' THEN license.first_activated_at IS NULL
  ELSE license.term_started_at IS NULL AND license.expires_at IS NULL END)`;

const BASIS = `coalesce(CAST(:countedFrom AS text), license.policy_overrides->>'renewalBasis',
  (SELECT renewal_basis FROM policies WHERE policies.id = license.policy_id))`;

/** The expiration date after an extension, as by `extended`. */
const START = `CASE WHEN ${BASIS} = 'today' OR (${BASIS} = 'today_if_expired' AND license.expires_at <= :now)
  THEN CAST(:now AS timestamptz) ELSE license.expires_at END`;
const SPAN = `CASE WHEN CAST(:months AS integer) IS NULL THEN make_interval(days => CAST(:days AS integer))
  ELSE make_interval(months => CAST(:months AS integer)) END`;
const LATER = `(((${START}) AT TIME ZONE :zone + ${SPAN}) AT TIME ZONE :zone)`;
const UNTIL = 'CAST(:until AS timestamptz)';

const ENDS_TOO_LATE = `license.expires_at IS NOT NULL AND ${LATER} >= '10000-01-01T00:00:00Z'`;
const TERM_TOO_LONG = `license.duration_days + CAST(:days AS integer) > ${MAX_DURATION_DAYS}`;

const NEVER_EXPIRES = [`license.expires_at IS NULL AND NOT ${TERM_PENDING}`, 'never_expires'] as const;

const BY_DAYS: Cases = [REVOKED, NEVER_EXPIRES, [`(${TERM_TOO_LONG}) IS TRUE OR (${ENDS_TOO_LATE})`, 'too_long']];
const BY_DATE: Cases = [
  REVOKED,
  NEVER_EXPIRES,
  ['license.expires_at IS NULL', 'term_pending'],
  [`license.expires_at >= ${UNTIL}`, 'ends_later'],
];

const PUBLISHED = `coalesce((SELECT published_version FROM policies WHERE policies.id = license.policy_id), ${FIRST_VERSION})`;
const VERSION = `coalesce(CAST(:policyVersion AS integer), ${PUBLISHED})`;

const CASES: Readonly<Record<Exclude<BulkActionName, 'extend'>, Cases>> = {
  disable: [REVOKED, BLOCKED, ['license.disabled_at IS NOT NULL', 'already']],
  enable: [REVOKED, BLOCKED, ['license.disabled_at IS NULL', 'already']],
  revoke: [['license.revoked_at IS NOT NULL', 'already']],
  block: [REVOKED, ['license.blocked_at IS NOT NULL', 'already']],
  unblock: [REVOKED, ['license.blocked_at IS NULL', 'already']],
  move: [['license.customer_id IS NOT DISTINCT FROM CAST(:customerId AS bigint)', 'same_customer']],
  change_policy: [['license.policy_id = CAST(:policyId AS bigint)', 'same_policy']],
  change_policy_version: [
    [`${VERSION} > ${PUBLISHED}`, 'no_policy_version'],
    [`license.policy_version = ${VERSION}`, 'same_policy_version'],
  ],
  delete: [['false', 'already']],
};

const IN_TERM = `(license.starts_at IS NULL OR license.starts_at <= :now)
  AND (license.expires_at IS NULL OR license.expires_at > :now)`;

export function classify(
  { action, days, months, from, until, customer, policy, policyVersion }: BulkAction,
  zone: string,
  now: Date,
): Classification {
  const cases = action === 'extend' ? (days === undefined ? BY_DATE : BY_DAYS) : CASES[action];
  const parameters = {
    now,
    zone,
    days,
    months: months ?? null,
    countedFrom: from ?? null,
    until,
    customerId: customer?.id ?? null,
    policyId: policy?.id,
    policyVersion: policyVersion ?? null,
  };
  return {
    obstacle: `CASE ${cases.map(([condition, obstacle]) => `WHEN ${condition} THEN '${obstacle}' `).join('')}ELSE NULL END`,
    becomesUsable: becomesUsable(action, days === undefined ? UNTIL : LATER),
    basis: action === 'extend' ? BASIS : 'NULL',
    policyVersion: action === 'change_policy_version' ? VERSION : 'NULL',
    parameters,
  };
}

function becomesUsable(action: BulkActionName, end: string): string {
  if (action === 'extend') {
    return `${STATUS_CONDITIONS.expired} AND ${end} > :now`;
  }
  if (action === 'unblock') {
    return `license.disabled_at IS NULL AND ${IN_TERM}`;
  }
  return action === 'enable' ? IN_TERM : 'false';
}
