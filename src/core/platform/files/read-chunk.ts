import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import type { FileChunk } from './file-chunk.entity';

/** Header of PostgreSQL's binary COPY format: signature, flags and extension length. */
const HEADER_BYTES = 19;
/** A row begins with its number of fields; -1 marks the end. */
const ROW_BYTES = 2;
/** A field begins with its length. */
const FIELD_BYTES = 4;

export interface PartOfChunk extends Pick<FileChunk, 'fileId' | 'position'> {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * Reads bytes of a chunk with COPY: a query would return them as text of twice the length, and the garbage would add up
 * during a download.
 * @param manager of a transaction, whose connection it uses then, or of the pool
 * @see https://www.postgresql.org/docs/current/sql-copy.html "Binary Format"
 */
export async function readChunk(manager: EntityManager, part: PartOfChunk): Promise<Buffer> {
  const { queryRunner: joined, dataSource } = manager;
  const runner = joined ?? dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    const copied = client.query(copyTo(statementFor(part)));
    const pieces: Buffer[] = [];
    for await (const piece of copied) {
      pieces.push(piece as Buffer);
    }
    return onlyFieldIn(Buffer.concat(pieces));
  } finally {
    if (!joined) {
      await runner.release();
    }
  }
}

/** COPY does not support parameters. */
function statementFor({ fileId, position, from, to }: PartOfChunk): string {
  if (![fileId, position, from, to].every(Number.isSafeInteger)) {
    throw new TypeError('The part of a chunk must consist of integers');
  }
  const bytes = `substring(data FROM ${from + 1} FOR ${to - from})`;
  const row = `SELECT ${bytes} FROM file_chunks WHERE file_id = ${fileId} AND position = ${position}`;
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
