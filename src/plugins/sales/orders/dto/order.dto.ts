import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { answerOf, DATES, fieldsOf, ID, PageOf } from '../../../../core/common';
import { type License, LICENSE_STATUSES, type LicenseStatus } from '../../../../core/licenses';
import { CONTINUATIONS } from '../continuation';
import type { OrderLine } from '../order-line.entity';
import { type Order, ORDER_STATES } from '../order.entity';
import type { WholeOrder } from '../orders.service';

const TEXT = { type: String, nullable: true } as const;

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

const ORDER_LINE = fieldsOf<OrderLine, [order: Order]>()({
  ...ID,
  product: {
    description: 'Reference of the product; null after it was deleted.',
    nullable: true,
    schema: { example: 'photo-studio' },
    from: ({ product }) => product?.reference ?? null,
  },
  policy: {
    description: 'UUID of the policy; null after it was deleted.',
    nullable: true,
    schema: { format: 'uuid' },
    from: ({ policy }) => policy?.uid ?? null,
  },
  action: {
    enum: CONTINUATIONS,
    enumName: 'ContinuationAction',
    nullable: true,
    description: 'Effect on the license that the line continues; null for a line that gives licenses.',
    from: ({ continues }) => continues?.action ?? null,
  },
  effective_at: {
    type: Date,
    nullable: true,
    description: 'When an upgrade takes effect that waits for the end of the period; null for other lines.',
    from: ({ continues }) => (continues?.effectiveAt ? new Date(continues.effectiveAt) : null),
  },
  quantity: {
    type: 'integer',
    description: 'Number of licenses; of a line that continues one, how often it was bought.',
  },
  seats: {
    type: 'integer',
    description: 'Seats of each license; null for those of the policy.',
    nullable: true,
    schema: { example: null },
  },
  price: {
    type: 'integer',
    description: 'Price of the whole line in the smallest unit of the currency; null if unknown.',
    nullable: true,
    schema: { format: 'int64', minimum: 0, example: 4900 },
  },
  currency: {
    description: 'ISO 4217 code of the currency; null if unknown.',
    nullable: true,
    schema: { example: 'EUR' },
    from: (_line, { currency }) => currency,
  },
  external_id: { description: 'ID of the line in the shop; null if unknown.', nullable: true },
  refunded_at: { type: Date, description: 'When the line was paid back; null if it was not.', nullable: true },
  removed_at: { type: Date, description: 'When the subscription lost the line; null while it has it.', nullable: true },
});

export class OrderLineSummaryDto extends answerOf(ORDER_LINE) {
  static readonly from = ORDER_LINE.from;
}

export class OrderLineDto extends OrderLineSummaryDto {
  /** The license that the line continues; null for other lines, and after it was deleted. */
  @ApiProperty({ type: OrderLicenseDto, nullable: true })
  license!: OrderLicenseDto | null;

  /** The licenses that the line gave and that still exist. */
  @ApiProperty({ type: [OrderLicenseDto] })
  licenses!: OrderLicenseDto[];

  static of(line: WholeOrder['lines'][number], order: Order, shown: Shown): OrderLineDto {
    const licenses = line.licenses.flatMap(({ license }) => license ?? []);
    return {
      ...OrderLineSummaryDto.from(line, order),
      license: line.license ? OrderLicenseDto.from(line.license, shown) : null,
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

const ORDER = fieldsOf<Order>()({
  ...ID,
  number: { type: 'integer', description: 'Numeric ID.', from: 'id' },
  shop: { description: 'Name of the shop; `manual` for orders that were added here.', example: 'manual' },
  external_id: {
    description: 'ID of the order in the shop; null if it has none.',
    nullable: true,
    schema: { example: 'web-1001' },
  },
  subscription_id: { description: 'ID of the subscription in the shop; null if there is none.', nullable: true },
  state: { enum: ORDER_STATES, enumName: 'OrderState', description: 'The most serious state that applies.' },
  customer: {
    type: OrderBuyerDto,
    nullable: true,
    description: 'The buyer; null after the customer was deleted.',
    from: (order) => OrderBuyerDto.from(order),
  },
  total: {
    type: 'integer',
    description: 'Sum of the prices, in the smallest unit of the currency; null if they are unknown.',
    nullable: true,
    schema: { format: 'int64', minimum: 0, example: 4900 },
  },
  refunded: {
    type: 'integer',
    description: 'Amount that was paid back, in the smallest unit of the currency.',
    schema: { format: 'int64', minimum: 0 },
  },
  currency: {
    description: 'ISO 4217 code of the currency; null if no line has a price.',
    nullable: true,
    schema: { example: 'EUR' },
  },
  period_end: {
    type: Date,
    description: 'Until when a subscription is paid; null for an order that is not a subscription.',
    nullable: true,
  },
  past_due_at: { type: Date, description: 'Since when a payment is missing.', nullable: true },
  suspend_at: {
    type: Date,
    description:
      'When the licenses are suspended because of the missing payment; null if never, or if they are already.',
    nullable: true,
  },
  cancelled_at: { type: Date, description: 'When the order was cancelled.', nullable: true },
  disputed_at: { type: Date, description: 'Since when the payment is disputed.', nullable: true },
  send_mail: {
    type: Boolean,
    description: 'Whether the buyer gets e-mails about the order and its licenses, as far as their kinds are enabled.',
    from: 'sendsMail',
  },
  metadata: {
    type: Object,
    schema: { type: 'object', additionalProperties: true, description: 'Your own data; empty by default.' },
  },
  ...DATES,
});

class OrderFactsDto extends answerOf(ORDER) {}

export class OrderSummaryDto extends OrderFactsDto {
  /** Lines, without their licenses. */
  @ApiProperty({ type: [OrderLineSummaryDto] })
  lines!: OrderLineSummaryDto[];

  static from(order: Order): OrderSummaryDto {
    const lines = order.lines ?? [];
    return { ...ORDER.from(order), lines: lines.map((line) => OrderLineSummaryDto.from(line, order)) };
  }
}

export class OrderDto extends OrderFactsDto {
  /** Lines with their licenses. */
  @ApiProperty({ type: [OrderLineDto] })
  lines!: OrderLineDto[];

  static from(order: WholeOrder, shown: Shown): OrderDto {
    return { ...ORDER.from(order), lines: order.lines.map((line) => OrderLineDto.of(line, order, shown)) };
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
