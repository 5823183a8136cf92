import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { allPages } from '../../platform/replicas/all-pages';
import { type CursorRequest, type Page, MAX_SCANNED_ROWS } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { type ProductScope, productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Direction, readInDirection } from '../../platform/database/read-in-direction';
import { VerificationRecordsService } from './verification-records.service';
import { isOfProducts } from './of-products';
import { beyond, type Bind, type FoundRow, pageOfScan, scanStatement, spanOf, whereOf } from './scan-log';
import { IS_USABLE, type Verification } from '../../verification/log/verification.entity';

export const VERDICT_LOG_LIMITS = {
  /** Rows of one page that are looked through for conditions without an index. */
  examined: MAX_SCANNED_ROWS,
};

/** A log row, with the license and the name of the device if they still exist. */
export interface LoggedVerdict extends Verification {
  readonly licenseUid: string | null;
  readonly deviceName: string | null;
  /** Includes the checks of a revoked key. */
  readonly apiKey: CallingApiKey | null;
}

export interface CallingApiKey {
  readonly uid: string;
  readonly name: string;
}

/** Conditions of a list of the log; all given ones must match. */
export interface VerdictFilter {
  /** A license key, also a former one or that of a deleted license. */
  readonly key?: string;
  /** Number of a license. */
  readonly licenseId?: number;
  /** Number of an API key. */
  readonly apiKeyId?: number;
  readonly ip?: string;
  /** Name of an API. */
  readonly dialect?: string;
  readonly outcome?: string;
  /** Whether the license was usable. */
  readonly isUsable?: boolean;
  /** Part of the device, the address, the app version or the code. */
  readonly search?: string;
  readonly from?: Date;
  /** Exclusive. */
  readonly until?: Date;
}

const EXPORT_PAGE_SIZE = 500;

/**
 * Lists the log of license checks, newest first by default, deactivations included. A caller of some products sees those of
 * their licenses.
 */
@Injectable()
export class VerdictLogService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: VerificationRecordsService,
  ) {}

  /**
   * One filter is covered by an index. No index leads to an outcome, or to an address within a license: such a request scans
   * MAX_SCANNED_ROWS rows, and its page may have fewer rows than the limit before the end of the log.
   */
  list(page: CursorRequest, filter: VerdictFilter): Promise<Page<LoggedVerdict>> {
    return readInDirection(page, 'DESC', (request, direction) => this.read(request, filter, direction));
  }

  private async read(
    { limit, after }: CursorRequest,
    filter: VerdictFilter,
    direction: Direction,
  ): Promise<Page<LoggedVerdict>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const common = [...spanOf(filter, bind), ...beyond(after, direction, bind)];
    const { key } = filter;
    const indexed = indexedOf(filter, bind);
    const branches = key === undefined ? [indexed.slice(0, 1)] : await this.branchesOf(key, bind);
    const scope = filter.licenseId === undefined ? productScope() : undefined;
    const ofProducts = scope ? [isOfProducts('examined', bind(scope))] : [];
    const matching = [...indexed.slice(key === undefined ? 1 : 0), ...matchOf(filter, bind), ...ofProducts];
    const examined = matching.length > 0 ? VERDICT_LOG_LIMITS.examined : limit + 1;
    const rows = await this.work.manager.query<FoundRow<LoggedVerdict>[]>(
      scanStatement(
        branches.map((branch) => `SELECT * FROM verifications ${whereOf([...branch, ...common])}`),
        matching,
        COLUMNS,
        { examined, limit: limit + 1, direction },
      ),
      parameters,
    );
    return pageOfScan(rows, limit, examined);
  }

  /** All matching rows, in pages that are loaded on demand. */
  all(filter: VerdictFilter): AsyncGenerator<LoggedVerdict[]> {
    return allPages((after) => this.list({ limit: EXPORT_PAGE_SIZE, after }, filter));
  }

  async get(at: Date, id: number): Promise<LoggedVerdict> {
    const scope: ProductScope = productScope();
    const [row] = await this.work.manager.query<LoggedVerdict[]>(
      `SELECT ${COLUMNS} FROM verifications AS record
       WHERE at = $1 AND id = $2 AND ($3::bigint[] IS NULL OR ${isOfProducts('record', '$3')})`,
      [at, id, scope ?? null],
    );
    if (!row) {
      throw problem('VERDICT_NOT_FOUND');
    }
    return row;
  }

  /** Conditions that one index covers each. */
  private async branchesOf(key: string, bind: Bind): Promise<string[][]> {
    const ids = await this.records.licenseIdsOf(key);
    return [['license_id IS NULL', `key = ${bind(key)}`], ...ids.map((id) => [`license_id = ${bind(id)}`])];
  }
}

/** An index covers each of them, but not two together. */
function indexedOf({ licenseId, apiKeyId, ip }: VerdictFilter, bind: Bind): string[] {
  return [
    ...(licenseId === undefined ? [] : [`license_id = ${bind(licenseId)}`]),
    ...(apiKeyId === undefined ? [] : [`api_key_id = ${bind(apiKeyId)}`]),
    ...(ip === undefined ? [] : [`ip = ${bind(ip)}`]),
  ];
}

/** No index covers them. */
function matchOf({ dialect, outcome, isUsable, search }: VerdictFilter, bind: Bind): string[] {
  return [
    ...(dialect === undefined ? [] : [`dialect = ${bind(dialect)}`]),
    ...(outcome === undefined ? [] : [`outcome = ${bind(outcome)}`]),
    ...(isUsable === undefined ? [] : [isUsable ? IS_USABLE : `NOT ${IS_USABLE}`]),
    ...(search === undefined ? [] : [searchedIn(bind(searchPattern(search)))]),
  ];
}

const searchedIn = (pattern: string): string =>
  `(${['fingerprint', 'ip', 'app_version', 'outcome'].map((column) => `${column} ILIKE ${pattern}`).join(' OR ')})`;

const COLUMNS = `id, at, license_id AS "licenseId", key, fingerprint, ip, user_agent AS "userAgent",
  app_version AS "appVersion", dialect, operation, outcome, api_key_id AS "apiKeyId",
  (SELECT uid FROM licenses WHERE licenses.id = record.license_id) AS "licenseUid",
  (
    SELECT name FROM activations
    WHERE license_id = record.license_id AND fingerprint = record.fingerprint AND name IS NOT NULL LIMIT 1
  ) AS "deviceName",
  (
    SELECT json_build_object('uid', uid, 'name', name) FROM api_keys WHERE api_keys.id = record.api_key_id
  ) AS "apiKey"`;
