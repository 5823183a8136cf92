import { type Bytes, fromBase64url, jsonObject, textOf, utf8 } from './bytes';
import type { SigningAlg } from './jwk';
import { malformed, UntrustedError } from './untrusted-error';

/** Nothing that the server signs comes near this. */
const MAX_CHARACTERS = 65_536;

const KID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** The parts of a compact JWS (RFC 7515). Nothing in it is verified. */
export interface UnverifiedJws {
  readonly alg: SigningAlg;
  readonly kid: string;
  readonly payload: Bytes;
  readonly signedBytes: Bytes;
  readonly signature: Bytes;
}

/** @param typ the only kind of signed thing that is accepted */
export function parseJws(jws: string, typ: string): UnverifiedJws {
  const [header, payload, signature] = decodeParts(jws, 3) as [Bytes, Bytes, Bytes];
  return {
    ...signerIn(textOf(header), typ),
    payload,
    signature,
    signedBytes: utf8(jws.slice(0, jws.lastIndexOf('.'))),
  };
}

/** The bytes of the parts of a compact JWS or JWE. */
export function decodeParts(compact: string, count: number): Bytes[] {
  if (typeof compact !== 'string' || compact.length > MAX_CHARACTERS) {
    throw malformed(`Not a text of at most ${MAX_CHARACTERS} characters`);
  }
  const parts = compact.split('.');
  const bytes = parts.map(fromBase64url).filter((part) => part !== undefined);
  if (parts.length !== count || bytes.length !== count) {
    throw malformed(`Not ${count} parts in base64url with dots between them`);
  }
  return bytes;
}

// The server writes headers in one form only. Comparing the text refuses repeated and unknown members, `crit` among them.
function signerIn(text: string | undefined, typ: string): Pick<UnverifiedJws, 'alg' | 'kid'> {
  const { alg, kid, typ: signedTyp } = headerObject(text);
  if (alg !== 'EdDSA' && alg !== 'ES256') {
    throw new UntrustedError('algorithm', 'The algorithm is neither EdDSA nor ES256');
  }
  if (signedTyp !== typ) {
    throw new UntrustedError('type', `Not of type ${typ}`);
  }
  if (typeof kid !== 'string' || !KID_PATTERN.test(kid) || text !== JSON.stringify({ alg, kid, typ })) {
    throw malformed('The header is not {"alg":…,"kid":…,"typ":…}');
  }
  return { alg, kid };
}

export function headerObject(text: string | undefined): Record<string, unknown> {
  const header = jsonObject(text);
  if (header === undefined) {
    throw malformed('The header is not a JSON object');
  }
  return header;
}
