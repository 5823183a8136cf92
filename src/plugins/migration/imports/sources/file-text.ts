import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { REPLACEMENT, UTF_16_MARKS } from '../../../../core/common/internal';
import { UnreadableFile } from './unreadable-file';

const GZIP = Buffer.from([0x1f, 0x8b]);
const PACKINGS = [
  [Buffer.from('PK\x03\x04', 'latin1'), 'a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV'],
  [Buffer.from('BZh', 'latin1'), 'packed with bzip2: unpack it, or pack it with gzip'],
  [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), 'packed with xz: unpack it, or pack it with gzip'],
  [Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), 'packed with zstd: unpack it, or pack it with gzip'],
  [Buffer.from([0x37, 0x7a, 0xbc, 0xaf]), 'packed with 7-Zip: unpack it, or pack it with gzip'],
] as const;
/** The encoding of CSV files from Excel on Windows, and of most databases that are not in UTF-8. */
const LIKELY = 'windows-1252';
const SHOWN = 60;
/** SQL compresses to a tenth or less; a file that grows beyond this is made to fill the server. */
const MAX_EXPANSION = 500;
const FREE_BYTES = 64 * 1024 ** 2;

export interface TextOptions {
  /** Name of the character set; that of the mark at the beginning, else UTF-8, by default. */
  readonly charset?: string;
  /** Whether other bytes are refused, and not replaced by U+FFFD. */
  readonly isStrict?: boolean;
}

/**
 * The text of a file in pieces, uncompressed if it is a gzip file. If the character set was named, bytes that it does not have are
 * question marks.
 */
export async function* fileText(
  source: AsyncIterable<Buffer>,
  { charset, isStrict = false }: TextOptions = {},
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  const textOf = (bytes?: Buffer): string => {
    try {
      const text = decoder?.decode(bytes, { stream: bytes !== undefined }) ?? '';
      return charset === undefined ? text : text.replaceAll(REPLACEMENT, '?');
    } catch (error) {
      throw error instanceof TypeError ? unclearCharset(bytes) : error;
    }
  };
  for await (const bytes of uncompressed(source)) {
    const marked = UTF_16_MARKS.find(([mark]) => startsWith(bytes, mark))?.[1];
    decoder ??= new TextDecoder(charset ?? marked ?? 'utf-8', { fatal: isStrict && charset === undefined });
    yield textOf(bytes);
  }
  yield textOf();
}

function unclearCharset(bytes: Buffer | undefined): UnreadableFile {
  const [word = ''] = /\S*[^\0-\x7f]\S*/.exec(new TextDecoder(LIKELY).decode(bytes)) ?? [];
  const sample = word === '' ? '' : ` In ${LIKELY}, it has "${word.slice(0, SHOWN)}".`;
  return new UnreadableFile(
    'charset_unclear',
    `The file is not UTF-8 text. Name its character set with the option charset.${sample}`,
  );
}

async function* uncompressed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) {
    return;
  }
  const size = { read: 0 };
  const packing = PACKINGS.find(([mark]) => startsWith(first.value, mark))?.[1];
  if (packing !== undefined) {
    throw new UnreadableFile('wrong_file', `The file is ${packing}`);
  }
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
