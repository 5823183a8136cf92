import type { ErrorRow } from '../../common/dialects/define-dialect';
import { REFUSALS } from '../../verification/rules/verdict';
import { refusalCode } from '../../verification/rules/verification.errors';

/** The same row for every refusal of a license, to be followed by the exceptions. */
export function refusalRows(row: ErrorRow): Readonly<Record<string, ErrorRow>> {
  return Object.fromEntries(REFUSALS.map((refusal) => [refusalCode(refusal), row]));
}
