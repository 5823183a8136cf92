import type { PendingChange } from '../../licenses/licenses/license.entity';

/** SQL condition of the changes that are neither done nor failed nor cancelled. */
export const PENDING = 'done_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL';

/** A row of `PENDING_CHANGES`. */
export type PendingRow = Omit<PendingChange, 'effectiveAt'> & { readonly effectiveAt: string };

/** The pending changes of one license, from its rows of `scheduled_changes`. */
const PENDING_CHANGES = `jsonb_agg(
  jsonb_build_object('uid', uid, 'action', action, 'params', params, 'effectiveAt', effective_at)
  ORDER BY effective_at, id)`;

/** A column with the pending changes of the query's license, for `pendingOf`; null if there are none. */
export const PENDING_OF_LICENSE = `(
  SELECT ${PENDING_CHANGES} FROM scheduled_changes WHERE license_id = license.id AND ${PENDING})`;

/** Rows of `id` and `changes` of the licenses that have pending changes. */
export const PENDING_OF_LICENSES = (ids: string): string => `
  SELECT license_id AS id, ${PENDING_CHANGES} AS changes FROM scheduled_changes
  WHERE license_id = ANY (${ids}) AND ${PENDING} GROUP BY license_id`;

export function pendingOf(rows: readonly PendingRow[]): PendingChange[] {
  return rows.map(({ effectiveAt, ...change }) => ({ ...change, effectiveAt: new Date(effectiveAt) }));
}
