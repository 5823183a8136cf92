import { Injectable } from '@nestjs/common';
import { Clock, problem, referenced, type Metadata } from '../../../core/common';
import { mergedMetadata } from '../../../core/common/internal';
import { type Customer, CustomersService, FindOrCreateCustomersService } from '../../../core/customers';
import { UnitOfWork } from '../../../core/platform';
import { billingIntervalOf } from './billing-interval';
import { currencyOf, type NewLine, OrderLinesService, type Plan, refuseTooManyLicenses } from './order-lines.service';
import { linesPayload, soldBy, uidsOf } from './order-records';
import { sumOf } from './order-state';
import { MANUAL_SHOP, Order } from './order.entity';
import { OrdersService, type WholeOrder } from './orders.service';

/** The buyer: a customer that exists, or an e-mail address or reference, whose customer is created if there is none. */
export type Buyer =
  /** Uid, reference or e-mail address. */
  | { readonly id: string }
  | { readonly email: string; readonly name?: string | null; readonly company?: string | null }
  | { readonly reference: string; readonly name?: string | null };

export interface NewOrder {
  readonly shop?: string;
  /** The shop's id of the order. */
  readonly externalId?: string | null;
  readonly subscriptionId?: string | null;
  /** The shop's id of the customer. */
  readonly customerExternalId?: string | null;
  readonly customer: Buyer;
  readonly lines: readonly NewLine[];
  /** End of the paid period of a subscription, when its licenses end. */
  readonly periodEnd?: Date | null;
  /** The shop's time of the payment; now by default. */
  readonly paidAt?: Date;
  readonly metadata?: Metadata;
  /** Whether the buyer gets e-mails about the order and its licenses, as far as they are enabled; true by default. */
  readonly sendsMail?: boolean;
}

export interface PlacedOrder {
  readonly order: WholeOrder;
  /** Whether this call placed it. */
  readonly isNew: boolean;
}

/** Places paid orders, which give licenses. */
@Injectable()
export class PlaceOrderService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrdersService,
    private readonly lines: OrderLinesService,
    private readonly customers: CustomersService,
    private readonly owners: FindOrCreateCustomersService,
    private readonly clock: Clock,
  ) {}

  /** An order that its shop has placed already is returned as it is, also to concurrent calls. */
  place(input: NewOrder): Promise<PlacedOrder> {
    return this.work.run(async () => {
      const { shop = MANUAL_SHOP, externalId = null } = input;
      const known = externalId === null ? null : await this.orders.findExternal(shop, externalId);
      if (known) {
        return { order: known, isNew: false };
      }
      const plans = await this.plansOf(input);
      const order = await this.insert(input);
      return order ? { order: await this.fill(order, input, plans), isNew: true } : this.existing(shop, externalId);
    });
  }

  private async plansOf({ lines, periodEnd = null }: NewOrder): Promise<Plan[]> {
    const hasPeriod = periodEnd !== null;
    refuseTooManyLicenses(
      lines.map(({ quantity = 1 }) => quantity),
      'lines',
    );
    const plans: Plan[] = [];
    for (const [index, { continues, ...line }] of lines.entries()) {
      const continued = continues && { ...continues, hasPeriod };
      plans.push(await this.lines.planOf({ ...line, continues: continued }, `lines.${index}.`));
    }
    return plans;
  }

  /** Null if another transaction has inserted the order meanwhile: the insertion waits for its end. */
  private async insert(input: NewOrder): Promise<Order | null> {
    const { manager } = this.work;
    const hasPrices = input.lines.some(({ price }) => typeof price === 'number');
    const now = this.clock.now();
    const order = manager.create(Order, {
      shop: input.shop ?? MANUAL_SHOP,
      externalId: input.externalId,
      subscriptionId: input.subscriptionId,
      customerExternalId: input.customerExternalId,
      state: 'paid',
      currency: currencyOf(input.lines),
      total: hasPrices ? sumOf(input.lines.map(({ price = null }) => ({ price }))) : null,
      periodEnd: input.periodEnd,
      interval: billingIntervalOf(input.periodEnd ? [{ paidAt: input.paidAt ?? now, end: input.periodEnd }] : []),
      metadata: mergedMetadata({}, input.metadata ?? {}),
      sendsMail: input.sendsMail ?? true,
      createdAt: now,
      updatedAt: now,
    });
    const insertion = manager.createQueryBuilder().insert().into(Order).values(order).orIgnore();
    const inserted = await insertion.execute();
    return (inserted.raw as unknown[]).length > 0 ? order : null;
  }

  private async existing(shop: string, externalId: string | null): Promise<PlacedOrder> {
    const order = externalId === null ? null : await this.orders.findExternal(shop, externalId);
    if (!order) {
      throw problem('ORDER_EXISTS');
    }
    return { order, isNew: false };
  }

  private async fill(order: Order, { customer, lines }: NewOrder, plans: readonly Plan[]): Promise<WholeOrder> {
    const { manager } = this.work;
    order.customer = await this.customerOf(customer);
    order.customerId = order.customer.id;
    await manager.update(Order, order.id, { customerId: order.customerId });
    await this.lines.add(
      order,
      plans.map((plan, index) => ({ plan, line: lines[index] ?? {} })),
    );
    const placed = await this.orders.get(order.uid);
    await this.record(placed);
    return placed;
  }

  private record(order: WholeOrder): Promise<void> {
    const licenses = uidsOf(soldBy(order.lines).map(({ license }) => license));
    const data = { order_id: order.uid, lines: linesPayload(order.lines), licenses };
    return this.work.record([this.work.changeRecord('order.paid', order, null, this.work.snapshot(order), data)]);
  }

  private customerOf(buyer: Buyer): Promise<Customer> {
    if ('id' in buyer) {
      return referenced('customer_id', this.customers.get(buyer.id));
    }
    if ('reference' in buyer) {
      return this.owners.findOrCreateByReference(buyer.reference, { name: buyer.name });
    }
    const { email, name, company } = buyer;
    return this.owners.findOrCreateByEmail(email, name, company ? { company } : {});
  }
}
