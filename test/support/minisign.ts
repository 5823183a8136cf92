import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

const ID = Buffer.from('0123456789abcdef', 'hex');

export interface Signer {
  /** Sparkle's `SUPublicEDKey`. */
  readonly sparkleKey: string;
  /** Tauri's `pubkey`. */
  readonly tauriKey: string;
  sparkle(file: Buffer): string;
  /** The content of Tauri's `.sig` file. */
  tauri(file: Buffer): string;
  /** A signature file of minisign, of the file itself instead of its hash if that is left out. */
  minisign(file: Buffer, isHashed?: boolean): string;
}

/** Signs files as the vendors of programs do, off the server. */
export function aSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const line = Buffer.concat([Buffer.from('Ed'), ID, raw]).toString('base64');
  const minisign = (file: Buffer, isHashed = true) => signatureFile(privateKey, file, isHashed);
  return {
    sparkleKey: raw.toString('base64'),
    tauriKey: Buffer.from(`untrusted comment: minisign public key\n${line}\n`).toString('base64'),
    sparkle: (file) => sign(null, file, privateKey).toString('base64'),
    tauri: (file) => Buffer.from(minisign(file)).toString('base64'),
    minisign,
  };
}

/** @see https://jedisct1.github.io/minisign/#signature-format */
function signatureFile(key: KeyObject, file: Buffer, isHashed: boolean): string {
  const signature = sign(null, isHashed ? createHash('blake2b512').update(file).digest() : file, key);
  const comment = 'timestamp:1800000000\tfile:Studio.app.tar.gz';
  const line = Buffer.concat([Buffer.from(isHashed ? 'ED' : 'Ed'), ID, signature]).toString('base64');
  const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), key).toString('base64');
  return `untrusted comment: signature from tauri secret key\n${line}\ntrusted comment: ${comment}\n${global}\n`;
}
