import { ed25519 } from '@noble/curves/ed25519.js';
import type { Bytes } from './bytes';

/** Strict as in RFC 8032, so that it accepts what WebCrypto does. */
export function verifyInJavaScript(publicKey: Bytes, signature: Bytes, data: Bytes): boolean {
  try {
    return ed25519.verify(signature, data, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
