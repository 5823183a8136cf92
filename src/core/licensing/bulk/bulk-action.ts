import type { RenewalBasis } from '../../catalog/policies/behavior';
import type { EventName } from '../../platform/records/event-catalogue';
import { DESTRUCTIVE_EVENTS } from '../../platform/records/destructive-changes';
import type { PolicyChoice } from '../policy-changes/changed-columns';

/** Actions that many licenses can undergo at once. */
export const BULK_ACTIONS = [
  'extend',
  'disable',
  'enable',
  'revoke',
  'block',
  'unblock',
  'move',
  'change_policy',
  'change_policy_version',
  'delete',
] as const;
/** Action that many licenses can undergo at once. */
export type BulkActionName = (typeof BULK_ACTIONS)[number];

/** Actions on many licenses by one call. An export changes none of them. */
export const BULK_CALLS = [...BULK_ACTIONS, 'export'] as const;
export type BulkCall = (typeof BULK_CALLS)[number];

/** A row that an action refers to. */
export interface ReferredRow {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
}

/** A change of many licenses. As the parameters of a job it is JSON: a date is a text. */
export interface BulkAction {
  readonly action: BulkActionName;
  /** To extend: either these days or `until`. */
  readonly days?: number;
  /** To extend by calendar months: `days` is then their number in days, by which a node of a former release extends. */
  readonly months?: number;
  /** Date from which the days count; by default, the one of each policy. */
  readonly from?: RenewalBasis;
  readonly until?: Date | string;
  /** To move; null removes the customer. */
  readonly customer?: ReferredRow | null;
  /** To change the policy. */
  readonly policy?: ReferredRow;
  /** Values that the licenses take from the policy; by default all limits, and no dates. */
  readonly follow?: PolicyChoice;
  /** To change the version; by default, the newest of the policy of each license when it is changed. */
  readonly policyVersion?: number;
}

/** Reasons for which a bulk action skips a license. */
export const BULK_OBSTACLES = [
  'already',
  'revoked',
  'blocked',
  'never_expires',
  'term_pending',
  'ends_later',
  'too_long',
  'same_customer',
  'same_policy',
  'same_policy_version',
  'no_policy_version',
] as const;
/** Why a bulk action skips a license. */
export type BulkObstacle = (typeof BULK_OBSTACLES)[number];

const TERM = ['expires_at', 'duration_days', 'duration_months'];
const POLICY = [
  ...['policy_id', 'policy_version', 'max_activations', 'max_users', 'max_sessions', 'uses_limit', 'features'],
  ...['duration_days', 'duration_months', 'expiry_basis', 'expires_at', 'term_started_at'],
];

interface ActionDefinition {
  readonly event: EventName;
  /** Event of a change that is undone. */
  readonly undoEvent: EventName;
  /** Columns that the action may change. */
  readonly columns: readonly string[];
}

/** For each bulk action the event that it records, the one that undoes it, and the columns that it changes. */
export const ACTIONS: Readonly<Record<BulkActionName, ActionDefinition>> = {
  extend: { event: 'license.extended', undoEvent: 'license.updated', columns: TERM },
  disable: { event: 'license.disabled', undoEvent: 'license.enabled', columns: ['disabled_at'] },
  enable: { event: 'license.enabled', undoEvent: 'license.disabled', columns: ['disabled_at'] },
  revoke: { event: 'license.revoked', undoEvent: 'license.enabled', columns: ['revoked_at'] },
  block: { event: 'license.blocked', undoEvent: 'license.unblocked', columns: ['blocked_at'] },
  unblock: { event: 'license.unblocked', undoEvent: 'license.blocked', columns: ['blocked_at'] },
  move: { event: 'license.updated', undoEvent: 'license.updated', columns: ['customer_id'] },
  change_policy: { event: 'license.policy_changed', undoEvent: 'license.policy_changed', columns: POLICY },
  change_policy_version: {
    event: 'license.policy_changed',
    undoEvent: 'license.policy_changed',
    columns: ['policy_version'],
  },
  delete: { event: 'license.deleted', undoEvent: 'license.restored', columns: [] },
};

/** Kind of the background jobs of a bulk action. */
export function kindOf(action: BulkActionName): string {
  return `licenses.${action}`;
}

/** Columns that any action may change. */
export const CHANGED_COLUMNS = [...new Set(Object.values(ACTIONS).flatMap(({ columns }) => columns))];

/** Bulk actions after which licenses have other grants. */
export const CHANGES_GRANTS: ReadonlySet<BulkActionName> = new Set(['change_policy', 'change_policy_version']);

/** Whether a bulk action is destructive: settings can demand a reason for it. */
export function isDestructive(action: BulkActionName): boolean {
  return action === 'move' || DESTRUCTIVE_EVENTS.has(ACTIONS[action].event);
}
