import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError } from '../../common/errors/domain-error';
import { inRequest } from '../../common/http/request-context';
import { isDatabaseAway, sqlStateOf } from '../database/database-error';
import { databaseJson } from '../database/prepared-statement';
import { UnitOfWork } from '../database/unit-of-work';
import { takeTurn } from '../jobs/take-turn';
import { requestOf } from '../records/request-origin';
import { BackgroundJob } from './background-job.entity';
import type { RowResult } from './background-job-kind';
import { BackgroundJobRow } from './background-job-row.entity';
import { BackgroundJobsService } from './background-jobs.service';

/** A job without progress for so long was interrupted. */
const STALLED_MS = 60_000;
/** Interrupted jobs that one run continues. */
const CONTINUED = 10;
/** A lock that was not released in time, and a deadlock. */
const LOCKED = ['55P03', '40P01'];

/**
 * Runs background jobs in chunks. Each chunk changes its rows and stores their outcomes in one transaction, so that a job
 * that is interrupted continues, and no row is changed twice.
 */
@Injectable()
export class RunBackgroundJobsService {
  private readonly logger = new Logger('BackgroundJobs');
  /** A chunk holds the locks of its other rows while it waits; a single row holds none. */
  readonly lockTimeouts = { chunk: '500ms', row: '5s' };

  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: BackgroundJobsService,
    private readonly clock: Clock,
  ) {}

  /** Runs the job that the payload names or, without one, queues interrupted jobs again. */
  async run(payload: unknown): Promise<void> {
    const { job: id } = payload as { job?: unknown };
    if (typeof id !== 'number') {
      return this.resumeStalled();
    }
    const hasMore = await takeTurn(() => this.advance(id));
    if (hasMore) {
      await this.jobs.enqueue({ id });
    }
  }

  /** If a chunk fails, its rows are changed one by one. Returns whether there is more to do. */
  private async advance(id: number): Promise<boolean> {
    try {
      return await this.step(id, 'chunk');
    } catch (error) {
      refuseAway(error);
      this.logger.warn(`A chunk of job ${id} failed, its rows are changed one by one: ${String(error)}`);
      return this.runSingly(id);
    }
  }

  private async runSingly(id: number): Promise<boolean> {
    const { chunkSize } = this.jobs.kindOf(await this.work.manager.findOneByOrFail(BackgroundJob, { id }));
    let hasMore = true;
    for (let row = 0; row < chunkSize && hasMore; row++) {
      try {
        hasMore = await this.step(id, 'row');
      } catch (error) {
        refuseAway(error);
        await this.fail(id, error);
      }
    }
    return hasMore;
  }

  private step(id: number, size: 'chunk' | 'row'): Promise<boolean> {
    return this.inJob(id, async (manager, job) => {
      const kind = this.jobs.kindOf(job);
      const rows = await nextRows(manager, job, size === 'row' ? 1 : kind.chunkSize);
      if (rows.length === 0) {
        const { changed, failed } = job;
        await this.jobs.finish(job, failed > 0 && changed === 0 ? 'failed' : 'done');
        return false;
      }
      await manager.query(`SET LOCAL lock_timeout = '${this.lockTimeouts[size]}'`);
      const results = await inRequest(requestOf(job, job.uid), () => kind.runChunk(job, rows));
      await this.store(manager, job, results);
      return true;
    });
  }

  private async fail(id: number, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    if (reason === 'internal') {
      this.logger.error(error);
    }
    await this.inJob(id, async (manager, job) => {
      const rows = await nextRows(manager, job, 1);
      await this.store(
        manager,
        job,
        rows.map(({ position }) => ({ position, outcome: 'failed', reason })),
      );
      return true;
    });
  }

  /** Under the lock of the job, on behalf of its creator; a job that has finished, or is of a kind of a later release, is left as it is. */
  private inJob(id: number, work: (manager: EntityManager, job: BackgroundJob) => Promise<boolean>): Promise<boolean> {
    return this.work.run(async (manager) => {
      const job = await manager.findOne(BackgroundJob, { where: { id }, lock: { mode: 'for_no_key_update' } });
      return job && !job.finishedAt && this.jobs.knownKinds().includes(job.kind)
        ? inRequest(requestOf(job), () => work(manager, job))
        : false;
    });
  }

  private async store(manager: EntityManager, job: BackgroundJob, results: readonly RowResult[]): Promise<void> {
    const count = (outcome: RowResult['outcome']): number => results.filter((row) => row.outcome === outcome).length;
    const now = this.clock.now();
    await manager.query(STORE_ROWS, [job.id, databaseJson(results)]);
    await manager.update(BackgroundJob, job.id, {
      state: 'running',
      startedAt: job.startedAt ?? now,
      continuedAt: now,
      position: Math.max(job.position, ...results.map(({ position }) => position)),
      changed: job.changed + count('changed'),
      skipped: job.skipped + count('skipped'),
      leftAlone: job.leftAlone + count('left_alone'),
      failed: job.failed + count('failed'),
    });
  }

  private async resumeStalled(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - STALLED_MS);
    const stalled = await this.work.manager.query<{ id: number }[]>(STALLED, [
      before,
      CONTINUED,
      this.jobs.knownKinds(),
    ]);
    for (const job of stalled) {
      await this.jobs.enqueue(job);
    }
  }
}

function nextRows(manager: EntityManager, { id, position }: BackgroundJob, limit: number): Promise<BackgroundJobRow[]> {
  return manager
    .createQueryBuilder(BackgroundJobRow, 'row')
    .where(`row.jobId = :id AND row.outcome = 'pending' AND row.position > :position`, { id, position })
    .orderBy('row.position')
    .limit(limit)
    .getMany();
}

/** The queue repeats a run that failed because the database was away. */
function refuseAway(error: unknown): void {
  if (isDatabaseAway(error) && !isLocked(error)) {
    throw error;
  }
}

function isLocked(error: unknown): boolean {
  return LOCKED.includes(sqlStateOf(error));
}

function reasonOf(error: unknown): string {
  if (isLocked(error)) {
    return 'locked';
  }
  return error instanceof DomainError ? error.rule.toLowerCase() : 'internal';
}

const STORE_ROWS = `
  UPDATE background_job_rows AS r
  SET outcome = result.outcome, reason = result.reason, before = coalesce(result.before, r.before),
    after = coalesce(result.after, r.after), version = coalesce(result.version, r.version), problems = result.problems,
    target_id = coalesce((result.created->>'id')::bigint, r.target_id),
    target_uid = coalesce((result.created->>'uid')::uuid, r.target_uid),
    label = coalesce(result.created->>'label', r.label)
  FROM json_to_recordset($2::json)
    AS result(position integer, outcome text, reason text, before jsonb, after jsonb, version timestamptz, problems jsonb,
      created json)
  WHERE r.job_id = $1 AND r.position = result.position`;

const STALLED = `
  SELECT id FROM background_jobs WHERE finished_at IS NULL AND coalesce(continued_at, created_at) < $1 AND kind = ANY ($3)
  ORDER BY id LIMIT $2`;
