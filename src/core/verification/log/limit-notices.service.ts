import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { MAY_REPORT_AGAIN } from './log-statement';

/** Notices per transaction. */
const BATCH = 5_000;

/** Deletes notices of licenses that may report a limit again. */
@Injectable()
export class LimitNoticesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    let size = BATCH;
    while (size === BATCH) {
      [, size] = await this.work.manager.query<[unknown[], number]>(SWEEP, [this.clock.now(), BATCH]);
    }
  }
}

const SWEEP = `
  DELETE FROM limit_notices WHERE license_id IN (
    SELECT license_id FROM limit_notices AS n WHERE ${MAY_REPORT_AGAIN('$1::timestamptz')}
    ORDER BY n.noticed_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;
