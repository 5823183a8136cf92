import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StreamableFile } from '@nestjs/common';
import { ZipFile } from 'yazl';

/** A file in a ZIP archive. Its bytes are read once, when their turn comes. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer | string>;
}

/** A file shows no time of its own. */
const OPTIONS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/** A ZIP download, written while its entries are read. */
export function zipAnswer(name: string, entries: AsyncIterable<ZipEntry>): StreamableFile {
  return new StreamableFile(zipOf(entries), {
    type: 'application/zip',
    disposition: `attachment; filename="${name}"`,
  });
}

/** A ZIP archive that is written while its entries are read, one after the other. Fails when one of them fails. */
export function zipOf(entries: AsyncIterable<ZipEntry>): Readable {
  const archive = new ZipFile();
  const output = archive.outputStream.pipe(new PassThrough());
  // Nothing is read for a receiver that has gone.
  const gone = new AbortController();
  output.once('close', () => gone.abort());
  archive.on('error', (error: Error) => output.destroy(error));
  addAll(archive, entries, gone.signal).catch((error: unknown) => archive.emit('error', error));
  return output;
}

async function addAll(archive: ZipFile, entries: AsyncIterable<ZipEntry>, signal: AbortSignal): Promise<void> {
  for await (const { name, bytes } of entries) {
    const input = Readable.from(bytes, { signal });
    archive.addReadStream(input, name, OPTIONS);
    await finished(input);
  }
  archive.end();
}
