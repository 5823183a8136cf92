import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { CHUNK_BYTES, FileChunk } from './file-chunk.entity';
import { inChunks } from './in-chunks';
import { readChunk } from './read-chunk';
import { type CompleteFile, StoredFile } from './stored-file.entity';

export type FileFacts = Pick<StoredFile, 'name' | 'contentType'>;

const HOUR = 3_600_000;
/** Maximum duration of an upload. */
const MAX_UPLOAD_TIME = 24 * HOUR;
/** Time for which running downloads can still read a deleted file. */
const MAX_DOWNLOAD_TIME = HOUR;
/** Time for which the file of an unfinished task is kept. */
const KEPT_TIME = HOUR;
/** Bytes per query, which are buffered for each download. */
const READ_BYTES = 256 * 1024;
/** Bytes passed on at a time, so that little is buffered for a slow reader. */
const PIECE_BYTES = 64 * 1024;
const SWEEP_BATCH = 100;

/** Stores files in chunks. No connection is held between chunks, so slow clients do not block others. */
@Injectable()
export class StoredFilesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Writes a file outside of a transaction. It is invisible until completed; failed and incomplete files are removed. */
  async write(source: AsyncIterable<Uint8Array>, facts: FileFacts): Promise<StoredFile> {
    const file = await this.begin(facts);
    try {
      return Object.assign(file, await this.writeChunks(file, source));
    } catch (error) {
      await this.discard(file);
      throw error;
    }
  }

  /**
   * Begins a file that `append` fills, in any number of transactions. It is invisible until completed.
   * @param isReferenced something refers to it, and deletes it: it is kept longer than an upload takes
   */
  async begin(facts: FileFacts, { isReferenced = false } = {}): Promise<StoredFile> {
    const { manager } = this.work;
    const times = {
      keptFor: null,
      completedAt: null,
      createdAt: this.clock.now(),
      sweepAt: isReferenced ? null : this.inTime(MAX_UPLOAD_TIME),
    };
    const file = manager.create(StoredFile, { ...facts, ...times });
    await manager.insert(StoredFile, file);
    return file;
  }

  /** Adds bytes to the end of an incomplete file. The caller serializes the transactions that do so. */
  async append({ id: fileId, size }: Pick<StoredFile, 'id' | 'size'>, bytes: Buffer): Promise<void> {
    const { manager } = this.work;
    const { affected } = await manager.update(
      StoredFile,
      { id: fileId, size, completedAt: IsNull() },
      { size: size + bytes.length },
    );
    if (affected !== 1) {
      throw new Error(`File ${fileId} is no longer there to be continued`);
    }
    const last = size % CHUNK_BYTES;
    const toLast = last === 0 ? 0 : CHUNK_BYTES - last;
    let position = Math.floor(size / CHUNK_BYTES);
    if (toLast > 0) {
      await manager.query(APPEND, [fileId, position, bytes.subarray(0, toLast)]);
      position += 1;
    }
    for (let at = toLast; at < bytes.length; at += CHUNK_BYTES) {
      await manager.insert(FileChunk, { fileId, position, data: bytes.subarray(at, at + CHUNK_BYTES) });
      position += 1;
    }
  }

  /** Reads a file that `append` has filled, outside of a transaction, so that it can be completed with its hash. */
  async seal(id: number): Promise<StoredFile> {
    const file = await this.work.manager.findOneByOrFail(StoredFile, { id, completedAt: IsNull() });
    const hash = createHash('sha256');
    for await (const piece of this.read(file)) {
      hash.update(piece);
    }
    return Object.assign(file, { sha256: hash.digest('hex') });
  }

  /** Makes a file visible. Call it in the transaction that adds a reference to it. */
  complete(file: StoredFile): Promise<CompleteFile> {
    return this.completeAs(file, { sweepAt: null });
  }

  /** Completes a file that nothing refers to: for an hour, `findKept` finds it for its owner. */
  keep(file: StoredFile, keptFor: string): Promise<CompleteFile> {
    // Readers that found it in time can still read it.
    return this.completeAs(file, { keptFor, sweepAt: this.inTime(KEPT_TIME + MAX_DOWNLOAD_TIME) });
  }

  findKept(id: number, keptFor: string): Promise<StoredFile | null> {
    const since = new Date(this.clock.now().getTime() - KEPT_TIME);
    return this.work.manager.findOneBy(StoredFile, { id, keptFor, completedAt: MoreThan(since) });
  }

  /** Keeps a file for good that was kept for a while. Call it in the transaction that adds a reference to it. */
  async takeKept({ id }: StoredFile): Promise<void> {
    const kept = { id, keptFor: Not(IsNull()), sweepAt: MoreThan(this.clock.now()) };
    const { affected } = await this.work.manager.update(StoredFile, kept, { keptFor: null, sweepAt: null });
    if (affected !== 1) {
      throw new Error(`File ${id} is no longer kept`);
    }
  }

  private async completeAs(
    file: StoredFile,
    state: Pick<StoredFile, 'sweepAt'> & Partial<Pick<StoredFile, 'keptFor'>>,
  ) {
    const { size, sha256 } = file;
    const now = this.clock.now();
    const completed = { size, sha256, completedAt: now, ...state };
    // The sweep may already be removing an overdue file.
    const incomplete = { id: file.id, completedAt: IsNull(), sweepAt: MoreThan(now) };
    const { affected } = await this.work.manager.update(StoredFile, incomplete, completed);
    if (affected !== 1) {
      throw new Error(`File ${file.id} is no longer there to be completed`);
    }
    return Object.assign(file, completed);
  }

  /** Finds a complete file. */
  find(id: number): Promise<StoredFile | null> {
    return this.work.manager.findOneBy(StoredFile, { id, completedAt: Not(IsNull()), sweepAt: IsNull() });
  }

  /**
   * Streams a file lazily.
   * @param to exclusive
   */
  async *read({ id, size }: StoredFile, from = 0, to = size): AsyncGenerator<Buffer> {
    for (let at = from; at < to;) {
      const position = Math.floor(at / CHUNK_BYTES);
      const start = position * CHUNK_BYTES;
      const end = Math.min(to, start + CHUNK_BYTES, at + READ_BYTES);
      const part = { fileId: id, position, from: at - start, to: end - start };
      yield* slices(await readChunk(this.work.manager, part));
      at = end;
    }
  }

  /** Hides a file at the end of the transaction. Its bytes are removed when no download can be running any more. */
  async delete(id: number): Promise<void> {
    await this.work.manager.update(StoredFile, { id }, { sweepAt: this.inTime(MAX_DOWNLOAD_TIME) });
  }

  /** Removes an incomplete file. If this fails, the sweep removes it. */
  async discard({ id }: StoredFile): Promise<void> {
    await this.work.manager.delete(StoredFile, { id, completedAt: IsNull() }).catch(() => undefined);
  }

  /** Removes incomplete, deleted and kept files that are due. */
  async sweep(): Promise<void> {
    const { manager } = this.work;
    const due = { sweepAt: LessThanOrEqual(this.clock.now()) };
    for (const { id } of await manager.find(StoredFile, { where: due, order: { id: 'ASC' } })) {
      await this.sweepChunks(id);
      await manager.delete(StoredFile, { id, ...due });
    }
  }

  /** In small batches, each committed separately. */
  private async sweepChunks(fileId: number): Promise<void> {
    for (let left = true; left;) {
      const some = await this.work.manager.find(FileChunk, {
        select: { fileId: true, position: true },
        where: { fileId },
        take: SWEEP_BATCH,
      });
      await this.work.manager.delete(FileChunk, { fileId, position: In(some.map(({ position }) => position)) });
      left = some.length === SWEEP_BATCH;
    }
  }

  private async writeChunks(
    { id: fileId }: StoredFile,
    source: AsyncIterable<Uint8Array>,
  ): Promise<Pick<StoredFile, 'size' | 'sha256'>> {
    const hash = createHash('sha256');
    let size = 0;
    let position = 0;
    for await (const data of inChunks(source, CHUNK_BYTES)) {
      hash.update(data);
      await this.work.manager.insert(FileChunk, { fileId, position, data });
      size += data.length;
      position += 1;
    }
    return { size, sha256: hash.digest('hex') };
  }

  private inTime(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}

const APPEND = `UPDATE file_chunks SET data = data || $3::bytea WHERE file_id = $1 AND position = $2`;

function* slices(chunk: Buffer): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
    yield chunk.subarray(at, at + PIECE_BYTES);
  }
}
