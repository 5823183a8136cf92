import { codeFields } from '../../core/verification/internal';

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const MAX_NAME = 100;
const HASH = /^[0-9a-f]{64}$/;
const NONCE = /^[\w-]{16}$/;

/** A relay that asks for its file: the code names its key, so that no private key travels. */
export interface RelayRequest {
  readonly key: string;
  readonly name: string;
  readonly machine: string | null;
}

/** A relay that does not serve a certificate any more. */
export interface RelayRelease {
  readonly relay: string;
  readonly certificate: string;
  readonly signature: Buffer;
}

/** Null if the text contains no request. */
export function readRelayRequest(text: string): RelayRequest | null {
  const { k, n, t, m } = codeFields('KWL1', text);
  const isKey = typeof k === 'string' && bytesIn(k)?.length === KEY_BYTES;
  const isName = typeof n === 'string' && n.length <= MAX_NAME;
  const isMachine = m === undefined || (typeof m === 'string' && HASH.test(m));
  const isNonce = typeof t === 'string' && NONCE.test(t);
  return isKey && isName && isMachine && isNonce ? { key: k, name: n, machine: m ?? null } : null;
}

/** Null if the text contains no release code. */
export function readRelayRelease(text: string): RelayRelease | null {
  const { r, j, s } = codeFields('KWY1', text);
  const signature = typeof s === 'string' ? bytesIn(s) : null;
  const isSignature = signature?.length === SIGNATURE_BYTES;
  return typeof r === 'string' && typeof j === 'string' && isSignature ? { relay: r, certificate: j, signature } : null;
}

/** The text that a relay signs when it gives its pool back. */
export function releaseText(relay: string, certificate: string): string {
  return `keyward relay release ${relay} ${certificate}`;
}

/** The text that a relay signs when it asks for a new certificate. */
export function renewalText(certificate: string, at: number): string {
  return `keyward relay renew ${certificate} ${at}`;
}

/** Null if the text has other characters than base64url. */
export function bytesIn(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
