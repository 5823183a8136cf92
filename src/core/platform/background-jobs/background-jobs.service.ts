import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThan, Not } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { type Actor, currentRequest } from '../../common/http/request-context';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { PluginServices } from '../../common/plugins/plugin-services';
import { advisoryLock } from '../database/advisory-lock';
import { foundAmongNewest, searchPattern } from '../database/like-pattern';
import { databaseJson } from '../database/prepared-statement';
import { readPage } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import { ownedBy } from '../records/owned-by';
import { originColumns } from '../records/request-origin';
import { JobQueueService } from '../jobs/job-queue.service';
import { BackgroundJob, type JobState } from './background-job.entity';
import { BackgroundJobKind } from './background-job-kind';
import { RUN_BACKGROUND_JOBS } from './run-background-jobs';

/** Jobs of one caller that can wait or run at the same time. */
const MAX_UNFINISHED = 10;
/** Jobs with failed rows that are listed. */
const MAX_FAILURES = 3;
/** After the end of a job. */
const UNDO_DAYS = 7;

export interface NewJob {
  readonly kind: string;
  readonly parameters: object;
  readonly reason?: string;
  readonly reference?: string;
  /** Selects the rows, or has those of a job that creates its targets. */
  readonly rows: RowSource | AsyncIterable<readonly NewRow[]>;
}

/** A row without a target. */
export interface NewRow {
  readonly label: string;
  readonly input: object;
}

/**
 * A statement with the columns `target_id`, `target_uid`, `label`, `version`, `reason` (null for rows that can change),
 * `before` and `after`.
 */
export interface RowSource {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** The column with the order of the run; by default `target_id`. */
  readonly order?: string;
  /** The column with the input of a row, if there is one. */
  readonly input?: string;
}

/** Only jobs of this actor are visible, for products that it may see; all jobs without one. */
export type JobsOf = Actor | undefined;

/** Starts, lists, stops and undoes jobs. */
@Injectable()
export class BackgroundJobsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueueService,
    private readonly services: PluginServices,
  ) {}

  /** Selects the rows now, and queues the job. */
  start(
    { kind, parameters, reason, reference, rows }: NewJob,
    undoOf: BackgroundJob | null = null,
  ): Promise<BackgroundJob> {
    return this.work.run(async (manager) => {
      const job = manager.create(BackgroundJob, {
        kind,
        parameters,
        reason: reason ?? null,
        reference: reference ?? null,
        ...actorColumns(),
        undoOf: undoOf?.uid ?? null,
        state: 'queued',
        position: 0,
        changed: 0,
        leftAlone: 0,
        failed: 0,
        createdAt: this.clock.now(),
        startedAt: null,
        continuedAt: null,
        finishedAt: null,
        undoUntil: null,
        undoneBy: null,
      } satisfies Partial<BackgroundJob>);
      await this.refuseTooMany(manager, job);
      await manager.save(job);
      const selected = await ('sql' in rows ? selectRows(manager, job, rows) : this.addRows(manager, job, rows));
      await manager.update(BackgroundJob, job.id, selected);
      Object.assign(job, selected);
      await this.work.record([this.work.changeRecord('job.started', job, null, this.work.snapshot(job))]);
      await this.enqueue(job);
      return job;
    });
  }

  /** In the caller's transaction, until whose end nobody else locks the job. */
  getLocked(uid: string, of: JobsOf): Promise<BackgroundJob> {
    return this.work.run((manager) => this.lock(manager, uid, of));
  }

  async find(uid: string, of: JobsOf): Promise<BackgroundJob | undefined> {
    return (await this.work.manager.findOneBy(BackgroundJob, { uid, ...ownedBy(of) })) ?? undefined;
  }

  async get(uid: string, of: JobsOf): Promise<BackgroundJob> {
    const job = await this.find(uid, of);
    if (!job) {
      throw problem('JOB_NOT_FOUND');
    }
    return job;
  }

  /**
   * Newest first.
   * @param q part of the kind, the creator, the reason or the reference
   */
  list(page: PageRequest, of: JobsOf, q?: string): Promise<Page<BackgroundJob>> {
    const query = this.work.manager.createQueryBuilder(BackgroundJob, 'job').where(ownedBy(of));
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** Newest first: jobs of other kinds than these that finished after this time, and of which rows failed. */
  withFailures(since: Date, otherThan: readonly string[]): Promise<BackgroundJob[]> {
    return this.work.manager.find(BackgroundJob, {
      where: { finishedAt: MoreThan(since), failed: MoreThan(0), kind: Not(In(otherThan)) },
      order: { finishedAt: 'DESC' },
      take: MAX_FAILURES,
    });
  }

  /** Ends a job after its current chunk; the other rows are not touched. */
  stop(uid: string, of: JobsOf): Promise<BackgroundJob> {
    return this.work.run(async (manager) => {
      const job = await this.lock(manager, uid, of);
      if (job.finishedAt) {
        throw problem('JOB_FINISHED');
      }
      return this.finish(job, 'stopped');
    });
  }

  /** Starts a job that restores what nobody changed since. */
  undo(uid: string, of: JobsOf): Promise<BackgroundJob> {
    return this.work.run(async (manager) => {
      const job = await this.lock(manager, uid, of);
      if (job.undoneBy) {
        throw problem('JOB_UNDONE');
      }
      if (!job.undoUntil || job.undoUntil <= this.clock.now()) {
        throw problem('JOB_NOT_UNDOABLE');
      }
      const { kind, parameters, reason, reference } = job;
      const rows = { sql: CHANGED_ROWS, parameters: [job.id] };
      const texts = { reason: reason ?? undefined, reference: reference ?? undefined };
      const undoing = await this.start({ kind, parameters, ...texts, rows }, job);
      await manager.update(BackgroundJob, job.id, { undoneBy: undoing.uid });
      return undoing;
    });
  }

  /** The caller has locked the job. */
  finish(job: BackgroundJob, state: Exclude<JobState, 'queued' | 'running'>): Promise<BackgroundJob> {
    const finishedAt = this.clock.now();
    const canUndo = job.changed > 0 && job.undoOf === null && (this.knownKindOf(job)?.canUndo(job.kind) ?? false);
    const undoUntil = canUndo ? new Date(finishedAt.getTime() + UNDO_DAYS * DAY) : null;
    return this.work.update('job.finished', job, { state, finishedAt, undoUntil });
  }

  kindOf(job: BackgroundJob): BackgroundJobKind {
    const found = this.knownKindOf(job);
    if (!found) {
      throw new Error(`No provider runs jobs of the kind ${job.kind}`);
    }
    return found;
  }

  /** Names of the work that this release knows; a later release beside it may know more. */
  knownKinds(): string[] {
    return this.kinds().flatMap(({ kinds }) => kinds);
  }

  private knownKindOf({ kind }: BackgroundJob): BackgroundJobKind | undefined {
    return this.kinds().find(({ kinds }) => kinds.includes(kind));
  }

  private kinds(): readonly BackgroundJobKind[] {
    return this.services.all(BackgroundJobKind);
  }

  /** Runs the job on any node, after what is queued already. */
  async enqueue({ id }: Pick<BackgroundJob, 'id'>): Promise<void> {
    await this.queue.add({ name: RUN_BACKGROUND_JOBS, payload: { job: id } });
  }

  private async addRows(
    manager: EntityManager,
    { id }: BackgroundJob,
    pages: AsyncIterable<readonly NewRow[]>,
  ): Promise<Pick<BackgroundJob, 'total' | 'skipped'>> {
    const now = this.clock.now();
    let total = 0;
    for await (const rows of pages) {
      await manager.query(ADD_ROWS, [id, total, now, databaseJson(rows)]);
      total += rows.length;
    }
    return { total, skipped: 0 };
  }

  private async lock(manager: EntityManager, uid: string, of: JobsOf): Promise<BackgroundJob> {
    const where = { uid, ...ownedBy(of) };
    const job = await manager.findOne(BackgroundJob, { where, lock: { mode: 'for_no_key_update' } });
    if (!job) {
      throw problem('JOB_NOT_FOUND');
    }
    return job;
  }

  private async refuseTooMany(manager: EntityManager, { actorType, actorId }: BackgroundJob): Promise<void> {
    await advisoryLock(manager, `background jobs of ${actorType} ${actorId}`);
    const [{ count }] = await manager.query<[{ count: number }]>(UNFINISHED, [actorType, actorId]);
    if (count >= MAX_UNFINISHED) {
      throw problem('TOO_MANY_JOBS');
    }
  }
}

