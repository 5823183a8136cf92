import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DataSource } from 'typeorm';

/** How PostgreSQL's binary COPY begins, before the first row: its signature, flags, and the length of an extension. */
const HEADER_BYTES = 19;
/** A row begins with how many fields it has; -1 is the end. */
const ROW_BYTES = 2;
/** A field begins with its length. */
const FIELD_BYTES = 4;

/**
 * The bytes of a chunk, by COPY: a query's answer would come as text of twice the length, and what is thrown away to read
 * that is more memory than a download may leave lying about.
 * @see https://www.postgresql.org/docs/current/sql-copy.html "Binary Format"
 */
export async function readChunk(dataSource: DataSource, fileId: number, position: number): Promise<Buffer> {
  const runner = dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    const copied = client.query(copyTo(statementFor(fileId, position)));
    const parts: Buffer[] = [];
    for await (const part of copied) {
      parts.push(part as Buffer);
    }
    return onlyFieldIn(Buffer.concat(parts));
  } finally {
    await runner.release();
  }
}

/** COPY takes no parameters. */
function statementFor(fileId: number, position: number): string {
  if (!Number.isSafeInteger(fileId) || !Number.isSafeInteger(position)) {
    throw new TypeError('A chunk is found by whole numbers');
  }
  const row = `SELECT data FROM file_chunks WHERE file_id = ${fileId} AND position = ${position}`;
  return `COPY (${row}) TO STDOUT (FORMAT binary)`;
}

function onlyFieldIn(copy: Buffer): Buffer {
  if (copy.readInt16BE(HEADER_BYTES) !== 1) {
    throw new Error('A chunk of a file is missing');
  }
  const length = copy.readInt32BE(HEADER_BYTES + ROW_BYTES);
  const start = HEADER_BYTES + ROW_BYTES + FIELD_BYTES;
  return copy.subarray(start, start + length);
}
