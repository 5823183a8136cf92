import type Stripe from 'stripe' with { 'resolution-mode': 'import' };
import {
  type CarriedReference,
  type Interpretation,
  InvalidShopEvent,
  MAX_EVENT_AGE_MS,
  type SaleFact,
  type SaleReferences,
  type ShopAdapter,
  type ShopCredentials,
  type ShopRequest,
  type SignedEvent,
} from '../../shop-adapter';
import { carriedIn, receiptIn } from '../shop-values';
import { unknownValue } from '../../not-understood';
import { timeOfEvent } from '../signed-body';
import { connectStripe, interpretError, type StripeAddress, stripeLibrary } from './stripe-api';
import {
  idOf,
  invoiceNames,
  invoiceOfPayment,
  itemsOfInvoice,
  itemsOfSession,
  itemsOfSubscription,
} from './stripe-objects';

/** Disputes that took no money in the end. */
const WON: readonly string[] = ['won', 'warning_closed', 'prevented'];

const IGNORED: Interpretation = { outcome: 'ignored' };

/** Checkout, Payment Links and Billing. */
export class StripeAdapter implements ShopAdapter {
  readonly kind = 'stripe';

  constructor(private readonly address: StripeAddress = {}) {}

  async verify({ body, headers, receivedAt }: ShopRequest, { secrets }: ShopCredentials): Promise<SignedEvent> {
    const { 'stripe-signature': signature = '' } = headers;
    // Contrary to its type, it may be any JSON.
    const event = constructed(
      await stripeLibrary(),
      body,
      String(signature),
      secrets,
      receivedAt,
    ) as Stripe.Event | null;
    if (typeof event?.id !== 'string' || typeof event.type !== 'string' || typeof event.created !== 'number') {
      throw new InvalidShopEvent('malformed');
    }
    return { id: event.id, type: event.type, at: timeOfEvent(event.created * 1000), payload: event };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(
      payload,
      ['data', 'object', 'metadata', 'keyward'],
      ['data', 'object', 'parent', 'subscription_details', 'metadata', 'keyward'],
      ['data', 'object', 'subscription_details', 'metadata', 'keyward'],
      ['data', 'object', 'client_reference_id'],
    );
  }

  async interpret(event: SignedEvent, { apiKey }: ShopCredentials): Promise<Interpretation> {
    const api = apiKey === null ? null : await connectStripe(apiKey, this.address);
    try {
      return await interpret(event, api);
    } catch (error) {
      return interpretError(await stripeLibrary(), error);
    }
  }
}

export const stripeAdapter: ShopAdapter = new StripeAdapter();

function constructed(
  { webhooks, errors }: typeof Stripe,
  body: Buffer,
  signature: string,
  secrets: readonly string[],
  receivedAt: Date,
): Stripe.Event {
  const tolerance = MAX_EVENT_AGE_MS / 1000;
  for (const [index, secret] of secrets.entries()) {
    try {
      return webhooks.constructEvent(body, signature, secret, tolerance, undefined, receivedAt.getTime());
    } catch (error) {
      if (!(error instanceof errors.StripeSignatureVerificationError)) {
        throw new InvalidShopEvent('malformed');
      }
      const isStale = error.message.startsWith('Timestamp outside');
      if (isStale || index === secrets.length - 1) {
        throw new InvalidShopEvent(isStale ? 'stale' : 'signature');
      }
    }
  }
  throw new InvalidShopEvent('signature');
}

