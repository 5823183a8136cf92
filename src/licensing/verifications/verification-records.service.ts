import { Injectable } from '@nestjs/common';
import { type NumberedRequest, offsetOf, type Page } from '../../common/pagination/page-request';
import { countRows } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Operation } from './verification.entity';

/** A row of the log. */
export interface VerificationRecord {
  readonly id: number;
  readonly at: Date;
  readonly key: string;
  readonly fingerprint: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly operation: Operation;
  readonly outcome: string;
}

/** What a list of records may be narrowed to, all at once. */
export interface RecordFilter {
  /** Also of a license that was deleted, and as presented before there was one. */
  readonly key?: string;
  readonly ip?: string;
  readonly from?: Date;
  /** Not included. */
  readonly until?: Date;
}

/** Conditions that one index serves, in the order of the list. */
type Branch = readonly string[];

/** Reads the log of what programs asked, the newest first. A device that leaves asks for nothing and is left out. */
@Injectable()
export class VerificationRecordsService {
  constructor(private readonly work: UnitOfWork) {}

  async list(request: NumberedRequest, filter: RecordFilter = {}): Promise<Page<VerificationRecord>> {
    const offset = offsetOf(request);
    const { branches, parameters } = await this.select(filter);
    const total = await countRows(this.work.manager, union(branches), parameters);
    // Each branch gives no more than the page may need, so that its index does the sorting.
    const newest = union(branches, `${NEWEST_FIRST} LIMIT ${offset + request.perPage}`);
    const rows = await this.work.manager.query<VerificationRecord[]>(
      `SELECT * FROM (${newest}) AS record ${NEWEST_FIRST} LIMIT ${request.perPage} OFFSET ${offset}`,
      parameters,
    );
    return { rows, total, next: null };
  }

  private async select(filter: RecordFilter): Promise<{ branches: Branch[]; parameters: unknown[] }> {
    const parameters: unknown[] = [];
    const placed = (value: unknown): string => `$${parameters.push(value)}`;
    const common = [
      `operation <> 'deactivate'`,
      ...(filter.ip === undefined ? [] : [`ip = ${placed(filter.ip)}`]),
      ...(filter.from === undefined ? [] : [`at >= ${placed(filter.from)}`]),
      ...(filter.until === undefined ? [] : [`at < ${placed(filter.until)}`]),
    ];
    if (filter.key === undefined) {
      return { branches: [common], parameters };
    }
    const ids = await this.licensesOf(filter.key);
    const unknown = ['license_id IS NULL', `key = ${placed(filter.key)}`];
    const branches = [unknown, ...ids.map((id) => [`license_id = ${placed(id)}`])];
    return { branches: branches.map((branch) => [...branch, ...common]), parameters };
  }

  /** Those that have or had this key. */
  private async licensesOf(key: string): Promise<number[]> {
    const rows = await this.work.manager.query<{ id: number }[]>(LICENSES_OF, [key]);
    return rows.map(({ id }) => id);
  }
}

function union(branches: readonly Branch[], order = ''): string {
  return branches
    .map((conditions) => `(SELECT ${COLUMNS} FROM verifications WHERE ${conditions.join(' AND ')} ${order})`)
    .join(' UNION ALL ');
}

const COLUMNS = 'id, at, key, fingerprint, ip, user_agent AS "userAgent", operation, outcome';

const NEWEST_FIRST = 'ORDER BY at DESC, id DESC';

const LICENSES_OF = `
  SELECT id FROM licenses WHERE key = $1
  UNION
  SELECT (data->>'license_id')::bigint FROM events WHERE name = 'license.deleted' AND data->>'license_key' = $1
`;
