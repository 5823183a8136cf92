import { isDeepStrictEqual } from 'node:util';
import { Policy, PolicyDto } from '../../../core/catalog';
import { type PolicyChange } from '../../../core/catalog/internal';
import { defined } from '../../../core/common';
import type { CopiedLimit } from '../../../core/licensing/internal';
import { FIELDS, type NamedField, type PolicyField } from './policy-fields';

/** Limits that a license copies when it is issued. */
export const COPIED: Partial<Record<PolicyField, CopiedLimit>> = {
  duration_days: 'durationDays',
  max_activations: 'maxActivations',
  uses_limit: 'usesLimit',
  max_users: 'maxUsers',
  max_sessions: 'maxSessions',
  features: 'features',
};

/** Fields that decide only about licenses that are yet to be issued. */
export const ONLY_NEW: readonly PolicyField[] = [
  'key_format',
  'expiry_basis',
  'trial_requires',
  'trial_needs_verification',
];

/** The policy as it would be after a change. */
export function changedPolicy(policy: Policy, { grants, ...change }: PolicyChange): Policy {
  return Object.assign(new Policy(), policy, defined(change), { grants: { ...policy.grants, ...grants } });
}

/** The fields that differ. */
export function changedFields(before: Policy, after: Policy): NamedField[] {
  const [old, now] = [PolicyDto.from(before), PolicyDto.from(after)];
  return FIELDS.filter(({ name }) => !isDeepStrictEqual(old[name], now[name]));
}

/** Whether a change may reach issued licenses. */
export function isCheckNeeded(before: Policy, after: Policy): boolean {
  return changedFields(before, after).some(({ name }) => !ONLY_NEW.includes(name));
}
