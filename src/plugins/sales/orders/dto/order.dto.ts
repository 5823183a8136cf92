import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageOf } from '../../../../core/common/pagination/page.dto';
import { LICENSE_STATUSES, type License, type LicenseStatus } from '../../../../core/licenses/licenses/license.entity';
import type { OrderLine } from '../order-line.entity';
import { type Order, ORDER_STATES, type OrderState } from '../order.entity';
import type { WholeOrder } from '../orders.service';

const TEXT = { type: String, nullable: true } as const;
const AMOUNT = { type: 'integer', format: 'int64', nullable: true, minimum: 0 } as const;

export class OrderLicenseDto {
  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** License key; null for callers who cannot read licenses. */
  @ApiProperty({ ...TEXT, example: 'Q7RD-K2LM-9XWE-4TUB' })
  key!: string | null;

  @ApiProperty({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus', description: 'Current status of the license.' })
  status!: LicenseStatus;

  static from(license: License, { now, showsKeys }: Shown): OrderLicenseDto {
    return { id: license.uid, key: showsKeys ? license.key : null, status: license.statusAt(now) };
  }
}

/** An order as it is shown. */
export interface Shown {
  readonly now: Date;
  readonly showsKeys: boolean;
}

export class OrderLineSummaryDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Reference of the product; null after it was deleted. */
  @ApiProperty({ ...TEXT, example: 'photo-studio' })
  product!: string | null;

  /** UUID of the policy; null after it was deleted. */
  @ApiProperty({ ...TEXT, format: 'uuid' })
  policy!: string | null;

  /** Number of licenses. */
  @ApiProperty({ type: 'integer' })
  quantity!: number;

  /** Seats of each license; null for those of the policy. */
  @ApiProperty({ type: 'integer', nullable: true, example: null })
  seats!: number | null;

  /** Price of the whole line in the smallest unit of the currency; null if unknown. */
  @ApiProperty({ ...AMOUNT, example: 4900 })
  price!: number | null;

  /** ISO 4217 code of the currency; null if unknown. */
  @ApiProperty({ ...TEXT, example: 'EUR' })
  currency!: string | null;

  /** ID of the line in the shop; null if unknown. */
  @ApiProperty(TEXT)
  external_id!: string | null;

  /** When the line was paid back; null if it was not. */
  refunded_at!: Date | null;

  /** When the subscription lost the line; null while it has it. */
  removed_at!: Date | null;

  static from(line: OrderLine, { currency }: Order): OrderLineSummaryDto {
    return {
      id: line.uid,
      product: line.product?.reference ?? null,
      policy: line.policy?.uid ?? null,
      quantity: line.quantity,
      seats: line.seats,
      price: line.price,
      currency,
      external_id: line.externalId,
      refunded_at: line.refundedAt,
      removed_at: line.removedAt,
    };
  }
}

export class OrderLineDto extends OrderLineSummaryDto {
  /** The licenses that the line gave and that still exist. */
  @ApiProperty({ type: [OrderLicenseDto] })
  licenses!: OrderLicenseDto[];

  static of(line: WholeOrder['lines'][number], order: Order, shown: Shown): OrderLineDto {
    const licenses = line.licenses.flatMap(({ license }) => license ?? []);
    return {
      ...OrderLineSummaryDto.from(line, order),
      licenses: licenses.map((license) => OrderLicenseDto.from(license, shown)),
    };
  }
}

export class OrderBuyerDto {
  /** UUID of the customer. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Name of the person or company.
   * @example "Ada Lovelace"
   */
  name!: string;

  /** E-mail address; null if unknown. */
  @ApiProperty({ ...TEXT, example: 'ada@example.com' })
  email!: string | null;

  /** ID of the customer in the shop; null if unknown. */
  @ApiProperty(TEXT)
  external_id!: string | null;

  static from({ customer, customerExternalId }: Order): OrderBuyerDto | null {
    return customer
      ? { id: customer.uid, name: customer.name, email: customer.email, external_id: customerExternalId }
      : null;
  }
}

class OrderFactsDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Numeric ID.' })
  number!: number;

  /**
   * Name of the shop; `manual` for orders that were added here.
   * @example "manual"
   */
  shop!: string;

