import { aProduct } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG = 'Universitätsklinikum Schleswig-Holstein, alle Standorte und angeschlossenen Lehrkrankenhäuser';

let products = 0;

/** An order of two products, of which one is paid back. */
const order = oncePerServer(async (server) => {
  const references = [0, 1].map(() => `order-product-${(products += 1)}`);
  for (const reference of references) {
    await aProduct(server, reference, { name: `${LONG} ${reference}` });
  }
  const { body: order } = await server.asAdmin('POST', '/api/v1/orders', {
    body: {
      external_id: `2026/11/23-${'web-order'.repeat(8)}-${products}`,
      subscription_id: `sub_${'1QxY'.repeat(12)}`,
      customer: { email: `${'klangregie'.repeat(5)}@hochschule.example`, name: LONG },
      lines: references.map((product, index) => ({ product, quantity: index + 1, price: 129_900, currency: 'EUR' })),
      period_end: '2027-11-23T00:00:00.000Z',
      metadata: { invoice: 'R-2026-1001', channel: LONG },
    },
  });
  const lines = [order.lines[0].id];
  await server.asAdmin('POST', `/api/v1/orders/${order.id}/refund`, { body: { lines, reason: LONG } });
  return order.id as string;
});

/** The page of the customer of an order, at the tab of the orders. */
async function customerPage(server: TestServer): Promise<string> {
  const { body } = await server.asAdmin('GET', `/api/v1/orders/${await order(server)}`);
  return `/customer/edit/${body.customer.id}?tab=orders`;
}

const of = (below: string) => async (server: TestServer) => `/console/orders/${await order(server)}${below}`;
const list = (query: string) => async (server: TestServer) => {
  await order(server);
  return `/console/orders${query}`;
};
const subscriptions = (query: string) => async (server: TestServer) => {
  await order(server);
  return `/console/subscriptions${query}`;
};
const report = (query: string) => async (server: TestServer) => {
  await order(server);
  return `/console/reports/orders${query}`;
};

/** Licenses of a batch, of which one is paid. */
const renewals = oncePerServer(async (server) => {
  const product = `order-product-${(products += 1)}`;
  await aProduct(server, product, { name: `${LONG} ${product}` });
  const batch = `import of the backup ${'licenses-'.repeat(6)}${products}`;
  const customer = { name: LONG, email: `renewals-${products}@hochschule.example` };
  const { body } = await server.asAdmin('POST', '/api/v1/customers', { body: customer });
  for (const expires_at of [null, '2031-02-03T04:05:06Z', '2031-03-04T05:06:07Z', '2021-01-01T00:00:00Z']) {
    await issued(server, { product, expires_at, customer_id: body.id });
  }
  await server.dataSource.query(
    'UPDATE licenses SET batch = $1 WHERE product_id = (SELECT id FROM products WHERE reference = $2)',
    [batch, product],
  );
  const { items } = (await server.asAdmin('GET', '/api/v1/licenses', { query: { batch, status: 'active,unused' } }))
    .body;
  const lines = [{ license: items[0].id, action: 'renew' }];
  const period = { subscription_id: `renewal-${products}`, period_end: '2032-01-01T00:00:00Z' };
  await server.asAdmin('POST', '/api/v1/orders', { body: { customer_id: body.id, lines, ...period } });
  return new URLSearchParams({ batch }).toString();
});
const renewed = (query: string) => async (server: TestServer) => `/console/renewals?${await renewals(server)}${query}`;

const permission = 'orders:read';
const writes = 'orders:write';

export const PAGES: readonly ConsolePage[] = [
  { name: 'orders-none', path: '/console/orders', permission },
  { name: 'subscriptions-none', path: '/console/subscriptions', permission },
  { name: 'orders', path: list(''), permission },
  { name: 'orders-refunded', path: list('?state=partly_refunded'), permission },
  { name: 'orders-nothing-found', path: list('?q=nobody'), permission },
  { name: 'orders-report', path: report(''), permission },
  { name: 'orders-report-table', path: report('?state=partly_refunded&table=1'), permission },
  { name: 'orders-export', path: '/console/orders/export', permission },
  { name: 'order', path: of(''), permission },
  { name: 'subscriptions', path: subscriptions(''), permission },
  { name: 'subscriptions-ended', path: subscriptions('?state=ended'), permission },
  { name: 'subscriptions-nothing-found', path: subscriptions('?q=nobody'), permission },
  { name: 'subscription', path: async (server) => `/console/subscriptions/${await order(server)}`, permission },
  { name: 'renewals-no-batch', path: '/console/renewals', permission },
  { name: 'renewals-empty', path: '/console/renewals?batch=nothing', permission },
  { name: 'renewals', path: renewed(''), permission },
  { name: 'renewals-paid', path: renewed('&state=paid&days=90'), permission },
  { name: 'renewals-nothing-found', path: renewed('&q=nobody'), permission },
  { name: 'customer-orders', path: customerPage, permission: 'customers:read' },
  { name: 'order-new', path: '/console/orders/new', permission: writes },
  { name: 'order-refund', path: of('/refund'), permission: writes },
  { name: 'order-cancel', path: of('/cancel'), permission: writes },
];
