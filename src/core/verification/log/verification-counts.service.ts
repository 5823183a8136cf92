import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

const HOUR = 3_600_000;
/** Counts per transaction. */
export const BATCH = { size: 5_000 };

/** Keeps the tables of counts small. */
@Injectable()
export class VerificationCountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Adds up the shards of each count that is no longer written to. Each step is atomic, so that sums never change. */
  async merge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - HOUR);
    for (const statement of [MERGE_VERDICTS, MERGE_API_KEYS]) {
      let size = BATCH.size;
      while (size === BATCH.size) {
        const [{ merged }] = await this.work.manager.query<[{ merged: number }]>(statement, [before, BATCH.size]);
        size = merged;
      }
    }
  }
}

interface CountTable {
  readonly name: string;
  /** The primary key without the shard. */
  readonly key: readonly string[];
  readonly counts: readonly string[];
}

const MERGE_VERDICTS = mergeStatement({
  name: 'verification_counts',
  key: ['at', 'dialect', 'operation', 'outcome'],
  counts: ['count'],
});

const MERGE_API_KEYS = mergeStatement({
  name: 'api_key_counts',
  key: ['at', 'api_key_id'],
  counts: ['total', 'refused'],
});

// Another node that runs this at the same time skips the locked shards.
function mergeStatement({ name, key, counts }: CountTable): string {
  const keyOf = (alias: string): string => [...key, 'shard'].map((column) => `${alias}.${column}`).join(', ');
  const columns = key.join(', ');
  return `
    WITH shard AS MATERIALIZED (
      SELECT ${columns}, shard FROM ${name} WHERE shard > 0 AND at < $1
      ORDER BY ${columns}, shard LIMIT $2 FOR UPDATE SKIP LOCKED
    ), removed AS (
      DELETE FROM ${name} AS c USING shard WHERE (${keyOf('c')}) = (${keyOf('shard')})
      RETURNING ${[...key, ...counts].map((column) => `c.${column}`).join(', ')}
    ), added AS (
      INSERT INTO ${name} AS c (${columns}, shard, ${counts.join(', ')})
      SELECT ${columns}, 0, ${counts.map((count) => `sum(${count})`).join(', ')}
      FROM removed GROUP BY ${columns} ORDER BY ${columns}
      ON CONFLICT (${columns}, shard)
        DO UPDATE SET ${counts.map((count) => `${count} = c.${count} + excluded.${count}`).join(', ')}
    )
    SELECT count(*)::integer AS merged FROM removed
  `;
}
