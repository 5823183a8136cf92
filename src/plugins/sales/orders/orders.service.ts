import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { LETTER_OR_DIGIT, type OneOrMore, type Page, type PageRequest, problem } from '../../../core/common';
import { type FieldFilters } from '../../../core/common/internal';
import { allPages, readPage, UnitOfWork } from '../../../core/platform';
import { leavesOutRows, prepared, readReport, reportedRows, type RowReport } from '../../../core/platform/internal';
import { productScope } from '../../../core/identity';
import { type ProductScope } from '../../../core/identity/internal';
import { applyOrderFilter, orderFoundBy } from './order-filter';
import { OrderLicense } from './order-license.entity';
import { OrderLine } from './order-line.entity';
import { Order, type OrderState } from './order.entity';
import type { SubscriptionFilter } from './subscription-state';

/** All given filters must match. A filter with an unknown name matches no order. */
export interface OrderFilter extends FieldFilters {
  readonly state?: OneOrMore<OrderState>;
  readonly shop?: OneOrMore<string>;
  readonly externalId?: OneOrMore<string>;
  readonly subscriptionId?: OneOrMore<string>;
  /** The shop's id of a customer. */
  readonly customerExternalId?: OneOrMore<string>;
  /** Uid, reference or e-mail address of a customer. */
  readonly customer?: OneOrMore<string>;
  /** Uid or reference of a product of any line. */
  readonly product?: OneOrMore<string>;
  /** Uid or key of a license that the order gave. */
  readonly license?: OneOrMore<string>;
  /** Only subscriptions. */
  readonly subscriptions?: SubscriptionFilter;
  /** Text in the shop's ids, or in the customer's name, e-mail or company. */
  readonly q?: string;
}

/** An order with its lines and their licenses. */
export interface WholeOrder extends Order {
  lines: (OrderLine & { licenses: OrderLicense[] })[];
}

/** Orders in one currency. */
export interface OrderTotals extends Omit<ShopTotals, 'shop'> {
  readonly since: Date;
}

/** Orders of one shop in one currency. */
export interface ShopTotals {
  readonly shop: string;
  /** Null for orders without prices. */
  readonly currency: string | null;
  readonly orders: number;
  /** In the smallest unit of the currency, as `refunded`. */
  readonly paid: number;
  readonly refunded: number;
}

/** Orders of a customer are counted up to this number. */
export const MAX_COUNTED_ORDERS = 10_000;

const EXPORT_PAGE_SIZE = 500;
/** Rows of totals by shop and currency. */
const MAX_SHOPS = 200;

/** Reads orders. */
@Injectable()
export class OrdersService {
  constructor(private readonly work: UnitOfWork) {}

  /** Orders with their lines, without the licenses. */
  list(page: PageRequest, filter: OrderFilter = {}): Promise<Page<Order>> {
    return this.read(page, filter, productScope());
  }

  /** All matching orders, in pages that are loaded on demand. */
  all(filter: OrderFilter = {}): AsyncGenerator<Order[]> {
    // Read now: pages may be loaded outside the request's context.
    const scope = productScope();
    return allPages((after) => this.read({ limit: EXPORT_PAGE_SIZE, after }, filter, scope));
  }

  /** The order with its lines and licenses. */
  async get(uid: string): Promise<WholeOrder> {
    const query = this.query().andWhere('sale.uid = :uid', { uid });
    return this.whole(await prepared(query, 'find_order').getOne());
  }

  /** Whether the caller sees such an order, and it has a subscription. */
  isSubscription(uid: string): Promise<boolean> {
    return this.query().andWhere('sale.uid = :uid AND sale.subscriptionId IS NOT NULL', { uid }).getExists();
  }

  /** Null if the caller sees no such order. */
  async findExternal(shop: string, externalId: string): Promise<WholeOrder | null> {
    const query = this.query().andWhere('sale.shop = :shop AND sale.externalId = :externalId', { shop, externalId });
    const order = await prepared(query, 'find_order_of_shop').getOne();
    return order && this.whole(order);
  }

  /** Serializes changes of an order and its licenses. An order is locked before its licenses. */
  async getLocked(uid: string): Promise<WholeOrder> {
    const { manager } = this.work;
    await manager.query('SELECT id FROM orders WHERE uid = $1 FOR NO KEY UPDATE', [uid]);
    await manager.query(LOCK_LICENSES, [uid]);
    return this.get(uid);
  }

  /**
   * Sums of a customer's orders, for each currency, the one with the most orders first.
   * @param customer numeric id
   */
  async totals(customer: number): Promise<OrderTotals[]> {
    const counted = this.query()
      .select(['sale.currency', 'sale.total', 'sale.refunded', 'sale.createdAt'])
      .andWhere('sale.customerId = :customer', { customer })
      .orderBy('sale.id', 'DESC')
      .limit(MAX_COUNTED_ORDERS);
    const [sql, parameters] = counted.getQueryAndParameters();
    return this.work.manager.query<OrderTotals[]>(totalsOf(sql), parameters);
  }

  /** Numbers of the orders that match. @param starts steps of the time at which they were added */
  async report(filter: OrderFilter, starts: readonly Date[]): Promise<RowReport<'customers'>> {
    const figures = { customers: 'count(DISTINCT sale.customerId)' };
    const foundBy = orderFoundBy(filter);
    return readReport(await this.matching(filter), { foundBy, at: 'sale.createdAt', starts, figures });
  }

