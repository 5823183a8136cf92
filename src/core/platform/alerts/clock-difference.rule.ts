import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { DatabaseClock, type DatabaseTime, isClockDifference, refuseDifference } from '../database/database-clock';
import { ScrapedQuery } from '../monitoring/scraped-query';
import { AlertRule } from './alert-rule';

/** The clock of a node differs from that of the database, so that the node runs no jobs. */
@Injectable()
export class ClockDifferenceRule extends AlertRule {
  readonly type = 'clock_difference';
  readonly scope = 'node';
  override readonly severity = 'critical';

  /** A database that does not answer must not keep the other rules of the node from being checked. */
  private readonly reading: ScrapedQuery<DatabaseTime>;

  constructor(databaseClock: DatabaseClock, clock: Clock) {
    super();
    this.reading = new ScrapedQuery(() => databaseClock.read(), clock);
  }

  async check(): Promise<string | null> {
    const read = await this.reading.read();
    try {
      refuseDifference(read ?? { aheadMs: 0 });
      return null;
    } catch (error) {
      if (isClockDifference(error)) {
        return error.message;
      }
      throw error;
    }
  }
}
