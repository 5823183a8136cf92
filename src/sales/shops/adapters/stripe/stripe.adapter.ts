import type Stripe from 'stripe' with { 'resolution-mode': 'import' };
import {
  type Interpretation,
  InvalidShopEvent,
  MAX_EVENT_AGE_MS,
  type SaleFact,
  type ShopAdapter,
  type ShopCredentials,
  type SignedEvent,
} from '../../shop-adapter';
import {
  idOf,
  invoiceNames,
  invoiceOfPayment,
  itemsOfInvoice,
  itemsOfSession,
  itemsOfSubscription,
} from './stripe-objects';

/** For each call of the shop's API. */
const TIMEOUT_MS = 10_000;

/** Disputes that took no money in the end. */
const WON: readonly string[] = ['won', 'warning_closed', 'prevented'];

const IGNORED: Interpretation = { outcome: 'ignored' };

/** Checkout, Payment Links and Billing. */
export const stripeAdapter: ShopAdapter = {
  kind: 'stripe',

  verify: async ({ body, headers, receivedAt }, { secrets }) => {
    const { 'stripe-signature': signature = '' } = headers;
    const event = constructed(await library(), body, String(signature), secrets, receivedAt);
    // Contrary to its type, an event of another version may lack anything.
    if (typeof event.id !== 'string' || typeof event.type !== 'string' || typeof event.created !== 'number') {
      throw new InvalidShopEvent('malformed');
    }
    return { id: event.id, type: event.type, at: toDate(event.created), payload: event };
  },

  interpret: (event, credentials) => interpret(event, credentials),
};

/** Loaded at the first use. */
async function library(): Promise<typeof Stripe> {
  return (await import('stripe')).default;
}

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

async function connected(apiKey: string): Promise<Stripe> {
  const Library = await library();
  return new Library(apiKey, { timeout: TIMEOUT_MS, maxNetworkRetries: 0 });
}

async function interpret({ payload, at }: SignedEvent, { apiKey }: ShopCredentials): Promise<Interpretation> {
  const event = payload as Stripe.Event;
  const api = apiKey === null ? null : await connected(apiKey);
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
      return interpretSubscription(event.data.object, event.data.previous_attributes ?? {}, at);
    case 'customer.subscription.deleted':
      return interpretEnd(event.data.object, at);
    case 'charge.refunded': {
      const { amount_refunded: amount, refunded: isWhole } = event.data.object;
      const sale = { others: await paymentNames(event.data.object, api) };
      return factsOf({ fact: 'refunded', sale, at, amount: isWhole ? null : amount });
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
  if (mode === 'subscription' || invoice) {
    return linked(at, [id, intent, invoice], subscription);
  }
  const items = await itemsOfSession(session, api);
  if (!items) {
    return {
      outcome: 'unmapped',
      reason: 'Stripe sends no items with this event: enter a restricted API key that can read Checkout Sessions.',
    };
  }
  const email = buyer?.email ?? session.customer_email;
  if (!email) {
    return { outcome: 'unmapped', reason: 'The session has no e-mail address.' };
  }
  return factsOf({
    fact: 'paid',
    sale: { order: id, others: present([id, intent]) },
    ...{ at, items, periodEnd: null, customerExternalId: idOf(session.customer) ?? null },
    customer: { email, name: buyer?.name, company: buyer?.business_name },
  });
}

async function interpretInvoice(invoice: Stripe.Invoice, at: Date, api: Stripe | null): Promise<Interpretation> {
  const { billing_reason: cause, customer_email: email } = invoice;
  const sale = invoiceNames(invoice);
  const { items, periodEnd } = await itemsOfInvoice(invoice, api);
  if (sale.subscription !== undefined && cause !== 'subscription_create') {
    return periodEnd ? factsOf({ fact: 'renewed', sale, at, periodEnd }) : IGNORED;
  }
  if (!email) {
    return { outcome: 'unmapped', reason: 'The invoice has no e-mail address.' };
  }
  return factsOf({
    ...{ fact: 'paid', sale, at, items, customerExternalId: idOf(invoice.customer) ?? null },
    periodEnd: sale.subscription === undefined ? null : periodEnd,
    customer: { email, name: invoice.customer_name },
  });
}

/** Of an invoice without a subscription, nothing was given yet. */
function interpretFailure(invoice: Stripe.Invoice, at: Date): Interpretation {
  const sale = invoiceNames(invoice);
  return sale.subscription === undefined ? IGNORED : factsOf({ fact: 'past_due', sale, at });
}

/** A snapshot of the subscription. Facts about its status come with the event that changes it. */
function interpretSubscription(
  subscription: Stripe.Subscription,
  previous: Partial<Stripe.Subscription>,
  at: Date,
): Interpretation {
  const base = { sale: { subscription: subscription.id }, at };
  const isPastDue = (status: string | undefined): boolean => status === 'past_due' || status === 'unpaid';
  const { status, cancel_at_period_end: atPeriodEnd, cancel_at: cancelAt } = subscription;
  const isCancelled = atPeriodEnd || cancelAt !== null;
  const wasCancelled = previous.cancel_at_period_end === true || typeof previous.cancel_at === 'number';
  const facts: SaleFact[] = [
    ...('items' in previous || 'quantity' in previous || 'plan' in previous
      ? [{ ...base, fact: 'changed' as const, items: itemsOfSubscription(subscription) }]
      : []),
    ...(isPastDue(status) ? [{ ...base, fact: 'past_due' as const }] : []),
    ...(isPastDue(previous.status) && status === 'active' ? [{ ...base, fact: 'recovered' as const }] : []),
    ...(isCancelled ? [{ ...base, fact: 'cancelled' as const, ended: false }] : []),
    ...(!isCancelled && wasCancelled ? [{ ...base, fact: 'resumed' as const }] : []),
  ];
  return facts.length > 0 ? factsOf(...facts) : IGNORED;
}

/** A subscription that was cancelled at the end of its period ends with it; another is ended at once. */
function interpretEnd(subscription: Stripe.Subscription, at: Date): Interpretation {
  const ends = subscription.items.data.map(({ current_period_end: end }) => end);
  const ended = subscription.ended_at ?? Math.floor(at.getTime() / 1000);
  const isEarly = ends.length > 0 && ended < Math.max(...ends);
  return factsOf({ fact: 'cancelled', sale: { subscription: subscription.id }, at, ended: isEarly });
}

async function interpretDispute(dispute: Stripe.Dispute, at: Date, api: Stripe | null): Promise<Interpretation> {
  const base = { sale: { others: await paymentNames({ ...dispute, id: idOf(dispute.charge) }, api) }, at };
  if (WON.includes(dispute.status)) {
    return factsOf({ ...base, fact: 'dispute_won' });
  }
  return factsOf(
    dispute.status === 'lost' ? { ...base, fact: 'refunded', amount: null } : { ...base, fact: 'disputed' },
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
  return factsOf({ fact: 'linked', at, sale: { others: present(others), ...(subscription && { subscription }) } });
}

function factsOf(...facts: SaleFact[]): Interpretation {
  return { outcome: 'facts', facts };
}

function present(ids: readonly (string | undefined)[]): string[] {
  return ids.flatMap((id) => id ?? []);
}

function toDate(seconds: number): Date {
  return new Date(seconds * 1000);
}
