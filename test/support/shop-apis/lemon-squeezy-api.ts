import type { NewWebhook, Order } from '@lemonsqueezy/lemonsqueezy.js';
import { lemonEvent, lemonOrder } from '../sample-shops/lemon-squeezy';
import { ApiRefusal, type ApiRequest, opensslHmac, requireAuthorization, type Send } from './shop-api';

const ORDER = '3518';

/** Webhooks and orders, and the events of one order. */
export class LemonSqueezyApi {
  readonly key = 'YOUR_KEY';
  readonly store = 'YOUR_STORE';
  readonly variant = 71103;
  private webhook: NewWebhook | undefined;
  private order: Order['data']['attributes'] | undefined;

  constructor(private readonly send: Send) {}

  answer = (request: ApiRequest): object | undefined => {
    const route = `${request.method} ${request.path}`;
    if (!/^(POST \/v1\/webhooks|GET \/v1\/orders\/\d+)$/.test(route)) {
      return undefined;
    }
    requireAuthorization(request, `Bearer ${this.key}`);
    return request.method === 'POST' ? this.addWebhook(request.body) : this.getOrder(request.path);
  };

  /** Returns the values of the link's variables. */
  async pay(): Promise<{ readonly order_id: string; readonly order_identifier: string }> {
    const item = { ...lemonOrder().first_order_item, variant_id: this.variant, quantity: 1 };
    this.order = lemonOrder({ first_order_item: item });
    await this.notify('order_created', this.order);
    return { order_id: ORDER, order_identifier: this.order.identifier };
  }

  async refund(): Promise<void> {
    const at = new Date().toISOString();
    const change = {
      status: 'refunded',
      refunded: true,
      refunded_at: at,
      refunded_amount: 1190,
      updated_at: at,
    } as const;
    await this.notify('order_refunded', { ...(this.order ?? lemonOrder()), ...change });
  }

  private addWebhook(body: string): object {
    const { data } = JSON.parse(body) as {
      readonly data: {
        readonly attributes: Omit<NewWebhook, 'testMode'> & { readonly test_mode: boolean };
        readonly relationships: { readonly store: { readonly data: { readonly id: string } } };
      };
    };
    const { url, events, secret, test_mode: testMode } = data.attributes;
    // Lemon Squeezy's limits.
    if (secret.length < 6 || secret.length > 40 || data.relationships.store.data.id !== this.store) {
      throw new ApiRefusal(422, 'The secret or the store is invalid');
    }
    this.webhook = { url, events, secret, testMode };
    return { data: { type: 'webhooks', id: '1', attributes: { store_id: 1, url, events, test_mode: testMode } } };
  }

  private getOrder(path: string): object | undefined {
    const id = path.split('/').at(-1);
    return id === ORDER && this.order ? { data: { type: 'orders', id, attributes: this.order } } : undefined;
  }

  private async notify(name: NewWebhook['events'][number], order: object): Promise<void> {
    if (this.webhook?.events.includes(name)) {
      const body = lemonEvent(name, 'orders', ORDER, order);
      const signature = opensslHmac(this.webhook.secret, body).toString('hex');
      await this.send(this.webhook.url, body, { 'content-type': 'application/json', 'x-signature': signature });
    }
  }
}
