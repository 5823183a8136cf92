import { createHash } from 'node:crypto';
import type { BulkChange, PlannedChange } from '../../licensing/bulk/bulk-changes.service';

/** The digest of a preview: another change of these licenses, or a change of one of them meanwhile, has another digest. */
export function previewDigest(change: BulkChange, planned: readonly PlannedChange[]): string {
  const licenses = [...planned]
    .sort((one, other) => one.license.id - other.license.id)
    .map(({ license: { id, expiresAt, durationDays, customerId }, obstacle = '' }) => [
      ...[id, obstacle],
      ...(change.verb === 'extend' ? [expiresAt, durationDays] : []),
      ...(change.verb === 'assign' ? [customerId] : []),
    ]);
  return createHash('sha256')
    .update(JSON.stringify([change.verb, detailOf(change), licenses]))
    .digest('base64url');
}

function detailOf(change: BulkChange): number | null {
  switch (change.verb) {
    case 'extend':
      return change.days;
    case 'assign':
      return change.customer?.id ?? null;
    case 'disable':
    case 'enable':
    case 'revoke':
      return null;
  }
}
