import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataExportsService, ArchivesService } from '../../core/platform';
import { type ArchivedKind } from '../../core/platform/internal';
import { type ErasedBatch, EraseRowsService } from './erase-rows.service';
import type { ErasedPerson } from './erased-values';
import type { KeptRows } from './person-erasure.entity';

/** Erases copies of rows: deletions of the person's customers and licenses that could be restored, and CSV files that wait for download. */
@Injectable()
export class EraseCopiesService {
  constructor(
    private readonly rows: EraseRowsService,
    private readonly archives: ArchivesService,
    private readonly exports: DataExportsService,
  ) {}

  async erase(manager: EntityManager, person: ErasedPerson): Promise<ErasedBatch> {
    const condition = this.rows.tables.conditionOf('customers') ?? 'false';
    const archives = await manager.query<Archived[]>(archivesOf(condition), [person.spellings.addresses]);
    for (const { id, kind, target } of archives) {
      const recorded = await manager.query<RecordedRows[]>(ARCHIVED_UIDS, [id]);
      await this.archives.purge(kind, target);
      // Also what the purge has recorded.
      await this.clearRecords(manager, recorded);
    }
    const exports = await manager.query<{ uid: string }[]>(EXPORTS, [person.now]);
    for (const { uid } of exports) {
      await this.exports.delete(uid, undefined);
    }
    return { rows: { archives: archives.length, data_exports: exports.length }, next: null };
  }

  /** Backups that contain the person: they are not changed. */
  async kept(manager: EntityManager): Promise<KeptRows[]> {
    const [{ rows }] = await manager.query<[{ rows: number }]>(BACKUPS);
    const reason = 'files of backups, which are not changed: erase the person again after restoring one';
    return rows > 0 ? [{ table: 'backups', rows, reason }] : [];
  }

  private async clearRecords(manager: EntityManager, recorded: readonly RecordedRows[]): Promise<void> {
    for (const { table: name, uids } of recorded) {
      const table = this.rows.tables.find(name);
      if (table) {
        await this.rows.clearRecords(manager, table, uids);
      }
    }
  }
}

interface RecordedRows {
  readonly table: string;
  readonly uids: string[];
}

interface Archived {
  readonly id: number;
  readonly kind: ArchivedKind;
  readonly target: number;
}

const archivesOf = (customers: string): string => `
  SELECT id, kind, target_id AS target FROM archives WHERE id IN (
    SELECT archive_id FROM archived_rows
    WHERE table_name = 'customers' AND column_name = '' AND data->>'email' = ANY ($1::text[])
    UNION ALL
    SELECT archive_id FROM archived_rows
    WHERE table_name = 'licenses' AND column_name = ''
      AND data->>'customer_id' IN (SELECT id::text FROM customers WHERE ${customers})
  ) ORDER BY id`;

const ARCHIVED_UIDS = `
  SELECT table_name AS table, array_agg(data->>'uid') AS uids FROM archived_rows
  WHERE archive_id = $1 AND column_name = '' AND data->>'uid' IS NOT NULL GROUP BY table_name`;

const EXPORTS = `SELECT uid FROM data_exports WHERE created_at <= $1 ORDER BY id`;

const BACKUPS = `SELECT count(*)::integer AS rows FROM backups WHERE state = 'done'`;
