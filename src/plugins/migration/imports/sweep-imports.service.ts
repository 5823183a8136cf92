import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { StoredFilesService, UnitOfWork } from '../../../core/platform';

/** Imports and their rows are kept for this time after their last step. */
const KEPT_DAYS = 30;
const BATCH = 20_000;
const SWEPT = 100;

/** Deletes old imports with their rows. What they made stays; the audit log keeps their entries. */
@Injectable()
export class SweepImportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: StoredFilesService,
  ) {}

  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY);
    for (const { id } of await this.work.manager.query<{ id: number }[]>(OLD, [before, SWEPT])) {
      await this.deleteRows(id);
      await this.deleteImport(id);
    }
  }

  /** A failed one still has the pages of its API, with which somebody could have gone on. */
  private deleteImport(id: number): Promise<void> {
    return this.work.run(async (manager) => {
      const [[deleted]] = await manager.query<[{ file_id: number | null }[], number]>(DELETE, [id]);
      if (deleted?.file_id) {
        await this.files.delete(deleted.file_id);
      }
    });
  }

  private async deleteRows(id: number): Promise<void> {
    let deleted: number;
    do {
      [, deleted] = await this.work.manager.query<[unknown[], number]>(DELETE_ROWS, [id, BATCH]);
    } while (deleted > 0);
  }
}

const OLD = `
  SELECT id FROM imports WHERE continued_at < $1 AND state IN ('ready', 'done', 'undone', 'failed')
  ORDER BY continued_at LIMIT $2`;

const DELETE = `DELETE FROM imports WHERE id = $1 RETURNING file_id`;

const DELETE_ROWS = `
  DELETE FROM import_rows WHERE (import_id, kind, position) IN (
    SELECT import_id, kind, position FROM import_rows WHERE import_id = $1 LIMIT $2)`;
