import { Injectable } from '@nestjs/common';
import { type BackgroundJob, UnitOfWork } from '../../../core/platform';
import { kindOf } from '../../../core/licensing';
import { RUN_IMPORT } from '../../../core/licensing';
import { isUsed } from '../../../core/licensing/internal';

/** Counts the licenses of a job that its undo leaves alone: changed, deleted or restored since, or imported and used. */
@Injectable()
export class ChangedSinceService {
  constructor(private readonly work: UnitOfWork) {}

  async count({ id, kind }: BackgroundJob): Promise<number> {
    const statement = kind === kindOf('delete') ? COUNT_NOT_DELETED : kind === RUN_IMPORT ? COUNT_USED : COUNT;
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(statement, [id]);
    return count;
  }
}

/** SQL condition of rows with such a license, for the list of the rows of a job. */
export const IS_CHANGED_SINCE = `NOT EXISTS (
  SELECT FROM licenses WHERE licenses.id = row.targetId AND licenses.updated_at = row.version
)`;

const COUNT = `
  SELECT count(*)::integer AS count
  FROM background_job_rows AS r LEFT JOIN licenses AS l ON l.id = r.target_id
  WHERE r.job_id = $1 AND r.outcome = 'changed' AND l.updated_at IS DISTINCT FROM r.version`;

const COUNT_USED = `${COUNT.replace('AND l.updated_at', 'AND (l.updated_at')} OR ${isUsed('l')})`;

const COUNT_NOT_DELETED = `
  SELECT count(*)::integer AS count FROM background_job_rows AS r
  WHERE r.job_id = $1 AND r.outcome = 'changed'
    AND NOT EXISTS (SELECT FROM archives WHERE kind = 'license' AND target_id = r.target_id)`;
