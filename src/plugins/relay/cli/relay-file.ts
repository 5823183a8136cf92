import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { problem } from '../../../core/common/errors/domain-error';
import { isSignedBy, type ReadJws, readJws } from '../../../core/platform/signing-keys/read-jws';
import { SIGNED_RELAY, SIGNED_RELAY_LICENSE } from '../../../core/platform/signing-keys/signed-types';
import type { CertificateClaims, RelayLicenseClaims } from '../relay-claims';

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

/** A public key of the vendor, as in RFC 8037 and RFC 7518. */
export interface VendorJwk {
  readonly kty?: unknown;
  readonly kid?: unknown;
  readonly x?: unknown;
  readonly y?: unknown;
}

/** Reads a relay file and verifies its signatures by the vendor's keys that it carries. Programs trust only the key that they know. */
export function readRelayFile(text: string): RelayFile {
  const { certificate, license, private_key: pem } = partsOf(text);
  const [read, readLicense] = [jwsIn(certificate), jwsIn(license)];
  const claims = read.claims as unknown as CertificateClaims;
  const terms = readLicense.claims as unknown as RelayLicenseClaims;
  const keys = keysIn(terms);
  refuseUnsigned(readLicense, SIGNED_RELAY_LICENSE, keys, 'license');
  refuseUnsigned(read, SIGNED_RELAY, keys, 'certificate');
  if (!areComplete(claims, terms)) {
    throw problem('RELAY_FILE_MALFORMED');
  }
  refuseMixed(claims, terms);
  return { certificate, license, claims, terms, ...(pem !== undefined && { privateKey: privateKeyIn(pem, claims) }) };
}

/** First byte of a point of P-256 with both coordinates. */
const UNCOMPRESSED = 4;

/** The parts that a relay keeps, which it verified when it took them. */
export function storedRelayFile(certificate: string, license: string): RelayFile {
  const [claims, terms] = [jwsIn(certificate).claims, jwsIn(license).claims] as unknown[];
  return { certificate, license, claims: claims as CertificateClaims, terms: terms as RelayLicenseClaims };
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

function jwsIn(text: string): ReadJws {
  const read = readJws(text);
  if (!read) {
    throw problem('RELAY_FILE_MALFORMED');
  }
  return read;
}

/** The vendor's public keys that a file carries. */
export function keysIn({ keys }: Pick<RelayLicenseClaims, 'keys'>): readonly VendorJwk[] {
  const list: unknown = Array.isArray(keys) ? keys : (keys as { keys?: unknown } | undefined)?.keys;
  if (!Array.isArray(list)) {
    throw problem('RELAY_FILE_MALFORMED');
  }
  return list as VendorJwk[];
}

function refuseUnsigned(read: ReadJws, typ: string, keys: readonly VendorJwk[], name: string): void {
  const key = keys.find(({ kid }) => kid === read.header.kid);
  if (!key || read.header.typ !== typ || !isSignedByVendor(read, key)) {
    throw problem('RELAY_FILE_CHANGED', { part: name });
  }
}

export function isSignedByVendor(read: ReadJws, { kty, kid, x, y }: VendorJwk): boolean {
  const point = [Buffer.of(UNCOMPRESSED), Buffer.from(String(x), 'base64url'), Buffer.from(String(y), 'base64url')];
  const key =
    kty === 'OKP'
      ? ({ alg: 'EdDSA', publicKey: String(x) } as const)
      : ({ alg: 'ES256', publicKey: Buffer.concat(point).toString('base64url') } as const);
  try {
    return isSignedBy(read, { ...key, kid: String(kid) });
  } catch {
    // No key at all.
    return false;
  }
}

/** Whether the members are there that are read without asking. */
function areComplete(claims: object, terms: object): boolean {
  const { ver, iss, jti, product, license, key_hash, iat, nbf, exp, relay, pool } = claims as Members;
  const { ver: other, license_key, product: named, policy, license_fields } = terms as Members;
  const { id, key } = (relay ?? {}) as Members;
  const texts = [iss, jti, product, license, key_hash, id, license_key];
  const objects = [key, pool, named, policy, license_fields];
  return (
    ver === 1 &&
    other === 1 &&
    texts.every((each) => typeof each === 'string') &&
    [iat, nbf, exp].every(Number.isSafeInteger) &&
    objects.every((each) => typeof each === 'object' && each !== null)
  );
}

type Members = Readonly<Record<string, unknown>>;

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
