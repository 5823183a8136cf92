import type { Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

/** An error code as the API spells it, or such a code with the message of this response, where the code alone says less. */
export type DocumentedError = string | Readonly<Record<string, string>>;

/** The errors of a response, of which the document builder makes examples. */
export const DOCUMENTED_ERRORS = 'x-errors';

/**
 * Documents a response that cannot be inferred. Error responses get the dialect's error schema.
 * @param errors shown as examples; by default, the usual error of the status
 */
export function Answers(
  status: number,
  what: Type<unknown> | string,
  ...errors: readonly DocumentedError[]
): MethodDecorator {
  return typeof what === 'string'
    ? ApiResponse({ status, description: what, ...(errors.length > 0 && { [DOCUMENTED_ERRORS]: errors }) })
    : ApiResponse({ status, type: what });
}
