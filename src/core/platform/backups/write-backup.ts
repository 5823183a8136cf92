import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { BackupError, type BackupSource, type BackupTotals } from './backup-source';
import { RowDigest } from './row-digest';

/** Higher levels take several times as long and save little. */
const COMPRESSION = 3;
const GZIP_CHUNK = 128 * 1024;
/** The end of the rows of a table, as in a script of psql. */
export const END_OF_ROWS = '\\.\n';
/** Ending of a file that is not complete yet. */
export const UNFINISHED = '.part';

export interface BackupWritten extends BackupTotals {
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * Writes a backup to a file that appears when it is complete, readable by its owner only.
 * The format is docs/backup.md's: text, compressed by gzip.
 */
export async function writeBackup(source: BackupSource, path: string, signal?: AbortSignal): Promise<BackupWritten> {
  const unfinished = `${path}${UNFINISHED}`;
  try {
    const totals = { tables: 0, rows: 0 };
    const gzip = createGzip({ level: COMPRESSION, chunkSize: GZIP_CHUNK });
    await pipeline(textOf(source, totals), gzip, createWriteStream(unfinished, { mode: 0o600, flush: true }), {
      signal,
    });
    const { size } = await stat(unfinished);
    await rename(unfinished, path);
    await syncFolder(dirname(path));
    return { ...totals, bytes: size };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw toBackupError(error, path);
  }
}

async function* textOf(source: BackupSource, totals: { tables: number; rows: number }): AsyncGenerator<Buffer> {
  const lines = createHash('sha256');
  const line = (content: object): Buffer => {
    const bytes = Buffer.from(`${JSON.stringify(content)}\n`);
    lines.update(bytes);
    return bytes;
  };
  yield line(source.header);
  for await (const { table, columns, rows } of source.tables()) {
    yield line({ table, columns });
    const digest = new RowDigest();
    for await (const chunk of rows) {
      digest.update(chunk);
      yield chunk;
    }
    yield Buffer.from(END_OF_ROWS);
    yield line({ rows: digest.rows, sha256: digest.digest() });
    totals.tables += 1;
    totals.rows += digest.rows;
  }
  yield line({ sequences: await source.sequences() });
  await source.confirm();
  yield Buffer.from(`${JSON.stringify({ ...totals, sha256: lines.digest('hex') })}\n`);
}

/** The disk is full, the folder is missing. */
function toBackupError(error: unknown, path: string): unknown {
  const isOfFile = error instanceof Error && 'syscall' in error && FILE_CALLS.includes(String(error.syscall));
  return isOfFile ? new BackupError(`${path} cannot be written: ${error.message}`, { cause: error }) : error;
}

const FILE_CALLS: readonly string[] = ['open', 'write', 'fsync', 'rename', 'close', 'stat'];

/** Otherwise, a power failure may undo the renaming. Some systems cannot do so for folders. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
