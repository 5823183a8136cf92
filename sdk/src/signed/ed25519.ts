import type { Bytes } from './bytes';

/** Verifies with WebCrypto, and in JavaScript where it has no Ed25519, as in Chrome before 137. */
export async function verifyEd25519(publicKey: Bytes, signature: Bytes, data: Bytes): Promise<boolean> {
  const key = await imported(publicKey);
  return key === undefined
    ? verifyInJavaScript(publicKey, signature, data)
    : crypto.subtle.verify('Ed25519', key, signature, data);
}

async function imported(publicKey: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  } catch {
    // The error that says that Ed25519 is missing differs between browsers.
    return undefined;
  }
}

// In a chunk of its own, which few programs ever load. Strict as in RFC 8032, so that it accepts what WebCrypto does.
async function verifyInJavaScript(publicKey: Bytes, signature: Bytes, data: Bytes): Promise<boolean> {
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  try {
    return ed25519.verify(signature, data, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
