import type Stripe from 'stripe';
import { seconds, type Sent, stripeEvent, stripeHeaders } from '../../testkit/shops';
import { ApiRefusal, type ApiRequest, basic, requireAuthorization, type Send } from './shop-api';

const BUYER = { email: 'ada@example.com', name: 'Ada Lovelace' };
/** Type parameter of events. */
type EventType = Parameters<typeof stripeEvent>[0];
type Session = Sent<Stripe.Checkout.Session> & { readonly id: string };

const DAY_SECONDS = 86_400;
/** Of the period that a subscription pays first. */
const PERIOD_DAYS = 30;

/** Prices, webhooks, checkout, and refunds of one-time payments, as Stripe answers them. */
export class StripeApi {
  readonly key = 'sk_test_YOUR_KEY';
  private readonly prices = new Map<string, Sent<Stripe.Price>>();
  private readonly sessions = new Map<string, { session: Session; price: string; hasInvoice: boolean }>();
  private readonly payments: string[] = [];
  /** End of the latest period that was paid, in seconds. */
  periodEnd = 0;
  private webhook: { url: string; events: readonly string[]; secret: string } | undefined;

  constructor(private readonly send: Send) {}

  answer = (request: ApiRequest): object | undefined | Promise<object | undefined> => {
    const form = new URLSearchParams(request.body);
    const [, id = ''] = /^\/v1\/checkout\/sessions\/(\w*)$/.exec(request.path) ?? [];
    const route = `${request.method} ${request.path}`;
    const isOurs = id !== '' || Object.hasOwn(this.routes, route);
    if (!isOurs) {
      return undefined;
    }
    requireAuthorization(request, `Bearer ${this.key}`, basic(`${this.key}:`));
    return id === '' ? this.routes[route]?.(form) : this.sessions.get(id)?.session;
  };

  /** Pays in the checkout at this address. Returns the address to which the buyer is led. */
  async pay(checkout: string): Promise<string> {
    const id = checkout.split('/').at(-1) ?? '';
    const { session, price, hasInvoice } = this.sessions.get(id) ?? {};
    if (!session || price === undefined) {
      throw new Error(`Unknown checkout: ${checkout}`);
    }
    const payment = `pi_${id}`;
    const subscription = session.mode === 'subscription' ? `sub_${id}` : null;
    const invoice = hasInvoice || subscription ? `in_${id}` : null;
    this.payments.unshift(payment);
    const payments = { payment_intent: subscription ? null : payment, invoice, subscription };
    const paid = { ...session, status: 'complete', payment_status: 'paid', ...payments } as const;
    this.sessions.set(id, { session: paid, price, hasInvoice: hasInvoice === true });
    if (invoice) {
      await this.notify('invoice.paid', this.invoice(invoice, price, subscription));
    }
    await this.notify('checkout.session.completed', paid);
    return session.success_url?.replace('{CHECKOUT_SESSION_ID}', id) ?? '';
  }

  get latestPrice(): string {
    return [...this.prices.keys()].at(-1) ?? '';
  }

  private readonly routes: Readonly<Record<string, (form: URLSearchParams) => object | Promise<object>>> = {
    'POST /v1/prices': (form) => {
      const id = `price_${this.prices.size + 1}Nq`;
      const amount = { currency: form.get('currency') ?? '', unit_amount: Number(form.get('unit_amount')) };
      const price = { id, object: 'price', active: true, type: 'one_time', product: 'prod_Nq', ...amount } as const;
      this.prices.set(id, price);
      return price satisfies Sent<Stripe.Price>;
    },
    'POST /v1/webhook_endpoints': (form) => {
      const [url, events] = [form.get('url') ?? '', form.getAll('enabled_events[]')];
      this.webhook = { url, events, secret: 'whsec_kq0yWtVZ3oSxF1dBd1jA6WXqjv8yTd2K' };
      const { secret } = this.webhook;
      const endpoint = { id: 'we_1', object: 'webhook_endpoint', url, enabled_events: events, secret } as const;
      return endpoint satisfies Sent<Stripe.WebhookEndpoint>;
    },
    'POST /v1/checkout/sessions': (form) => {
      const id = `cs_test_${this.sessions.size + 1}Nq`;
      const price = form.get('line_items[0][price]') ?? '';
      const mode = form.get('mode') === 'subscription' ? 'subscription' : 'payment';
      if (!this.prices.has(price)) {
        throw new ApiRefusal(400, `No such price: '${price}'`);
      }
      const session = {
        id,
        object: 'checkout.session',
        mode,
        status: 'open',
        payment_status: 'unpaid',
        payment_intent: null,
        invoice: null,
        subscription: null,
        customer: 'cus_Nq',
        success_url: form.get('success_url'),
        url: `https://checkout.stripe.com/c/pay/${id}`,
        customer_details: BUYER,
      } as const satisfies Session;
      this.sessions.set(id, { session, price, hasInvoice: form.get('invoice_creation[enabled]') === 'true' });
      return session;
    },
    'GET /v1/payment_intents': () => ({
      object: 'list',
      url: '/v1/payment_intents',
      has_more: false,
      data: this.payments.map((id) => ({ id, object: 'payment_intent', status: 'succeeded' })),
    }),
    'POST /v1/refunds': async (form) => {
      const payment = form.get('payment_intent') ?? '';
      if (!this.payments.includes(payment)) {
        throw new ApiRefusal(400, `No such payment_intent: '${payment}'`);
      }
      const charge = { id: 'ch_1', payment_intent: payment, amount: 4900, amount_refunded: 4900, refunded: true };
      await this.notify('charge.refunded', charge);
      return {
        id: 're_1',
        object: 'refund',
        status: 'succeeded',
        payment_intent: payment,
      } satisfies Sent<Stripe.Refund>;
    },
  };

  private invoice(id: string, price: string, subscription: string | null): Sent<Stripe.Invoice> {
    const { unit_amount: amount = 0, currency = 'eur' } = this.prices.get(price) ?? {};
    const now = seconds(new Date());
    this.periodEnd = subscription ? now + PERIOD_DAYS * DAY_SECONDS : now;
    const line: Sent<Stripe.InvoiceLineItem> = {
      id: 'il_1',
      amount: amount ?? 0,
      currency,
      quantity: 1,
      discount_amounts: [],
      taxes: [],
      period: { start: now, end: this.periodEnd },
      pricing: { type: 'price_details', price_details: { price, product: 'prod_Nq' } },
    };
    return {
      id,
      object: 'invoice',
      currency,
      customer: 'cus_Nq',
      billing_reason: subscription ? 'subscription_create' : 'manual',
      parent: subscription ? { type: 'subscription_details', subscription_details: { subscription } } : null,
      customer_email: BUYER.email,
      customer_name: BUYER.name,
      lines: { data: [line], has_more: false },
    };
  }

  private async notify<Type extends EventType>(
    type: Type,
    object: Parameters<typeof stripeEvent<Type>>[2],
  ): Promise<void> {
    if (this.webhook?.events.includes(type)) {
      const { body } = stripeEvent(type, new Date(), object);
      await this.send(this.webhook.url, body, stripeHeaders(body, this.webhook.secret, new Date()));
    }
  }
}
