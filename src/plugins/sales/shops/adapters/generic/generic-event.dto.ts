import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { IsName, IsOneLine, IsTimestamp, IsWholeNumber } from '../../../../../core/common';
import { OrderCustomerDto } from '../../../orders/dto/order-input.dto';
import { NewOrderLineDto } from '../../../orders/dto/order-line-input.dto';

const MAX_LINES = 50;
const MAX_AMOUNT = 100_000_000_000_000;

/** An order as in `POST /api/v1/orders`; events about one that exists need no more than its IDs. */
export class GenericOrderDto {
  @IsOptional()
  @IsName()
  @IsOneLine()
  external_id?: string | null;

  @IsOptional()
  @IsName()
  @IsOneLine()
  subscription_id?: string | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OrderCustomerDto)
  customer?: OrderCustomerDto;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => NewOrderLineDto)
  lines?: NewOrderLineDto[];

  @IsTimestamp('end')
  period_end?: Date | null;

  /** Address of the receipt or invoice: one that browsers should not open is left out. */
  @Allow()
  receipt_url?: unknown;
}

export class GenericEventDto {
  @IsName()
  type!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => GenericOrderDto)
  order!: GenericOrderDto;

  /** End of the paid period of a subscription. */
  @IsTimestamp('end')
  period_end?: Date | null;

  /** The shop's ID of the payment that the event is about. */
  @IsOptional()
  @IsName()
  payment_id?: string | null;

  /** All that was paid back so far, of the payment or of the order; without it, all that was paid. */
  @IsOptional()
  @IsWholeNumber(0, MAX_AMOUNT)
  amount?: number | null;

  /** Whether a cancelled subscription has ended at once, or items that were removed. */
  @IsOptional()
  @IsBoolean()
  ended?: boolean | null;
}