async function interpret({ payload, at }: SignedEvent, api: Stripe | null): Promise<Interpretation> {
  const event = payload as Stripe.Event;
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- Stripe has hundreds of other types.
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return interpretSession(event.data.object, at, api);
    case 'invoice.paid':
      return interpretInvoice(event.data.object, at, api);
    case 'invoice.payment_failed':
      return interpretFailure(event.data.object, at);
    case 'invoice_payment.paid':
      return linked(at, [idOf(event.data.object.invoice), idOf(event.data.object.payment.payment_intent)]);
    case 'customer.subscription.updated':
      return interpretSubscription(event.data.object, event.data.previous_attributes ?? {}, at, api);
    case 'customer.subscription.deleted':
      return interpretEnd(event.data.object, at);
    case 'charge.refunded': {
      const { amount_refunded: amount, refunded: isWhole } = event.data.object;
      const base = { ...paidBy(await paymentNames(event.data.object, api)), at };
      return factsOf({ ...base, fact: 'refunded', amount: isWhole ? null : amount, total: isWhole ? amount : null });
    }
    case 'charge.dispute.created':
    case 'charge.dispute.closed':
      return interpretDispute(event.data.object, at, api);
    default:
      return IGNORED;
  }
}

/** The invoice of a subscription, or of a payment with an invoice, has all that was sold; the session names it. */
async function interpretSession(
  session: Stripe.Checkout.Session,
  at: Date,
  api: Stripe | null,
): Promise<Interpretation> {
  const { id, mode, payment_status: status, customer_details: buyer } = session;
  const [intent, invoice, subscription] = [
    idOf(session.payment_intent),
    idOf(session.invoice),
    idOf(session.subscription),
  ];
  if (mode === 'setup' || status === 'unpaid') {
    return IGNORED;
  }
  if (status !== 'paid' && status !== 'no_payment_required') {
    throw unknownValue('payment_status', status);
  }
  if (mode === 'subscription' || invoice) {
    return linked(at, [id, intent, invoice], subscription);
  }
  const items = await itemsOfSession(session, api);
  if (!items) {
    return itemsLacking('Checkout Sessions');
  }
  const email = buyer?.email ?? session.customer_email;
  if (!email) {
    return { outcome: 'unmapped', reason: 'The session has no e-mail address.' };
  }
  return factsOf({
    fact: 'paid',
    ...paidBy([id, intent], { order: id }),
    at,
    items,
    periodEnd: null,
    customerExternalId: idOf(session.customer) ?? null,
    customer: { email, name: buyer?.name, company: buyer?.business_name },
  });
}

async function interpretInvoice(invoice: Stripe.Invoice, at: Date, api: Stripe | null): Promise<Interpretation> {
  const { billing_reason: cause, customer_email: email } = invoice;
  const sale = invoiceNames(invoice);
  const sold = await itemsOfInvoice(invoice, api);
  if (!sold) {
    return itemsLacking('Invoices');
  }
  const { items, periodEnd } = sold;
  const base = { sale, payment: sale.others, at, ...receiptIn(invoice, 'hosted_invoice_url') };
  if (sale.subscription !== undefined && cause !== 'subscription_create') {
    return periodEnd ? factsOf({ fact: 'renewed', ...base, periodEnd }) : IGNORED;
  }
  if (!email) {
    return { outcome: 'unmapped', reason: 'The invoice has no e-mail address.' };
  }
  return factsOf({
    fact: 'paid',
    ...base,
    items,
    customerExternalId: idOf(invoice.customer) ?? null,
    periodEnd: sale.subscription === undefined ? null : periodEnd,
    customer: { email, name: invoice.customer_name },
  });
}

/** An invoice without a subscription has no licenses yet. */
function interpretFailure(invoice: Stripe.Invoice, at: Date): Interpretation {
  const sale = invoiceNames(invoice);
  return sale.subscription === undefined ? IGNORED : factsOf({ fact: 'past_due', sale, at });
}

