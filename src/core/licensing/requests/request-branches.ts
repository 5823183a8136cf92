import { USABLE_CODES } from '../../verification/rules/verdict';
import {
  type Operation,
  OPERATIONS,
  RARE_OPERATION,
  RARE_OPERATIONS,
  REFUSED_OUTCOME,
} from '../../verification/log/verification.entity';
import { productScope } from '../../identity/permissions/caller';
import type { Direction } from '../../platform/database/read-in-direction';
import { type Bind, whereOf } from '../verifications/scan-log';
import { DONE, MANAGEMENT_OPERATIONS, type ManagementOperation } from './management-request.entity';

export const REQUEST_OPERATIONS = [...OPERATIONS, ...MANAGEMENT_OPERATIONS] as const;
/** Operation of a request of a program, a user or an API key. */
export type RequestOperation = Operation | ManagementOperation;

/** Conditions of a list of all requests; all given ones must match. */
export interface RequestFilter {
  /** Numbers of the licenses that have or had a key, with the key itself. */
  readonly ofKey?: { readonly key: string; readonly licenseIds: readonly number[] };
  /** UUIDs. */
  readonly licenses?: readonly string[];
  readonly customers?: readonly string[];
  readonly users?: readonly string[];
  readonly apiKeys?: readonly string[];
  readonly addresses?: readonly string[];
  readonly codes?: readonly string[];
  readonly operations?: readonly RequestOperation[];
  /** Names of APIs. */
  readonly dialects?: readonly string[];
  /** Part of the device, the address, the app version, the code or the route. */
  readonly search?: string;
}

/** Licenses of a customer whose requests are listed, the newest ones. */
export const LISTED_LICENSES = 1_000;

/** Columns that the rows of both logs have. */
const SHARED = 'id, at, license_id, ip, user_agent, dialect, operation, outcome, api_key_id';
const OF_PROGRAMS = `${SHARED}, key, fingerprint, app_version, NULL::bigint AS user_id, NULL::bigint AS customer_id,
  NULL::varchar AS method, NULL::varchar AS route, NULL::smallint AS status, NULL::uuid AS request_id`;
const OF_MANAGEMENT = `${SHARED}, NULL::varchar, NULL::varchar, NULL::varchar, user_id, customer_id, method, route, status,
  request_id`;

const PROGRAMS_LOG = `${OF_PROGRAMS} FROM verifications`;
const MANAGEMENT_LOG = `${OF_MANAGEMENT} FROM management_requests`;

/** A condition that one index covers, for each log; undefined where no row of the log matches. */
interface Indexed {
  readonly programs?: string;
  readonly management?: string;
}

interface Reading {
  readonly bind: Bind;
  /** Conditions on the time of all rows. */
  readonly common: readonly string[];
  readonly examined: number;
  readonly direction: Direction;
}

/** Statements whose order an index provides, by the first filter that an index covers; the others are for `matchOf`. */
export function branchesOf(filter: RequestFilter, reading: Reading): string[] {
  const { bind, common } = reading;
  const hasPrograms = isAny(filter.operations, OPERATIONS) && !filter.users;
  const hasManagement = isAny(filter.operations, MANAGEMENT_OPERATIONS);
  const branch = (log: string, condition: string, isWanted: boolean): string =>
    `SELECT ${log} ${whereOf([condition, ...common, ...(isWanted ? [] : ['false'])])}`;
  return [
    // Names the columns, and is the statement's branch if there is no other.
    `SELECT ${PROGRAMS_LOG} WHERE false`,
    ...(filter.customers && !filter.ofKey && !filter.licenses && hasPrograms
      ? filter.customers.map((uid) => ofLicensesOf(uid, reading))
      : []),
    // One that no row can match stays: PostgreSQL knows the type of each parameter by its use.
    ...indexedOf(filter, bind).flatMap(({ programs, management }) => [
      ...(programs === undefined ? [] : [branch(PROGRAMS_LOG, programs, hasPrograms)]),
      ...(management === undefined ? [] : [branch(MANAGEMENT_LOG, management, hasManagement)]),
    ]),
  ];
}

