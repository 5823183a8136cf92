import { Injectable } from '@nestjs/common';
import { type CursorRequest, MAX_SCANNED_ROWS, type Page } from '../../common/pagination/page-request';
import { productScope } from '../../identity/permissions/caller';
import { searchPattern } from '../../platform/database/like-pattern';
import { type Direction, readInDirection } from '../../platform/database/read-in-direction';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { isOfProducts } from '../verifications/of-products';
import { beyond, type Bind, type FoundRow, pageOfScan, scanStatement, spanOf } from '../verifications/scan-log';
import { VerificationRecordsService } from '../verifications/verification-records.service';
import { branchesOf, type RequestFilter, type RequestOperation } from './request-branches';

/** A request of a program, a user or an API key, with what it names as it is now. */
export interface LoggedCall {
  readonly id: number;
  readonly at: Date;
  readonly dialect: string;
  readonly operation: RequestOperation;
  readonly outcome: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly appVersion: string | null;
  readonly fingerprint: string | null;
  /** The key that was sent, or that of the license. */
  readonly key: string | null;
  readonly license: string | null;
  readonly customer: string | null;
  readonly apiKey: NamedCaller | null;
  readonly user: NamedCaller | null;
  /** Null for calls of programs, as the next three are. */
  readonly method: string | null;
  readonly route: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
}

export interface NamedCaller {
  readonly uid: string;
  readonly name: string;
}

/** Filters as they are sent: a key instead of the licenses that have or had it. */
export interface RequestQuery extends Omit<RequestFilter, 'ofKey'> {
  readonly key?: string;
  readonly from?: Date;
  /** Exclusive. */
  readonly until?: Date;
}

/** With a filter that no index covers, so many rows of each license of a customer are read. */
const SCANNED_OF_LICENSE = 200;

/**
 * Lists the requests of programs, users and API keys, newest first by default. A caller of some products sees those about
 * their licenses.
 */
@Injectable()
export class RequestLogService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: VerificationRecordsService,
  ) {}

  /** An index covers the first filter; the others are applied to at most MAX_SCANNED_ROWS of its rows. */
  list(page: CursorRequest, query: RequestQuery): Promise<Page<LoggedCall>> {
    return readInDirection(page, 'DESC', (request, direction) => this.read(request, query, direction));
  }

  private async read(
    { limit, after }: CursorRequest,
    { key, from, until, ...rest }: RequestQuery,
    direction: Direction,
  ): Promise<Page<LoggedCall>> {
    const ofKey = key === undefined ? undefined : { key, licenseIds: await this.records.licenseIdsOf(key) };
    const filter = { ...rest, ofKey };
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const scope = productScope();
    const common = [...spanOf({ from, until }, bind), ...beyond(after, direction, bind)];
    const matching = [...matchOf(filter, bind), ...(scope ? [isOfProducts('examined', bind(scope))] : [])];
    const scanned = filter.customers ? Math.max(limit + 1, SCANNED_OF_LICENSE) : MAX_SCANNED_ROWS;
    const examined = matching.length > 0 ? scanned : limit + 1;
    const branches = branchesOf(filter, { bind, common, examined, direction });
    const statement = scanStatement(branches, matching, COLUMNS, { examined, limit: limit + 1, direction });
    return pageOfScan(await this.work.manager.query<FoundRow<LoggedCall>[]>(statement, parameters), limit, examined);
  }
}

/** Conditions on the rows that an index has found by the first filter. */
function matchOf(filter: RequestFilter, bind: Bind): string[] {
  const { ofKey, licenses, customers, users, apiKeys, addresses, codes, operations, dialects, search } = filter;
  const any = (values: readonly string[]): string => `ANY (${bind(values)})`;
  const ids = (table: string, uids: readonly string[]): string =>
    `(SELECT id FROM ${table} WHERE uid = ANY (${bind(uids)}::uuid[]))`;
  const first = [ofKey, licenses, customers, users, apiKeys, addresses].find((one) => one !== undefined);
  const others = <T>(values: T | undefined, condition: (values: T) => string): string[] =>
    values === undefined || values === first ? [] : [condition(values)];
  return [
    ...others(licenses, (uids) => `license_id IN ${ids('licenses', uids)}`),
    ...others(customers, (uids) => {
      const owners = ids('customers', uids);
      return `(customer_id IN ${owners} OR license_id IN (SELECT id FROM licenses WHERE customer_id IN ${owners}))`;
    }),
    ...others(users, (uids) => `user_id IN ${ids('users', uids)}`),
    ...others(apiKeys, (uids) => `api_key_id IN ${ids('api_keys', uids)}`),
    ...others(addresses, (values) => `ip = ${any(values)}`),
    ...others(codes, (values) => `outcome = ${any(values)}`),
    ...others(operations, (values) => `operation = ${any(values)}`),
    ...others(dialects, (values) => `dialect = ${any(values)}`),
    ...others(search, (text) => searchedIn(bind(searchPattern(text)))),
  ];
}

const SEARCHED = ['fingerprint', 'ip', 'app_version', 'outcome', 'route'];
const searchedIn = (pattern: string): string =>
  `(${SEARCHED.map((column) => `${column} ILIKE ${pattern}`).join(' OR ')})`;

const COLUMNS = `id, at, dialect, operation, outcome, ip, user_agent AS "userAgent", app_version AS "appVersion",
  fingerprint, method, route, status, request_id AS "requestId",
  coalesce(key, (SELECT licenses.key FROM licenses WHERE licenses.id = record.license_id)) AS key,
  (SELECT uid FROM licenses WHERE licenses.id = record.license_id) AS license,
  (
    SELECT uid FROM customers WHERE customers.id = coalesce(
      record.customer_id, (SELECT licenses.customer_id FROM licenses WHERE licenses.id = record.license_id)
    )
  ) AS customer,
  (SELECT json_build_object('uid', uid, 'name', name) FROM api_keys WHERE api_keys.id = record.api_key_id) AS "apiKey",
  (SELECT json_build_object('uid', uid, 'name', username) FROM users WHERE users.id = record.user_id) AS "user"`;
