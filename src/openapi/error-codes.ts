import { NATIVE } from '../common/dialects/native.dialect';
import type { Problem, ProblemKind } from '../common/errors/problem';
import { messageOf, REFUSALS, type Refusal } from '../licensing/verifications/verdict';
import { LicenseRefused } from '../licensing/verifications/verification.errors';

/** An error code of the native API, for readers of the reference and for the examples of error responses. */
export interface ErrorCode extends Problem {
  /** When it occurs; a full sentence. */
  readonly when: string;
  /** What the caller can do; a full sentence. */
  readonly remedy: string;
}

type Row = readonly [code: string, kind: ProblemKind, message: string, when: string, remedy: string];

const REMEDIES: Readonly<Record<Refusal, string>> = {
  NOT_FOUND: 'Check the key; ask the user to enter it again.',
  PRODUCT_MISMATCH: 'Send the reference of the product that the license is for.',
  PRODUCT_INACTIVE: 'Activate the product (`is_active`), or tell the user that it is no longer offered.',
  BLACKLISTED: 'Remove the entry from the `blacklist.` settings if it is a mistake.',
  REVOKED: 'Issue a new license; a revoked one stays revoked.',
  BLOCKED: 'Ask the vendor; an admin can unblock the license.',
  DISABLED: 'Ask the vendor; an admin can enable the license.',
  NOT_STARTED: 'Try again after `starts_at`.',
  DOMAIN_NOT_ALLOWED: 'Add the domain to `allowed_domains` of the license.',
  IP_NOT_ALLOWED: 'Add the address to `allowed_ips` of the license.',
  COUNTRY_NOT_ALLOWED: 'Change the countries of the policy, or check COUNTRY_DATABASE.',
  DEVICE_NOT_ALLOWED: 'Use another kind of device, or change the policy.',
  EXPIRED: 'Extend or renew the license.',
  CHECK_IN_OVERDUE: 'Connect, and activate the device again.',
  CUSTOMER_MISMATCH: 'Send the customer to whom the license belongs.',
  USER_MISMATCH: 'Assign the license to the user, or name a user who has it.',
  VERSION_NOT_ALLOWED: 'Use a version that the license covers, or renew its updates.',
  ENTITLEMENT_MISSING: 'Disable the feature, or add the entitlements in `details` to the license.',
  DEVICE_BOUND_ELSEWHERE: 'Deactivate the device on its other license first.',
  NOT_ACTIVATED: 'Activate the license on this device first.',
  DEVICE_MISMATCH: 'Activate the license on this device first.',
  UPDATES_ENDED: 'Keep the installed version, or extend `updates_until`.',
  USERS_EXHAUSTED: 'Remove a user, or raise `max_users`.',
  USES_EXHAUSTED: 'Raise the lifetime activation limit of the license.',
  TRANSFERS_EXHAUSTED: 'Wait, or let an admin reset the transfers.',
  SEATS_EXHAUSTED: 'Deactivate another device, or raise `max_activations`.',
};

