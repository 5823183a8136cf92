import { Injectable } from '@nestjs/common';
import { allPages } from '../replicas/all-pages';
import { type CursorRequest, MAX_SCANNED_ROWS, type Page } from '../../common/pagination/page-request';
import { searchPattern } from '../database/like-pattern';
import { invalidCursor } from '../database/invalid-cursor';
import { cursorsOf } from '../database/page-cursors';
import { UnitOfWork } from '../database/unit-of-work';
import { type Direction, readInDirection } from '../database/read-in-direction';
import type { BackgroundJob } from './background-job.entity';
import { BackgroundJobRow, type RowOutcome } from './background-job-row.entity';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereAnyOf } from '../database/any-of';

const EXPORT_PAGE_SIZE = 500;

/** Conditions of a list of rows of a background job, all optional. */
export interface RowFilter {
  readonly outcomes?: readonly RowOutcome[];
  /** Why the target was not changed. */
  readonly reason?: OneOrMore<string>;
  /** Part of the label. */
  readonly q?: string;
  /** A further SQL condition, of the alias `row`. */
  readonly condition?: string;
}

/** Reads the rows of jobs, in the order of the run. */
@Injectable()
export class BackgroundJobRowsService {
  constructor(private readonly work: UnitOfWork) {}

  list(job: BackgroundJob, filter: RowFilter, page: CursorRequest): Promise<Page<BackgroundJobRow>> {
    return readInDirection(page, 'ASC', (request, direction) => this.read(job, filter, request, direction));
  }

  private async read(
    { id }: BackgroundJob,
    { outcomes, reason, q, condition }: RowFilter,
    { limit, before, after }: CursorRequest,
    direction: Direction,
  ): Promise<Page<BackgroundJobRow>> {
    const isBackward = before !== undefined;
    const isAscending = (direction === 'ASC') !== isBackward;
    const cursor = before ?? after;
    const query = this.work.manager.createQueryBuilder(BackgroundJobRow, 'row').where('row.jobId = :id', { id });
    if (outcomes !== undefined) {
      query.andWhere('row.outcome = ANY (:outcomes)', { outcomes });
    }
    whereAnyOf(query, { reason });
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    if (condition !== undefined) {
      query.andWhere(condition);
    }
    if (cursor !== undefined) {
      const from = positionOf(cursor, isBackward ? 'before' : 'after');
      query.andWhere(`row.position ${isAscending ? '>' : '<'} :from`, { from });
    }
    const found = await query
      .orderBy('row.position', isAscending ? 'ASC' : 'DESC')
      .limit(limit + 1)
      .getMany();
    return { total: null, ...cursorsOf(found, { limit, isBackward, isFirst: cursor === undefined }, cursorOf) };
  }

  /** In pages that are loaded on demand. */
  all(job: BackgroundJob, filter: RowFilter = {}): AsyncGenerator<BackgroundJobRow[]> {
    return allPages((after) => this.list(job, filter, { limit: EXPORT_PAGE_SIZE, after }));
  }
}

const SEARCH = `row.position = ANY (ARRAY(
  SELECT last.position FROM (
    SELECT position, label FROM background_job_rows
    WHERE job_id = :id ORDER BY position DESC LIMIT ${MAX_SCANNED_ROWS}
  ) AS last WHERE last.label ILIKE :q))`;

function cursorOf({ position }: BackgroundJobRow): string {
  return Buffer.from(String(position)).toString('base64url');
}

function positionOf(cursor: string, field: 'after' | 'before'): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9][0-9]{0,8}$/.test(text)) {
    throw invalidCursor(field);
  }
  return Number(text);
}
