import { createHash, hash, type Hash } from 'node:crypto';

const NEWLINE = 0x0a;
const WORDS = 8;
const WORD_BYTES = 4;

/**
 * Count and digest of rows in the text format of COPY, one a line. The digest is the sum of the SHA-256 of all rows, in words
 * of 32 bits, and so is independent of their order: a database may return them in another one.
 */
export class RowDigest {
  rows = 0;
  bytes = 0;
  private readonly words = new Uint32Array(WORDS);
  /** Beginning of the row that the next chunk continues. */
  private begun: Hash | undefined;

  /** Chunks need not end where rows end. */
  update(chunk: Buffer): void {
    this.bytes += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.add(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) {
      this.begun ??= createHash('sha256');
      this.begun.update(chunk.subarray(start));
    }
  }

  /** In hexadecimal digits. */
  digest(): string {
    return Array.from(this.words, (word) => word.toString(16).padStart(2 * WORD_BYTES, '0')).join('');
  }

  private add(rest: Buffer): void {
    const sum = this.begun ? this.begun.update(rest).digest() : hash('sha256', rest, 'buffer');
    this.begun = undefined;
    this.rows += 1;
    for (let word = 0; word < WORDS; word++) {
      this.words[word] = (this.words[word] ?? 0) + sum.readUInt32BE(word * WORD_BYTES);
    }
  }
}
