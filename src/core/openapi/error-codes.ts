import { ERROR_NAMES, type ErrorName, rowOf, withParameters } from '../common/errors/catalogue';
import { NATIVE } from '../common/dialects/native.dialect';
import type { Problem } from '../common/errors/problem';
import { rowFor } from '../common/errors/render-error';

/** An error code of the native API, for readers of the reference and for the examples of error responses. */
export interface ErrorCode extends Problem {
  /** When it occurs; a full sentence. */
  readonly when: string;
  /** Remedy for the caller; a full sentence. */
  readonly remedy: string;
}

/** Values of the parameters in examples. */
const SAMPLES = {
  permission: 'licenses:write',
  days: 30,
  meter: 'exports',
  webhooks: 100,
  licenses: 10,
  discriminator: 'action',
};

/** The rows with a code of their own: the first one of each code and kind. */
const CODES = ERROR_NAMES.filter((name) => !rowOf(name).isVariant);

/** All error codes of the native API: those of any call, then why a license cannot be used, in the order of evaluation. */
export const ERROR_CODES: readonly ErrorCode[] = CODES.flatMap((name) => {
  const { when, remedy } = rowOf(name);
  const problem = exampleOf(name);
  return remedy === undefined ? [] : [{ ...problem, when: when ?? `${problem.message}.`, remedy }];
});

/** Errors that the native API publishes as another code, or that occur in other APIs alone. */
export const OTHER_ERRORS: readonly Problem[] = CODES.filter((name) => rowOf(name).remedy === undefined).map(exampleOf);

/** Status and code of an error in the native API. */
export function nativeRowOf(error: Problem): { readonly status: number; readonly code: string } {
  const { status, code = error.code } = rowFor(error, NATIVE.errors);
  return { status, code };
}

function exampleOf(name: ErrorName): Problem {
  const { code, kind, message } = rowOf(name);
  return { rule: name, code, kind, message: withParameters(message, SAMPLES) };
}
