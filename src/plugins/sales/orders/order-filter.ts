import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { OneOrMore } from '../../../core/common';
import { Product } from '../../../core/catalog';
import { PRODUCTS } from '../../../core/catalog/internal';
import { Customer } from '../../../core/customers';
import { License, LICENSE_NAMES } from '../../../core/licenses';
import { type NameSearch, nameSearch, searchPattern, whereAnyOf, whereNamed } from '../../../core/platform';
import {
  applyFieldFilters,
  type FoundBy,
  idOrName,
  idOrNameSql,
  listOf,
  searchedRows,
} from '../../../core/platform/internal';
import type { Order } from './order.entity';
import type { OrderFilter } from './orders.service';
import { IN_SUBSCRIPTION_STATE, type SubscriptionFilter } from './subscription-state';

/** Customers whose orders a filter or a search finds: the newest that match. */
const NAMED_CUSTOMERS = 1_000;

/** The way to find the orders of a page: see newest-ids.ts. */
export function orderFoundBy(filter: OrderFilter): FoundBy | undefined {
  const { state, shop, customer, product, q, metadata, ranges = [], subscriptions } = filter;
  const isOfStates = listOf(state ?? []).length > 1 || (subscriptions?.states.length ?? 0) > 0;
  if ([customer, q, metadata].some((one) => one !== undefined) || isOfStates) {
    return 'text';
  }
  if (ranges.length > 0) {
    return 'block';
  }
  return [shop, product].some((one) => one !== undefined) ? 'text' : undefined;
}

/** The main alias of the query must be `sale`. Names are looked up first: the planner knows how frequent an id is. */
export async function applyOrderFilter(
  manager: EntityManager,
  query: SelectQueryBuilder<Order>,
  filter: OrderFilter,
): Promise<void> {
  const { state, shop, externalId, subscriptionId, customerExternalId } = filter;
  const { customer, product, license, q, ranges, metadata } = filter;
  whereAnyOf(query, { state, shop, externalId, subscriptionId, customerExternalId });
  applyFieldFilters(query, { ranges, metadata });
  if (filter.subscriptions) {
    applySubscriptionFilter(query, filter.subscriptions);
  }
  if (customer !== undefined) {
    query.andWhere('sale.customerId = ANY (:customers)', { customers: await customersNamed(manager, customer) });
  }
  if (product !== undefined) {
    query.andWhere(HAS_PRODUCT, { products: await productsNamed(manager, product) });
  }
  if (license !== undefined) {
    query.andWhere('sale.uid = ANY (CAST(:uids AS uuid[]))', { uids: await ordersOf(manager, license) });
  }
  if (q !== undefined) {
    const name = nameSearch(q);
    query.andWhere(searchFor(q, name), { q: searchPattern(q), exact: q, ...name.parameters });
  }
}

function applySubscriptionFilter(query: SelectQueryBuilder<Order>, { states, now }: SubscriptionFilter): void {
  query.andWhere('sale.subscriptionId IS NOT NULL');
  if (states.length > 0) {
    const anyOf = states.map((state) => `(${IN_SUBSCRIPTION_STATE[state]})`).join(' OR ');
    query.andWhere(`(${anyOf})`, { subscriptionsAt: now });
  }
}

const HAS_PRODUCT =
  'EXISTS (SELECT 1 FROM order_lines sold WHERE sold.order_id = sale.id AND sold.product_id = ANY (:products))';

/** Customers with a name of one or two letters, as many in China have. */
const WITH_NAME = `SELECT id FROM customers WHERE name = :exact ORDER BY id DESC LIMIT ${NAMED_CUSTOMERS}`;

function searchFor(q: string, { matchesPlain, narrowed }: NameSearch): string {
  const orders = narrowed('orders', 'sale', 'sale.external_id ILIKE :q OR sale.subscription_id ILIKE :q');
  const customers = narrowed(
    'customers',
    'customers',
    `${matchesPlain('name')} OR email ILIKE :q OR ${matchesPlain('company')}`,
  );
  return `(${searchedRows(q, 'sale', 'orders', `customer_id = ANY (ARRAY(${WITH_NAME}))`)} AND (
    ${orders} OR sale.customer_id = ANY (ARRAY(
      SELECT id FROM customers
      WHERE ${searchedRows(q, 'customers', 'customers', 'name = :exact')} AND ${customers}
      ORDER BY id DESC LIMIT ${NAMED_CUSTOMERS}
    ))
  ))`;
}

async function customersNamed(manager: EntityManager, names: OneOrMore<string>): Promise<number[]> {
  const query = manager.createQueryBuilder(Customer, 'customer').select('customer.id', 'id');
  for (const [index, name] of listOf(names).entries()) {
    const parameter = `name${index}_`;
    query.orWhere(
      `(customer.uid = CAST(:${parameter}Uid AS uuid) OR customer.reference = :${parameter} OR customer.email = lower(:${parameter}))`,
      idOrName(parameter, name),
    );
  }
  return idsOf(await query.orderBy('customer.id', 'DESC').limit(NAMED_CUSTOMERS).getRawMany<{ id: number }>());
}

async function productsNamed(manager: EntityManager, names: OneOrMore<string>): Promise<number[]> {
  const query = manager.createQueryBuilder(Product, 'product').select('product.id', 'id');
  for (const [index, name] of listOf(names).entries()) {
    query.orWhere(`product.id = ${idOrNameSql(PRODUCTS, `name${index}_`)}`, idOrName(`name${index}_`, name));
  }
  return idsOf(await query.getRawMany<{ id: number }>());
}

async function ordersOf(manager: EntityManager, licenses: OneOrMore<string>): Promise<string[]> {
  const query = manager.createQueryBuilder(License, 'license').select('license.orderId', 'uid');
  whereNamed(query, 'license.id', licenses, LICENSE_NAMES);
  const rows = await query.getRawMany<{ uid: string | null }>();
  return rows.flatMap(({ uid }) => uid ?? []);
}

function idsOf(rows: readonly { id: number }[]): number[] {
  return rows.map(({ id }) => id);
}
