import { Injectable } from '@nestjs/common';
import { COUNTED_ROWS, type NumberedRequest, offsetOf, type Page } from '../../common/pagination/page-request';
import { productScope } from '../../identity/permissions/caller';
import { countRows } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { licensesOfForm, typedFormOf } from '../../licenses/licenses/typed-key';
import type { Operation } from '../../verification/log/verification.entity';
import { isOfProducts } from './of-products';

/** A row of the log of checks, with its license. */
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

/** Conditions of a list of verification records; all given ones must match. */
export interface RecordFilter {
  /** Includes records of deleted licenses and of unknown keys. */
  readonly key?: string;
  readonly ip?: string;
  readonly from?: Date;
  /** Exclusive. */
  readonly until?: Date;
}

/** Rows that a single index covers, in list order. */
interface Branch {
  readonly conditions: readonly string[];
  /** Text that no index covers: only the newest COUNTED_ROWS rows are searched. */
  readonly matching?: string;
}

/**
 * Lists verification records, newest first. Deactivations are not verifications and are omitted. A caller of some products sees
 * those of their licenses.
 */
@Injectable()
export class VerificationRecordsService {
  constructor(private readonly work: UnitOfWork) {}

  async list(request: NumberedRequest, filter: RecordFilter = {}): Promise<Page<VerificationRecord>> {
    const offset = offsetOf(request);
    const { branches, parameters } = await this.select(filter);
    const total = await countRows(this.work.manager, union(branches), parameters);
    // Each branch is limited to what the page can need, so that its index provides the order.
    const newest = union(branches, `${NEWEST_FIRST} LIMIT ${offset + request.perPage}`);
    const rows = await this.work.manager.query<VerificationRecord[]>(
      `SELECT * FROM (${newest}) AS record ${NEWEST_FIRST} LIMIT ${request.perPage} OFFSET ${offset}`,
      parameters,
    );
    return { rows, total, next: null };
  }

  /** That of all products; null before the first verification. */
  async newest(): Promise<VerificationRecord | null> {
    const [newest] = await this.work.manager.query<VerificationRecord[]>(
      `SELECT ${COLUMNS} FROM verifications WHERE operation <> 'deactivate' ${NEWEST_FIRST} LIMIT 1`,
    );
    return newest ?? null;
  }

  private async select(filter: RecordFilter): Promise<{ branches: Branch[]; parameters: unknown[] }> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const common = [
      `operation <> 'deactivate'`,
      ...(filter.ip === undefined ? [] : [`ip = ${bind(filter.ip)}`]),
      ...(filter.from === undefined ? [] : [`at >= ${bind(filter.from)}`]),
      ...(filter.until === undefined ? [] : [`at < ${bind(filter.until)}`]),
    ];
    const scope = productScope();
    const matching = scope && isOfProducts('record', bind(scope));
    const { key } = filter;
    if (key === undefined) {
      return { branches: [{ conditions: common, matching }], parameters };
    }
    const ids = await this.licenseIdsOf(key);
    const unknownKey = scope ? [] : [['license_id IS NULL', `key = ${bind(key)}`]];
    const named = [...unknownKey, ...ids.map((id) => [`license_id = ${bind(id)}`])];
    const branches = named.length > 0 ? named : [['false']];
    return {
      branches: branches.map((conditions) => ({ conditions: [...conditions, ...common], matching })),
      parameters,
    };
  }

  /** Numeric ids of the licenses that have or had a key, as issued or as people type it, deleted ones included. */
  async licenseIdsOf(key: string): Promise<number[]> {
    const rows = await this.work.manager.query<{ id: number }[]>(LICENSE_IDS, [key, typedFormOf(key)]);
    return rows.map(({ id }) => id);
  }
}

function union(branches: readonly Branch[], order = ''): string {
  return branches.map((branch) => `(SELECT ${COLUMNS} FROM ${rowsOf(branch)} ${order})`).join(' UNION ALL ');
}

function rowsOf({ conditions, matching }: Branch): string {
  const rows = `verifications WHERE ${conditions.join(' AND ')}`;
  return matching === undefined
    ? rows
    : `(SELECT * FROM ${rows} ${NEWEST_FIRST} LIMIT ${COUNTED_ROWS}) AS record WHERE ${matching}`;
}

const COLUMNS = 'id, at, key, fingerprint, ip, user_agent AS "userAgent", operation, outcome';

const NEWEST_FIRST = 'ORDER BY at DESC, id DESC';

const LICENSE_IDS = `
  SELECT id FROM licenses WHERE key = $1
  UNION
  SELECT license_id FROM retired_keys WHERE key = $1
  UNION
  (${licensesOfForm('$2::text')})
  UNION
  SELECT (data->>'license_id')::bigint FROM events WHERE name = 'license.deleted' AND data->>'license_key' = $1
`;
