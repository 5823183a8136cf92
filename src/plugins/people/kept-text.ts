import { createGunzip, createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** A text that is kept in memory, compressed, until it is read. */
export class KeptText {
  readonly #packed: Buffer[] = [];
  readonly #gzip = createGzip().on('data', (part: Buffer) => this.#packed.push(part));

  /** Resolves when more can be written. */
  async write(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#gzip.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Nothing can be written afterwards. */
  async *read(): AsyncGenerator<Buffer> {
    this.#gzip.end();
    await finished(this.#gzip);
    yield* Readable.from(this.#packed).pipe(createGunzip()) as AsyncIterable<Buffer>;
  }
}
