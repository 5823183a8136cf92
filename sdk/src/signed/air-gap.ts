import { base64url, utf8 } from './bytes';
import { hmacSha256, sha256 } from './digest';

/** 128 bits. */
const SHORTENED = 22;
const MAX_REQUEST = 200;
const NONCE = /^[A-Za-z0-9_-]{16}$/;

/**
 * What a program without network shows, as text or as QR code, for an admin to make a license file of.
 * @param request `fingerprint` of at most 86 characters, so that the request has at most 200; `nonce` of 16 characters
 *   of `A-Za-z0-9_-`, which the license file repeats as `request`
 */
export async function offlineRequest(request: {
  readonly licenseKey: string;
  readonly fingerprint: string;
  readonly nonce: string;
}): Promise<string> {
  if (!NONCE.test(request.nonce)) {
    throw new TypeError('nonce must be 16 characters of A-Za-z0-9_-');
  }
  const text = encoded('KWR1', { k: await keyHint(request.licenseKey), f: request.fingerprint, n: request.nonce });
  if (request.fingerprint === '' || text.length > MAX_REQUEST) {
    throw new TypeError('fingerprint must have 1 to 86 characters');
  }
  return text;
}

/**
 * What a program shows after it has given up its license file: with it an admin frees the seat of the device.
 * @param release `jti` is that of the license file
 */
export async function releaseCode(release: {
  readonly licenseKey: string;
  readonly fingerprint: string;
  readonly jti: string;
}): Promise<string> {
  const { licenseKey, fingerprint: f, jti } = release;
  const mac = await hmacSha256(licenseKey, `keyward release ${f} ${jti}`);
  return encoded('KWX1', { k: await keyHint(licenseKey), f, s: base64url(mac).slice(0, SHORTENED) });
}

async function keyHint(licenseKey: string): Promise<string> {
  return base64url(await sha256(licenseKey)).slice(0, SHORTENED);
}

function encoded(kind: string, value: Readonly<Record<string, string>>): string {
  return `${kind}.${base64url(utf8(JSON.stringify(value)))}`;
}
