import type { Metadata } from '../../core/common';

/**
 * The change that makes metadata what a form has: fields that the form no longer has are removed. Undefined if neither has any.
 */
export function metadataChange(current: object | null, sent: Metadata = {}): Metadata | undefined {
  const removed = Object.fromEntries(Object.keys(current ?? {}).map((name) => [name, null]));
  const change = { ...removed, ...sent };
  return Object.keys(change).length > 0 ? change : undefined;
}
