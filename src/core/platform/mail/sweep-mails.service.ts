import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';

/** E-mails stay in the log for this time. */
export const KEPT_DAYS = 400;
/** Rows per transaction. */
const BATCH = 10_000;

@Injectable()
export class SweepMailsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async deleteOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY);
    let deleted: number;
    do {
      [, deleted] = await this.work.manager.query<[unknown[], number]>(DELETE, [before, BATCH]);
    } while (deleted === BATCH);
  }
}

const DELETE = `
  DELETE FROM mails WHERE id = ANY (ARRAY(SELECT id FROM mails WHERE created_at < $1 ORDER BY created_at LIMIT $2))`;
