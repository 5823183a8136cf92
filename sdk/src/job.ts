import type { ApiPromise } from './api-promise';
import type { CallOptions } from './client-options';
import type { Download } from './download';
import type { BulkPreview, Job, JobRow, ListJobRowsQuery, StartedJob } from './generated/native';
import type { JobsApi } from './generated/native/api';
import { pause } from './http/retry';
import type { PagePromise } from './page-promise';
import { usageError } from './usage-error';

/** Delays between two questions in milliseconds: short jobs are noticed at once, long ones are not asked for often. */
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;

/** The client, or any object with its jobs. */
interface JobClient {
  readonly jobs: JobsApi;
}

/**
 * Follows a background job, such as that of `keyward.licenses.bulk(…)`.
 * @param job the answer that started it, the job, or its ID
 * @param options of its calls; a `signal` also ends the waiting
 * @example for await (const { done, total } of followJob(keyward, started)) console.log(done, total);
 */
export function followJob(
  client: JobClient,
  job: StartedJob | BulkPreview | Job | string,
  options: CallOptions = {},
): FollowedJob {
  const started = typeof job === 'object' && 'job' in job ? job.job : job;
  const id = typeof started === 'string' ? started : 'id' in started && started.id;
  if (!id) {
    throw usageError('No job to follow: a preview starts none');
  }
  return new FollowedJob(client, id, options);
}

/** A background job: iterate over its progress, or await its end. */
export class FollowedJob implements AsyncIterable<Job> {
  readonly id: string;
  readonly #client: JobClient;
  readonly #options: CallOptions;

  constructor(client: JobClient, id: string, options: CallOptions) {
    this.id = id;
    this.#client = client;
    this.#options = options;
  }

  /** The job now, then after each step, and at its end. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Job, void, undefined> {
    let last = '';
    for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 1.5, LONGEST_DELAY_MS)) {
      const job = await this.get();
      const isOver = job.finished_at !== null;
      const progress = JSON.stringify(job);
      if (progress !== last || isOver) {
        yield job;
      }
      if (isOver) {
        return;
      }
      last = progress;
      await pause(delay, this.#options.signal);
    }
  }

  /** Resolves to the finished job, whether it is done, failed or stopped: `state` says which. */
  async wait(): Promise<Job> {
    let last: Job | undefined;
    for await (const job of this) {
      last = job;
    }
    return last ?? this.get();
  }

  get(): ApiPromise<Job> {
    return this.#client.jobs.get(this.id, this.#options);
  }

  /** Stops the job after the step that it is at. What it has changed stays. */
  stop(): ApiPromise<Job> {
    return this.#client.jobs.stop(this.id, undefined, this.#options);
  }

  /** Undoes a finished job, by another one, which it returns. */
  async undo(): Promise<FollowedJob> {
    return followJob(this.#client, await this.#client.jobs.undo(this.id, undefined, this.#options), this.#options);
  }

  /** What became of each row: a page when awaited, all rows when iterated over. */
  rows(query: ListJobRowsQuery = {}): PagePromise<JobRow> {
    return this.#client.jobs.listRows(this.id, query, this.#options);
  }

  /** The rows as CSV. */
  result(): Promise<Download> {
    return this.#client.jobs.downloadResult(this.id, this.#options);
  }
}
