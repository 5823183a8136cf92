import type { EntityManager } from 'typeorm';

const MONTHS_AHEAD = 2;

/** Makes the log's partitions of this month and the next ones, as far as they are missing. What has no partition goes to the default one. */
export async function makePartitions(manager: EntityManager, now: Date): Promise<void> {
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const from = monthAfter(now, ahead);
    await makePartition(
      manager,
      `verifications_${from.slice(0, 4)}_${from.slice(5, 7)}`,
      from,
      monthAfter(now, ahead + 1),
    );
  }
}

function monthAfter(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)).toISOString();
}

/** Rows of that month which the default partition holds already move over, because PostgreSQL refuses a partition beside them. */
async function makePartition(manager: EntityManager, name: string, from: string, to: string): Promise<void> {
  if (await exists(manager, name)) {
    return;
  }
  await manager.transaction(async (inside) => {
    await inside.query(`LOCK TABLE verifications IN SHARE ROW EXCLUSIVE MODE`);
    // Another node may have made it while this one waited.
    if (await exists(inside, name)) {
      return;
    }
    await inside.query(`CREATE TABLE "${name}" (LIKE verifications INCLUDING ALL)`);
    await inside.query(
      `WITH moved AS (DELETE FROM verifications_default WHERE at >= $1 AND at < $2 RETURNING *) INSERT INTO "${name}" SELECT * FROM moved`,
      [from, to],
    );
    await inside.query(`ALTER TABLE verifications ATTACH PARTITION "${name}" FOR VALUES FROM ('${from}') TO ('${to}')`);
  });
}

async function exists(manager: EntityManager, name: string): Promise<boolean> {
  const [found] = await manager.query<[{ exists: boolean }]>(`SELECT to_regclass($1) IS NOT NULL AS exists`, [name]);
  return found.exists;
}
