import type Stripe from 'stripe' with { 'resolution-mode': 'import' };
import type { SaleReferences, SoldItem } from '../../shop-adapter';
import { allOf, dataOf } from './stripe-api';

/** Items that one call reads. */
const MAX_LINES = 100;

type Reference = string | { readonly id: string } | null | undefined;

/** Fields of accounts whose events have a version before 2025-03-31. */
interface FormerInvoice {
  readonly subscription?: Reference;
  readonly payment_intent?: Reference;
  readonly charge?: Reference;
}
interface FormerLine {
  readonly price?: Stripe.Price | null;
  readonly subscription_item?: string;
}

export function idOf(reference: Reference): string | undefined {
  return typeof reference === 'string' ? reference : reference?.id;
}

/** Null if they are neither sent nor can be read. */
export async function itemsOfSession(
  { id, line_items: sent }: Stripe.Checkout.Session,
  api: Stripe | null,
): Promise<SoldItem[] | null> {
  const lines = await whole(sent, api && (() => api.checkout.sessions.listLineItems(id, { limit: MAX_LINES })));
  return (
    lines?.map((line) => ({
      mapped: idsOf(line.price),
      quantity: line.quantity ?? 1,
      externalId: line.id,
      price: line.amount_total,
      currency: line.currency.toUpperCase(),
    })) ?? null
  );
}

/** The items of an invoice, and until when it pays them. Null if they are neither sent nor can be read. */
export async function itemsOfInvoice(
  { id, lines: sent }: Stripe.Invoice,
  api: Stripe | null,
): Promise<{ readonly items: SoldItem[]; readonly periodEnd: Date | null } | null> {
  const lines = await whole(sent, api && (() => api.invoices.listLineItems(id, { limit: MAX_LINES })));
  const ends = lines?.filter(({ amount }) => amount >= 0).map(({ period }) => period.end) ?? [];
  return (
    lines && {
      items: lines.map((line) => itemOfLine(line)),
      periodEnd: ends.length > 0 ? new Date(Math.max(...ends) * 1000) : null,
    }
  );
}

/** Null if they are neither sent nor can be read. */
export async function itemsOfSubscription(
  { id, items: sent }: Stripe.Subscription,
  api: Stripe | null,
): Promise<SoldItem[] | null> {
  const items = await whole(sent, api && (() => api.subscriptionItems.list({ subscription: id, limit: MAX_LINES })));
  return (
    items?.map(({ id, price, quantity = 1 }) => ({
      mapped: idsOf(price),
      quantity,
      externalId: id,
      price: price.unit_amount === null ? null : price.unit_amount * quantity,
      currency: price.currency.toUpperCase(),
    })) ?? null
  );
}

/** A list as it is sent, or as the API has it if only a part is sent. Null without either. */
async function whole<T>(
  sent: { readonly data: readonly T[]; readonly has_more?: boolean } | undefined,
  read: (() => PromiseLike<{ readonly data: readonly T[]; readonly has_more?: boolean }>) | null,
): Promise<readonly T[] | null> {
  if (sent && !sent.has_more) {
    return sent.data;
  }
  return read && allOf(await read());
}

/** An invoice without a subscription is an order of its own. */
export function invoiceNames(invoice: Stripe.Invoice & FormerInvoice): SaleReferences & { readonly others: string[] } {
  const subscription = idOf(invoice.parent?.subscription_details?.subscription ?? invoice.subscription);
  const payments = invoice.payments?.data ?? [];
  const others = [
    invoice.id,
    idOf(invoice.payment_intent),
    idOf(invoice.charge),
    ...payments.map(({ payment }) => idOf(payment.payment_intent)),
  ].flatMap((id) => id ?? []);
  return subscription === undefined ? { order: invoice.id, others } : { subscription, others };
}

/** The invoice that a payment paid, if it is sent or can be read. */
export async function invoiceOfPayment(
  charge: object & { readonly invoice?: Reference },
  intent: string | undefined,
  api: Stripe | null,
): Promise<string | undefined> {
  const sent = idOf(charge.invoice);
  if (sent !== undefined || intent === undefined || !api) {
    return sent;
  }
  const payments = await api.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: intent },
    limit: 1,
  });
  return idOf(dataOf(payments)[0]?.invoice);
}

function itemOfLine(line: Stripe.InvoiceLineItem & FormerLine): SoldItem {
  const { price, product } = line.pricing?.price_details ?? {};
  const discount = sumOf(line.discount_amounts ?? []);
  const taxes = sumOf((line.taxes ?? []).filter(({ tax_behavior: behavior }) => behavior === 'exclusive'));
  const mapped = [idOf(price), product].flatMap((id) => id ?? []);
  const item = line.parent?.subscription_item_details?.subscription_item ?? line.subscription_item;
  return {
    mapped: mapped.length > 0 ? mapped : idsOf(line.price ?? null),
    quantity: line.quantity ?? 1,
    externalId: item ?? line.id,
    ...(item === undefined && { recurs: false }),
    price: Math.max(0, line.amount - discount + taxes),
    currency: line.currency.toUpperCase(),
  };
}

function idsOf(price: Stripe.Price | null): string[] {
  return price ? [price.id, idOf(price.product)].flatMap((id) => id ?? []) : [];
}

function sumOf(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}
