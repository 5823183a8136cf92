import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Answer } from './compare-answers';

/** Larger answers are files, which are not compared. */
export const LARGEST_ANSWER = 64 * 1024;
const READABLE = /^(?:text\/(?!html)|application\/(?:[\w.+-]+\+)?(?:json|xml)|application\/xml)/i;
const DECODERS: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};

/** Whether an answer of this type is compared: pages and files are not. */
export function isReadable(contentType: string | undefined): boolean {
  return contentType === undefined || READABLE.test(contentType);
}

/** The answer as text; undefined if it cannot be read. */
export function readableAnswer(status: number, bytes: Buffer, encoding: string | undefined): Answer | undefined {
  if (encoding === undefined || encoding === 'identity') {
    return { status, body: bytes.toString() };
  }
  try {
    const decoded = DECODERS[encoding]?.(bytes, { maxOutputLength: LARGEST_ANSWER });
    return decoded && { status, body: decoded.toString() };
  } catch {
    return undefined;
  }
}

/** Collects the beginning of a body that is passed on. */
export class KeptBody {
  private readonly chunks: Buffer[] = [];
  private size = 0;

  add(chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= LARGEST_ANSWER) {
      this.chunks.push(chunk);
    }
  }

  get isTooLarge(): boolean {
    return this.size > LARGEST_ANSWER;
  }

  /** Undefined if it was too large. */
  get bytes(): Buffer | undefined {
    return this.isTooLarge ? undefined : Buffer.concat(this.chunks);
  }
}