const ROWS: readonly Row[] = [
  ['VALIDATION_ERROR', 'invalid', 'The request is invalid', 'A field, parameter or row of a file is invalid (422 for what only the data shows).', 'Correct the fields in `details`; do not retry unchanged.'],
  ['BAD_REQUEST', 'invalid', 'The request is invalid', 'The request cannot be read: broken JSON, an invalid URL or a closed connection.', 'Correct the request.'],
  ['NO_FORM', 'invalid', 'The body must be a multipart/form-data form', 'An upload is not a multipart/form-data form.', 'Send a form.'],
  ['FILE_MISSING', 'invalid', 'The form has no file', 'The form of an upload has no file.', 'Add the file in the documented field.'],
  ['FILE_UNEXPECTED', 'invalid', 'The form has a file that is not expected', 'The form has a file in another field, or more than one.', 'Send one file in the documented field.'],
  ['FILE_NAME_INVALID', 'invalid', 'The name of the file is invalid', 'The name of an uploaded file is not accepted.', 'Rename the file.'],
  ['FORM_BROKEN', 'invalid', 'The form is incomplete or invalid', 'The form of an upload ends early or is malformed.', 'Send the form again.'],
  ['RANGE_UNSATISFIABLE', 'invalid', 'The range is outside the file', 'The `Range` header of a download is outside the file.', 'Download from the start.'],
  ['UNAUTHENTICATED', 'unauthenticated', 'A valid access token or API key is required', 'The access token or API key is missing, invalid, expired or revoked.', 'Log in again, or use another key.'],
  ['INVALID_API_KEY', 'unauthenticated', 'Invalid or missing API key', 'The API key of a client program is missing or invalid.', 'Send a valid key in `x-api-key`.'],
  ['INVALID_CREDENTIALS', 'unauthenticated', 'The user name or password is incorrect', 'The user name or password is incorrect.', 'Correct them; after several failures the address is locked out.'],
  ['FORBIDDEN', 'refused', 'Missing permission: licenses:write', 'The role of the user or the kind of the API key lacks the permission.', 'Use a caller that has the permission named in the message.'],
  ['CURRENT_PASSWORD_REQUIRED', 'refused', 'Change your own password with POST /api/v1/auth/password, which takes the current one', 'A user tried to change their own password with `PATCH /api/v1/users/{id}`.', 'Use `POST /api/v1/auth/password`.'],
  ['TRIAL_USED', 'refused', 'The trial of this product was already used', 'This device or person has had a trial of the product.', 'Offer a license.'],
  ['TRIALS_NOT_OFFERED', 'refused', 'This product offers no trials', 'The product has no trial policy, or is not active.', 'Set `trial_policy` of the product.'],
  ['BORROWING_NOT_ALLOWED', 'refused', 'This license does not allow borrowing', 'The policy of the license does not allow borrowing, or not for so long.', 'Keep the session connected.'],
  ['NOT_FOUND', 'not-found', 'Not found', 'The path, or what an id, key or reference names, does not exist.', 'Check the id; `details` names the field.'],
  ['METER_NOT_FOUND', 'not-found', 'This license has no meter exports', 'The license has no such meter.', 'Add the meter to the policy or the license.'],
  ['METHOD_NOT_ALLOWED', 'method-not-allowed', 'This method is not allowed here', 'The path exists with other methods.', 'Use a documented method.'],
  ['CONFLICT', 'conflict', 'The request conflicts with existing data', 'The value is used already, or the data changed concurrently.', 'Use another value; for a concurrent change, read and try again.'],
  ['IN_USE', 'conflict', 'This is in use', 'What shall be deleted or changed is used by other data.', 'Delete or change what uses it first.'],
  ['LAST_OWNER', 'conflict', 'The last owner cannot be deactivated or given another role', 'The user is the last owner.', 'Make another user an owner first.'],
  ['REVISION_CONFLICT', 'conflict', 'This lead has changed since it was read', 'The lead was changed since it was read.', 'Read it again, and repeat the change.'],
  ['LEAD_CONVERTED', 'conflict', 'This lead is converted: its status cannot change', 'The lead was converted: its status cannot change.', 'Change the customer instead.'],
  ['EVENT_DELETED', 'conflict', 'The event of this delivery is no longer stored', 'The event is older than the retention time of events.', 'Nothing; the delivery cannot be repeated.'],
  ['DISABLED', 'conflict', 'This webhook is disabled: enable it first', 'The webhook is disabled.', 'Enable the webhook.'],
  ['LIMIT_REACHED', 'conflict', 'There are 100 webhooks already, which is the maximum', 'The maximum number of webhooks exists.', 'Delete one first.'],
  ['POOL_EMPTY', 'conflict', 'This key pool is empty', 'All keys of the pool are drawn.', 'Import keys.'],
  ['NEVER_EXPIRES', 'conflict', 'This license never expires and cannot be extended', 'A license without expiration date was extended.', 'Set `expires_at` instead.'],
  ['KEY_TOO_LONG', 'conflict', 'The reference of this product is too long for signed keys', 'The signed key would be longer than 255 characters.', 'Shorten the reference of the product.'],
  ['NOT_A_TRIAL', 'conflict', 'This license is not a trial', 'The license is not a trial.', 'Nothing; it is a full license already.'],
  ['LICENSES_EXHAUSTED', 'conflict', 'This group may have 10 licenses', 'The group has as many licenses as it may have.', 'Raise `max_licenses` of the group.'],
  ['SESSIONS_EXHAUSTED', 'conflict', 'The concurrent session limit of this license is reached', 'As many sessions run as the license allows.', 'End a session, or wait: a crashed program frees its session at the end of its lease.'],
  ['BORROWS_EXHAUSTED', 'conflict', 'The limit of borrowed sessions of this license is reached', 'As many sessions are borrowed as the policy allows.', 'Wait until a borrowed session is returned.'],
  ['METER_EXHAUSTED', 'conflict', 'Not enough is left of the meter exports', 'Not enough is left of the meter. Nothing of the call counts.', 'Wait until `resets_at`, or raise the limit.'],
  ['METER_RETURN_EXCEEDED', 'conflict', 'More of the meter exports was returned than was taken', 'More was returned than was taken. Nothing of the call counts.', 'Return at most what was taken.'],
  ['IDEMPOTENCY_KEY_IN_USE', 'conflict', 'A request with this Idempotency-Key is still in progress: try again', 'The first request with this key has not ended.', 'Try again after `Retry-After`.'],
  ['IDEMPOTENCY_KEY_REUSED', 'unprocessable', 'This Idempotency-Key was used for a different request', 'The key was used for another path or body within 24 hours.', 'Use a new key for each change.'],
  ['FILE_TOO_LARGE', 'too-large', 'The file is too large', 'An uploaded file exceeds its limit.', 'Send a smaller file.'],
  ['FORM_TOO_LARGE', 'too-large', 'The form is too large', 'A form has more or larger fields than allowed.', 'Send less.'],
  ['PAYLOAD_TOO_LARGE', 'too-large', 'Request body is too large', 'The body is larger than 1 MB, or 64 KB for calls of client programs.', 'Send less.'],
  ['UNSUPPORTED_MEDIA_TYPE', 'unsupported', 'Unsupported Media Type', 'The body is not JSON.', 'Send `Content-Type: application/json`.'],
  ['RATE_LIMIT_EXCEEDED', 'too-many', 'Too many requests: try again later', 'A rate limit is reached.', 'Wait for the seconds in `Retry-After`.'],
  ['LOCKED_OUT', 'too-many', 'Too many failed logins: try again later', 'Too many logins from this address failed.', 'Wait for the seconds in `Retry-After`.'],
  ['INTERNAL_ERROR', 'internal', 'Internal server error', 'The server failed.', 'Try again; report the `request_id` if it persists.'],
  ['UNAVAILABLE', 'unavailable', 'The database is temporarily unavailable: try again', 'The database is unreachable, or the server is overloaded or stopping.', 'Try again after `Retry-After`.'],
];

/** Errors that the native API publishes as another code, or that occur in other APIs alone. */
export const OTHER_ERRORS: readonly Problem[] = [
  { code: 'LICENSE_NOT_FOUND', kind: 'not-found', message: 'License not found' },
  { code: 'APP_BUNDLE_NOT_FOUND', kind: 'not-found', message: 'App bundle not found' },
  { code: 'APP_BUNDLE_DISABLED', kind: 'refused', message: 'This app bundle is disabled' },
  { code: 'LICENSE_FILE_NOT_FOUND', kind: 'not-found', message: 'No license file has been uploaded for this app bundle' },
  { code: 'NO_LICENSE_FILE', kind: 'invalid', message: 'A license file must not be empty, and its name must end in .lic' },
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
