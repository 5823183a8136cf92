import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { fromBase64 } from './base64';
import type { DataKey, LaravelCipher } from './data-key';
import { jsonFields } from './json-fields';
import { constantTimeEqual } from '../../../../core/common';

/** The output of Laravel's encrypter, base64 of JSON: CBC ciphers have a MAC and no tag, GCM ciphers a tag and no MAC. */
interface Payload {
  iv: string;
  value: string;
  mac: string;
  tag: string;
}

type CbcCipher = Extract<LaravelCipher, `${string}-cbc`>;
type GcmCipher = Exclude<LaravelCipher, CbcCipher>;

const CBC_CIPHERS: readonly CbcCipher[] = ['aes-256-cbc', 'aes-128-cbc'];
const GCM_CIPHERS: readonly GcmCipher[] = ['aes-256-gcm', 'aes-128-gcm'];
const CBC_IV_BYTES = 16;
const GCM_IV_BYTES = 12;
// OpenSSL would accept shorter tags, which are easier to guess.
const TAG_BYTES = 16;

export function laravelIvBytes(cipher: LaravelCipher): number {
  return isCbc(cipher) ? CBC_IV_BYTES : GCM_IV_BYTES;
}

export function encryptPayload(plain: Buffer, cipher: LaravelCipher, key: DataKey, iv: Buffer): string {
  const payload = isCbc(cipher) ? encryptCbc(plain, cipher, key, iv) : encryptGcm(plain, cipher, key, iv);
  return Buffer.from(JSON.stringify(payload)).toString('base64');
}

/** Throws or returns undefined for data that was not encrypted with any of the keys. */
export function decryptPayload(text: string, keys: readonly DataKey[]): Buffer | undefined {
  const payload = payloadIn(text);
  if (!payload) {
    return undefined;
  }
  return payload.tag === '' ? decryptCbc(payload, keys) : decryptGcm(payload, keys);
}

function isCbc(cipher: LaravelCipher): cipher is CbcCipher {
  return CBC_CIPHERS.some((cbc) => cbc === cipher);
}

function encryptCbc(plain: Buffer, cipher: CbcCipher, key: DataKey, ivBytes: Buffer): Payload {
  const encrypting = createCipheriv(cipher, key.keyFor(cipher), ivBytes);
  const value = Buffer.concat([encrypting.update(plain), encrypting.final()]).toString('base64');
  const iv = ivBytes.toString('base64');
  return { iv, value, mac: macOf(iv, value, key.keyFor(cipher)), tag: '' };
}

function decryptCbc({ iv, value, mac }: Payload, keys: readonly DataKey[]): Buffer | undefined {
  const ivBytes = fromBase64(iv);
  const ciphertext = fromBase64(value);
  for (const [cipher, key] of candidates(CBC_CIPHERS, keys)) {
    // The MAC is verified first, which prevents padding oracles.
    if (constantTimeEqual(mac, macOf(iv, value, key)) && ivBytes?.length === CBC_IV_BYTES && ciphertext) {
      const decipher = createDecipheriv(cipher, key, ivBytes);
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    }
  }
  return undefined;
}

function encryptGcm(plain: Buffer, cipher: GcmCipher, key: DataKey, iv: Buffer): Payload {
  const encrypting = createCipheriv(cipher, key.keyFor(cipher), iv, { authTagLength: TAG_BYTES });
  const value = Buffer.concat([encrypting.update(plain), encrypting.final()]).toString('base64');
  return { iv: iv.toString('base64'), value, mac: '', tag: encrypting.getAuthTag().toString('base64') };
}

function decryptGcm(payload: Payload, keys: readonly DataKey[]): Buffer | undefined {
  const [iv, ciphertext, tag] = [payload.iv, payload.value, payload.tag].map(fromBase64);
  if (payload.mac !== '' || !ciphertext || iv?.length !== GCM_IV_BYTES || tag?.length !== TAG_BYTES) {
    return undefined;
  }
  for (const [cipher, key] of candidates(GCM_CIPHERS, keys)) {
    const decipher = createDecipheriv(cipher, key, iv, { authTagLength: TAG_BYTES }).setAuthTag(tag);
    const plain = decipher.update(ciphertext);
    if (isAuthentic(() => decipher.final())) {
      return plain;
    }
  }
  return undefined;
}

/** Node throws if the tag is wrong. */
function isAuthentic(finish: () => void): boolean {
  try {
    finish();
    return true;
  } catch {
    return false;
  }
}

/** The payload does not name its cipher, so each key is tried in both sizes. */
function candidates<C extends LaravelCipher>(ciphers: readonly C[], keys: readonly DataKey[]): [C, Buffer][] {
  return keys.flatMap((key) => ciphers.map((cipher): [C, Buffer] => [cipher, key.keyFor(cipher)]));
}

function macOf(iv: string, value: string, key: Buffer): string {
  return createHmac('sha256', key)
    .update(iv + value)
    .digest('hex');
}

/** Exactly four strings; old versions of Laravel omit the tag. */
function payloadIn(text: string): Payload | undefined {
  const fields = jsonFields(fromBase64(text)?.toString() ?? '');
  const { iv, value, mac, tag = '', ...rest } = Object.fromEntries(fields);
  const isPayload =
    typeof iv === 'string' && typeof value === 'string' && typeof mac === 'string' && typeof tag === 'string';
  return isPayload && Object.keys(rest).length === 0 ? { iv, value, mac, tag } : undefined;
}
