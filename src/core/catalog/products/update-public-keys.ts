import { createPublicKey, type KeyObject } from 'node:crypto';
import { ValidateBy } from 'class-validator';

/** A public key of minisign. */
export interface MinisignKey {
  readonly id: Buffer;
  readonly key: Buffer;
}

const KEY_BYTES = 32;
const ID_BYTES = 8;
/** The algorithm's name before the key. */
const MINISIGN = 'Ed';
/** Base64 of a key that begins with that name. */
const MINISIGN_LINE = /\bRW[A-Za-z0-9+/]{54}(?![A-Za-z0-9+/])/;
/** DER of an Ed25519 public key up to the key itself, by RFC 8410. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Undefined unless the text is standard base64. */
export function base64Bytes(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

/** The raw Ed25519 key in Sparkle's `SUPublicEDKey`; undefined if the text is not a key. */
export function sparkleKeyIn(text: string): Buffer | undefined {
  const bytes = base64Bytes(pastedBase64(text));
  return bytes?.length === KEY_BYTES ? bytes : undefined;
}

/** The key in Tauri's `pubkey`, which is the key file of minisign in base64; or the last line of that file. */
export function minisignKeyIn(text: string): MinisignKey | undefined {
  const file = base64Bytes(pastedBase64(text))?.toString('latin1') ?? '';
  const line = MINISIGN_LINE.exec(file.startsWith('untrusted comment:') ? file : text)?.[0] ?? pastedBase64(text);
  const bytes = base64Bytes(line);
  if (bytes?.length !== MINISIGN.length + ID_BYTES + KEY_BYTES || bytes.toString('latin1', 0, 2) !== MINISIGN) {
    return undefined;
  }
  return { id: bytes.subarray(2, 2 + ID_BYTES), key: bytes.subarray(2 + ID_BYTES) };
}

export function ed25519Key(bytes: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes]), format: 'der', type: 'spki' });
}

export function IsSparkleKey(): PropertyDecorator {
  return ValidateBy({
    name: 'isSparkleKey',
    validator: {
      validate: (text) => typeof text === 'string' && sparkleKeyIn(text) !== undefined,
      defaultMessage: () => '$property must be the base64 of an Ed25519 public key of 32 bytes',
    },
  });
}

export function IsMinisignKey(): PropertyDecorator {
  return ValidateBy({
    name: 'isMinisignKey',
    validator: {
      validate: (text) => typeof text === 'string' && minisignKeyIn(text) !== undefined,
      defaultMessage: () => '$property must be a public key of minisign or its file in base64',
    },
  });
}

/** Without what mail programs and clipboards add, and with the padding that they lose. */
function pastedBase64(text: string): string {
  const base64 = text.replace(/[^A-Za-z0-9+/]/g, '');
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
}
