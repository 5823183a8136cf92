import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';

/** E-mails stay in the log for this time. */
export const KEPT_DAYS = 400;
/** Reports of mail providers are kept for this time: longer than any provider sends one again. */
const REPORTS_KEPT_DAYS = 30;
/** Rows per transaction. */
const BATCH = 10_000;

@Injectable()
export class SweepMailsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async deleteOld(): Promise<void> {
    await this.deleteIn(DELETE, KEPT_DAYS);
    await this.deleteIn(DELETE_REPORTS, REPORTS_KEPT_DAYS);
  }

  private async deleteIn(statement: string, keptDays: number): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptDays * DAY);
    let deleted: number;
    do {
      [, deleted] = await this.work.manager.query<[unknown[], number]>(statement, [before, BATCH]);
    } while (deleted === BATCH);
  }
}

const DELETE = `
  DELETE FROM mails WHERE id = ANY (ARRAY(SELECT id FROM mails WHERE created_at < $1 ORDER BY created_at LIMIT $2))`;

const DELETE_REPORTS = `
  DELETE FROM mail_reports WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM mail_reports WHERE received_at < $1 ORDER BY received_at LIMIT $2))`;
