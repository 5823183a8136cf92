import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
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
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import {
  IsName,
  IsOneLine,
  IsText,
  IsTimestamp,
  IsWholeNumber,
  MAX_INTEGER,
  MaxLength,
  MayBeMissing,
  problem,
} from '../../../../core/common';
import type { SentEntitlements } from '../../../../core/catalog';
import { AreEntitlementGrants } from '../../../../core/catalog/internal';
import { IsMetadata, IsReference } from '../../../../core/common/internal';
import { type ContinuationAction, CONTINUATIONS } from '../continuation';
import type { NewContinuation } from '../continuation-plans.service';
import { valuesOf } from '../order-line-grants';
import type { NewLine } from '../order-lines.service';
import { MANUAL_SHOP, MAX_LICENSES } from '../order.entity';
import type { Buyer, NewOrder } from '../place-order.service';

const MAX_LINES = 50;
/** Sums of all lines are exact in JSON. */
const MAX_PRICE = 100_000_000_000_000;
const TEXT = { type: String, nullable: true, required: false } as const;

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code, in any case. */
function IsCurrency(): PropertyDecorator {
  return ValidateBy({
    name: 'isCurrency',
    validator: {
      validate: (code) => typeof code === 'string' && CURRENCIES.has(code),
      defaultMessage: () => '$property must be an ISO 4217 currency code such as EUR',
    },
  });
}

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

export class NewOrderLineDto {
  @MayBeMissing()
  @IsReference('UUID or reference of the product; it is needed unless the policy is the own policy of a product.')
  product?: string;

  @MayBeMissing()
  @IsReference(
    "UUID or name of the policy of the licenses; by default the product's own. The new policy of an `upgrade`.",
  )
  policy?: string;

  @MayBeMissing()
  @IsReference('UUID, number or key of a license that the line continues, instead of `product`: no license is issued.')
  license?: string;

  @MayBeMissing()
  @IsIn(CONTINUATIONS)
  @ApiProperty({
    enum: CONTINUATIONS,
    enumName: 'ContinuationAction',
    required: false,
    example: undefined,
    description:
      'Effect on `license`: `renew` adds the term of its policy `quantity` times, or follows `period_end`; `upgrade` moves it to `policy`; `add_seats` adds `seats`, 1 by default, `quantity` times; `add_entitlements` grants `entitlements`.',
  })
  action?: ContinuationAction;

  @MayBeMissing()
  @AreEntitlementGrants({
    isNullable: false,
    description: 'Entitlements that `add_entitlements` grants, without an end.',
  })
  entitlements?: SentEntitlements;

  /** Number of licenses. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_LICENSES)
  @ApiProperty({ type: 'integer', required: false, default: 1, example: 1 })
  quantity?: number;

  /** Seats of each license (`max_activations`); by default those of the policy. */
  @IsOptional()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiProperty({ required: false, nullable: true, example: undefined })
  seats?: number | null;

  /** Price of the whole line in the smallest unit of the currency, such as cents. */
  @IsOptional()
  @IsWholeNumber(0, MAX_PRICE)
  @ApiProperty({ required: false, nullable: true, example: 4900 })
  price?: number | null;

  /** ISO 4217 code of the currency; all lines have the same. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value))
  @IsCurrency()
  @ApiProperty({ ...TEXT, example: 'EUR' })
  currency?: string | null;

  /** ID of the line in the shop. */
  @IsOptional()
  @IsName()
  @ApiProperty({ ...TEXT, example: undefined })
  external_id?: string | null;

  /** @param field of the line, for errors */
  static toLine(input: NewOrderLineDto, field: string): NewLine {
    const { product, policy, quantity, seats, price, currency, external_id: externalId } = input;
    const sold = { quantity, price, currency, externalId };
    const continues = continuationIn(input, field);
    return continues ? { ...sold, continues } : { ...sold, product, policy, seats };
  }
}

/** Undefined for a line that gives licenses. */
function continuationIn(line: NewOrderLineDto, field: string): NewContinuation | undefined {
  const { license, action, product, policy, seats, entitlements } = line;
  if (license === undefined && action === undefined && entitlements === undefined) {
    return undefined;
  }
  const hasOther = product !== undefined || (policy !== undefined && action !== 'upgrade');
  if (license === undefined || action === undefined || hasOther) {
    throw problem('ORDER_LINE_LICENSE_AND_PRODUCT', {
      field: `${field}${license === undefined ? 'license' : 'action'}`,
    });
  }
  return { license, action, policy, seats, entitlements: entitlements && valuesOf(entitlements) };
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
  @IsUUID(undefined, { each: true })
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
