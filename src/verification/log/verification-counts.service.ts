import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

const HOUR = 3_600_000;
/** Counts per transaction. */
const BATCH = 5_000;

/** Keeps the table of verification counts small. */
@Injectable()
export class VerificationCountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Adds up the shards of each count that is no longer written to. Each step is atomic, so that sums never change. */
  async merge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - HOUR);
    let size = BATCH;
    while (size === BATCH) {
      const [{ merged }] = await this.work.manager.query<[{ merged: number }]>(MERGE, [before, BATCH]);
      size = merged;
    }
  }
}

// Another node that runs this at the same time skips the locked shards.
const MERGE = `
  WITH shard AS MATERIALIZED (
    SELECT at, dialect, operation, outcome, shard FROM verification_counts WHERE shard > 0 AND at < $1
    ORDER BY at, dialect, operation, outcome, shard LIMIT $2 FOR UPDATE SKIP LOCKED
  ), removed AS (
    DELETE FROM verification_counts AS c USING shard
    WHERE (c.at, c.dialect, c.operation, c.outcome, c.shard)
        = (shard.at, shard.dialect, shard.operation, shard.outcome, shard.shard)
    RETURNING c.at, c.dialect, c.operation, c.outcome, c.count
  ), added AS (
    INSERT INTO verification_counts AS c (at, dialect, operation, outcome, shard, count)
    SELECT at, dialect, operation, outcome, 0, sum(count) FROM removed GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (at, dialect, operation, outcome, shard) DO UPDATE SET count = c.count + excluded.count
  )
  SELECT count(*)::integer AS merged FROM removed
`;
