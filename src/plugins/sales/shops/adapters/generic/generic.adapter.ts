import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DomainError } from '../../../../../core/common';
import { NewOrderLineDto } from '../../../orders/dto/order-line-input.dto';
import type { NewLine } from '../../../orders/order-lines.service';
import {
  type Interpretation,
  InvalidShopEvent,
  type SaleFact,
  type ShopAdapter,
  type ShopCredentials,
  type ShopRequest,
  type SignedEvent,
  type SoldItem,
} from '../../shop-adapter';
import { missingField, NotUnderstood, unknownValue } from '../../not-understood';
import { receiptIn } from '../shop-values';
import { jsonOf } from '../signed-body';
import { verifyStandard } from '../standard-webhooks';
import { GenericEventDto, type GenericOrderDto } from './generic-event.dto';

/** Standard Webhooks, with orders as in `POST /api/v1/orders`. */
export const genericAdapter: ShopAdapter = {
  kind: 'generic',
  // Each value is validated.
  maxValues: 2_000,

  verify: verified,

  interpret: ({ payload, at }) => {
    const event = plainToInstance(GenericEventDto, payload);
    const errors = validateSync(event, { whitelist: true });
    const unknown = errors.flatMap(({ constraints, children, property }) =>
      children?.length ? [`${property} is invalid`] : Object.values(constraints ?? {}),
    );
    return unknown.length > 0 ? { outcome: 'unmapped', reason: `${unknown.join('. ')}.` } : interpreted(event, at);
  },
};

function verified(request: ShopRequest, credentials: ShopCredentials): SignedEvent {
  const { id, signedAt } = verifyStandard(request, credentials);
  const payload: { readonly type?: unknown; readonly timestamp?: unknown } = jsonOf(request.body);
  const { type, timestamp } = payload;
  const at = typeof timestamp === 'string' ? new Date(timestamp) : signedAt;
  if (typeof type !== 'string' || Number.isNaN(at.getTime())) {
    throw new InvalidShopEvent('malformed');
  }
  return { id, type, at, payload };
}

function interpreted(event: GenericEventDto, at: Date): Interpretation {
  const { type, order, payment_id: payment, amount = null, ended } = event;
  const periodEnd = event.period_end ?? order.period_end ?? null;
  const { external_id: externalId, subscription_id: subscription } = order;
  const base = {
    at,
    sale: { ...(externalId && { order: externalId }), ...(subscription && { subscription }) },
    ...(payment && { payment: [payment] }),
    ...receiptIn(order, 'receipt_url'),
  };
  switch (type) {
    case 'order.paid':
      return paid(order, base, periodEnd);
    case 'order.refunded':
      return factsOf({ ...base, fact: 'refunded', ...refundOf(order, amount) });
    case 'order.disputed':
      return factsOf({ ...base, fact: 'disputed' });
    case 'order.dispute_won':
      return factsOf({ ...base, fact: 'dispute_won' });
    case 'subscription.renewed':
      return periodEnd ? factsOf({ ...base, fact: 'renewed', periodEnd }) : lacking('period_end');
    case 'subscription.past_due':
      return factsOf({ ...base, fact: 'past_due' });
    case 'subscription.recovered':
      return factsOf({ ...base, fact: 'recovered' });
    case 'subscription.cancelled':
      return factsOf({ ...base, fact: 'cancelled', ended: ended ?? false });
    case 'subscription.resumed':
      return factsOf({ ...base, fact: 'resumed' });
    case 'subscription.changed':
      return order.lines
        ? factsOf({ ...base, fact: 'changed', items: itemsOf(order), ended: ended ?? false })
        : lacking('order.lines');
    default:
      throw unknownValue('type', type);
  }
}

function paid(
  order: GenericOrderDto,
  base: Pick<SaleFact, 'sale' | 'at' | 'payment'>,
  periodEnd: Date | null,
): Interpretation {
  const { customer, lines } = order;
  if (!customer || !lines) {
    return lacking(customer ? 'order.lines' : 'order.customer');
  }
  const { email, name, company, external_id: customerExternalId } = customer;
  return factsOf({
    ...base,
    fact: 'paid',
    customer: { email, name, company },
    customerExternalId,
    items: itemsOf(order),
    periodEnd,
  });
}

/** A mapping counts before the product and the policy that the line names itself. */
function itemsOf({ lines = [] }: GenericOrderDto): SoldItem[] {
  return lines.map((line, index) => {
    const {
      product,
      policy,
      seats,
      quantity = 1,
      price = null,
      currency = null,
      externalId = null,
      continues,
    } = lineIn(line, index);
    const base = { quantity, price, currency, externalId };
    return continues
      ? { ...base, mapped: [], plan: {}, continues }
      : {
          ...base,
          mapped: [policy, product].flatMap((name) => name ?? []),
          plan: { product, policy, ...(typeof seats === 'number' && { seats }) },
        };
  });
}

function lineIn(line: NewOrderLineDto, index: number): NewLine {
  try {
    return NewOrderLineDto.toLine(line, `order.lines.${index}.`);
  } catch (error) {
    throw error instanceof DomainError ? new NotUnderstood(`${error.message}.`) : error;
  }
}

/** Lines that are named without an amount are paid back, and no others. */
function refundOf({ lines: named = [] }: GenericOrderDto, amount: number | null) {
  const lines = named.flatMap(({ external_id: id }) => id ?? []);
  return { amount: lines.length > 0 ? (amount ?? 0) : amount, lines };
}

function lacking(field: string): Interpretation {
  return { outcome: 'unmapped', reason: missingField(field) };
}

function factsOf(fact: SaleFact): Interpretation {
  return { outcome: 'facts', facts: [fact] };
}
