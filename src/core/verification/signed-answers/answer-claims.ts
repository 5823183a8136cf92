import type { SignedOperation } from './verdict-claims';

/** Claims of a signed answer without a verdict, and of a signed refusal (`keyward-answer+jws`). Times are seconds since 1970. */
export interface AnswerClaims {
  /** `PUBLIC_URL`, else the installation's id. */
  readonly iss: string;
  readonly iat: number;
  /** When the answer stops counting as a fresh one: 300 seconds after `iat`. */
  readonly exp: number;
  readonly jti: string;
  readonly nonce: string;
  readonly op: SignedOperation;
  /** SHA-256, in lower-case hex, of the license key as sent, else of the token as sent; null for a call with neither. */
  readonly key_hash: string | null;
  /** Fingerprint of the device as in the request, in canonical form; null if the request names no device. */
  readonly fingerprint: string | null;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Code of the error; null in an answer that is none. */
  readonly code: string | null;
}
