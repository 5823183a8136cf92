import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../../../core/common';
import { CustomersService } from '../../../../core/customers';
import { texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { type Order, ORDER_STATES } from '../../orders/order.entity';
import { OrdersService } from '../../orders/orders.service';
import { addLink } from '../../../../pages/components/button';
import { withQuery } from '../../../../pages/components/filters';
import { FilterForm } from '../../../../pages/components/filter-form';
import { listPage } from '../../../../pages/components/list-page';
import { cursorPages } from '../../../../pages/components/list-pages';
import { type Column, RowTitle } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { orderName, OrderBadge } from './order-badge';
import { Money } from '../../../../pages/components/money';
import { orderPath } from '../../../../pages/kit/record-paths';
import { FromReplica } from '../../../../core/platform';
import { Buyer } from './order-parts';
import { EXPORT_PATH, newOrderPath, OrderFilterQueryDto, OrderListQueryDto, ORDERS_PATH } from './order-paths';

const ORDERS_PER_PAGE = 50;

@ConsoleController('console/orders')
export class OrderListController {
  constructor(
    private readonly orders: OrdersService,
    private readonly customers: CustomersService,
  ) {}

  @Get()
  @FromReplica()
  @Authorized('orders:read')
  async showOrders(@CurrentCaller() caller: Caller, @Query() query: OrderListQueryDto): Promise<Page> {
    const t = texts('orders');
    const { after, before, q, customer } = query;
    const page = await this.orders.list({ limit: ORDERS_PER_PAGE, after, before }, OrderFilterQueryDto.filterOf(query));
    const filters = OrderFilterQueryDto.fieldsOf(query);
    const canWrite = isPermitted(caller, 'orders:write') && isPermitted(caller, Permission.ProductsRead);
    return listPage({
      title: t.title,
      lead: customer === undefined ? t.lead : t.ofCustomer({ name: await this.nameOf(customer) }),
      actions: [
        { title: t.export, href: withQuery(EXPORT_PATH, filters), icon: 'download' },
        canWrite && addLink(t.add, newOrderPath(customer)),
      ],
      path: ORDERS_PATH,
      query: filters,
      views: {
        label: t.views,
        field: 'state',
        all: [{ title: t.all }, ...ORDER_STATES.map((value) => ({ value, title: t.states[value] }))],
      },
      search: {
        label: t.search,
        placeholder: t.searchHint,
        filters: [
          { field: 'shop', title: t.shop },
          { field: 'created_from', title: t.createdFrom },
          { field: 'created_to', title: t.createdTo },
        ],
        form: (
          <FilterForm
            action={ORDERS_PATH}
            query={filters}
            keep={['state', 'q', 'customer']}
            rows={[
              { name: 'shop' },
              [
                { name: 'created_from', kind: 'date' },
                { name: 'created_to', kind: 'date' },
              ],
            ]}
            texts={t}
            verb={texts('devices').applyFilters}
          />
        ),
      },
      rows: page.rows,
      columns: columns(),
      order: texts('lists').newestFirst,
      leavesOutRows: q !== undefined && (await this.orders.leavesOutRows(q)),
      pages: cursorPages(page),
      empty: {
        icon: 'shopping-cart',
        title: t.emptyTitle,
        text: t.emptyText,
        add: canWrite && addLink(t.add, newOrderPath(customer)),
      },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }

  private async nameOf(uid: string): Promise<string> {
    const [customer] = await this.customers.getEach([uid]);
    return customer?.name ?? uid;
  }
}

function columns(): Column<Order>[] {
  const t = texts('orders');
  return [
    {
      head: t.order,
      width: 25,
      onCard: 'title',
      cell: (order) => (
        <RowTitle href={orderPath(order.uid)} title={orderName(order)} note={order.subscriptionId ?? undefined} />
      ),
    },
    { name: 'state', head: t.state, width: 15, onCard: 'status', cell: (order) => <OrderBadge {...order} /> },
    { name: 'customer', head: t.customer, width: 25, onCard: 'wide', cell: (order) => <Buyer {...order} /> },
    {
      name: 'total',
      head: t.total,
      isRight: true,
      onCard: 'left',
      cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
    },
    {
      name: 'created',
      head: t.created,
      isRight: true,
      onCard: 'right',
      cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
    },
  ];
}
