import { Injectable } from '@nestjs/common';
import { texts } from '../../../../core/i18n';
import type { ExportedRows } from '../../../../core/platform';
import { ORDER_FIELDS, toOrderRow } from '../../orders/dto/order.dto';
import { OrdersService } from '../../orders/orders.service';
import { withQuery } from '../../../../pages/components/filters';
import { countRows, type ExportMoment, type ExportPlace, ListExport } from '../../../../pages/exports/list-export';
import { conditionWords } from '../../../../pages/reports/conditions';
import { orderConditions } from './order-conditions';
import { EXPORT_PATH, ORDER_REPORT_PATH, OrderFilterQueryDto, ORDERS_PATH } from './order-paths';

/** Exports the orders that the filters of the list find. */
@Injectable()
export class OrderListExportService extends ListExport<OrderFilterQueryDto> {
  readonly kind = 'orders';
  readonly input = OrderFilterQueryDto;
  readonly permission = 'orders:read';

  constructor(private readonly orders: OrdersService) {
    super();
  }

  path() {
    return EXPORT_PATH;
  }

  fields(query: OrderFilterQueryDto) {
    return OrderFilterQueryDto.fieldsOf(query);
  }

  file() {
    return { name: 'orders', columns: ORDER_FIELDS } as const;
  }

  list(query: OrderFilterQueryDto) {
    return { title: texts('orders').title, href: withQuery(ORDERS_PATH, this.fields(query)) };
  }

  words(query: OrderFilterQueryDto) {
    return conditionWords(orderConditions(query, ORDER_REPORT_PATH, { products: [], shops: [] }), this.fields(query));
  }

  protected override async counted(query: OrderFilterQueryDto, moment: ExportMoment): Promise<number | undefined> {
    const { total } = await this.orders.list(countRows(), OrderFilterQueryDto.filterOf(query, moment));
    return total ?? undefined;
  }

  async rows(query: OrderFilterQueryDto, moment: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.orders.list(place, OrderFilterQueryDto.filterOf(query, moment));
    return { rows: rows.map((order) => toOrderRow(order)), next };
  }
}
