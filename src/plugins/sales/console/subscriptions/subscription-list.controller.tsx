import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { FromReplica } from '../../../../core/platform';
import { listPage } from '../../../../pages/components/list-page';
import { cursorPages } from '../../../../pages/components/list-pages';
import { Money } from '../../../../pages/components/money';
import { type Column, Cut, RowTitle } from '../../../../pages/components/table';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { subscriptionPath } from '../../../../pages/kit/record-paths';
import { choiceOf, conditionsOf } from '../../../../pages/reports/conditions';
import { priceOf } from '../../orders/dto/subscription.dto';
import { MANUAL_SHOP, type Order } from '../../orders/order.entity';
import { OrdersService } from '../../orders/orders.service';
import { SUBSCRIPTION_STATES } from '../../orders/subscription-state';
import { SubscriptionsService } from '../../orders/subscriptions.service';
import { ShopsService } from '../../shops/shops.service';
import { orderName } from '../orders/order-badge';
import { Buyer, soldText } from '../orders/order-parts';
import { NextChange, SubscriptionBadge } from './subscription-parts';
import { SubscriptionListQueryDto, SUBSCRIPTIONS_PATH } from './subscription-paths';

const PER_PAGE = 50;

@ConsoleController(SUBSCRIPTIONS_PATH)
export class SubscriptionListController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly orders: OrdersService,
    private readonly shops: ShopsService,
  ) {}

  @Get()
  @FromReplica()
  @Authorized('orders:read')
  async showSubscriptions(@Query() query: SubscriptionListQueryDto): Promise<Page> {
    const t = texts('subscriptions');
    const { after, before, ...filter } = query;
    const page = await this.subscriptions.list({ limit: PER_PAGE, after, before }, filter);
    const leavesOutRows = query.q !== undefined && (await this.orders.leavesOutRows(query.q));
    return listPage({
      title: t.title,
      lead: t.lead,
      path: SUBSCRIPTIONS_PATH,
      query: SubscriptionListQueryDto.fieldsOf(query),
      views: {
        label: t.views,
        field: 'state',
        all: [{ title: t.all }, ...SUBSCRIPTION_STATES.map((value) => ({ value, title: t.states[value] }))],
      },
      search: { label: t.search, placeholder: t.searchHint, ...(await this.conditions(query)) },
      rows: page.rows,
      columns: columns(),
      order: texts('lists').newestFirst,
      leavesOutRows,
      pages: cursorPages(page),
      empty: { icon: 'refresh-cw', title: t.emptyTitle, text: t.emptyText },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }

  private async conditions(query: SubscriptionListQueryDto) {
    const shops = [{ name: MANUAL_SHOP }, ...(await this.shops.all())];
    return conditionsOf({
      path: SUBSCRIPTIONS_PATH,
      query: SubscriptionListQueryDto.fieldsOf(query),
      keep: ['q', 'state'],
      texts: texts('subscriptions'),
      rows: [
        choiceOf(
          'shop',
          shops.map(({ name }) => ({ value: name, title: name })),
        ),
        { name: 'customer', placeholder: texts('licenses').customerPlaceholder },
      ],
    });
  }
}

function columns(): Column<Order>[] {
  const t = texts('subscriptions');
  return [
    {
      head: t.subscription,
      width: 25,
      onCard: 'title',
      cell: (order) => (
        <RowTitle href={subscriptionPath(order.uid)} title={order.subscriptionId ?? ''} note={orderName(order)} />
      ),
    },
    { head: t.state, width: 15, onCard: 'status', cell: (order) => <SubscriptionBadge order={order} /> },
    { name: 'customer', head: t.customer, width: 15, onCard: 'wide', cell: (order) => <Buyer {...order} /> },
    { name: 'sold', head: t.soldProducts, width: 15, onCard: 'wide', cell: (order) => <Cut text={soldText(order)} /> },
    { name: 'shop', head: t.shop, width: 10, onCard: 'hidden', cell: ({ shop }) => <Cut text={shop} /> },
    { name: 'next', head: t.next, width: 15, onCard: 'left', cell: (order) => <NextChange order={order} /> },
    {
      name: 'price',
      head: t.price,
      width: 10,
      isRight: true,
      onCard: 'right',
      cell: (order) => <Money amount={priceOf(order)} currency={order.currency} />,
    },
  ];
}
