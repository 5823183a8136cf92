import { decodeJwt, decodeProtectedHeader } from 'jose';
import { JwkDto } from '../../../core/platform/signing-keys/dto/jwks.dto';
import { compactJws, generateSigningKeyPair, privateKeyOf } from '../../../core/platform/signing-keys/signing-key-pair';
import { SIGNED_LICENSE_KEY } from '../../../core/platform/signing-keys/signed-types';
import type { Claims, Trouble } from './troubles';

interface SignedText {
  readonly typ: string;
  readonly claims: Claims;
}

const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A key pair that is made for one run, in the place of the server's. */
export class SimulatorKey {
  private readonly pair = generateSigningKeyPair();
  private readonly privateKey = privateKeyOf(this.pair.privateKey);

  /** The public key in the form of `/.well-known/jwks.json`. */
  get jwk(): JwkDto {
    return JwkDto.from({ ...this.pair, endorsement: null });
  }

  /** A compact JWS. @param kid names the key to programs, whether it is this one or not */
  sign(typ: string, claims: object, kid: string): string {
    return compactJws({ kid, typ }, claims, this.privateKey);
  }
}

/** The keys of a simulation: the one that programs pin, and one that they do not. */
export interface SimulatorKeys {
  readonly pinned: SimulatorKey;
  readonly forged: SimulatorKey;
}

/**
 * The body of an answer with everything that the server signed in it signed again, altered as the trouble wants it.
 * License keys of the format `signed` stay: they are what the customer has.
 */
export function signedAgain(body: unknown, trouble: Trouble, keys: SimulatorKeys, now: Date): unknown {
  if (Array.isArray(body)) {
    return body.map((each) => signedAgain(each, trouble, keys, now));
  }
  if (typeof body === 'object' && body !== null) {
    const entries = Object.entries(body).map(([name, each]) => [name, signedAgain(each, trouble, keys, now)]);
    return { ...Object.fromEntries(entries), ...unsignedFields(body, trouble, now) };
  }
  const signed = readJws(body);
  // A forger names the key that the program pins.
  const signer = trouble.isForged ? keys.forged : keys.pinned;
  return signed ? signer.sign(signed.typ, altered(signed, trouble, now), keys.pinned.jwk.kid) : body;
}

/** An answer says the same beside its signed part. */
function unsignedFields(body: object, trouble: Trouble, now: Date): object {
  const signed = 'valid' in body && 'signed' in body ? readJws(body.signed) : undefined;
  const { valid, code } = signed ? altered(signed, trouble, now) : {};
  return signed ? { valid, code } : {};
}

function altered({ claims, typ }: SignedText, trouble: Trouble, now: Date): Claims {
  return trouble.alter?.(claims, typ, now) ?? claims;
}

/** Undefined if it is nothing that a program verifies. */
function readJws(text: unknown): SignedText | undefined {
  if (typeof text !== 'string' || !JWS.test(text)) {
    return undefined;
  }
  try {
    const { typ } = decodeProtectedHeader(text);
    const isVerified = typ?.startsWith('keyward-') === true && typ !== SIGNED_LICENSE_KEY;
    return isVerified ? { typ, claims: decodeJwt(text) } : undefined;
  } catch {
    return undefined;
  }
}
