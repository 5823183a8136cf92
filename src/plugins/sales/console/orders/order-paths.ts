import { IntersectionType } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { rangesOf } from '../../../../core/common';
import { CONTINUATIONS } from '../../orders/continuation';
import { ORDER_STATES } from '../../orders/order.entity';
import type { OrderFilter } from '../../orders/orders.service';
import { withQuery } from '../../../../pages/components/filters';
import { limitsOf, metadataOf, viewersMoment } from '../../../../pages/kit/condition-fields';
import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';
import { orderPath } from '../../../../pages/kit/record-paths';
import { ReportQueryDto, reportPlace } from '../../../../pages/reports/report-places';
import {
  choiceField,
  dateField,
  daysField,
  nameField,
  pairField,
  queryOf,
  searchField,
  uuidField,
} from '../../../../pages/kit/query-of';

export const ORDERS_PATH = '/console/orders';
export const ORDER_REPORT_PATH = reportPlace('orders');
export const EXPORT_PATH = `${ORDERS_PATH}/export`;

export const cancelPath = (id: string): string => `${orderPath(id)}/cancel`;
/** @param line only this one; by default all */
export const refundPath = (id: string, line?: string): string => withQuery(`${orderPath(id)}/refund`, { line });
export const newOrderPath = (customer?: string, license?: string): string => orderFormPath({ customer, license });
/** The form of an order, with these values filled in. */
export const orderFormPath = ({ customer, license, action, seats, meter, amount }: Partial<NewOrderQueryDto>): string =>
  withQuery(`${ORDERS_PATH}/new`, { customer, license, action, seats, meter, amount });

/** The filters of the list; an empty search form sends an empty text. */
export class OrderFilterQueryDto extends queryOf({
  q: searchField(),
  state: choiceField(ORDER_STATES),
  /** Name of a shop. */
  shop: nameField(64),
  /** Reference of a product of any line. */
  product: nameField(),
  /** ID, reference or e-mail address of a customer. */
  customer: nameField(),
  /** Key or ID of a license that the order gave. */
  license: nameField(),
  metadata: pairField(),
  /** Created within so many days. */
  created_within: daysField(),
  /** Changed within so many days. */
  updated_within: daysField(),
  created_from: dateField(),
  /** The last day. */
  created_to: dateField(),
}) {
  static filterOf(query: OrderFilterQueryDto, moment = viewersMoment()): OrderFilter {
    const { q, state, customer, shop, product, license, metadata, created_from: from, created_to: to } = query;
    const createdAt = limitsOf({ from, to, within: query.created_within }, moment);
    const updatedAt = limitsOf({ within: query.updated_within }, moment);
    const ranges = rangesOf({ createdAt, updatedAt });
    return { q, state, customer, shop, product, license, metadata: metadataOf(metadata), ranges };
  }
}

export class OrderListQueryDto extends IntersectionType(AfterBeforeDto, OrderFilterQueryDto) {}

export class OrderReportQueryDto extends IntersectionType(OrderListQueryDto, ReportQueryDto) {}

export class NewOrderQueryDto extends queryOf({
  /** UUID of a customer. */
  customer: uuidField(),
  /** UUID of a license that the order is for. */
  license: uuidField(),
  /** Effect of the payment on the license. */
  action: choiceField(CONTINUATIONS),
  /** Seats that are added. */
  seats: nameField(10),
  /** Code of the meter that is topped up. */
  meter: nameField(64),
  /** Amount of the meter. */
  amount: nameField(20),
}) {}

export class RefundQueryDto {
  /** UUID of a line; all by default. */
  @OptionalField()
  @IsUUID()
  line?: string;
}