/** A snapshot of the subscription. Facts about its status come with the event that changes it. */
async function interpretSubscription(
  subscription: Stripe.Subscription,
  previous: Partial<Stripe.Subscription>,
  at: Date,
  api: Stripe | null,
): Promise<Interpretation> {
  const base = { sale: { subscription: subscription.id }, at };
  const isPastDue = (status: string | undefined): boolean => status === 'past_due' || status === 'unpaid';
  const { status, cancel_at_period_end: atPeriodEnd, cancel_at: cancelAt } = subscription;
  const isCancelled = atPeriodEnd || typeof cancelAt === 'number';
  const isChanged = 'items' in previous || 'quantity' in previous || 'plan' in previous;
  const items = isChanged ? await itemsOfSubscription(subscription, api) : [];
  if (!items) {
    return itemsLacking('Subscriptions');
  }
  const wasCancelled = previous.cancel_at_period_end === true || typeof previous.cancel_at === 'number';
  const facts: SaleFact[] = [
    ...(isChanged ? [{ ...base, fact: 'changed' as const, items }] : []),
    ...(isPastDue(status) ? [{ ...base, fact: 'past_due' as const }] : []),
    ...(isPastDue(previous.status) && status === 'active' ? [{ ...base, fact: 'recovered' as const }] : []),
    ...(isCancelled ? [{ ...base, fact: 'cancelled' as const, ended: false }] : []),
    ...(!isCancelled && wasCancelled ? [{ ...base, fact: 'resumed' as const }] : []),
  ];
  return facts.length > 0 ? factsOf(...facts) : IGNORED;
}

/** A subscription that was cancelled at the end of its period ends with it; another is ended at once. */
function interpretEnd(subscription: Stripe.Subscription, at: Date): Interpretation {
  const ends = periodEndsOf(subscription);
  const ended = subscription.ended_at ?? Math.floor(at.getTime() / 1000);
  const isEarly = ends.length > 0 && ended < Math.max(...ends);
  return factsOf({ fact: 'cancelled', sale: { subscription: subscription.id }, at, ended: isEarly });
}

/** Contrary to its type, a subscription has the end itself in accounts whose events have a version before 2025-03-31. */
function periodEndsOf(subscription: Stripe.Subscription & { readonly current_period_end?: number }): number[] {
  return [...subscription.items.data, subscription].flatMap(({ current_period_end: end }) =>
    typeof end === 'number' ? end : [],
  );
}

function itemsLacking(permission: string): Interpretation {
  const key = `enter a restricted API key that can read ${permission}`;
  return { outcome: 'unmapped', reason: `Stripe does not send all items with this event: ${key}.` };
}

async function interpretDispute(dispute: Stripe.Dispute, at: Date, api: Stripe | null): Promise<Interpretation> {
  const base = { ...paidBy(await paymentNames({ ...dispute, id: idOf(dispute.charge) }, api)), at };
  if (WON.includes(dispute.status)) {
    return factsOf({ ...base, fact: 'dispute_won' });
  }
  return factsOf(
    dispute.status === 'lost'
      ? { ...base, fact: 'refunded', amount: null, total: dispute.amount }
      : { ...base, fact: 'disputed' },
  );
}

/** The names of a payment. The invoice that it paid comes with `invoice_payment.paid`, or by the API. */
async function paymentNames(
  charge: { readonly id?: string; readonly payment_intent: string | { id: string } | null },
  api: Stripe | null,
): Promise<string[]> {
  const intent = idOf(charge.payment_intent);
  return present([charge.id, intent, await invoiceOfPayment(charge, intent, api)]);
}

function linked(at: Date, others: readonly (string | undefined)[], subscription?: string): Interpretation {
  return factsOf({ fact: 'linked', at, ...paidBy(others, subscription ? { subscription } : {}) });
}

/** A payment by all its names. */
function paidBy(names: readonly (string | undefined)[], sale: SaleReferences = {}) {
  const others = present(names);
  return { sale: { ...sale, others }, payment: others };
}

function factsOf(...facts: SaleFact[]): Interpretation {
  return { outcome: 'facts', facts };
}

function present(ids: readonly (string | undefined)[]): string[] {
  return ids.flatMap((id) => id ?? []);
}