  /** Sums of the orders that match, for each shop and currency, the one with the most orders first. */
  async byShop(filter: OrderFilter): Promise<ShopTotals[]> {
    return reportedRows(await this.matching(filter), orderFoundBy(filter))
      .select('sale.shop', 'shop')
      .addSelect('sale.currency', 'currency')
      .addSelect('CAST(count(*) AS integer)', 'orders')
      .addSelect('CAST(coalesce(sum(sale.total), 0) AS bigint)', 'paid')
      .addSelect('CAST(sum(sale.refunded) AS bigint)', 'refunded')
      .groupBy('sale.shop')
      .addGroupBy('sale.currency')
      .orderBy('orders', 'DESC')
      .addOrderBy('shop')
      .limit(MAX_SHOPS)
      .getRawMany<ShopTotals>();
  }

  /**
   * Uids of a customer's newest orders.
   * @param customer numeric id
   */
  async newestOf(customer: number, limit: number): Promise<string[]> {
    const newest = this.query()
      .select(['sale.id', 'sale.uid'])
      .andWhere('sale.customerId = :customer', { customer })
      .orderBy('sale.id', 'DESC')
      .limit(limit);
    return (await newest.getMany()).map(({ uid }) => uid);
  }

  /**
   * Orders that gave or continue a license, the newest, with their lines.
   * @param license numeric id
   */
  async ofLicense(license: number, limit: number): Promise<Order[]> {
    const found = this.query().andWhere(`sale.id IN (${OF_LICENSE})`, { license });
    const orders = await found.orderBy('sale.id', 'DESC').limit(limit).getMany();
    await this.loadLines(orders);
    return orders;
  }

  /** Whether a search of the list leaves out older orders, or those of older customers. */
  leavesOutRows(q: string): Promise<boolean> {
    return leavesOutRows(this.work.manager, q, ['orders', 'customers']);
  }

  private async read(page: PageRequest, filter: OrderFilter, scope: ProductScope): Promise<Page<Order>> {
    if (filter.q !== undefined && !LETTER_OR_DIGIT.test(filter.q)) {
      return { rows: [], total: 0, next: null };
    }
    const found = await readPage(await this.matching(filter, scope), page, orderFoundBy(filter));
    // A search shows no lines.
    if (!('newest' in page)) {
      await this.loadLines(found.rows);
    }
    return found;
  }

  private async matching(filter: OrderFilter, scope = productScope()): Promise<SelectQueryBuilder<Order>> {
    const query = this.query(scope);
    await applyOrderFilter(this.work.manager, query, filter);
    return query;
  }

  private async whole(order: Order | null): Promise<WholeOrder> {
    if (!order) {
      throw problem('ORDER_NOT_FOUND');
    }
    await this.loadLines([order]);
    const lines = order.lines ?? [];
    const given = this.work.manager
      .createQueryBuilder(OrderLicense, 'given')
      .innerJoinAndSelect('given.license', 'license')
      .where('given.lineId = ANY (:ids)', { ids: lines.map(({ id }) => id) })
      .orderBy('given.licenseId');
    const licenses = await prepared(given, 'find_order_licenses').getMany();
    return Object.assign(order, {
      lines: lines.map((line) =>
        Object.assign(line, { licenses: licenses.filter(({ lineId }) => lineId === line.id) }),
      ),
    });
  }

  private async loadLines(orders: readonly Order[]): Promise<void> {
    if (orders.length === 0) {
      return;
    }
    const query = this.work.manager
      .createQueryBuilder(OrderLine, 'line')
      .leftJoinAndSelect('line.product', 'product')
      .leftJoinAndSelect('line.policy', 'policy')
      .leftJoinAndSelect('line.license', 'license')
      .where('line.orderId = ANY (:ids)', { ids: orders.map(({ id }) => id) })
      .orderBy('line.orderId')
      .addOrderBy('line.id');
    const lines = await prepared(query, 'find_order_lines').getMany();
    for (const order of orders) {
      order.lines = lines.filter(({ orderId }) => orderId === order.id);
    }
  }

  /** Orders visible to the caller: a caller of some products sees those all of whose lines are for them. */
  private query(scope = productScope()): SelectQueryBuilder<Order> {
    const query = this.work.manager.createQueryBuilder(Order, 'sale').leftJoinAndSelect('sale.customer', 'customer');
    return scope === undefined ? query : query.where(IS_OF_PRODUCTS, { scope });
  }
}

// Those that the order gave, and those that it continues.
const LOCK_LICENSES = `
  SELECT id FROM licenses WHERE id IN (
    SELECT id FROM licenses WHERE order_id = $1
    UNION SELECT line.license_id FROM order_lines line JOIN orders sale ON sale.id = line.order_id WHERE sale.uid = $1
  ) ORDER BY id FOR NO KEY UPDATE`;

const OF_LICENSE = `
  SELECT order_id FROM order_lines WHERE license_id = :license
  UNION SELECT line.order_id FROM order_licenses given JOIN order_lines line ON line.id = given.line_id
  WHERE given.license_id = :license`;

const totalsOf = (orders: string): string => `
  SELECT sale_currency AS currency, count(*)::integer AS orders, coalesce(sum(sale_total), 0)::bigint AS paid,
    sum(sale_refunded)::bigint AS refunded, min(sale_created_at) AS since
  FROM (${orders}) AS sales GROUP BY sale_currency ORDER BY (sale_currency IS NULL), orders DESC, currency`;

const IS_OF_PRODUCTS = `(
  EXISTS (SELECT 1 FROM order_lines own WHERE own.order_id = sale.id AND own.product_id = ANY (:scope))
  AND NOT EXISTS (
    SELECT 1 FROM order_lines other
    WHERE other.order_id = sale.id AND (other.product_id IS NULL OR other.product_id <> ALL (:scope))
  )
)`;
