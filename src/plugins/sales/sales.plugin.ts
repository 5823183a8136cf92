import { definePlugin } from '../../core/common/plugins/define-plugin';
import { texts } from '../../core/i18n/texts';
import { OrdersModule } from './orders/orders.module';
import { COUNT_SHOPS_NEEDING_ATTENTION } from './shops/shop-summaries.service';
import { ShopsModule } from './shops/shops.module';

/** Orders, which give licenses, and the shops that tell of them. */
export const SALES_PLUGIN = definePlugin({
  name: 'sales',
  modules: [OrdersModule, ShopsModule],
  console: {
    navigation: [
      {
        part: 'sales',
        place: 10,
        title: () => texts('navigation').orders,
        path: '/console/orders',
        icon: 'shopping-cart',
        permission: 'orders:read',
      },
      {
        part: 'sales',
        place: 20,
        title: () => texts('navigation').shops,
        path: '/console/shops',
        icon: 'plug',
        permission: 'shops:read',
        count: 'shops',
      },
    ],
    counts: { shops: COUNT_SHOPS_NEEDING_ATTENTION },
    found: { order: { icon: 'shopping-cart', path: (id) => `/console/orders/${id}` } },
  },
  portal: {
    navigation: [{ place: 20, title: () => texts('portal').orders, path: '/portal/orders' }],
  },
});
