import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Reservations per transaction. */
const BATCH = 5_000;

/** Deletes reservations a day after their time. Until then, a commit that is repeated learns how they ended. */
@Injectable()
export class SweepReservationsService {
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
  DELETE FROM meter_reservations WHERE (token_hash, meter_id) IN (
    SELECT token_hash, meter_id FROM meter_reservations
    WHERE expires_at < $1::timestamptz - interval '1 day' ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;
