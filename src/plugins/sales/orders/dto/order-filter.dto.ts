import { IntersectionType } from '@nestjs/swagger';
import {
  IsAnyName,
  IsAnyOf,
  IsColumnChoice,
  IsMetadataFilter,
  IsSearchFilter,
  MAX_SCANNED_ROWS,
  type MetadataFilter,
  rangesOf,
  SortedPage,
} from '../../../../core/common';
import { IsTimeRange, TimeRangeDto } from '../../../../core/common/internal';
import { ORDER_SORTS, ORDER_STATES, type OrderState } from '../order.entity';
import type { OrderFilter } from '../orders.service';
import { ORDER_FIELDS } from './order.dto';

/** All given filters must match. */
export class OrderFilterDto {
  /** Current state of the order: any of these. */
  @IsAnyOf(ORDER_STATES, 'OrderState')
  state?: OrderState[];

  @IsAnyName('Names of shops.')
  shop?: string[];

  @IsAnyName('IDs of orders in their shop.')
  external_id?: string[];

  @IsAnyName('IDs of subscriptions in their shop.')
  subscription_id?: string[];

  @IsAnyName('IDs of customers in their shop.')
  customer_external_id?: string[];

  @IsAnyName('UUIDs, references or e-mail addresses of customers.')
  customer?: string[];

  @IsAnyName('UUIDs or references of products of any line.')
  product?: string[];

  @IsAnyName('UUIDs or keys of licenses that the orders gave.')
  license?: string[];

  @IsSearchFilter("IDs of the order and the subscription in the shop, or the customer's name, e-mail or company", {
    newest: MAX_SCANNED_ROWS,
  })
  q?: string;

  @IsTimeRange('Earliest and latest time of creation.')
  created_at?: TimeRangeDto;

  @IsTimeRange('Earliest and latest time of the last change.')
  updated_at?: TimeRangeDto;

  @IsMetadataFilter()
  metadata?: MetadataFilter;

  static toFilter(input: OrderFilterDto): OrderFilter {
    const { state, shop, customer, product, license, q, metadata, created_at, updated_at } = input;
    return {
      state,
      shop,
      customer,
      product,
      license,
      q,
      metadata,
      externalId: input.external_id,
      subscriptionId: input.subscription_id,
      customerExternalId: input.customer_external_id,
      ranges: rangesOf({ createdAt: created_at, updatedAt: updated_at }),
    };
  }
}

export class ListOrdersDto extends IntersectionType(OrderFilterDto, SortedPage(ORDER_SORTS, 'OrderSort')) {}

export class ExportOrdersDto extends OrderFilterDto {
  @IsColumnChoice(ORDER_FIELDS)
  columns?: string[];
}
