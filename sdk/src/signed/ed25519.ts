import type { Bytes } from './bytes';

/** Verifies with WebCrypto, and in JavaScript where it has no Ed25519, as in Chrome before 137. */
export async function verifyEd25519(publicKey: Bytes, signature: Bytes, data: Bytes): Promise<boolean> {
  const key = await imported(publicKey);
  if (key !== undefined) {
    return crypto.subtle.verify('Ed25519', key, signature, data);
  }
  // In a file of its own, which few programs ever load.
  const { verifyInJavaScript } = await import('./ed25519-javascript.js');
  return verifyInJavaScript(publicKey, signature, data);
}

async function imported(publicKey: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  } catch {
    // The error that says that Ed25519 is missing differs between browsers.
    return undefined;
  }
}
