import { base64url, type Bytes, utf8 } from './bytes';

/** SHA-256 of bytes, or of text in UTF-8. */
export async function sha256(data: string | Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? utf8(data) : data));
}

/** Lower-case hex, as in the claim `key_hash`. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** HMAC with SHA-256; key and text in UTF-8. */
export async function hmacSha256(key: string, text: string): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', utf8(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(text)));
}

/** Random characters of `A-Za-z0-9_-`: 16 for an air-gap request, 16 to 128 for a call. */
export function randomNonce(length = 32): string {
  return base64url(crypto.getRandomValues(new Uint8Array(length))).slice(0, length);
}
