import type { EventName } from './event-catalogue';

/** Events of changes that take something away or cannot be undone. */
export const DESTRUCTIVE_EVENTS: ReadonlySet<string> = new Set<EventName>([
  'api_key.revoked',
  'api_key.rotated',
  'app_bundle.deleted',
  'customer.deleted',
  'customer.merged',
  'customer_user.removed',
  'entitlement.deleted',
  'group.deleted',
  'import.undo_started',
  'key_pool.deleted',
  'lead.deleted',
  'license.blocked',
  'license.deactivated',
  'license.deleted',
  'license.key_rotated',
  'license.revoked',
  'license_file.revoked',
  'license_session.ended',
  'license_user.removed',
  'mail_template.deleted',
  'meter.deleted',
  'order.cancelled',
  'order.partly_refunded',
  'order.refunded',
  'person.erasure_requested',
  'policy.deleted',
  'product.deleted',
  'program_module.deleted',
  'reaction_rule.deleted',
  'resource.deleted',
  'role.deleted',
  'session_reservation.deleted',
  'shop.deleted',
  'shop.mapping_deleted',
  'shop.secret_rotated',
  'signing_key.retired',
  'signing_key.revoked',
  'trial.deleted',
  'update_signing_key.retired',
  'update_signing_key.revoked',
  'user.deactivated',
  'version.deleted',
  'webhook_endpoint.deleted',
  'webhook_endpoint.secret_rotated',
]);

interface RecordedChange {
  /** Name of the event. */
  readonly event: string;
  readonly before: object | null;
}

/**
 * Whether a change is destructive: settings can demand a reason for it. A license that changes from one customer to another is
 * taken from the first, too.
 */
export function isDestructive({ event, before }: RecordedChange): boolean {
  return DESTRUCTIVE_EVENTS.has(event) || (event === 'license.updated' && hasCustomer(before));
}

/** The previous values contain only what changed. */
function hasCustomer(before: object | null): boolean {
  return before !== null && 'customer_id' in before && before.customer_id !== null;
}
