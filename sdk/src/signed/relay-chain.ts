import { type Bytes, fromBase64url, isObject, jsonObject, textOf, utf8 } from './bytes';
import type { PublicKey } from './jwk';
import { decodeParts, headerObject } from './jws';
import { verifySignature } from './signature';
import type { TrustedKeys } from './trusted-keys';
import { malformed, UntrustedError } from './untrusted-error';

/** Type of the certificate with which a vendor's server lets a relay answer for one license. */
const RELAY_CERTIFICATE = 'keyward-relay+jws';

type Fields = Readonly<Record<string, unknown>>;

const SECOND = 1_000;
/** As of all times: clocks are corrected by minutes every day, and by nobody by hours. */
const TOLERANCE = 3_600_000;

/** What is certified of a relay. Times are milliseconds since 1970. */
export interface CertifiedRelay {
  readonly id: string;
  readonly name: string;
  readonly kid: string;
  /** Reference of the product. */
  readonly product: string;
  /** SHA-256 of the license key in hex. */
  readonly keyHash: string;
  readonly issuedAt: number;
  readonly startsAt: number;
  /** The last second in which the relay may answer. */
  readonly endsAt: number;
}

/** What an answer of a relay is asked about. */
export interface AskedRelay {
  readonly product: string;
  /** SHA-256 of the license key in hex; undefined if the call names none. */
  readonly keyHash: string | undefined;
  /** Milliseconds since 1970; undefined for an answer from the store, whose use is bounded by its times. */
  readonly now: number | undefined;
}

/** A verified answer, and the relay that signed it; undefined for the server. */
export interface VerifiedClaims {
  readonly claims: Record<string, unknown>;
  readonly relay: CertifiedRelay | undefined;
}

/**
 * The claims of an answer to a call, which a relay may have signed. Whether the relay may answer this call is for `checkRelay` to
 * say. It stands beside the keys: what else is signed has no chain, and is verified without this module.
 * @throws UntrustedError
 */
export async function verifyAnswer(keys: TrustedKeys, jws: string, typ: string): Promise<VerifiedClaims> {
  const parts = decodeParts(jws, 3) as [Bytes, Bytes, Bytes];
  const header = headerObject(textOf(parts[0]));
  if (header.chain === undefined) {
    return { claims: await keys.verify(jws, typ), relay: undefined };
  }
  try {
    return await relayed(keys, jws, typ, parts, header);
  } catch (error) {
    throw error instanceof UntrustedError ? relayChain(error.message, error) : error;
  }
}

async function relayed(
  keys: TrustedKeys,
  jws: string,
  typ: string,
  [header, payload, signature]: [Bytes, Bytes, Bytes],
  { chain, kid }: Fields,
): Promise<VerifiedClaims> {
  const [certificate] = Array.isArray(chain) ? (chain as readonly unknown[]) : [];
  const { key, ...relay } = certifiedRelay(await keys.verify(String(certificate), RELAY_CERTIFICATE));
  // One form only, as of all headers.
  if (kid !== relay.kid || textOf(header) !== JSON.stringify({ alg: 'EdDSA', kid, typ, chain: [certificate] })) {
    throw malformed('The header is not {"alg":"EdDSA","kid":…,"typ":…,"chain":[…]} of the certified key');
  }
  if (!(await verifySignature(key, signature, utf8(jws.slice(0, jws.lastIndexOf('.')))))) {
    throw new UntrustedError('signature', 'The signature is wrong');
  }
  const claims = jsonObject(textOf(payload)) ?? {};
  checkClaims(claims, relay);
  return { claims, relay };
}

/** @throws UntrustedError if the claims are not those of a certificate */
function certifiedRelay({
  ver,
  relay,
  product,
  key_hash: keyHash,
  iat,
  nbf,
  exp,
}: Fields): CertifiedRelay & { readonly key: PublicKey } {
  const { id, name, key } = isObject(relay) ? relay : {};
  const { kty, crv, x, kid } = isObject(key) ? key : {};
  const bytes = typeof x === 'string' ? fromBase64url(x) : undefined;
  if (ver !== 1 || kty !== 'OKP' || crv !== 'Ed25519' || bytes?.length !== 32) {
    throw malformed('Not the certificate of a relay');
  }
  return {
    id: text(id),
    name: text(name),
    kid: text(kid),
    key: { alg: 'EdDSA', bytes },
    product: text(product),
    keyHash: text(keyHash),
    issuedAt: time(iat),
    startsAt: time(nbf),
    endsAt: time(exp),
  };
}

/** A relay answers for nothing beyond the end of its certificate. */
function checkClaims(claims: Fields, { id, endsAt }: CertifiedRelay): void {
  const { expires_at: end, borrowed_until: borrowed } = isObject(claims.session) ? claims.session : {};
  const others = [claims.offline_until, end, borrowed].filter((instant) => instant !== undefined && instant !== null);
  if (claims.relay !== id || [claims.exp, ...others].some((instant) => !(time(instant) <= endsAt))) {
    throw malformed('Not of this relay, or for longer than its certificate');
  }
}

/**
 * Whether the relay may answer this call now.
 * @throws UntrustedError
 */
export function checkRelay(relay: CertifiedRelay, { product, keyHash = relay.keyHash, now }: AskedRelay): void {
  if (product !== relay.product || keyHash !== relay.keyHash) {
    throw relayChain('The relay is certified for another product or license key');
  }
  if (now === undefined) {
    return;
  }
  // Something signed at this instant exists.
  const latest = Math.max(now, relay.issuedAt);
  if (latest < relay.startsAt - TOLERANCE) {
    throw relayChain('The certificate of the relay does not hold yet');
  }
  if (latest >= relay.endsAt + SECOND) {
    throw new UntrustedError('relay_expired', 'The certificate of the relay has ended');
  }
}

function relayChain(message: string, cause?: unknown): UntrustedError {
  return new UntrustedError('relay_chain', message, { cause });
}

function text(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : incomplete();
}

function time(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value * SECOND : incomplete();
}

function incomplete(): never {
  throw malformed('A claim is missing or not of its type');
}
