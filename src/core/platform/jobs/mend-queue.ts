import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { PRESENCE } from '../database/notifications.service';
import { COUNTED_JOBS, IS_REPLACED } from './job-queue.service';

/** Mends what nodes leave in the queue that were killed or had a wrong clock. */
export class MendQueue {
  private readonly logger = new Logger('Jobs');
  /** Workers whose node was not seen by the last run. */
  private missing: ReadonlySet<string> = new Set();

  /**
   * A node whose clock was ahead has noted a time until which no node would queue anything. A job that was replaced while it ran, and
   * failed then, stays although the next one does its work.
   */
  async mend(pool: Pool | undefined): Promise<void> {
    await pool?.query(MEND_SCHEDULE);
    await pool?.query(REMOVE_REPLACED);
  }

  /**
   * The jobs of a node that was killed would wait for hours. They are released when two runs in a row have not seen their node, so that
   * one that connects again keeps its own.
   * @param own worker of this node
   */
  async releaseLost(pool: Pool, own: string): Promise<void> {
    const { rows } = await pool.query<{ id: string }>(WORKERS_WITHOUT_NODE, [own]);
    const found = rows.map(({ id }) => id);
    const lost = found.filter((id) => this.missing.has(id));
    this.missing = new Set(found);
    if (lost.length > 0) {
      await releaseJobs(pool, lost);
      this.logger.warn('Jobs are tried again whose node was killed or has been without connection for a minute');
    }
  }
}

/** Lets any node try the jobs of these workers. */
export async function releaseJobs(pool: Pool, workers: readonly string[]): Promise<void> {
  await pool.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [workers]);
}

const MEND_SCHEDULE = `
  UPDATE graphile_worker._private_known_crontabs SET last_execution = clock_timestamp()
  WHERE last_execution > clock_timestamp() + interval '2 minutes'`;

const REMOVE_REPLACED = `
  SELECT graphile_worker.complete_jobs(array_agg(id)) FROM (
    SELECT id FROM graphile_worker.jobs WHERE ${IS_REPLACED} AND locked_at IS NULL LIMIT ${COUNTED_JOBS}
  ) AS replaced`;

const WORKERS_WITHOUT_NODE = `
  SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs
  WHERE locked_by <> $1 AND NOT EXISTS (
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = ${PRESENCE} AND objid = hashtext(locked_by)::oid
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  )`;