function actorColumns(): Pick<BackgroundJob, 'actorType' | 'actorId' | 'actor' | 'productIds' | 'ip' | 'requestId'> {
  const products = currentRequest()?.actor?.products;
  return { ...originColumns(), productIds: products ? [...products] : null };
}

async function selectRows(
  manager: EntityManager,
  { id }: BackgroundJob,
  { sql, parameters, order = 'target_id', input = 'NULL' }: RowSource,
): Promise<Pick<BackgroundJob, 'total' | 'skipped'>> {
  const job = `$${parameters.length + 1}::bigint`;
  const [counts] = await manager.query<[Pick<BackgroundJob, 'total' | 'skipped'>]>(
    `WITH selected AS (
       INSERT INTO background_job_rows
         (job_id, position, target_id, target_uid, label, version, outcome, reason, before, after, input)
       SELECT ${job}, row_number() OVER (ORDER BY ${order}), target_id, target_uid, label, version,
         CASE WHEN reason IS NULL THEN 'pending' ELSE 'skipped' END, reason, before, after, ${input}
       FROM (${sql}) AS source
       RETURNING outcome
     )
     SELECT count(*)::integer AS total, (count(*) FILTER (WHERE outcome = 'skipped'))::integer AS skipped FROM selected`,
    [...parameters, id],
  );
  return counts;
}

const ADD_ROWS = `
  INSERT INTO background_job_rows (job_id, position, label, version, outcome, input)
  SELECT $1, $2::integer + place, added->>'label', $3, 'pending', (added->'input')::jsonb
  FROM json_array_elements($4::json) WITH ORDINALITY AS rows(added, place)`;

const UNFINISHED = `
  SELECT count(*)::integer AS count FROM background_jobs
  WHERE finished_at IS NULL AND actor_type = $1 AND actor_id IS NOT DISTINCT FROM $2::bigint`;

const CHANGED_ROWS = `
  SELECT target_id, target_uid, label, version, NULL::text AS reason, after AS before, before AS after
  FROM background_job_rows WHERE job_id = $1 AND outcome = 'changed'`;

const SEARCH = foundAmongNewest({
  alias: 'job',
  table: 'background_jobs',
  match: 'newest.kind ILIKE :q OR newest.actor ILIKE :q OR newest.reason ILIKE :q OR newest.reference ILIKE :q',
});
