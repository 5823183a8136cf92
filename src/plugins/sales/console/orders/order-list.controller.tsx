import { Get, Query } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { ProductsService } from '../../../../core/catalog';
import { Authorized } from '../../../../core/common';
import { CustomersService } from '../../../../core/customers';
import { formatNumber, texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, type LoggedIn, Permission } from '../../../../core/identity';
import { FromReplica } from '../../../../core/platform';
import { addLink } from '../../../../pages/components/button';
import { listPage } from '../../../../pages/components/list-page';
import { cursorPages } from '../../../../pages/components/list-pages';
import { exportMenu } from '../../../../pages/exports/export.view';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { MonthChart, monthStarts } from '../../../../pages/reports/month-chart';
import { noteOf, reportPage } from '../../../../pages/reports/report-page';
import { ORDER_STATES } from '../../orders/order.entity';
import { OrdersService } from '../../orders/orders.service';
import { ShopsService } from '../../shops/shops.service';
import { orderColumns } from './order-columns';
import { orderConditions } from './order-conditions';
import { OrderListExportService } from './order-list-export.service';
import {
  newOrderPath,
  ORDER_REPORT_PATH,
  OrderFilterQueryDto,
  OrderListQueryDto,
  OrderReportQueryDto,
  ORDERS_PATH,
} from './order-paths';
import { moneyFigures, ShopChart } from './shop-chart';

const ORDERS_PER_PAGE = 50;
/** Products that the filter offers. */
const CHOICES = { limit: 100 } as const;

/** The list of orders, and the report about them. */
@ConsoleController()
export class OrderListController {
  constructor(
    private readonly orders: OrdersService,
    private readonly exports: OrderListExportService,
    private readonly customers: CustomersService,
    private readonly shops: ShopsService,
    private readonly products: ProductsService,
  ) {}

  @Get(ORDERS_PATH)
  @FromReplica()
  @Authorized('orders:read')
  async showOrders(@CurrentCaller() caller: Caller, @Query() query: OrderListQueryDto): Promise<Page> {
    const t = texts('orders');
    const { customer } = query;
    const canWrite = isPermitted(caller, 'orders:write') && isPermitted(caller, Permission.ProductsRead);
    const newPath = newOrderPath(isUUID(customer) ? customer : undefined);
    return listPage({
      ...(await this.listOf(query)),
      title: t.title,
      lead: customer === undefined ? t.lead : t.ofCustomer({ name: await this.nameOf(customer) }),
      actions: [exportMenu(this.exports, query), canWrite && addLink(t.add, newPath)],
      path: ORDERS_PATH,
      views: {
        label: t.views,
        field: 'state',
        all: [{ title: t.all }, ...ORDER_STATES.map((value) => ({ value, title: t.states[value] }))],
      },
      search: { label: t.search, placeholder: t.searchHint, ...(await this.conditions(query, ORDERS_PATH)) },
      empty: {
        icon: 'shopping-cart',
        title: t.emptyTitle,
        text: t.emptyText,
        add: canWrite && addLink(t.add, newPath),
      },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }

  @Get(ORDER_REPORT_PATH)
  @FromReplica()
  @Authorized('orders:read')
  async showReport(@CurrentCaller() caller: LoggedIn, @Query() query: OrderReportQueryDto): Promise<Page> {
    const t = texts('reports');
    const filter = OrderFilterQueryDto.filterOf(query);
    const starts = monthStarts();
    const { figures, steps } = await this.orders.report(filter, starts);
    const shops = await this.orders.byShop(filter);
    const list = await this.listOf(query);
    const { count, customers } = figures;
    const chart = { query: list.query, isTable: Boolean(query.table), note: noteOf(count, '') };
    return reportPage({
      ...list,
      caller,
      kind: 'orders',
      conditions: await this.conditions(query, ORDER_REPORT_PATH),
      count,
      figures: [{ label: t.figures.customers, value: formatNumber(customers) }, ...moneyFigures(shops)],
      chart: (
        <>
          <ShopChart shops={shops} {...chart} />
          <MonthChart {...chart} title={t.chart.orders} starts={starts} counts={steps} path={ORDER_REPORT_PATH} />
        </>
      ),
      exports: exportMenu(this.exports, query),
    });
  }

  /** The rows of a page, with their columns. */
  private async listOf(query: OrderListQueryDto) {
    const { after, before, q } = query;
    const page = await this.orders.list({ limit: ORDERS_PER_PAGE, after, before }, OrderFilterQueryDto.filterOf(query));
    return {
      query: OrderFilterQueryDto.fieldsOf(query),
      rows: page.rows,
      columns: orderColumns(),
      order: texts('lists').newestFirst,
      leavesOutRows: q !== undefined && (await this.orders.leavesOutRows(q)),
      pages: cursorPages(page),
    };
  }

  private async conditions(query: OrderListQueryDto, path: string) {
    const { rows: products } = await this.products.list(CHOICES);
    const buyer = query.customer && (await this.nameOf(query.customer));
    return orderConditions(query, path, { products, shops: await this.shops.all(), buyer });
  }

  private async nameOf(customer: string): Promise<string> {
    const [found] = isUUID(customer) ? await this.customers.getEach([customer]) : [];
    return found?.name ?? customer;
  }
}
