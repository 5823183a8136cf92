import { verify } from 'node:crypto';
import { problem } from '../../common/errors/domain-error';
import type { Product } from '../products/product.entity';
import { base64Bytes, ed25519Key, type MinisignKey, minisignKeyIn, sparkleKeyIn } from '../products/update-public-keys';
import { verifyStreamed } from './streamed-ed25519';

export interface Signatures {
  /** Sparkle's signature of the file, in base64. */
  readonly ed25519Signature?: string;
  /** A signature file of minisign, as text or, as Tauri writes it, in base64. */
  readonly minisignSignature?: string;
}

/** A file that was uploaded, to be verified. */
export interface SignedFile {
  /** Hash of the whole file. */
  readonly blake2b: Buffer;
  read(): AsyncIterable<Uint8Array>;
}

interface MinisignFile {
  readonly isHashed: boolean;
  readonly keyId: Buffer;
  readonly signature: Buffer;
  readonly trustedComment: string;
  readonly globalSignature: Buffer;
}

const SIGNATURE_BYTES = 64;
const COMMENT = 'trusted comment: ';

/**
 * The signatures as they are stored.
 * @throws SIGNATURE_UNREADABLE if one has another format
 */
export function storedSignatures({ ed25519Signature, minisignSignature }: Signatures) {
  if (ed25519Signature !== undefined && base64Bytes(ed25519Signature.trim())?.length !== SIGNATURE_BYTES) {
    throw problem('SIGNATURE_UNREADABLE', { field: 'ed25519_signature' });
  }
  return {
    ed25519Signature: ed25519Signature?.trim() ?? null,
    minisignSignature: minisignSignature === undefined ? null : toTauri(minisignSignature),
  };
}

/** @throws SIGNATURE_INVALID, or SIGNATURE_KEY_MISSING if the product lacks the public key */
export async function verifySignatures(product: Product, signatures: Signatures, file: SignedFile): Promise<void> {
  const { ed25519Signature, minisignSignature } = storedSignatures(signatures);
  if (ed25519Signature !== null) {
    const key = sparkleKeyIn(product.sparklePublicKey ?? '');
    await expectValid('ed25519_signature', key, (known) =>
      verifyStreamed(known, Buffer.from(ed25519Signature, 'base64'), file.read()),
    );
  }
  if (minisignSignature !== null) {
    const key = minisignKeyIn(product.tauriPublicKey ?? '');
    await expectValid('minisign_signature', key, (known) => isMinisigned(known, minisignSignature, file));
  }
}

async function expectValid<K>(field: string, key: K | undefined, check: (key: K) => Promise<boolean>): Promise<void> {
  if (key === undefined) {
    throw problem('SIGNATURE_KEY_MISSING', { field });
  }
  if (!(await check(key))) {
    throw problem('SIGNATURE_INVALID', { field });
  }
}

async function isMinisigned({ id, key }: MinisignKey, stored: string, file: SignedFile): Promise<boolean> {
  const signed = minisignFileIn(Buffer.from(stored, 'base64').toString('utf8'));
  if (!signed?.keyId.equals(id)) {
    return false;
  }
  const { isHashed, signature, trustedComment, globalSignature } = signed;
  const global = Buffer.concat([signature, Buffer.from(trustedComment)]);
  const isFile = isHashed
    ? verify(null, file.blake2b, ed25519Key(key), signature)
    : await verifyStreamed(key, signature, file.read());
  return isFile && verify(null, global, ed25519Key(key), globalSignature);
}

function toTauri(signature: string): string {
  const sent = signature.trim();
  const text = sent.startsWith('untrusted comment:') ? sent : base64Bytes(sent)?.toString('utf8');
  if (text === undefined || !minisignFileIn(text)) {
    throw problem('SIGNATURE_UNREADABLE', { field: 'minisign_signature' });
  }
  // The console and forms send other line ends.
  return text === sent ? Buffer.from(`${text.replaceAll('\r\n', '\n')}\n`).toString('base64') : sent;
}

/** @see https://jedisct1.github.io/minisign/#signature-format */
function minisignFileIn(text: string): MinisignFile | undefined {
  const [untrusted = '', first = '', comment = '', last = ''] = text.trim().split(/\r?\n/);
  const bytes = base64Bytes(first);
  const globalSignature = base64Bytes(last);
  const algorithm = bytes?.toString('latin1', 0, 2) ?? '';
  if (
    !untrusted.startsWith('untrusted comment:') ||
    !comment.startsWith(COMMENT) ||
    !['Ed', 'ED'].includes(algorithm) ||
    bytes?.length !== 10 + SIGNATURE_BYTES ||
    globalSignature?.length !== SIGNATURE_BYTES
  ) {
    return undefined;
  }
  return {
    isHashed: algorithm === 'ED',
    keyId: bytes.subarray(2, 10),
    signature: bytes.subarray(10),
    trustedComment: comment.slice(COMMENT.length),
    globalSignature,
  };
}
