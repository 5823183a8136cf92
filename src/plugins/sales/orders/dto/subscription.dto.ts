import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  answerOf,
  fieldsOf,
  ID,
  IsAnyName,
  IsAnyOf,
  IsSearchFilter,
  MAX_SCANNED_ROWS,
  PageOf,
  PageQueryDto,
} from '../../../../core/common';
import type { AuditEntry } from '../../../../core/platform';
import type { Order } from '../order.entity';
import { soldBy, uidsOf } from '../order-records';
import type { WholeOrder } from '../orders.service';
import {
  NEXT_CHANGES,
  nextChangeAt,
  SUBSCRIPTION_STATES,
  type SubscriptionState,
  subscriptionStateAt,
} from '../subscription-state';

const STATE =
  '`past_due`: a payment is missing. `cancelled`: it ends with the paid period. `ended`: no license is paid for any more.';

export class ListSubscriptionsDto extends PageQueryDto {
  @IsAnyOf(SUBSCRIPTION_STATES, 'SubscriptionState', {
    description: 'Current state of the subscription: any of these.',
  })
  state?: SubscriptionState[];

  @IsAnyName('Names of shops.')
  shop?: string[];

  @IsAnyName('UUIDs, references or e-mail addresses of customers.')
  customer?: string[];

  @IsSearchFilter("IDs of the order and the subscription in the shop, or the customer's name, e-mail or company", {
    newest: MAX_SCANNED_ROWS,
  })
  q?: string;
}

export class ListSubscriptionChangesDto extends PageQueryDto {
  @IsSearchFilter('event, its reason or its reference')
  q?: string;
}

@ApiSchema({ name: 'SubscriptionNextChange' })
export class NextChangeDto {
  /** `renewal`: the shop renews it. `suspension`: its licenses are suspended. `end`: it is over. */
  @ApiProperty({ enum: NEXT_CHANGES, enumName: 'SubscriptionNextChangeType' })
  type!: (typeof NEXT_CHANGES)[number];

  /** When it happens. */
  at!: Date;
}

const SUBSCRIPTION = fieldsOf<Order, [now: Date]>()({
  ...ID,
  shop: { description: 'Name of the shop.', example: 'web-shop' },
  external_id: {
    description: 'ID of the subscription in the shop.',
    from: ({ subscriptionId }) => subscriptionId ?? '',
  },
  state: {
    enum: SUBSCRIPTION_STATES,
    enumName: 'SubscriptionState',
    description: STATE,
    from: (order, now) => subscriptionStateAt(order, now),
  },
  interval: {
    description: 'Length of the newest paid period (ISO 8601); null if unknown.',
    nullable: true,
    schema: { example: 'P1M' },
  },
  period_end: { type: Date, description: 'Until when it is paid.', nullable: true },
  price: {
    type: 'integer',
    description: 'Sum of the prices of its lines, in the smallest unit of the currency; null if they are unknown.',
    nullable: true,
    schema: { format: 'int64', minimum: 0, example: 4900 },
    from: priceOf,
  },
  currency: { description: 'ISO 4217 code of the currency.', nullable: true, schema: { example: 'EUR' } },
  customer_id: {
    description: 'UUID of the customer; null after the customer was deleted.',
    nullable: true,
    schema: { format: 'uuid' },
    from: ({ customer }) => customer?.uid ?? null,
  },
  next_change: {
    type: NextChangeDto,
    nullable: true,
    description: 'The next change that follows by itself; null if the shop alone decides.',
    from: (order, now) => nextChangeAt(order, now),
  },
});

/** Lines that the subscription has now. */
export function priceOf({ lines = [] }: Pick<Order, 'lines'>): number | null {
  const prices = lines.flatMap(({ price, removedAt }) => (removedAt === null ? (price ?? []) : []));
  return prices.length === 0 ? null : prices.reduce((sum, price) => sum + price, 0);
}

export class SubscriptionSummaryDto extends answerOf(SUBSCRIPTION) {
  static readonly from = SUBSCRIPTION.from;
}

@ApiSchema({ name: 'Subscription' })
export class SubscriptionDto extends SubscriptionSummaryDto {
  @ApiProperty({
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    description: 'UUIDs of the licenses that it gave or continues.',
  })
  licenses!: string[];

  static of(order: WholeOrder, now: Date): SubscriptionDto {
    const licenses = uidsOf(soldBy(order.lines).map(({ license }) => license));
    return { ...SubscriptionSummaryDto.from(order, now), licenses: [...new Set(licenses)] };
  }
}

@ApiSchema({ name: 'SubscriptionPage' })
export class SubscriptionPageDto extends PageOf(SubscriptionSummaryDto) {}

@ApiSchema({ name: 'SubscriptionChange' })
export class SubscriptionChangeDto {
  /** When it was changed here. */
  at!: Date;

  /**
   * Name of the event.
   * @example "order.renewed"
   */
  event!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Changed fields of the order before; null when it was placed.',
  })
  before!: object | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Changed fields of the order after.',
  })
  after!: object | null;

  /** User or API key; `system` for an event of the shop. */
  actor!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Shop and type of its event, or the reason of a person.' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The shop's ID of its event, or the order or ticket." })
  reference!: string | null;

  static from({ at, action: event, before, after, actor, reason, reference }: AuditEntry): SubscriptionChangeDto {
    return { at, event, before, after, actor, reason, reference };
  }
}

@ApiSchema({ name: 'SubscriptionChangePage' })
export class SubscriptionChangePageDto extends PageOf(SubscriptionChangeDto) {}
