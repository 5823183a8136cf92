import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file in a ZIP archive. Its bytes are read once, when their turn comes. */
export interface ZipEntry {
  /** Letters of ASCII. */
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer | string>;
}

interface WrittenEntry {
  readonly name: string;
  readonly offset: number;
  readonly checksum: number;
  readonly size: number;
  readonly packed: number;
}

/** Sizes and checksum follow the bytes of an entry; deflate. */
const FLAGS_AND_METHOD = Buffer.from([0x08, 0x00, 0x08, 0x00]);
/** 1980-01-01: a file shows no time of its own. */
const NO_TIME = Buffer.from([0x00, 0x00, 0x21, 0x00]);

/** The bytes of a ZIP archive of less than 4 GB, written while its entries are read. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: WrittenEntry[] = [];
  let offset = 0;
  for await (const { name, bytes } of entries) {
    const start = offset;
    const head = Buffer.concat([
      Buffer.from('PK\x03\x04\x14\x00', 'latin1'),
      FLAGS_AND_METHOD,
      NO_TIME,
      Buffer.alloc(12),
      nameOf(name),
    ]);
    yield head;
    const sums = { checksum: 0, size: 0 };
    let packed = 0;
    // An error of the bytes ends the loop below, too.
    for await (const part of pipeline(Readable.from(measured(bytes, sums)), createDeflateRaw(), () => undefined)) {
      const chunk = part as Buffer;
      packed += chunk.length;
      yield chunk;
    }
    yield Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sizesOf({ ...sums, packed })]);
    offset += head.length + packed + 16;
    written.push({ name, offset: start, ...sums, packed });
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  const count = Buffer.alloc(4);
  count.writeUInt16LE(written.length, 0);
  count.writeUInt16LE(written.length, 2);
  yield Buffer.concat([
    directory,
    Buffer.from('PK\x05\x06\0\0\0\0', 'latin1'),
    count,
    integers(directory.length, offset),
    Buffer.alloc(2),
  ]);
}

async function* measured(
  bytes: AsyncIterable<Buffer | string>,
  sums: { checksum: number; size: number },
): AsyncGenerator<Buffer> {
  for await (const part of bytes) {
    const chunk = Buffer.from(part);
    sums.checksum = crc32(chunk, sums.checksum);
    sums.size += chunk.length;
    yield chunk;
  }
}

function directoryEntry({ name, offset, ...sizes }: WrittenEntry): Buffer {
  const [lengths, text] = [nameOf(name).subarray(0, 4), Buffer.from(name)];
  return Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00\x14\x00', 'latin1'),
    FLAGS_AND_METHOD,
    NO_TIME,
    sizesOf(sizes),
    lengths,
    Buffer.alloc(10),
    integers(offset),
    text,
  ]);
}

/** Length of the name, that of no extra field, and the name. */
function nameOf(name: string): Buffer {
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(Buffer.byteLength(name), 0);
  return Buffer.concat([lengths, Buffer.from(name)]);
}

function sizesOf({ checksum, packed, size }: Pick<WrittenEntry, 'checksum' | 'packed' | 'size'>): Buffer {
  return integers(checksum, packed, size);
}

function integers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32LE(value, 4 * index));
  return bytes;
}
