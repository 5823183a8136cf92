/** Bytes that WebCrypto accepts: their buffer is not shared. */
export type Bytes = Uint8Array<ArrayBuffer>;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function base64url(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 6; bits -= 6) {
      text += ALPHABET.charAt((buffer >> (bits - 6)) & 63);
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt((buffer << (6 - bits)) & 63);
}

/** Undefined unless the text is the only base64url encoding of its bytes: no padding, no other bits, nothing else. */
export function fromBase64url(text: string): Bytes | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) {
      return undefined;
    }
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (buffer >> bits) & 255;
    }
  }
  const isCanonical = bits < 6 && (buffer & ((1 << bits) - 1)) === 0;
  return isCanonical ? bytes : undefined;
}

/** Base64 as it was pasted: other characters are left out, also padding, which mail programs and clipboards lose. */
export function fromPastedBase64(text: string): Bytes | undefined {
  return fromBase64url(
    text
      .replace(/[^A-Za-z0-9+/]/g, '')
      .replace(/\+/g, '-')
      .replace(/\//g, '_'),
  );
}

/** The bytes' text; undefined if they are not UTF-8. */
export function textOf(bytes: Bytes): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A JSON object; undefined for anything else. */
export function jsonObject(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
