import { IntersectionType } from '@nestjs/swagger';
import { IsIn, IsUUID, Matches } from 'class-validator';
import { IsCalendarDate, IsName, LETTER_OR_DIGIT, rangesOf } from '../../../../core/common';
import { type ContinuationAction, CONTINUATIONS } from '../../orders/continuation';
import { ORDER_STATES, type OrderState } from '../../orders/order.entity';
import type { OrderFilter } from '../../orders/orders.service';
import { type QueryFields, withQuery } from '../../../../pages/components/filters';
import {
  addressOf,
  IsDays,
  IsMetadataPair,
  limitsOf,
  metadataOf,
  viewersMoment,
} from '../../../../pages/kit/condition-fields';
import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';
import { orderPath } from '../../../../pages/kit/record-paths';
import { ReportQueryDto, reportPlace } from '../../../../pages/reports/report-places';

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
export class OrderFilterQueryDto {
  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @OptionalField()
  @IsIn(ORDER_STATES)
  state?: OrderState;

  /** ID, reference or e-mail address of a customer. */
  @OptionalField()
  @IsName()
  customer?: string;

  /** Name of a shop. */
  @OptionalField()
  @IsName(64)
  shop?: string;

  /** Reference of a product of any line. */
  @OptionalField()
  @IsName()
  product?: string;

  /** Key or ID of a license that the order gave. */
  @OptionalField()
  @IsName()
  license?: string;

  @IsMetadataPair()
  metadata?: string;

  /** Created within so many days. */
  @IsDays()
  created_within?: number;

  /** Changed within so many days. */
  @IsDays()
  updated_within?: number;

  @OptionalField()
  @IsCalendarDate()
  created_from?: string;

  /** The last day. */
  @OptionalField()
  @IsCalendarDate()
  created_to?: string;

  static filterOf(query: OrderFilterQueryDto, moment = viewersMoment()): OrderFilter {
    const { q, state, customer, shop, product, license, metadata, created_from: from, created_to: to } = query;
    const createdAt = limitsOf({ from, to, within: query.created_within }, moment);
    const updatedAt = limitsOf({ within: query.updated_within }, moment);
    const ranges = rangesOf({ createdAt, updatedAt });
    return { q, state, customer, shop, product, license, metadata: metadataOf(metadata), ranges };
  }

  /** The filters as fields of the address. */
  static fieldsOf(query: OrderFilterQueryDto): QueryFields {
    return addressOf(FIELDS, query);
  }
}

const FIELDS = [
  ...(['q', 'state', 'shop', 'product', 'customer', 'license', 'metadata'] as const),
  ...(['created_within', 'updated_within', 'created_from', 'created_to'] as const),
];

export class OrderListQueryDto extends IntersectionType(AfterBeforeDto, OrderFilterQueryDto) {}

export class OrderReportQueryDto extends IntersectionType(OrderListQueryDto, ReportQueryDto) {}

export class NewOrderQueryDto {
  /** UUID of a customer. */
  @OptionalField()
  @IsUUID()
  customer?: string;

  /** UUID of a license that the order is for. */
  @OptionalField()
  @IsUUID()
  license?: string;

  /** Effect of the payment on the license. */
  @OptionalField()
  @IsIn(CONTINUATIONS)
  action?: ContinuationAction;

  /** Seats that are added. */
  @OptionalField()
  @IsName(10)
  seats?: string;

  /** Code of the meter that is topped up. */
  @OptionalField()
  @IsName(64)
  meter?: string;

  /** Amount of the meter. */
  @OptionalField()
  @IsName(20)
  amount?: string;
}

export class RefundQueryDto {
  /** UUID of a line; all by default. */
  @OptionalField()
  @IsUUID()
  line?: string;
}
