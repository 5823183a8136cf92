import { definePlugin, SAMPLE_IDS } from '../../core/common';
import { texts } from '../../core/i18n';
import { OrdersModule } from './orders/orders.module';
import { RenewalsModule } from './renewals/renewals.module';
import { COUNT_SHOPS_NEEDING_ATTENTION } from './shops/shop-summaries.service';
import { ShopsModule } from './shops/shops.module';

/** Orders, which give licenses, and the shops that tell of them. */
export const SALES_PLUGIN = definePlugin({
  name: 'sales',
  modules: [OrdersModule, RenewalsModule, ShopsModule],
  tags: { orders: 'groups', subscriptions: 'groups', shops: 'groups' },
  examples: {
    createShop: { kind: 'generic', name: 'web-shop' },
    updateShop: { settings: { past_due_days: 14 } },
    rotateShopSecret: { overlap_hours: 24 },
    createShopMapping: { external_id: 'price_1NXa2bKx', product: 'demo-photo-studio' },
    updateShopMapping: { per: 'seat' },
    placeOrder: {
      external_id: 'web-1001',
      customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
      lines: [{ product: 'demo-photo-studio', quantity: 2, price: 9800, currency: 'EUR' }],
      metadata: { invoice: 'R-1001' },
    },
    updateOrder: { metadata: { invoice: 'R-1001' } },
    createPurchaseLink: { action: 'renew' },
  },
  parameters: {
    'orders/id': SAMPLE_IDS.order,
    'subscriptions/id': SAMPLE_IDS.order,
    'shops/id': SAMPLE_IDS.shop,
    'events/event_id': SAMPLE_IDS.shopEvent,
    'events/token': 'the-secret-of-the-shop',
    'mappings/mapping_id': SAMPLE_IDS.shopMapping,
    'deleteShop.id': SAMPLE_IDS.spareShop,
  },
  console: {
    navigation: [
      {
        part: 'orders',
        place: 10,
        title: () => texts('navigation').orders,
        path: '/console/orders',
        icon: 'shopping-cart',
        permission: 'orders:read',
        list: 'orders',
      },
      {
        part: 'orders',
        place: 14,
        title: () => texts('navigation').subscriptions,
        path: '/console/subscriptions',
        icon: 'refresh-cw',
        permission: 'orders:read',
      },
      {
        part: 'orders',
        place: 18,
        title: () => texts('navigation').renewals,
        path: '/console/renewals',
        icon: 'calendar-clock',
        permission: 'orders:read',
      },
      {
        part: 'orders',
        place: 20,
        title: () => texts('navigation').shops,
        path: '/console/shops',
        icon: 'plug',
        permission: 'shops:read',
        count: 'shops',
      },
    ],
    forms: [
      { title: () => texts('search').newThings.order, path: '/console/orders/new', permission: 'orders:write' },
      { title: () => texts('search').newThings.shop, path: '/console/shops/new', permission: 'shops:write' },
    ],
    counts: { shops: COUNT_SHOPS_NEEDING_ATTENTION },
    found: { order: { icon: 'shopping-cart', path: (id) => `/console/orders/${id}` } },
  },
  portal: {
    navigation: [{ place: 20, title: () => texts('portal').orders, path: '/portal/orders' }],
  },
});
