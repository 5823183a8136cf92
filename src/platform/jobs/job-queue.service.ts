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

/** Queues jobs for any node, in the current transaction. */
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
