import { hex, sha256, UntrustedError } from '../signed';
import { isObject } from '../signed/bytes';
import type { CertifiedRelay } from '../signed/relay-chain';
import { fieldsOf } from '../http/unknown';
import { MismatchError } from './problems';

/** What a program asks for, as signed answers name it. */
export type SignedOperation = 'validate' | 'activate' | 'deactivate' | 'heartbeat' | 'session' | 'usage' | 'update';

/** Subject that a proof must name. */
export interface Subject {
  readonly product: string;
  readonly licenseKey: string;
  readonly fingerprint: string;
  /** UUID of the license, once it is known. */
  readonly license: string | undefined;
}

/** @param Value as the vendor defines it; nothing checks it at run time */
export interface LicenseEntitlement<Value = unknown> {
  readonly value: Value;
  /** Null for as long as the license. */
  readonly expiresAt: Date | null;
}

export interface LicenseCustomer {
  readonly name: string;
  readonly company: string | null;
  /** The metadata of the customer that programs see. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A signed answer, or a license file, that was verified and is about this program. Times are milliseconds since 1970. */
export interface SignedProof {
  readonly source: 'server' | 'file';
  /** As it was received, to be verified again at the next start. */
  readonly text: string;
  readonly jti: string;
  readonly license: string | null;
  /** Whether it names no device: a file for any. */
  readonly isForAnyDevice: boolean;
  readonly issuedAt: number;
  /** When an answer stops being a fresh one; when a file ends. */
  readonly endsAt: number;
  readonly nextCheck: number;
  /** The last second without a server; null for none. */
  readonly offlineUntil: number | null;
  readonly isValid: boolean;
  readonly code: string;
  readonly features: readonly string[];
  readonly entitlements: Readonly<Record<string, LicenseEntitlement>>;
  readonly maxUsers: number | null;
  /** Expiration of the license; null for never. */
  readonly expiresAt: number | null;
  readonly customer: LicenseCustomer | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly deviceMetadata: Readonly<Record<string, unknown>>;
  readonly upgradeUrl: string | null;
  readonly manageUrl: string | null;
  readonly startsOn: string | null;
  readonly wouldBe: string | null;
  /** Whether it says that the license file that the program named was revoked. */
  readonly revokesFile: boolean;
  /** Nonce of the request that a license file was made for. */
  readonly request: string | null;
  /** The relay that signed it; undefined for the server. */
  readonly relay: CertifiedRelay | undefined;
}

export interface SessionLease {
  readonly id: string;
  readonly expiresAt: number;
  /** The last second in which a borrowed session needs no server; undefined if it is not borrowed. */
  readonly borrowedUntil: number | undefined;
}

type Claims = Record<string, unknown>;

/** @throws MismatchError if the claims are not about this subject; UntrustedError if they are incomplete */
export async function readProof(
  source: SignedProof['source'],
  text: string,
  claims: Claims,
  subject: Subject,
  relay?: CertifiedRelay,
): Promise<SignedProof> {
  const isValid = boolean(claims, 'valid');
  const fingerprint = textOrNull(claims, 'fingerprint');
  await checkSubject(claims, subject, isValid);
  if (fingerprint !== subject.fingerprint && (source === 'server' || fingerprint !== null)) {
    throw new MismatchError('device', 'It is about another device');
  }
  return {
    source,
    text,
    jti: string(claims, 'jti'),
    license: textOrNull(claims, 'license'),
    isForAnyDevice: fingerprint === null,
    issuedAt: time(claims, 'iat'),
    endsAt: time(claims, 'exp'),
    // Where it is all that bounds the use without a server.
    nextCheck: Math.min(time(claims, 'next_check'), relay?.endsAt ?? Infinity),
    offlineUntil: timeOrNull(claims, 'offline_until'),
    isValid,
    code: string(claims, 'code'),
    features: list(claims, 'features').filter((feature): feature is string => typeof feature === 'string'),
    entitlements: entitlementsIn(claims.entitlements),
    maxUsers: claims.max_users === null ? null : number(claims, 'max_users'),
    expiresAt: timeOrNull(claims, 'expires_at'),
    customer: customerIn(claims.customer),
    metadata: objectIn(claims.metadata),
    deviceMetadata: objectIn(fieldsOf(claims.device).metadata),
    upgradeUrl: addressIn(claims.upgrade_url),
    manageUrl: addressIn(claims.manage_url),
    startsOn: textIn(claims.starts_on),
    wouldBe: textIn(claims.would_be),
    revokesFile: fieldsOf(claims.license_file).revoked === true,
    request: textIn(claims.request),
    relay,
  };
}

// Of an unknown license key, the server knows neither product nor license.
async function checkSubject(claims: Claims, subject: Subject, isValid: boolean): Promise<void> {
  const { product, license, key_hash: keyHash } = claims;
  const isUnknown = !isValid && product === null && license === null;
  if (keyHash !== hex(await sha256(subject.licenseKey))) {
    throw new MismatchError('license_key', 'It is about another license key');
  }
  if (!isUnknown && product !== subject.product && code(claims) !== 'PRODUCT_MISMATCH') {
    throw new MismatchError('product', 'It is about another product');
  }
  if (!isUnknown && subject.license !== undefined && license !== subject.license) {
    throw new MismatchError('license', 'It is about another license');
  }
}

/** The refusal that names another product says so. */
function code({ valid, code: verdict }: Claims): unknown {
  return valid === false ? verdict : undefined;
}

/** The session that an answer of operation `session` is about. */
export function sessionIn(claims: Claims): SessionLease {
  const session = fieldsOf(claims.session);
  return {
    id: string(session, 'id'),
    expiresAt: time(session, 'expires_at'),
    borrowedUntil: session.borrowed_until === undefined ? undefined : time(session, 'borrowed_until'),
  };
}

function entitlementsIn(value: unknown): Record<string, LicenseEntitlement> {
  return Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([name, held]) => {
      const { value: granted, expires_at: end } = fieldsOf(held);
      return [name, { value: granted, expiresAt: typeof end === 'string' ? new Date(end) : null }];
    }),
  );
}

function customerIn(value: unknown): LicenseCustomer | null {
  const { name, company, metadata } = fieldsOf(value);
  return typeof name === 'string' ? { name, company: textIn(company), metadata: objectIn(metadata) } : null;
}

function objectIn(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Programs open it, so that it may be nothing but a web address. */
function addressIn(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\//i.test(value) ? value : null;
}

function string(claims: Partial<Claims>, name: string): string {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : incomplete(name);
}

function boolean(claims: Claims, name: string): boolean {
  const value = claims[name];
  return typeof value === 'boolean' ? value : incomplete(name);
}

function number(claims: Partial<Claims>, name: string): number {
  const value = claims[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : incomplete(name);
}

function list(claims: Claims, name: string): unknown[] {
  const value = claims[name];
  return Array.isArray(value) ? value : incomplete(name);
}

function textOrNull(claims: Claims, name: string): string | null {
  return claims[name] === null ? null : string(claims, name);
}

function time(claims: Partial<Claims>, name: string): number {
  return number(claims, name) * 1000;
}

function timeOrNull(claims: Claims, name: string): number | null {
  return claims[name] === null ? null : time(claims, name);
}

function incomplete(name: string): never {
  throw new UntrustedError('malformed', `The claim ${name} is missing or not of its type`);
}
