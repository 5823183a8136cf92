import type { ErrorRow } from '../../core/common';
import { errorOf } from '../../core/verification';
import { REFUSALS } from '../../core/verification/internal';

/** The same row for every refusal of a license, to be followed by the exceptions. */
export function refusalRows(row: ErrorRow): Readonly<Record<string, ErrorRow>> {
  return Object.fromEntries(REFUSALS.map((refusal) => [errorOf(refusal), row]));
}
