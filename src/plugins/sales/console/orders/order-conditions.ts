import type { Product } from '../../../../core/catalog';
import { texts } from '../../../../core/i18n';
import { choiceOf, conditionsOf, dayRange, lastDays } from '../../../../pages/reports/conditions';
import { MANUAL_SHOP, ORDER_STATES } from '../../orders/order.entity';
import type { Shop } from '../../shops/shop.entity';
import { OrderFilterQueryDto, ORDERS_PATH } from './order-paths';

interface Choices {
  readonly products: readonly Product[];
  readonly shops: readonly Shop[];
  /** The name of the customer of the condition. */
  readonly buyer?: string;
}

/** The filters of the list of orders and of its export, and the conditions of a report about them. */
export function orderConditions(query: OrderFilterQueryDto, path: string, { products, shops, buyer }: Choices) {
  const t = texts('orders');
  const states = ORDER_STATES.map((value) => ({ value, title: t.states[value] }));
  const names = [MANUAL_SHOP, ...shops.map(({ name }) => name)].map((value) => ({ value, title: value }));
  const sold = products.map(({ reference, name }) => ({ value: reference, title: name }));
  const hasTabs = path === ORDERS_PATH;
  return conditionsOf({
    path,
    query: OrderFilterQueryDto.fieldsOf(query),
    keep: hasTabs ? ['q', 'state'] : ['q'],
    texts: t,
    rows: [
      !hasTabs && choiceOf('state', states),
      [choiceOf('shop', names), choiceOf('product', sold)],
      {
        name: 'customer',
        placeholder: texts('licenses').customerPlaceholder,
        words: (customer) => buyer ?? customer,
      },
      { name: 'license', placeholder: texts('devices').licensePlaceholder },
      { name: 'metadata', placeholder: texts('licenses').metadataPlaceholder },
      [lastDays('created_within', t.created), lastDays('updated_within', t.updated)],
      dayRange('created', t.created),
    ],
  });
}
