import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';

/** Jobs and their rows are kept for this time after their end. */
const KEPT_DAYS = 30;
/** Rows per transaction. */
const BATCH = 10_000;
/** Jobs that one run deletes. */
const SWEPT_JOBS = 100;

/** Deletes old jobs with their rows. The audit log keeps their entries. */
@Injectable()
export class SweepBackgroundJobsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY);
    for (const { id } of await this.work.manager.query<{ id: number }[]>(OLD_JOBS, [before, SWEPT_JOBS])) {
      await this.deleteRows(id);
      await this.work.manager.query(`DELETE FROM background_jobs WHERE id = $1`, [id]);
    }
  }

  private async deleteRows(id: number): Promise<void> {
    let deleted: number;
    do {
      [, deleted] = await this.work.manager.query<[unknown[], number]>(DELETE_ROWS, [id, BATCH]);
    } while (deleted === BATCH);
  }
}

const OLD_JOBS = `SELECT id FROM background_jobs WHERE finished_at < $1 ORDER BY finished_at LIMIT $2`;

const DELETE_ROWS = `
  DELETE FROM background_job_rows WHERE job_id = $1 AND position = ANY (ARRAY(
    SELECT position FROM background_job_rows WHERE job_id = $1 ORDER BY position LIMIT $2))`;
