import { Injectable, Logger } from '@nestjs/common';
import { In, IsNull, LessThan } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { csvHeadText, csvRowsText } from '../../common/csv/csv-file';
import { DomainError } from '../../common/errors/domain-error';
import { isDatabaseAway } from '../database/database-error';
import { ReplicaReads } from '../database/replica-reads.service';
import { UnitOfWork } from '../database/unit-of-work';
import { StoredFilesService } from '../files/stored-files.service';
import { takeTurn } from '../jobs/take-turn';
import { DataExport } from './data-export.entity';
import { DataExportsService } from './data-exports.service';
import type { ExportKind } from './export-kind';

/** An export without progress for so long was interrupted. */
const STALLED_MS = 60_000;
/** Interrupted exports that one run continues. */
const CONTINUED = 10;
/** A part ends after so many bytes or so much time. */
const PART_BYTES = 1024 * 1024;
const PART_MS = 1_000;

interface Part {
  readonly bytes: Buffer;
  readonly rows: number;
  readonly place: string | null;
  readonly total: number | null;
}

/**
 * Writes the files of exports in parts. Each part and its cursor are stored in one transaction, so that an interrupted export
 * continues after its last part; of two nodes that write the same part, one stores it.
 */
@Injectable()
export class RunDataExportsService {
  private readonly logger = new Logger('DataExports');

  constructor(
    private readonly work: UnitOfWork,
    private readonly exports: DataExportsService,
    private readonly files: StoredFilesService,
    private readonly clock: Clock,
    private readonly replica: ReplicaReads,
  ) {}

  /** Continues the export that the payload names or, without one, queues interrupted exports again. */
  async run(payload: unknown): Promise<void> {
    const { export: id } = payload as { export?: unknown };
    if (typeof id !== 'number') {
      return this.resumeStalled();
    }
    const hasMore = await takeTurn(() => this.advance(id));
    if (hasMore) {
      await this.exports.enqueue({ id });
    }
  }

  /** Returns whether there is more to do. An export of a later release is left to its nodes. */
  private async advance(id: number): Promise<boolean> {
    const row = await this.work.manager.findOneBy(DataExport, { id });
    const kind = row ? this.exports.kindOf(row) : undefined;
    if (!row || row.finishedAt || !kind) {
      return false;
    }
    try {
      return await (row.step > 0 && row.place === null ? this.complete(row) : this.write(row, kind));
    } catch (error) {
      // The queue repeats a run that failed because the database was away.
      if (isDatabaseAway(error)) {
        throw error;
      }
      this.logger[error instanceof DomainError ? 'warn' : 'error'](error);
      return this.fail(row);
    }
  }

  private async write(row: DataExport, kind: ExportKind): Promise<boolean> {
    const { id, step, fileId } = row;
    const { bytes, rows, place, total } = await this.exports.asCreator(row, () =>
      this.replica.run('current', () => this.read(row, kind)),
    );
    return this.work.run(async (manager) => {
      const now = this.clock.now();
      const { affected } = await manager.update(
        DataExport,
        { id, step, finishedAt: IsNull() },
        {
          state: 'running',
          startedAt: row.startedAt ?? now,
          continuedAt: now,
          total,
          step: step + 1,
          place,
          rows: row.rows + rows,
          bytes: row.bytes + bytes.length,
        },
      );
      if (affected !== 1) {
        return false;
      }
      if (fileId === null) {
        throw new Error(`The file of export ${id} was removed`);
      }
      await this.files.append({ id: fileId, size: row.bytes }, bytes);
      return true;
    });
  }

  private async read(row: DataExport, kind: ExportKind): Promise<Part> {
    const { columns } = row;
    const isFirst = row.step === 0;
    const total = isFirst ? await kind.total(row) : row.total;
    const texts = isFirst ? [csvHeadText(columns)] : [];
    const end = performance.now() + PART_MS;
    let { place } = row;
    let [rows, length] = [0, 0];
    do {
      const part = await kind.part(row, place ?? undefined);
      const text = csvRowsText(columns, part.rows);
      texts.push(text);
      length += text.length;
      rows += part.rows.length;
      place = part.next;
    } while (place !== null && length < PART_BYTES && performance.now() < end);
    return { bytes: Buffer.from(texts.join('')), rows, place, total };
  }

  private async complete(row: DataExport): Promise<boolean> {
    const { id, fileId, rows: total } = row;
    const file = await this.files.seal(fileId ?? 0);
    await this.work.run(async (manager) => {
      const { affected } = await manager.update(
        DataExport,
        { id, finishedAt: IsNull() },
        { ...this.ended('done'), total },
      );
      if (affected === 1) {
        await this.files.complete(file);
      }
    });
    return false;
  }

  private async fail({ id, fileId }: DataExport): Promise<boolean> {
    await this.work.run(async (manager) => {
      const { affected } = await manager.update(DataExport, { id, finishedAt: IsNull() }, this.ended('failed'));
      if (affected === 1 && fileId !== null) {
        await this.files.delete(fileId);
      }
    });
    return false;
  }

  /** A finished export is kept for a day. */
  private ended(state: 'done' | 'failed'): Partial<DataExport> {
    const finishedAt = this.clock.now();
    return { state, finishedAt, keepUntil: new Date(finishedAt.getTime() + DAY) };
  }

  private async resumeStalled(): Promise<void> {
    const before = LessThan(new Date(this.clock.now().getTime() - STALLED_MS));
    const unfinished = { finishedAt: IsNull(), kind: In(this.exports.kinds().map(({ kind }) => kind)) };
    const stalled = await this.work.manager.find(DataExport, {
      where: [
        { ...unfinished, continuedAt: before },
        { ...unfinished, continuedAt: IsNull(), createdAt: before },
      ],
      order: { id: 'ASC' },
      take: CONTINUED,
    });
    for (const row of stalled) {
      await this.exports.enqueue(row);
    }
  }
}
