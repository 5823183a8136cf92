import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from './soak-all-admin';
import { firstRow } from './soak-all-samples';

const LOGS = ['verifications', 'events', 'audit_entries', 'management_requests'];
const JOB_LIMIT_MS = 90_000;
const PAUSE_MS = 250;
/** A month that is older than the log is kept. */
const OLD = { name: '2001_01', from: '2001-01-01', to: '2001-02-01' };
const KEPT_DAYS = 400;
/** Waits no longer for a lock than the server's own jobs do, and tries again. */
const LOCK_LIMIT_MS = 500;
const TRIES = 20;

/**
 * The jobs of the night, which a start of a node queues in the same way: a month that is missing must be made again, and one
 * that is too old must be dropped.
 */
export async function remakePartitions(admin: Admin): Promise<void> {
  await admin.call('PATCH', '/api/v1/settings', 'settings', { 'retention.verifications_days': KEPT_DAYS });
  const next = await monthAhead(admin);
  const isReady =
    (await changed(
      admin,
      LOGS.map((log) => `DROP TABLE IF EXISTS ${log}_${next}`),
    )) && (await changed(admin, [OLD_PARTITION]));
  if (!isReady) {
    admin.fail('partition', `no lock for ${LOCK_LIMIT_MS} ms in ${TRIES} tries`);
    return;
  }
  await admin.timed('partitions made by the job', 'the job log-partitions', async () => {
    await run(admin, 'log-partitions');
    await until(
      admin,
      LOGS.map((log) => `${log}_${next}`),
      true,
    );
  });
  await admin.timed('partition dropped by the job', 'the job log-retention', async () => {
    await run(admin, 'log-retention');
    await until(admin, [`verifications_${OLD.name}`], false);
  });
}

const OLD_PARTITION = `
  CREATE TABLE IF NOT EXISTS verifications_${OLD.name} PARTITION OF verifications
  FOR VALUES FROM ('${OLD.from} 00:00:00+00') TO ('${OLD.to} 00:00:00+00')
`;

async function run({ nodes }: Admin, job: string): Promise<void> {
  await nodes.keyward.pool.query('SELECT graphile_worker.add_job($1, job_key => $1)', [job]);
}

/** The last month that is made in advance, in UTC. */
async function monthAhead({ nodes }: Admin): Promise<string> {
  const statement = `SELECT to_char(timezone('UTC', now()) + interval '2 months', 'YYYY_MM') AS month`;
  return (await firstRow(nodes.keyward.pool, statement)).month ?? '';
}

/** Each statement in a transaction of its own, again if it cannot have its lock soon. */
async function changed({ nodes }: Admin, statements: readonly string[]): Promise<boolean> {
  const session = await nodes.keyward.pool.connect();
  try {
    await session.query(`SET lock_timeout = ${LOCK_LIMIT_MS}`);
    for (const statement of statements) {
      let isDone = false;
      for (let tries = 0; tries < TRIES && !isDone; tries++) {
        isDone = await session.query(statement).then(
          () => true,
          () => false,
        );
      }
      if (!isDone) {
        return false;
      }
    }
    return true;
  } finally {
    session.release(true);
  }
}

/** @throws if the tables are not so in time */
async function until({ nodes }: Admin, tables: readonly string[], exist: boolean): Promise<void> {
  const end = performance.now() + JOB_LIMIT_MS;
  for (;;) {
    const { rows } = await nodes.keyward.pool.query<{ name: string }>(ATTACHED, [tables]);
    if (rows.length === (exist ? tables.length : 0)) {
      return;
    }
    if (performance.now() > end) {
      const found = rows.map(({ name }) => name).join(', ');
      throw new Error(`Of ${tables.join(', ')}, there are after ${JOB_LIMIT_MS / 1_000} s: ${found}`);
    }
    await pause(PAUSE_MS);
  }
}

const ATTACHED = `
  SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE relname = ANY ($1)
`;
