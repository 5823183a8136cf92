import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Rows per transaction. */
const BATCH = 5_000;

/**
 * Deletes reservations a day after their time, until when a commit that is repeated learns how they ended, and the parts of devices and users
 * in periods that are over.
 */
@Injectable()
export class SweepReservationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    for (const statement of [SWEEP_RESERVATIONS, SWEEP_SHARES]) {
      let size = BATCH;
      while (size === BATCH) {
        [, size] = await this.work.manager.query<[unknown[], number]>(statement, [this.clock.now(), BATCH]);
      }
    }
  }
}

const SWEEP_SHARES = `
  DELETE FROM meter_shares WHERE (license_id, meter_id, period_start, activation_id, username) IN (
    SELECT license_id, meter_id, period_start, activation_id, username FROM meter_shares
    WHERE period_end < $1::timestamptz - interval '1 day' ORDER BY period_end LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;

const SWEEP_RESERVATIONS = `
  DELETE FROM meter_reservations WHERE (token_hash, meter_id) IN (
    SELECT token_hash, meter_id FROM meter_reservations
    WHERE expires_at < $1::timestamptz - interval '1 day' ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )`;
