import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { allPages } from '../../common/pagination/all-pages';
import { type CursorRequest, type Page, MAX_SCANNED_ROWS } from '../../common/pagination/page-request';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { VerificationRecordsService } from './verification-records.service';
import type { Verification } from '../../verification/log/verification.entity';

/** A log row, with the license if it still exists. */
export interface LoggedVerdict extends Verification {
  readonly licenseUid: string | null;
}

/** All given filters must match. */
export interface VerdictFilter {
  /** A license key, also a former one or that of a deleted license. */
  readonly key?: string;
  readonly ip?: string;
  readonly outcome?: string;
  readonly from?: Date;
  /** Exclusive. */
  readonly until?: Date;
}

const EXPORT_PAGE_SIZE = 500;

/** Lists the log of license checks, newest first, deactivations included. */
@Injectable()
export class VerdictLogService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: VerificationRecordsService,
  ) {}

  /**
   * No index leads to an outcome, or to an address within a license: such a request scans MAX_SCANNED_ROWS rows, and its
   * page may have fewer rows than the limit before the end of the log.
   */
  async list({ limit, after }: CursorRequest, filter: VerdictFilter): Promise<Page<LoggedVerdict>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const common = [...spanOf(filter, bind), ...beforeOf(after, bind)];
    const branches = await this.branchesOf(filter, bind);
    const matching = matchOf(filter, bind);
    const examined = matching.length > 0 ? MAX_SCANNED_ROWS : limit + 1;
    const rows = await this.work.manager.query<FoundRow[]>(
      statement(
        branches.map((branch) => [...branch, ...common]),
        matching,
        { examined, limit: limit + 1 },
      ),
      parameters,
    );
    return toPage(rows, limit, examined);
  }

  /** All matching rows, in pages that are loaded on demand. */
  all(filter: VerdictFilter): AsyncGenerator<LoggedVerdict[]> {
    return allPages((after) => this.list({ limit: EXPORT_PAGE_SIZE, after }, filter));
  }

  async get(at: Date, id: number): Promise<LoggedVerdict> {
    const [row] = await this.work.manager.query<LoggedVerdict[]>(
      `SELECT ${COLUMNS}, ${LICENSE_UID} FROM verifications AS record WHERE at = $1 AND id = $2`,
      [at, id],
    );
    if (!row) {
      throw problem('VERDICT_NOT_FOUND');
    }
    return row;
  }

  /** Conditions that one index covers each. */
  private async branchesOf({ key, ip }: VerdictFilter, bind: Bind): Promise<string[][]> {
    if (key === undefined) {
      return [ip === undefined ? [] : [`ip = ${bind(ip)}`]];
    }
    const ids = await this.records.licenseIdsOf(key);
    return [['license_id IS NULL', `key = ${bind(key)}`], ...ids.map((id) => [`license_id = ${bind(id)}`])];
  }
}

type Bind = (value: unknown) => string;

/** A row of the page, or none; with the last row that the statement looked at. */
type FoundRow = (LoggedVerdict | { readonly id: null }) & {
  readonly lastAt: Date | null;
  readonly lastId: number | null;
  readonly examined: number;
};

function spanOf({ from, until }: VerdictFilter, bind: Bind): string[] {
  return [
    ...(from === undefined ? [] : [`at >= ${bind(from)}`]),
    ...(until === undefined ? [] : [`at < ${bind(until)}`]),
  ];
}

function beforeOf(cursor: string | undefined, bind: Bind): string[] {
  if (cursor === undefined) {
    return [];
  }
  const [, at = '', id = ''] = /^([0-9a-z]{1,9})-([0-9a-z]{1,10})$/.exec(cursor) ?? [];
  const instant = new Date(parseInt(at, 36));
  if (at === '' || Number.isNaN(instant.getTime())) {
    throw problem('AFTER_INVALID', { field: 'after' });
  }
  const bound = bind(instant);
  // The first condition leaves out later partitions.
  return [`at <= ${bound}`, `(at < ${bound} OR id < ${bind(parseInt(id, 36))})`];
}

/** The conditions that no index covers. */
function matchOf({ key, ip, outcome }: VerdictFilter, bind: Bind): string[] {
  return [
    ...(outcome === undefined ? [] : [`outcome = ${bind(outcome)}`]),
    ...(key === undefined || ip === undefined ? [] : [`ip = ${bind(ip)}`]),
  ];
}

const COLUMNS = `id, at, license_id AS "licenseId", key, fingerprint, ip, user_agent AS "userAgent",
  app_version AS "appVersion", dialect, operation, outcome`;

const LICENSE_UID = '(SELECT uid FROM licenses WHERE licenses.id = record.license_id) AS "licenseUid"';

const NEWEST_FIRST = 'ORDER BY at DESC, id DESC';

function statement(
  branches: readonly (readonly string[])[],
  matching: readonly string[],
  { examined, limit }: { examined: number; limit: number },
): string {
  const newest = branches.map(
    (conditions) => `(SELECT * FROM verifications ${whereOf(conditions)} ${NEWEST_FIRST} LIMIT ${examined})`,
  );
  return `
    WITH examined AS MATERIALIZED (
      SELECT * FROM (${newest.join(' UNION ALL ')}) AS newest ${NEWEST_FIRST} LIMIT ${examined}
    ), found AS (SELECT * FROM examined ${whereOf(matching)} ${NEWEST_FIRST} LIMIT ${limit})
    SELECT "lastAt", "lastId", last.examined, record.*
    FROM (SELECT (SELECT count(*)::integer FROM examined) AS examined) AS last
    LEFT JOIN (SELECT at AS "lastAt", id AS "lastId" FROM examined ORDER BY at, id LIMIT 1) AS oldest ON true
    LEFT JOIN (SELECT ${COLUMNS}, ${LICENSE_UID} FROM found AS record) AS record ON true ${NEWEST_FIRST}`;
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

function toPage(found: readonly FoundRow[], limit: number, examined: number): Page<LoggedVerdict> {
  const all = found.filter((row): row is FoundRow & LoggedVerdict => row.id !== null);
  const rows = all.slice(0, limit);
  const last = rows.at(-1);
  if (all.length > limit && last) {
    return { rows, total: null, next: cursorOf(last.at, last.id) };
  }
  const [end] = found;
  const hasMore = end?.examined === examined && end.lastAt !== null && end.lastId !== null;
  return { rows, total: null, next: hasMore ? cursorOf(end.lastAt, end.lastId) : null };
}

function cursorOf(at: Date, id: number): string {
  return `${at.getTime().toString(36)}-${id.toString(36)}`;
}
