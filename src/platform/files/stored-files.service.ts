import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { CHUNK_BYTES, FileChunk } from './file-chunk.entity';
import { inChunks } from './in-chunks';
import { readChunk } from './read-chunk';
import { type CompleteFile, StoredFile } from './stored-file.entity';

export type FileFacts = Pick<StoredFile, 'name' | 'contentType'>;

const HOUR = 3_600_000;
/** No upload takes longer. */
const WRITING_TIME = 24 * HOUR;
/** So long a download that is under way may go on reading a file that was deleted. */
const READING_TIME = HOUR;
/** So much is read at a time, and kept in memory for everybody who reads: a part of a chunk. */
const READ_BYTES = 256 * 1024;
/** So much is handed on at a time: who reads slowly is not sent more than the next of them. */
const PIECE_BYTES = 64 * 1024;
const SWEPT_AT_ONCE = 100;

/**
 * Files in the database, written and read chunk by chunk. No connection is held between two of them, so a slow peer costs
 * nothing but its own time.
 */
@Injectable()
export class StoredFilesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes what comes, outside of any transaction. Nobody sees the file before it is completed, and one that fails or is
   * never completed leaves nothing.
   */
  async write(source: AsyncIterable<Uint8Array>, facts: FileFacts): Promise<StoredFile> {
    const file = await this.begin(facts);
    try {
      return Object.assign(file, await this.writeChunks(file, source));
    } catch (error) {
      await this.discard(file);
      throw error;
    }
  }

  /** From the running transaction's end on the file is there: call it in the one that makes something point to it. */
  async complete(file: StoredFile): Promise<CompleteFile> {
    const { size, sha256 } = file;
    const now = this.clock.now();
    const kept = { size, sha256, completedAt: now, sweepAt: null };
    // The sweep may have begun with what is due.
    const waiting = { id: file.id, completedAt: IsNull(), sweepAt: MoreThan(now) };
    const { affected } = await this.work.manager.update(StoredFile, waiting, kept);
    if (affected !== 1) {
      throw new Error(`File ${file.id} is no longer there to be completed`);
    }
    return Object.assign(file, kept);
  }

  /** Null where there is none, or none that is complete. */
  find(id: number): Promise<StoredFile | null> {
    return this.work.manager.findOneBy(StoredFile, { id, completedAt: Not(IsNull()), sweepAt: IsNull() });
  }

  /**
   * Piece by piece, as they are taken.
   * @param from the first byte
   * @param to the byte behind the last one
   */
  async *read({ id, size }: StoredFile, from = 0, to = size): AsyncGenerator<Buffer> {
    for (let at = from; at < to;) {
      const position = Math.floor(at / CHUNK_BYTES);
      const start = position * CHUNK_BYTES;
      const end = Math.min(to, start + CHUNK_BYTES, at + READ_BYTES);
      const part = { fileId: id, position, from: at - start, to: end - start };
      yield* inPieces(await readChunk(this.dataSource, part));
      at = end;
    }
  }

  /** Nobody finds it from the running transaction's end on; its bytes go when no download can be under way any more. */
  async delete(id: number): Promise<void> {
    await this.work.manager.update(StoredFile, { id }, { sweepAt: this.inTime(READING_TIME) });
  }

  /** What was written and will not be completed. Where even that fails, the sweep finds it. */
  async discard({ id }: StoredFile): Promise<void> {
    await this.work.manager.delete(StoredFile, { id, completedAt: IsNull() }).catch(() => undefined);
  }

  /** Removes what nobody sees any more. */
  async sweep(): Promise<void> {
    const { manager } = this.work;
    const due = { sweepAt: LessThanOrEqual(this.clock.now()) };
    for (const { id } of await manager.find(StoredFile, { where: due, order: { id: 'ASC' } })) {
      await this.sweepChunks(id);
      await manager.delete(StoredFile, { id, ...due });
    }
  }

  /** In small steps, each committed by itself. */
  private async sweepChunks(fileId: number): Promise<void> {
    for (let left = true; left;) {
      const some = await this.work.manager.find(FileChunk, {
        select: { fileId: true, position: true },
        where: { fileId },
        take: SWEPT_AT_ONCE,
      });
      await this.work.manager.delete(FileChunk, { fileId, position: In(some.map(({ position }) => position)) });
      left = some.length === SWEPT_AT_ONCE;
    }
  }

  private begin(facts: FileFacts): Promise<StoredFile> {
    const { manager } = this.work;
    const file = { ...facts, completedAt: null, createdAt: this.clock.now(), sweepAt: this.inTime(WRITING_TIME) };
    return manager.save(manager.create(StoredFile, file));
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

function* inPieces(chunk: Buffer): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
    yield chunk.subarray(at, at + PIECE_BYTES);
  }
}