  /** ID of the order in the shop; null if it has none. */
  @ApiProperty({ ...TEXT, example: 'web-1001' })
  external_id!: string | null;

  /** ID of the subscription in the shop; null if there is none. */
  @ApiProperty(TEXT)
  subscription_id!: string | null;

  @ApiProperty({ enum: ORDER_STATES, enumName: 'OrderState', description: 'The most serious state that applies.' })
  state!: OrderState;

  @ApiProperty({ type: OrderBuyerDto, nullable: true, description: 'The buyer; null after the customer was deleted.' })
  customer!: OrderBuyerDto | null;

  /** Sum of the prices, in the smallest unit of the currency; null if they are unknown. */
  @ApiProperty({ ...AMOUNT, example: 4900 })
  total!: number | null;

  /** Amount that was paid back, in the smallest unit of the currency. */
  @ApiProperty({ type: 'integer', format: 'int64', minimum: 0 })
  refunded!: number;

  /** ISO 4217 code of the currency; null if no line has a price. */
  @ApiProperty({ ...TEXT, example: 'EUR' })
  currency!: string | null;

  /** End of the paid period of a subscription; null for a single payment. */
  period_end!: Date | null;

  /** Since when a payment is missing. */
  past_due_at!: Date | null;

  /** When the licenses are suspended because of the missing payment; null if never, or if they are already. */
  suspend_at!: Date | null;

  /** When the order was cancelled. */
  cancelled_at!: Date | null;

  /** Since when the payment is disputed. */
  disputed_at!: Date | null;

  /** Whether the buyer gets e-mails about the order and its licenses, as far as their kinds are enabled. */
  send_mail!: boolean;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Your own data; empty by default.' })
  metadata!: object;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;
}

function factsOf(order: Order): OrderFactsDto {
  return {
    id: order.uid,
    number: order.id,
    shop: order.shop,
    external_id: order.externalId,
    subscription_id: order.subscriptionId,
    state: order.state,
    customer: OrderBuyerDto.from(order),
    total: order.total,
    refunded: order.refunded,
    currency: order.currency,
    period_end: order.periodEnd,
    past_due_at: order.pastDueAt,
    suspend_at: order.suspendAt,
    cancelled_at: order.cancelledAt,
    disputed_at: order.disputedAt,
    send_mail: order.sendsMail,
    metadata: order.metadata,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
  };
}

export class OrderSummaryDto extends OrderFactsDto {
  /** Lines, without their licenses. */
  @ApiProperty({ type: [OrderLineSummaryDto] })
  lines!: OrderLineSummaryDto[];

  static from(order: Order): OrderSummaryDto {
    const lines = order.lines ?? [];
    return { ...factsOf(order), lines: lines.map((line) => OrderLineSummaryDto.from(line, order)) };
  }
}

export class OrderDto extends OrderFactsDto {
  /** Lines with their licenses. */
  @ApiProperty({ type: [OrderLineDto] })
  lines!: OrderLineDto[];

  static from(order: WholeOrder, shown: Shown): OrderDto {
    return { ...factsOf(order), lines: order.lines.map((line) => OrderLineDto.of(line, order, shown)) };
  }
}

@ApiSchema({ name: 'OrderPage' })
export class OrderPageDto extends PageOf(OrderSummaryDto) {}

/** Columns of an export. */
export const ORDER_FIELDS = [
  'id',
  'number',
  'shop',
  'external_id',
  'subscription_id',
  'state',
  'customer_id',
  'customer_email',
  'customer_external_id',
  'products',
  'currency',
  'total',
  'refunded',
  'period_end',
  'past_due_at',
  'cancelled_at',
  'disputed_at',
  'metadata',
  'created_at',
  'updated_at',
] as const;

/** An order as a row of a file. */
export function toOrderRow(order: Order): Record<(typeof ORDER_FIELDS)[number], unknown> {
  const { lines, customer, suspend_at: _suspendAt, send_mail: _sendMail, ...facts } = OrderSummaryDto.from(order);
  return {
    ...facts,
    customer_id: customer?.id ?? null,
    customer_email: customer?.email ?? null,
    customer_external_id: order.customerExternalId,
    products: lines.map(({ product, quantity }) => `${quantity} ${product ?? ''}`.trim()).join('; '),
  };
}