function indexedOf(filter: RequestFilter, bind: Bind): Indexed[] {
  const { ofKey, licenses, customers, users, apiKeys, addresses, codes, operations } = filter;
  if (ofKey) {
    const unknown = { programs: `license_id IS NULL AND key = ${bind(ofKey.key)}` };
    return [unknown, ...ofKey.licenseIds.map((id) => both(`license_id = ${bind(id)}`))];
  }
  if (licenses) {
    return licenses.map((uid) => both(`license_id = ${numberOf('licenses', uid, bind)}`));
  }
  if (customers) {
    return customers.map((uid) => ({ management: `customer_id = ${numberOf('customers', uid, bind)}` }));
  }
  if (users) {
    return users.map((uid) => ({ management: `user_id = ${numberOf('users', uid, bind)}` }));
  }
  if (apiKeys) {
    return apiKeys.map((uid) => both(`api_key_id = ${numberOf('api_keys', uid, bind)}`));
  }
  if (addresses) {
    return addresses.map((address) => both(`ip = ${bind(address)}`));
  }
  if (codes) {
    return byCode(codes, bind);
  }
  return operations ? byOperation(operations, bind) : [both('true')];
}

/** Most programs are told that their license is usable: such rows are found without an index. */
function byCode(codes: readonly string[], bind: Bind): Indexed[] {
  const usable: readonly string[] = USABLE_CODES;
  const isScanned = codes.some((code) => usable.includes(code));
  return [
    ...(isScanned ? [{ programs: 'true' }] : []),
    ...codes.map((code): Indexed => {
      const condition = `outcome = ${bind(code)}`;
      return isScanned || code === DONE
        ? { management: condition }
        : { programs: `${condition} AND ${REFUSED_OUTCOME}`, management: condition };
    }),
  ];
}

/** Checks, activations, heartbeats, sessions and reports of use are most of the log: they are found without an index. */
function byOperation(operations: readonly RequestOperation[], bind: Bind): Indexed[] {
  const rare: readonly string[] = RARE_OPERATIONS;
  const management: readonly string[] = MANAGEMENT_OPERATIONS;
  const isFrequent = (one: string): boolean => !rare.includes(one) && !management.includes(one);
  return [
    ...(operations.some(isFrequent) ? [{ programs: 'true' }] : []),
    ...operations.flatMap((operation): Indexed[] => {
      if (management.includes(operation)) {
        return [{ management: `operation = ${bind(operation)}` }];
      }
      // A row that a scan of the whole log finds must not be found twice.
      const isScanned = operations.some(isFrequent);
      return isScanned ? [] : [{ programs: `operation = ${bind(operation)} AND ${RARE_OPERATION}` }];
    }),
  ];
}

const both = (condition: string): Indexed => ({ programs: condition, management: condition });

const numberOf = (table: string, uid: string, bind: Bind): string =>
  `(SELECT id FROM ${table} WHERE uid = ${bind(uid)}::uuid)`;

/** Each license has its own limit, so that one with many requests is not read through. */
function ofLicensesOf(customer: string, { bind, common, examined, direction }: Reading): string {
  const scope = productScope();
  const visible = scope ? `AND (product_id = ANY (${bind(scope)}) OR product_ids && ${bind(scope)})` : '';
  const order = direction === 'ASC' ? 'ORDER BY at, id' : 'ORDER BY at DESC, id DESC';
  return `SELECT ${OF_PROGRAMS} FROM (
    SELECT seen.* FROM unnest(ARRAY(
      SELECT id FROM licenses WHERE customer_id = ${numberOf('customers', customer, bind)} ${visible}
      ORDER BY id DESC LIMIT ${LISTED_LICENSES}
    )) AS owned (id) CROSS JOIN LATERAL (
      SELECT * FROM verifications ${whereOf(['license_id = owned.id', ...common])} ${order} LIMIT ${examined}
    ) AS seen
  ) AS owned`;
}

function isAny(values: readonly string[] | undefined, among: readonly string[]): boolean {
  return values === undefined || values.some((value) => among.includes(value));
}
