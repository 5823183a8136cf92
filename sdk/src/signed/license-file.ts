import { base64url, type Bytes, fromPastedBase64, textOf, utf8 } from './bytes';
import { decodeParts, headerObject } from './jws';
import type { TrustedKeys } from './trusted-keys';
import { malformed, UntrustedError } from './untrusted-error';

const SIGNED_LICENSE_FILE = 'keyward-license+jws';
const ENCRYPTED_LICENSE_FILE = 'keyward-license+jwe';
const MAX_CHARACTERS = 131_072;
/** Mail programs change what stands between the words of a mark. */
const BEGIN = mark('BEGIN');
const END = mark('END');
const COMPACT = /^[\w-]*(\.[\w-]*){2,4}$/;
const NO_TEXT = new Uint8Array([0xff]);

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What an encrypted license file is decrypted with. */
export interface LicenseFileSecrets {
  readonly licenseKey: string;
  readonly fingerprint: string;
}

/**
 * The claims of a license file, plain or encrypted. They are the server's; whether they are about this license and device,
 * and whether they hold now, is for the caller to compare.
 * @throws UntrustedError
 */
export async function readLicenseFile(
  text: string,
  keys: TrustedKeys,
  secrets: LicenseFileSecrets,
): Promise<Record<string, unknown>> {
  const compact = compactIn(text);
  const jws = compact.split('.').length === 5 ? await decrypt(compact, secrets) : compact;
  const claims = await keys.verify(jws, SIGNED_LICENSE_FILE);
  if (claims.ver !== 1) {
    throw malformed('Not version 1 of a license file');
  }
  return claims;
}

/**
 * The text of a license file as the server wrote it, from what mail programs and clipboards have made of it.
 * @throws UntrustedError
 */
export function cleanLicenseFile(text: string): string {
  const base64 = base64url(utf8(compactIn(text)))
    .replace(/-/g, '+')
    .replace(/_/g, '/');
  const body = base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
  return `-----BEGIN KEYWARD LICENSE FILE-----\n${body}\n-----END KEYWARD LICENSE FILE-----\n`;
}

/** The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides. */
function compactIn(text: string): string {
  if (typeof text !== 'string' || text.length > MAX_CHARACTERS) {
    throw malformed(`Not a text of at most ${MAX_CHARACTERS} characters`);
  }
  for (const part of text.split(END).slice(0, -1)) {
    const [, ...bodies] = part.split(BEGIN);
    const compact = bodies.length > 0 ? textOf(fromPastedBase64(bodies.at(-1) ?? '') ?? NO_TEXT) : undefined;
    if (compact !== undefined && COMPACT.test(compact)) {
      return compact;
    }
  }
  throw malformed('Not a license file');
}

function mark(first: string): RegExp {
  return new RegExp([first, 'KEYWARD', 'LICENSE', 'FILE'].join('[^A-Za-z0-9+/]{1,40}'));
}

async function decrypt(jwe: string, { licenseKey, fingerprint }: LicenseFileSecrets): Promise<string> {
  const [header, encryptedKey, iv, ciphertext, tag] = decodeParts(jwe, 5) as [Bytes, Bytes, Bytes, Bytes, Bytes];
  checkHeader(textOf(header));
  if (encryptedKey.length !== 0 || iv.length !== NONCE_BYTES || tag.length !== TAG_BYTES) {
    throw malformed('The parts of the encrypted file do not have their lengths');
  }
  const sealed = new Uint8Array([...ciphertext, ...tag]);
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(jwe.slice(0, jwe.indexOf('.'))) };
  // A file for any device is encrypted without a fingerprint, and does not say so.
  for (const salt of new Set([fingerprint, ''])) {
    const opened = await crypto.subtle
      .decrypt(algorithm, await fileKey(licenseKey, salt), sealed)
      .catch(() => undefined);
    if (opened !== undefined) {
      return textOf(new Uint8Array(opened)) ?? '';
    }
  }
  throw new UntrustedError('decryption', 'Changed, or encrypted for another license key or device');
}

function checkHeader(text: string | undefined): void {
  const { alg, enc, typ } = headerObject(text);
  if (alg !== 'dir' || enc !== 'A256GCM') {
    throw new UntrustedError('algorithm', 'Not encrypted with dir and A256GCM');
  }
  if (typ !== ENCRYPTED_LICENSE_FILE) {
    throw new UntrustedError('type', `Not of type ${ENCRYPTED_LICENSE_FILE}`);
  }
  if (text !== JSON.stringify({ alg, enc, typ })) {
    throw malformed('The header is not {"alg":"dir","enc":"A256GCM","typ":…}');
  }
}

async function fileKey(licenseKey: string, salt: string): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(licenseKey), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: utf8(salt), info: utf8('keyward license file') };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
}
