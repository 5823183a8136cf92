import { createHash, createPrivateKey, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { problem } from '../../core/common';
import {
  type CertificateClaims,
  CERTIFICATE_TYP,
  type RelayLicenseClaims,
  RELAY_LICENSE_TYP,
} from './relay-claims';

export const MAX_FILE_BYTES = 65_536;

/** A relay file whose signatures are valid. Whether it holds here and now is for `refuseForeign` and `refuseOutdated`. */
export interface RelayFile {
  /** The compact JWS. */
  readonly certificate: string;
  readonly license: string;
  readonly claims: CertificateClaims;
  readonly terms: RelayLicenseClaims;
  /** The relay's key, if no request named one. */
  readonly privateKey?: KeyObject;
}

interface Parts {
  readonly certificate: string;
  readonly license: string;
  readonly private_key?: string;
}

interface Header {
  readonly alg: unknown;
  readonly typ: unknown;
  readonly kid: unknown;
}

/** Reads a relay file and verifies its signatures by the vendor's keys that it carries. Programs trust only the key that they know. */
export function readRelayFile(text: string): RelayFile {
  const { certificate, license, private_key: pem } = partsOf(text);
  const terms = payloadOf<RelayLicenseClaims>(license);
  const keys = 'keys' in terms && Array.isArray(terms.keys) ? terms.keys : (terms.keys as { keys?: unknown }).keys;
  if (!Array.isArray(keys)) {
    throw problem('RELAY_FILE_MALFORMED');
  }
  refuseUnsigned(license, RELAY_LICENSE_TYP, keys as object[], 'license');
  refuseUnsigned(certificate, CERTIFICATE_TYP, keys as object[], 'certificate');
  const claims = payloadOf<CertificateClaims>(certificate);
  if (!areComplete(claims, terms)) {
    throw problem('RELAY_FILE_MALFORMED');
  }
  refuseMixed(claims, terms);
  return { certificate, license, claims, terms, ...(pem !== undefined && { privateKey: privateKeyIn(pem, claims) }) };
}

/** The parts that a relay keeps, which it verified when it took them. */
export function storedRelayFile(certificate: string, license: string): RelayFile {
  return { certificate, license, claims: payloadOf(certificate), terms: payloadOf(license) };
}

/**
 * Refuses a file that holds for another machine, or not now.
 * @param machine SHA-256 of the fingerprint of this machine, in hex
 */
export function refuseOutdated({ claims }: RelayFile, now: Date, machine: string): void {
  const seconds = now.getTime() / 1000;
  if (claims.relay.machine !== undefined && claims.relay.machine !== machine) {
    throw problem('RELAY_FILE_MACHINE');
  }
  if (seconds > claims.exp) {
    throw problem('RELAY_FILE_ENDED', { at: isoTime(claims.exp) });
  }
  if (seconds < claims.nbf - CLOCK_TOLERANCE_S) {
    throw problem('RELAY_FILE_EARLY', { at: isoTime(claims.nbf) });
  }
}

/** Clocks are corrected by minutes every day, and by nobody by hours: as in the clients. */
export const CLOCK_TOLERANCE_S = 3_600;

export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function partsOf(text: string): Parts {
  const value = text.length > MAX_FILE_BYTES ? undefined : parsed(text);
  const { keyward_relay: version, certificate, license, private_key: key } = (value ?? {}) as Record<string, unknown>;
  const isText = typeof certificate === 'string' && typeof license === 'string';
  if (version !== 1 || !isText || (key !== undefined && typeof key !== 'string')) {
    throw problem('RELAY_FILE_MALFORMED');
  }
  return { certificate, license, ...(key !== undefined && { private_key: key }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function part(jws: string, index: 0 | 1): object {
  const value = parsed(Buffer.from(jws.split('.')[index] ?? '', 'base64url').toString());
  if (typeof value !== 'object' || value === null || jws.split('.').length !== 3) {
    throw problem('RELAY_FILE_MALFORMED');
  }
  return value;
}

function payloadOf<T>(jws: string): T {
  return part(jws, 1) as T;
}

function refuseUnsigned(jws: string, typ: string, keys: readonly object[], name: string): void {
  const { alg, kid, typ: signedTyp } = part(jws, 0) as Header;
  const key = keys.find((each) => (each as { kid?: unknown }).kid === kid);
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const isSigned =
    key !== undefined &&
    signedTyp === typ &&
    isSignature(key, alg, Buffer.from(`${header}.${payload}`), Buffer.from(signature, 'base64url'));
  if (!isSigned) {
    throw problem('RELAY_FILE_CHANGED', { part: name });
  }
}

function isSignature(jwk: object, alg: unknown, bytes: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    return key.asymmetricKeyType === 'ed25519'
      ? alg === 'EdDSA' && verify(null, bytes, key, signature)
      : alg === 'ES256' && verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}

function areComplete(claims: CertificateClaims, terms: RelayLicenseClaims): boolean {
  const relay = (claims.relay ?? {}) as Partial<CertificateClaims['relay']>;
  const texts = [claims.iss, claims.jti, claims.product, claims.license, claims.key_hash, relay.id, relay.key?.x];
  const objects = [claims.pool, terms.product, terms.policy, terms.license_fields];
  return (
    claims.ver === 1 &&
    terms.ver === 1 &&
    [...texts, terms.license_key].every((each) => typeof each === 'string') &&
    [claims.iat, claims.nbf, claims.exp].every(Number.isSafeInteger) &&
    objects.every((each) => typeof each === 'object' && each !== null)
  );
}

function refuseMixed(claims: CertificateClaims, terms: RelayLicenseClaims): void {
  const belongTogether =
    claims.jti === terms.jti &&
    claims.license === terms.license &&
    claims.product === terms.product.reference &&
    claims.key_hash === sha256Hex(terms.license_key);
  if (!belongTogether) {
    throw problem('RELAY_FILE_MIXED');
  }
}

function privateKeyIn(pem: string, { relay }: CertificateClaims): KeyObject {
  const key = keyOf(pem);
  if (key === undefined || createPublicKey(key).export({ format: 'jwk' }).x !== relay.key.x) {
    throw problem('RELAY_FILE_MIXED');
  }
  return key;
}

function keyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
