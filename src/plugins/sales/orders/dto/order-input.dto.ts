import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import {
  IsMetadata,
  IsName,
  IsOneLine,
  IsText,
  IsTimestamp,
  MaxLength,
  MayBeMissing,
  problem,
} from '../../../../core/common';
import { IsReference } from '../../../../core/common/internal';
import { MANUAL_SHOP } from '../order.entity';
import type { Buyer, NewOrder } from '../place-order.service';
import { NewOrderLineDto } from './order-line-input.dto';

const MAX_LINES = 50;
const TEXT = { type: String, nullable: true, required: false } as const;

export class OrderCustomerDto {
  /** E-mail address. The customer who has it is found, or created. */
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email!: string;

  /** Name of a new customer; by default, the part of the address before the @. */
  @IsOptional()
  @IsName()
  @ApiProperty({ ...TEXT, example: 'Ada Lovelace' })
  name?: string | null;

  /** Company of a new customer. */
  @IsOptional()
  @IsText(255)
  @ApiProperty(TEXT)
  company?: string | null;

  /** ID of the customer in the shop. */
  @IsOptional()
  @IsName()
  @ApiProperty({ ...TEXT, example: undefined })
  external_id?: string | null;
}

export class PlaceOrderDto {
  /** Name of the shop. Orders that are added through the API have `manual`. */
  @MayBeMissing()
  @IsIn([MANUAL_SHOP])
  @ApiProperty({ enum: [MANUAL_SHOP], required: false, default: MANUAL_SHOP, example: undefined })
  shop?: typeof MANUAL_SHOP;

  /** ID of the order in the shop, unique within it: an order that exists already is answered with 200. */
  @IsOptional()
  @IsName()
  @IsOneLine()
  @ApiProperty({ ...TEXT, example: undefined })
  external_id?: string | null;

  /** ID of the subscription in the shop. */
  @IsOptional()
  @IsName()
  @IsOneLine()
  @ApiProperty({ ...TEXT, example: undefined })
  subscription_id?: string | null;

  /** The buyer by e-mail address, instead of `customer_id`. */
  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => OrderCustomerDto)
  @ApiProperty({ type: OrderCustomerDto, required: false })
  customer?: OrderCustomerDto;

  @MayBeMissing()
  @IsReference('UUID, reference or e-mail address of a customer that exists, instead of `customer`.')
  customer_id?: string;

  /** 1 to 50 lines, which give at most 500 licenses. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => NewOrderLineDto)
  @ApiProperty({ type: [NewOrderLineDto], minItems: 1, maxItems: MAX_LINES })
  lines!: NewOrderLineDto[];

  /**
   * End of the paid period of a subscription, when its licenses end. By default, they end as their policy says. A date alone is
   * its last second in `TIME_ZONE`.
   */
  @IsTimestamp('end')
  @ApiProperty({ example: undefined })
  period_end?: Date | null;

  /** Your own data, at most 16 KB. */
  @MayBeMissing()
  @IsMetadata()
  @ApiProperty({ required: false, example: {} })
  metadata?: Record<string, unknown>;

  /**
   * Whether the buyer gets e-mails about the order and its licenses. Only those are sent whose kind is enabled in the settings;
   * with false, none is.
   */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: true, example: undefined })
  send_mail?: boolean;

  static toInput(input: PlaceOrderDto): NewOrder {
    return {
      shop: input.shop,
      externalId: input.external_id,
      subscriptionId: input.subscription_id,
      periodEnd: input.period_end,
      metadata: input.metadata,
      sendsMail: input.send_mail,
      customer: buyerIn(input),
      customerExternalId: input.customer?.external_id,
      lines: input.lines.map((line, index) => NewOrderLineDto.toLine(line, `lines.${index}.`)),
    };
  }
}

function buyerIn({ customer, customer_id }: PlaceOrderDto): Buyer {
  if (customer && customer_id === undefined) {
    return customer;
  }
  if (customer_id === undefined || customer) {
    throw problem('ORDER_CUSTOMER_UNCLEAR');
  }
  return { id: customer_id };
}

export class UpdateOrderDto {
  /** Fields that change; null removes one. Other fields are unchanged. */
  @MayBeMissing()
  @IsMetadata()
  @ApiProperty({ required: false, example: { invoice: 'R-1001' } })
  metadata?: Record<string, unknown>;
}

export class RefundOrderDto {
  /** UUIDs of the lines that are paid back; all by default. */
  @MayBeMissing()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ArrayUnique()
  @IsUUID('loose', { each: true })
  @ApiProperty({
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    minItems: 1,
    maxItems: MAX_LINES,
    uniqueItems: true,
    required: false,
    example: undefined,
  })
  lines?: string[];
}

export const CANCELLATIONS = ['at_period_end', 'now'] as const;

export class CancelOrderDto {
  @MayBeMissing()
  @IsIn(CANCELLATIONS)
  @ApiProperty({
    enum: CANCELLATIONS,
    enumName: 'Cancellation',
    required: false,
    default: 'at_period_end',
    description:
      'The licenses expire at the end of the paid period; with `now`, they are suspended immediately. The licenses of an order without a period are always suspended immediately.',
  })
  when?: (typeof CANCELLATIONS)[number];
}
