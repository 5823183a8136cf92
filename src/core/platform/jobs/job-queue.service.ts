import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';

export interface QueuedJob {
  /** Name of a job defined with `defineJob`. */
  readonly name: string;
  /** Stored in the database until the job is done. */
  readonly payload?: object;
  /** Immediately by default. */
  readonly runAt?: Date;
  /** Replaces a queued job with the same key. */
  readonly key?: string;
  /** 25 by default, with increasing delays. */
  readonly maxAttempts?: number;
}

/** Jobs of the queue are counted up to this number. */
export const COUNTED_JOBS = 10_000;

/**
 * Condition of jobs that were replaced while they ran: graphile-worker takes their key away and lets them end with this try. No other job
 * is without a key.
 */
export const IS_REPLACED = 'key IS NULL AND attempts >= max_attempts';

/** Condition of jobs that are not tried again, nor replaced by another one. */
export const IS_ABANDONED = 'attempts >= max_attempts AND key IS NOT NULL';

/** Numbers of jobs in the queue. */
export interface QueueState {
  /** Due or planned. */
  readonly waiting: number;
  readonly running: number;
  /** Failed so often that they are not tried again. */
  readonly abandoned: number;
  /** When the oldest job became due that nobody runs yet. */
  readonly oldestDueAt: Date | null;
}

const STATE = `
  SELECT count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts)::integer AS waiting,
         count(*) FILTER (WHERE locked_at IS NOT NULL)::integer AS running,
         count(*) FILTER (WHERE locked_at IS NULL AND ${IS_ABANDONED})::integer AS abandoned,
         min(run_at) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= $1) AS "oldestDueAt"
  FROM (SELECT * FROM graphile_worker.jobs LIMIT ${COUNTED_JOBS}) AS counted`;

/** Queues jobs for any node, in the current transaction. */
@Injectable()
export class JobQueueService {
  constructor(private readonly work: UnitOfWork) {}

  /** Jobs in the queue; counts end at COUNTED_JOBS. */
  async state(now: Date): Promise<QueueState> {
    const [state] = await this.work.manager.query<[QueueState]>(STATE, [now]);
    return state;
  }

  async add({ name, payload, runAt, key, maxAttempts }: QueuedJob): Promise<void> {
    const values = [name, JSON.stringify(payload ?? {}), runAt ?? null, key ?? randomUUID(), maxAttempts ?? null];
    await this.work.run((manager) =>
      manager.query(
        `SELECT graphile_worker.add_job($1, payload => $2::json, run_at => $3::timestamptz, job_key => $4, max_attempts => $5::integer)`,
        values,
      ),
    );
  }
}
