import { createHash } from 'node:crypto';
import type { ed25519 } from '@noble/curves/ed25519.js';

type PointClass = typeof ed25519.Point;

const HALF = 32;

/**
 * Verifies an Ed25519 signature of a message that is read once, in pieces: Node.js verifies only messages in memory, and a
 * file may have 2 GiB. Strict as in RFC 8032, section 5.1.7, without the cofactor.
 */
export async function verifyStreamed(
  key: Buffer,
  signature: Buffer,
  message: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const commitment = signature.subarray(0, HALF);
  const hash = createHash('sha512').update(commitment).update(key);
  for await (const piece of message) {
    hash.update(piece);
  }
  const { Point } = (await import('@noble/curves/ed25519.js')).ed25519;
  const challenge = numberIn(hash.digest()) % Point.Fn.ORDER;
  return isSignedBy(Point, key, commitment, numberIn(signature.subarray(HALF)), challenge);
}

function isSignedBy(Point: PointClass, key: Buffer, commitment: Buffer, response: bigint, challenge: bigint): boolean {
  if (response >= Point.Fn.ORDER) {
    return false;
  }
  try {
    const expected = Point.BASE.multiplyUnsafe(response).subtract(Point.fromBytes(key).multiplyUnsafe(challenge));
    return commitment.equals(expected.toBytes());
  } catch {
    return false;
  }
}

function numberIn(littleEndian: Buffer): bigint {
  return BigInt(`0x${Buffer.from(littleEndian).reverse().toString('hex')}`);
}
