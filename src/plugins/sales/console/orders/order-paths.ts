import { IntersectionType } from '@nestjs/swagger';
import { IsIn, IsUUID, Matches } from 'class-validator';
import { Calendar, IsCalendarDate, IsName, LETTER_OR_DIGIT } from '../../../../core/common';
import { rangesOf } from '../../../../core/common/internal';
import { viewer } from '../../../../core/i18n';
import { ORDER_STATES, type OrderState } from '../../orders/order.entity';
import type { OrderFilter } from '../../orders/orders.service';
import { type QueryFields, withQuery } from '../../../../pages/components/filters';
import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';
import { orderPath } from '../../../../pages/kit/record-paths';

export const ORDERS_PATH = '/console/orders';
export const EXPORT_PATH = `${ORDERS_PATH}/export`;

export const cancelPath = (id: string): string => `${orderPath(id)}/cancel`;
/** @param line only this one; by default all */
export const refundPath = (id: string, line?: string): string => withQuery(`${orderPath(id)}/refund`, { line });
export const newOrderPath = (customer?: string): string => withQuery(`${ORDERS_PATH}/new`, { customer });

/** The filters of the list; an empty search form sends an empty text. */
export class OrderFilterQueryDto {
  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @OptionalField()
  @IsIn(ORDER_STATES)
  state?: OrderState;

  /** UUID of a customer. */
  @OptionalField()
  @IsUUID()
  customer?: string;

  /** Name of a shop. */
  @OptionalField()
  @IsName(64)
  shop?: string;

  @OptionalField()
  @IsCalendarDate()
  created_from?: string;

  /** The last day. */
  @OptionalField()
  @IsCalendarDate()
  created_to?: string;

  static filterOf({ q, state, customer, shop, created_from, created_to }: OrderFilterQueryDto): OrderFilter {
    const days = new Calendar(viewer().zone);
    const createdAt = {
      gte: created_from === undefined ? undefined : days.startOf(created_from),
      lte: created_to === undefined ? undefined : days.endOf(created_to),
    };
    return { q, state, customer, shop, ranges: rangesOf({ createdAt }) };
  }

  /** The filters as fields of the address. */
  static fieldsOf({ q, state, customer, shop, created_from, created_to }: OrderFilterQueryDto): QueryFields {
    return { q, state, customer, shop, created_from, created_to };
  }
}

export class OrderListQueryDto extends IntersectionType(AfterBeforeDto, OrderFilterQueryDto) {}

export class NewOrderQueryDto {
  /** UUID of a customer. */
  @OptionalField()
  @IsUUID()
  customer?: string;
}

export class RefundQueryDto {
  /** UUID of a line; all by default. */
  @OptionalField()
  @IsUUID()
  line?: string;
}
