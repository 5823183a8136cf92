import { type ServerCode, VERDICT_REFUSALS } from './generated/error-codes';
import type { ProgramCode } from './license/program-code';

/**
 * Why the request of a webhook is not to be trusted: nothing in it was signed with the secret, it was sent too long ago or with a
 * clock that is ahead, or it has not the form of one.
 */
export type WebhookCode = 'WEBHOOK_MALFORMED' | 'WEBHOOK_SIGNATURE' | 'WEBHOOK_TOO_NEW' | 'WEBHOOK_TOO_OLD';

/** Codes of a ledger of `@keyward/sdk/usage`: another process has it open, or a file of it was changed. */
export type LedgerCode = 'LEDGER_DAMAGED' | 'LEDGER_IN_USE';

/** Codes of errors that the client finds by itself. */
export type ClientCode =
  | 'ABORTED'
  | 'INVALID_ANSWER'
  | 'INVALID_OPTIONS'
  | 'INVALID_REQUEST'
  | 'NETWORK_ERROR'
  | 'REDIRECTED'
  | 'TIMEOUT'
  | WebhookCode;

/**
 * Every code of an error; `HTTP_<status>` for an error response without a code. A server that is newer than this package may
 * send others: give a `switch` a `default`.
 */
export type ErrorCode = ServerCode | ClientCode | LedgerCode | ProgramCode | `HTTP_${number}`;

/** Limits that the server checks after the license itself. */
const LIMITS = [
  'BORROWING_NOT_ALLOWED',
  'BORROWS_EXHAUSTED',
  'METER_EXHAUSTED',
  'SESSIONS_EXHAUSTED',
] as const satisfies readonly ServerCode[];

/** Codes of the other APIs. */
export const DIALECT_REFUSALS = [
  'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES',
  'ACTIVATION_LIMIT_REACHED',
  'DISABLED_LICENSE',
  'EMAIL_MISMATCH',
  'EXPIRED_LICENSE',
  'INVALID_LICENSE',
  'LICENSE_EXPIRED',
  'LICENSE_INACTIVE',
  'LICENSE_NOT_FOUND',
  'MACHINE_ALREADY_BOUND',
  'MACHINE_MISMATCH',
] as const satisfies readonly ServerCode[];

/** Codes that all APIs have. */
const REFUSALS = [...VERDICT_REFUSALS, ...LIMITS];

/** Codes of a license that may not be used. */
export type RefusalCode = (typeof REFUSALS | typeof DIALECT_REFUSALS)[number];

/** @param more codes of the API that answered */
export function isRefusalCode(code: string, more: readonly RefusalCode[] = []): code is RefusalCode {
  return [...REFUSALS, ...more].some((refusal) => refusal === code);
}

/** Any text in the form of a code: codes that a newer server adds are passed on. */
export function isErrorCode(text: string | undefined): text is ErrorCode {
  return text !== undefined && /^[A-Z][A-Z\d_]*$/.test(text);
}
