import { gumroadSale } from '../sample-shops/gumroad';
import { ApiRefusal, type ApiRequest, type Send } from './shop-api';

const PRODUCT = 'YOUR_PRODUCT==';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Products and subscriptions to events, and the events of one sale. */
export class GumroadApi {
  readonly token = 'YOUR_TOKEN';
  private readonly addresses = new Map<string, string>();

  constructor(private readonly send: Send) {}

  answer = (request: ApiRequest): object | undefined => {
    const route = `${request.method} ${request.path}`;
    if (route !== 'GET /v2/products' && route !== 'PUT /v2/resource_subscriptions') {
      return undefined;
    }
    const form = request.method === 'GET' ? request.query : new URLSearchParams(request.body);
    if (form.get('access_token') !== this.token) {
      throw new ApiRefusal(401, 'The access token is invalid');
    }
    if (request.method === 'GET') {
      return { success: true, products: [{ id: PRODUCT, name: 'My program', published: true, price: 1190 }] };
    }
    const [name, url] = [form.get('resource_name') ?? '', form.get('post_url') ?? ''];
    this.addresses.set(name, url);
    const subscription = { id: `sub-${this.addresses.size}`, resource_name: name, post_url: url };
    return { success: true, resource_subscription: subscription };
  };

  isSubscribed(resource: string): boolean {
    return this.addresses.has(resource);
  }

  /** Sends an event about a sale; Gumroad signs none. */
  async notify(resource: 'sale' | 'refund'): Promise<void> {
    const address = this.addresses.get(resource);
    if (address !== undefined) {
      const change = { product_id: PRODUCT, quantity: '1', sale_timestamp: '2026-11-20T10:00:00Z' };
      const state = { resource_name: resource, refunded: String(resource === 'refund') };
      const sale = new URLSearchParams(gumroadSale({ ...change, ...state }));
      // It is no membership.
      ['subscription_id', 'recurrence', 'variants[Tier]'].forEach((name) => sale.delete(name));
      await this.send(address, String(sale), FORM);
    }
  }
}
