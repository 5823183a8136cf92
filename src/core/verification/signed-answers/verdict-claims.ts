import type { HeldEntitlementDto } from '../../licenses/grants/dto/effective-grants.dto';
import type { TermStart } from '../../licenses/licenses/license-term';
import type { ProgramClaims } from './program-claims';

/** Operation that a program requested, as a signed answer names it. */
export type SignedOperation = 'validate' | 'activate' | 'deactivate' | 'heartbeat' | 'session' | 'usage' | 'update';

/** Claims of an answer or a file about a license. Times are seconds since 1970. */
export interface LicenseClaims extends ProgramClaims {
  /** Reference of the product; null for an unknown license key. */
  readonly product: string | null;
  /** UUID of the license; null for an unknown license key. */
  readonly license: string | null;
  /** SHA-256 of the license key as sent, in lower-case hex. */
  readonly key_hash: string;
  /** Fingerprint of the device as in the request, in canonical form; null if the request names no device. */
  readonly fingerprint: string | null;
  readonly valid: boolean;
  readonly code: string;
  /** Code of the first rule that the policy reports and does not enforce yet, if it would refuse the call. */
  readonly would_be?: string;
  readonly features: readonly string[];
  /** Entitlements that hold at `iat`, by code, as in the answer of `validate`. Omitted if there are none. */
  readonly entitlements?: Readonly<Record<string, HeldEntitlementDto>>;
  readonly max_users: number | null;
  /** Expiration of the license; null if it never expires. */
  readonly expires_at: number | null;
  /** Event that starts the term. Only present while it has not started. */
  readonly starts_on?: TermStart;
  /** Until when the program may run without the server; null if it may not. */
  readonly offline_until: number | null;
  /** When the program should ask again. */
  readonly next_check: number;
}

/** Claims of a signed answer (`keyward-verdict+jws`). */
export interface VerdictClaims extends LicenseClaims {
  /** `PUBLIC_URL`, else the installation's id. */
  readonly iss: string;
  readonly iat: number;
  /** When the answer stops counting as a fresh one: 300 seconds after `iat`. */
  readonly exp: number;
  readonly jti: string;
  readonly nonce: string;
  readonly op: SignedOperation;
  /** Status of the license file that the call named. Only present if it named one. */
  readonly license_file?: { readonly revoked: boolean };
  /** `borrowed_until`: until when the session needs no heartbeats. Only present if it is borrowed. */
  readonly session?: { readonly id: string; readonly expires_at: number; readonly borrowed_until?: number };
}

/** Claims of a license file (`keyward-license+jws`): those of a verdict without a nonce, with the time the file holds. */
export interface LicenseFileClaims extends Omit<VerdictClaims, 'nonce' | 'op' | 'session' | 'license_file'> {
  readonly product: string;
  readonly license: string;
  readonly nbf: number;
  /** When the file ends. */
  readonly exp: number;
  readonly ver: 1;
}
