import type { Policy } from '../../../core/catalog';
import type { FormValues } from '../../../core/common';
import { listIn, optionalIn, textIn } from '../../../pages/kit/form-input';
import type { IssueChoice } from './issue-form';

export const LIMITS = ['max_activations', 'uses_limit', 'max_users', 'max_sessions'] as const;
export type Limit = (typeof LIMITS)[number];

/** For which product and policy the form was filled in. */
export function filledFor({ product, policy }: IssueChoice): string {
  return `${product.uid} ${policy.uid}`;
}

/** The values of a new form, with what the policy gives. */
export function newValues(choice: IssueChoice, customer = ''): FormValues {
  return refilled({ type: 'perpetual', runs: 'policy', count: '1', customer }, choice);
}

export function limitOf(policy: Policy, limit: Limit): number | null {
  const { maxActivations, usesLimit, maxUsers, maxSessions } = policy;
  return { max_activations: maxActivations, uses_limit: usesLimit, max_users: maxUsers, max_sessions: maxSessions }[
    limit
  ];
}

/** The values of a form for another product or policy: what was changed stays. */
export function refilled(values: FormValues, choice: IssueChoice, previous?: Policy): FormValues {
  const { product, policy, meters } = choice;
  const isKept = (name: Limit | 'features') => previous !== undefined && isOwn(values, previous, name);
  const fresh = [...LIMITS, 'features' as const].filter((name) => !isKept(name));
  const unmetered = meters.filter(({ code }) => optionalIn(values, `meters.${code}`) === undefined);
  return {
    ...values,
    ...Object.fromEntries(fresh.map((name) => [name, policyText(policy, name)])),
    ...Object.fromEntries(
      unmetered.map(({ code }) => [`periods.${code}`, policy.grants?.meters[code]?.period ?? 'none']),
    ),
    product: product.uid,
    policy: policy.uid,
    filled_for: filledFor(choice),
  };
}

/** The form with a field as the policy has it. */
export function withPolicyValue(values: FormValues, { policy }: IssueChoice, name: string): FormValues {
  const known = [...LIMITS, 'features' as const].find((one) => one === name);
  const [kind, code = ''] = name.split('.');
  const period = policy.grants?.meters[code]?.period ?? 'none';
  return {
    ...values,
    [name]: known ? policyText(policy, known) : '',
    ...(kind === 'meters' && { [`periods.${code}`]: period }),
  };
}

/** Whether a license is issued with a value of its own instead of the policy's. */
export function isOwn(values: FormValues, policy: Policy, name: Limit | 'features'): boolean {
  const text = name === 'features' ? listIn(values, name, /\n/).join('\n') : textIn(values, name).trim();
  return Object.hasOwn(values, name) && text !== policyText(policy, name);
}

export function isOwnEntitlement(values: FormValues, policy: Policy, code: string): boolean {
  const text = optionalIn(values, `entitlements.${code}`);
  return text !== undefined && text !== String(policy.grants?.entitlements[code]?.value ?? '');
}

export function isOwnMeter(values: FormValues, policy: Policy, code: string): boolean {
  const text = optionalIn(values, `meters.${code}`);
  const { limit, period } = policy.grants?.meters[code] ?? {};
  const isSame = text === String(limit ?? '') && optionalIn(values, `periods.${code}`) === period;
  return text !== undefined && !isSame;
}

function policyText(policy: Policy, name: Limit | 'features'): string {
  return name === 'features' ? policy.features.join('\n') : String(limitOf(policy, name) ?? '');
}
