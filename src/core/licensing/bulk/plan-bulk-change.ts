import type { Policy } from '../../catalog/policies/policy.entity';
import type { RenewalBasis } from '../../catalog/policies/behavior';
import type { Calendar } from '../../common/calendar';
import type { License } from '../../licenses/licenses/license.entity';
import { extended } from '../licenses/extend-license.service';
import { changedColumns, COPIED_LIMITS } from '../policy-changes/changed-columns';
import type { BulkAction } from './bulk-action';

export interface BulkChangeContext {
  readonly now: Date;
  readonly calendar: Calendar;
  /** Date from which an extension counts. */
  readonly basis: RenewalBasis;
  /** The new version of its policy. */
  readonly policyVersion: number | null;
  /** The new policy. */
  readonly policy: Policy | null;
}

const ALL_LIMITS = { limits: COPIED_LIMITS, expiry: 'keep' } as const;

/** The columns that an action changes, of a license without an obstacle. */
export function plannedColumns(license: License, change: BulkAction, context: BulkChangeContext): Partial<License> {
  const { now, calendar, basis, policy, policyVersion } = context;
  switch (change.action) {
    case 'extend':
      return change.days === undefined
        ? { expiresAt: new Date(change.until ?? now) }
        : extended(license, { span: { days: change.days, months: change.months }, basis, now }, calendar);
    case 'disable':
      return { disabledAt: now };
    case 'enable':
      return { disabledAt: null };
    case 'revoke':
      return { revokedAt: now };
    case 'block':
      return { blockedAt: now };
    case 'unblock':
      return { blockedAt: null };
    case 'move':
      return { customerId: change.customer?.id ?? null };
    case 'change_policy':
      return policy ? changedColumns(license, policy, change.follow ?? ALL_LIMITS, { now, calendar }) : {};
    case 'change_policy_version':
      return { policyVersion: policyVersion ?? license.policyVersion };
    case 'delete':
      return {};
  }
}
