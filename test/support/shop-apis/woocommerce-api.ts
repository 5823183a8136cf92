import { wooOrder } from '../sample-shops/woocommerce';
import { type ApiRequest, basic, opensslHmac, requireAuthorization, type Send } from './shop-api';

export const WOO_ORDER = 731;

interface Webhook {
  readonly delivery_url: string;
  readonly secret: string;
  readonly topic: string;
}

/** Webhooks of WooCommerce's REST API, and the events of one order. */
export class WooCommerceApi {
  readonly credentials = 'ck_YOUR_KEY:cs_YOUR_SECRET';
  private readonly webhooks: Webhook[] = [];

  constructor(private readonly send: Send) {}

  answer = async (request: ApiRequest): Promise<object | undefined> => {
    if (`${request.method} ${request.path}` !== 'POST /wp-json/wc/v3/webhooks') {
      return undefined;
    }
    requireAuthorization(request, basic(this.credentials));
    const { topic, delivery_url: url, secret } = JSON.parse(request.body) as Webhook;
    this.webhooks.push({ topic, delivery_url: url, secret });
    const id = this.webhooks.length;
    // A new webhook tries its address.
    await this.send(url, `webhook_id=${id}`, { 'content-type': 'application/x-www-form-urlencoded' });
    return { id, name: 'Keyward', status: 'active', topic, delivery_url: url };
  };

  /** Sends the order as it is now. */
  async notify(topic: 'order.created' | 'order.updated', change: object): Promise<void> {
    const webhook = this.webhooks.find((one) => one.topic === topic);
    if (webhook) {
      const body = JSON.stringify({ ...wooOrder({ id: WOO_ORDER }), ...change });
      const signature = opensslHmac(webhook.secret, body).toString('base64');
      const headers = { 'x-wc-webhook-signature': signature, 'x-wc-webhook-topic': topic };
      await this.send(webhook.delivery_url, body, { 'content-type': 'application/json', ...headers });
    }
  }
}
