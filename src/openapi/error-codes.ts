import { NATIVE } from '../common/dialects/native.dialect';
import type { Problem } from '../common/errors/problem';
import { messageOf, REFUSALS } from '../verification/rules/verdict';
import { LicenseRefused } from '../verification/rules/verification.errors';
import { REMEDIES, ROWS } from './error-code-rows';

/** An error code of the native API, for readers of the reference and for the examples of error responses. */
export interface ErrorCode extends Problem {
  /** When it occurs; a full sentence. */
  readonly when: string;
  /** What the caller can do; a full sentence. */
  readonly remedy: string;
}

/** Errors that the native API publishes as another code, or that occur in other APIs alone. */
export const OTHER_ERRORS: readonly Problem[] = [
  { code: 'LICENSE_NOT_FOUND', kind: 'not-found', message: 'License not found' },
  { code: 'APP_BUNDLE_NOT_FOUND', kind: 'not-found', message: 'App bundle not found' },
  { code: 'APP_BUNDLE_DISABLED', kind: 'refused', message: 'This app bundle is disabled' },
  {
    code: 'LICENSE_FILE_NOT_FOUND',
    kind: 'not-found',
    message: 'No license file has been uploaded for this app bundle',
  },
  {
    code: 'NO_LICENSE_FILE',
    kind: 'invalid',
    message: 'A license file must not be empty, and its name must end in .lic',
  },
  { code: 'INVALID_LICENSE', kind: 'invalid', message: 'The provided license key is invalid' },
  { code: 'UNKNOWN_ACTION', kind: 'not-found', message: 'action names no action of this path' },
  { code: 'UNKNOWN_LICENSE_KEY', kind: 'invalid', message: 'Invalid license key' },
  { code: 'INVALID_SIGNATURE', kind: 'unauthenticated', message: 'Invalid signature' },
  { code: 'SYSTEM_OF_ANOTHER_LICENSE', kind: 'refused', message: 'This system belongs to another license' },
  { code: 'SYSTEM_LIMIT_REACHED', kind: 'refused', message: 'This license has reached its system limit' },
];

const refusals = REFUSALS.filter((code) => code !== 'NOT_FOUND').map((code): ErrorCode => {
  const { kind, message } = new LicenseRefused(code);
  return { code, kind, message, when: `${messageOf(code)}.`, remedy: REMEDIES[code] };
});

/** All error codes of the native API: those of any call, then why a license cannot be used, in the order of evaluation. */
export const ERROR_CODES: readonly ErrorCode[] = [
  ...ROWS.map(([code, kind, message, when, remedy]): ErrorCode => ({ code, kind, message, when, remedy })),
  ...refusals,
];

export function statusOf({ code, kind }: Problem): number {
  return (NATIVE.errors.codes[code] ?? NATIVE.errors.kinds[kind]).status;
}
