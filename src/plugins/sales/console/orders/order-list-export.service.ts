import { Injectable } from '@nestjs/common';
import { texts } from '../../../../core/i18n';
import type { ExportedRows } from '../../../../core/platform';
import { ORDER_FIELDS, toOrderRow } from '../../orders/dto/order.dto';
import { OrdersService } from '../../orders/orders.service';
import { withQuery } from '../../../../pages/components/filters';
import { COUNT_ROWS, type ExportMoment, type ExportPlace, ListExport } from '../../../../pages/exports/list-export';
import { EXPORT_PATH, OrderFilterQueryDto, ORDERS_PATH } from './order-paths';

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

  words({ q, state, customer }: OrderFilterQueryDto) {
    const t = texts('orders');
    return [
      ...(q === undefined ? [] : [`“${q}”`]),
      ...(state === undefined ? [] : [t.states[state]]),
      ...(customer === undefined ? [] : [`${t.customer} ${customer}`]),
    ];
  }

  protected override async counted(query: OrderFilterQueryDto): Promise<number | undefined> {
    const { total } = await this.orders.list(COUNT_ROWS, OrderFilterQueryDto.filterOf(query));
    return total ?? undefined;
  }

  async rows(query: OrderFilterQueryDto, _moment: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.orders.list(place, OrderFilterQueryDto.filterOf(query));
    return { rows: rows.map((order) => toOrderRow(order)), next };
  }
}
