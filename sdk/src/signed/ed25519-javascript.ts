import { verifyAsync } from '@noble/ed25519';
import type { Bytes } from './bytes';

/** Strict as in RFC 8032, so that it accepts what WebCrypto does. */
export async function verifyInJavaScript(publicKey: Bytes, signature: Bytes, data: Bytes): Promise<boolean> {
  try {
    return await verifyAsync(signature, data, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
