import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { Clock } from '../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { CHUNK_BYTES, FileChunk } from './file-chunk.entity';
import { inChunks } from './in-chunks';
import { type CompleteFile, StoredFile } from './stored-file.entity';

export type FileFacts = Pick<StoredFile, 'name' | 'contentType'>;

const HOUR = 3_600_000;
/** No upload takes longer. */
const WRITING_TIME = 24 * HOUR;
/** So long a download that is under way may go on reading a file that was deleted. */
const READING_TIME = HOUR;
/**
 * What is read at a time. The database sends it as text of twice that length, and texts this short are cleared away at
 * once: read in whole chunks, a download leaves 80 MB lying about.
 */
const PIECE_BYTES = 32 * 1024;
const SWEPT_AT_ONCE = 100;

/**
 * Files in the database, written chunk by chunk and read in smaller pieces. No connection is held between two of them, so
 * a slow peer costs nothing but its own time.
 */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly work: UnitOfWork,
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
      const within = at % CHUNK_BYTES;
      const length = Math.min(to - at, PIECE_BYTES, CHUNK_BYTES - within);
      yield await this.piece(id, Math.floor(at / CHUNK_BYTES), within, length);
      at += length;
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

  private async piece(fileId: number, position: number, from: number, length: number): Promise<Buffer> {
    const piece = await this.work.manager
      .createQueryBuilder(FileChunk, 'chunk')
      .select('substring(chunk.data FROM :from FOR :length)', 'data')
      .where({ fileId, position })
      .setParameters({ from: from + 1, length })
      .getRawOne<{ data: Buffer }>();
    if (!piece) {
      throw new Error(`File ${fileId} has no chunk ${position}`);
    }
    return piece.data;
  }

  private inTime(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}
