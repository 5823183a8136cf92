import { aProduct } from '../../testkit/callers';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import {
  aShop,
  type ConnectedShop,
  map,
  post,
  processEvents,
  standardHeaders,
  stripeEvent,
  stripeHeaders,
} from '../../testkit/shops';
import type { ConsolePage } from './console-page';

const LONG = 'Universitätsklinikum Schleswig-Holstein, alle Standorte und angeschlossenen Lehrkrankenhäuser';

let made = 0;

/** A shop with an event that is applied, one that lacks an API key and one that has failed. */
const shop = oncePerServer(async (server) => {
  const number = (made += 1);
  const reference = `shop-product-${number}`;
  const product = await aProduct(server, reference, { name: `${LONG} ${number}` });
  const web = await aShop(server, 'generic');
  await map(server, web, reference, { product: reference, per: 'seat', entitlements: {} });
  await map(server, web, `price_${'1QxY'.repeat(40)}`, { policy: product.policy });
  await map(server, web, 'fee', { per: 'none' });
  await pay(server, web, reference);
  await pay(server, web, `nobody-${'1QxY'.repeat(20)}`);
  const stripe = await aShop(server, 'stripe', { secret: 'whsec_of_stripe', settings: { past_due_days: null } });
  const at = server.clock.now();
  const { body } = stripeEvent('checkout.session.completed', at, {
    id: `cs_${number}`,
    mode: 'payment',
    payment_status: 'paid',
    customer_details: { email: 'ada@example.com' },
  });
  await post(server, stripe, body, stripeHeaders(body, 'whsec_of_stripe', at));
  await processEvents(server);
  return web.id;
});

const stripeShop = oncePerServer((server) => aShop(server, 'stripe'));

async function pay(server: TestServer, shop: ConnectedShop, product: string): Promise<void> {
  const at = server.clock.now();
  const id = `msg_${'2bQx'.repeat(8)}_${(made += 1)}`;
  const order = { external_id: id, customer: { email: `shop-${made}@example.com`, name: LONG }, lines: [{ product }] };
  const body = JSON.stringify({ type: 'order.paid', timestamp: at.toISOString(), order });
  await post(server, shop, body, standardHeaders(id, body, shop.secret, at));
}

const of = (below: string) => async (server: TestServer) => `/console/shops/${await shop(server)}${below}`;

/** The page of a mapping of a shop. */
const ofMapping = (verb: string) => async (server: TestServer) => {
  const id = await shop(server);
  const { body } = await server.asAdmin('GET', `/api/v1/shops/${id}/mappings`);
  return `/console/shops/${id}/mappings/${body.items[1].id}/${verb}`;
};

const permission = 'shops:read';
const writes = 'shops:write';

export const PAGES: readonly ConsolePage[] = [
  { name: 'shops-none', path: '/console/shops', permission },
  {
    name: 'shops',
    path: async (server) => {
      await shop(server);
      return '/console/shops';
    },
    permission,
  },
  { name: 'shops-nothing-found', path: '/console/shops?q=nobody', permission },
  { name: 'shop', path: of(''), permission, isDocumented: true },
  { name: 'shop-attention', path: of('?state=attention'), permission },
  {
    name: 'shop-without-events',
    path: async (server) => `/console/shops/${(await stripeShop(server)).id}`,
    permission,
  },
  { name: 'shop-mappings', path: of('/mappings'), permission },
  { name: 'shop-new', path: '/console/shops/new', permission: writes },
  { name: 'shop-setup', path: of('/setup'), permission: writes },
  {
    name: 'shop-setup-stripe',
    path: async (server) => `/console/shops/${(await stripeShop(server)).id}/setup`,
    permission: writes,
  },
  { name: 'shop-edit', path: of('/edit'), permission: writes },
  { name: 'shop-rotate-secret', path: of('/rotate-secret'), permission: writes },
  { name: 'shop-delete', path: of('/delete'), permission: writes },
  { name: 'shop-mapping-new', path: of('/mappings/new'), permission: writes },
  { name: 'shop-mapping-edit', path: ofMapping('edit'), permission: writes },
  { name: 'shop-mapping-delete', path: ofMapping('delete'), permission: writes },
];
