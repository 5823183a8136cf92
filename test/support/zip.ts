import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** The files of an archive, found by its directory. */
export function unzipped(archive: Buffer): Record<string, string> {
  const end = archive.lastIndexOf('PK\x05\x06');
  const files: Record<string, string> = {};
  let place = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const packed = archive.readUInt32LE(place + 20);
    const length = archive.readUInt16LE(place + 28);
    const start = archive.readUInt32LE(place + 42) + 30 + length;
    const name = archive.toString('utf8', place + 46, place + 46 + length);
    files[name] = inflateRawSync(archive.subarray(start, start + packed)).toString();
    place += 46 + length;
  }
  return files;
}

/** The rows of a CSV text, by the names of their columns. */
export const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });
