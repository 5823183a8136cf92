import { Injectable } from '@nestjs/common';
import { Calendar, dateAfter, daysBetween } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { OneOrMore } from '../../common/pagination/any-of';
import { PRODUCT_NAMES } from '../../catalog/products/names';
import { Product } from '../../catalog/products/product.entity';
import { isInScope, productScope } from '../../identity/permissions/caller';
import { whereNamed } from '../../platform/database/any-of';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Dimension } from './dimensions';

/** Days that one answer covers. */
export const STATISTICS_DAYS = 90;
const DEFAULT_DAYS = 30;

export const STATISTICS_ORDERS = [
  'licenses',
  'usable_licenses',
  'devices',
  'activations',
  'checks',
  'refused',
] as const;
export type StatisticsOrder = (typeof STATISTICS_ORDERS)[number];

export interface StatisticsRequest {
  readonly by: Dimension;
  /** Calendar dates, both included. `to` is today by default, `from` 29 days earlier. */
  readonly from?: string;
  readonly to?: string;
  /** Uids or references of products; all that the caller can see by default. */
  readonly product?: OneOrMore<string>;
  /** The largest first. By default the licenses, for customers the checks. */
  readonly order?: StatisticsOrder;
  readonly limit: number;
}

/** Numbers of a value. Those that are not counted for its dimension are null. */
export interface StatisticsRow {
  /** Uid of the product, the policy or the customer. */
  readonly uid: string | null;
  /** Null for a customer without a name. */
  readonly name: string | null;
  /** Reference of the product; null for a dimension across products. */
  readonly product: string | null;
  readonly licenses: number | null;
  readonly usable: number | null;
  readonly devices: number | null;
  readonly activations: number | null;
  readonly checks: number | null;
  readonly refused: number | null;
  readonly lastContactAt: Date | null;
}

export interface Statistics {
  readonly from: string;
  readonly to: string;
  /** When licenses and devices were counted. */
  readonly countedAt: Date | null;
  readonly rows: readonly StatisticsRow[];
}

/** Compares products, versions, policies, countries, entitlements and customers. */
@Injectable()
export class DimensionStatisticsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** A product-scoped API key sees the numbers of its products. */
  async read({ by, product, order, limit, ...span }: StatisticsRequest): Promise<Statistics> {
    const { from, to } = this.spanOf(span);
    const products = await this.productsOf(product);
    const column = COLUMNS[order ?? (by === 'customer' ? 'checks' : 'licenses')];
    const rows = await this.work.manager.query<StatisticsRow[]>(statement(by, column), [by, from, to, products, limit]);
    return { from, to, countedAt: await this.countedAt(), rows };
  }

  async countedAt(): Promise<Date | null> {
    const [progress] = await this.work.manager.query<{ at: Date | null }[]>(COUNTED_AT);
    return progress?.at ?? null;
  }

  /** Numbers of the products that are counted; null for all. */
  async productsOf(product: OneOrMore<string> | undefined): Promise<number[] | null> {
    if (product === undefined) {
      const scope = productScope();
      return scope ? [...scope] : null;
    }
    const query = this.work.manager.createQueryBuilder(Product, 'product').select('product.id');
    const found = await whereNamed(query, 'product.id', product, PRODUCT_NAMES).getMany();
    return found.map(({ id }) => id).filter((id) => isInScope(id));
  }

  /** The calendar dates of a request, at most STATISTICS_DAYS. */
  spanOf({ from, to }: Pick<StatisticsRequest, 'from' | 'to'>): { readonly from: string; readonly to: string } {
    const last = to ?? this.calendar.dateOf(this.clock.now());
    const first = from ?? dateAfter(last, 1 - DEFAULT_DAYS);
    const days = daysBetween(first, last) + 1;
    if (days < 1 || days > STATISTICS_DAYS) {
      throw problem('SPAN_OUT_OF_RANGE', { field: 'from', days: STATISTICS_DAYS });
    }
    return { from: first, to: last };
  }
}

const COUNTED_AT = `SELECT counted_at AS at FROM statistics_progress`;

const COLUMNS: Readonly<Record<StatisticsOrder, string>> = {
  licenses: 'licenses',
  usable_licenses: 'usable',
  devices: 'devices',
  activations: 'activations',
  checks: 'checks',
  refused: 'refused',
};

interface Source {
  /** The values of different products are different ones. */
  readonly isOfProduct: boolean;
  /** SQL of the uid and the name of a value. */
  readonly uid: string;
  readonly name: string;
  readonly join?: string;
}

const SOURCES: Readonly<Record<Dimension, Source>> = {
  product: { isOfProduct: true, uid: 'product.uid', name: 'product.name' },
  version: { isOfProduct: true, uid: 'NULL::uuid', name: 'value' },
  entitlement: { isOfProduct: true, uid: 'NULL::uuid', name: 'value' },
  country: { isOfProduct: false, uid: 'NULL::uuid', name: 'value' },
  policy: { isOfProduct: false, uid: 'named.uid', name: 'named.name', join: 'policies' },
  customer: {
    isOfProduct: false,
    uid: 'named.uid',
    name: `coalesce(nullif(named.name, ''), named.email, named.reference)`,
    join: 'customers',
  },
};

// Both tables have at most MAX_ROWS rows of a dimension, the first for each day. Sums are made before names are looked up.
function statement(by: Dimension, column: string): string {
  const { isOfProduct, uid, name, join } = SOURCES[by];
  const key = isOfProduct ? 'product_id, value' : 'value';
  const order = `${column} DESC NULLS LAST, ${key}`;
  const isVisible = '($4::bigint[] IS NULL OR product_id = ANY ($4))';
  return `
    WITH answers AS (
      SELECT ${key}, sum(checks)::bigint AS checks, sum(refused)::bigint AS refused, sum(activations)::bigint AS activations,
        max(last_at) AS last_at
      FROM statistics_days WHERE dimension = $1 AND day >= $2 AND day <= $3 AND ${isVisible} GROUP BY ${key}
    ), counts AS (
      SELECT ${key}, sum(licenses)::bigint AS licenses, sum(usable)::bigint AS usable, sum(devices)::bigint AS devices
      FROM statistics_counts WHERE dimension = $1 AND ${isVisible} GROUP BY ${key}
    ), numbers AS (
      SELECT ${key}, ${numberOf(by === 'customer', ['licenses', 'usable', 'devices'])},
        ${numberOf(by === 'entitlement', ['activations', 'checks', 'refused'])}, last_at
      FROM answers FULL JOIN counts USING (${key})
    )
    SELECT ${uid} AS uid, ${name} AS name, ${isOfProduct ? 'product.reference' : 'NULL'} AS product,
      licenses, usable, devices, activations, checks, refused, last_at AS "lastContactAt"
    FROM (SELECT * FROM numbers ORDER BY ${order} OFFSET 0) AS numbers
      ${isOfProduct ? rowOf('products', 'product', 'product_id') : ''} ${join ? rowOf(join, 'named', 'value::bigint') : ''}
    ORDER BY ${order} LIMIT $5`;
}

/** Looks a row up for one number after the other, until there are enough: not for all customers, because most are not shown. */
function rowOf(table: string, alias: string, id: string): string {
  return `CROSS JOIN LATERAL (SELECT * FROM ${table} WHERE id = numbers.${id} OFFSET 0) AS ${alias}`;
}

function numberOf(isUnknown: boolean, columns: readonly string[]): string {
  return columns
    .map((column) => (isUnknown ? `NULL::bigint AS ${column}` : `coalesce(${column}, 0) AS ${column}`))
    .join(', ');
}
