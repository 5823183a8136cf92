import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';

export interface QueuedJob {
  /** Of a job that was defined with `defineJob`. */
  readonly name: string;
  /** Kept in the database until the job is done. */
  readonly payload?: object;
  /** Left out: at once. */
  readonly runAt?: Date;
  /** A job that waits under the same key is replaced. */
  readonly key?: string;
  /** Tries before it is given up; left out: 25, ever further apart. */
  readonly maxAttempts?: number;
}

/** Leaves work for whichever node takes it: queued when the running transaction commits, and not when it does not. */
@Injectable()
export class JobQueueService {
  constructor(private readonly work: UnitOfWork) {}

  async add({ name, payload, runAt, key, maxAttempts }: QueuedJob): Promise<void> {
    await this.work.manager.query(
      `SELECT graphile_worker.add_job($1, payload => $2::json, run_at => $3::timestamptz, job_key => $4, max_attempts => $5::integer)`,
      [name, JSON.stringify(payload ?? {}), runAt ?? null, key ?? null, maxAttempts ?? null],
    );
  }
}
