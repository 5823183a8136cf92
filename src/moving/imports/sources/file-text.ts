import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './unreadable-file';

/** PowerShell writes what is redirected with `>` like this. */
const UTF_16 = Buffer.from([0xff, 0xfe]);
const GZIP = Buffer.from([0x1f, 0x8b]);
/** SQL compresses to a tenth or less; a file that grows beyond this is made to fill the server. */
const MAX_EXPANSION = 500;
const FREE_BYTES = 64 * 1024 ** 2;

/**
 * The text of a file in pieces, UTF-8 or UTF-16, uncompressed if it is a gzip file.
 * @param isStrict whether other bytes are refused, and not replaced
 */
export async function* fileText(
  source: AsyncIterable<Buffer>,
  { isStrict = false }: { readonly isStrict?: boolean } = {},
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const bytes of uncompressed(source)) {
    decoder ??= new TextDecoder(startsWith(bytes, UTF_16) ? 'utf-16le' : 'utf-8', { fatal: isStrict });
    yield decoded(() => decoder?.decode(bytes, { stream: true }));
  }
  yield decoded(() => decoder?.decode());
}

function decoded(decode: () => string | undefined): string {
  try {
    return decode() ?? '';
  } catch (error) {
    throw error instanceof TypeError ? new UnreadableFile('wrong_file', 'The file is not UTF-8 text') : error;
  }
}

async function* uncompressed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) {
    return;
  }
  const size = { read: 0 };
  const all = counted(first.value, pieces, size);
  yield* startsWith(first.value, GZIP) ? inflated(all, size) : all;
}

async function* counted(first: Buffer, rest: AsyncIterator<Buffer>, size: { read: number }): AsyncGenerator<Buffer> {
  for (let piece: IteratorResult<Buffer> = { value: first }; !piece.done; piece = await rest.next()) {
    size.read += piece.value.length;
    yield piece.value;
  }
}

async function* inflated(source: AsyncIterable<Buffer>, size: { read: number }): AsyncGenerator<Buffer> {
  const input = Readable.from(source);
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  input.pipe(gunzip);
  let written = 0;
  try {
    for await (const bytes of gunzip as AsyncIterable<Buffer>) {
      written += bytes.length;
      if (written > FREE_BYTES + size.read * MAX_EXPANSION) {
        throw new UnreadableFile('file_too_large', 'The compressed file contains far more than a database dump does');
      }
      yield bytes;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? new UnreadableFile('file_corrupt', 'The compressed file is damaged') : error;
  } finally {
    input.destroy();
  }
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}
