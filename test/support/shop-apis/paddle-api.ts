import type { INotificationSettingsResponse } from '@paddle/paddle-node-sdk';
import { paddleAdjustment, paddleCustomer, paddleEvent, paddleTransaction } from '../sample-shops/paddle';
import { type ApiRequest, opensslHmac, requireAuthorization, type Send } from './shop-api';

type EventName = INotificationSettingsResponse['subscribed_events'][number]['name'];

interface NewSettings extends Pick<INotificationSettingsResponse, 'description' | 'destination' | 'type'> {
  readonly subscribed_events: readonly EventName[];
}

const PRICE = 'pri_YOUR_PRICE';
const TRANSACTION = 'txn_01hv8wptq8987qeep44cyrewp9';

/** Notification settings, and the events of a one-time payment. */
export class PaddleApi {
  readonly key = 'pdl_sdbx_apikey_YOUR_KEY';
  private settings: INotificationSettingsResponse | undefined;

  constructor(private readonly send: Send) {}

  answer = (request: ApiRequest): object | undefined => {
    if (`${request.method} ${request.path}` !== 'POST /notification-settings') {
      return undefined;
    }
    requireAuthorization(request, `Bearer ${this.key}`);
    const { subscribed_events: names, ...sent } = JSON.parse(request.body) as NewSettings;
    this.settings = {
      id: 'ntfset_01gkpjp8bkm3tm53kdgkx6sms7',
      active: true,
      api_version: 1,
      traffic_source: 'all',
      ...sent,
      include_sensitive_fields: false,
      endpoint_secret_key: 'pdl_ntfset_01gkpjp8bkm3tm53kdgkx6sms7_6h3qd3uFSi',
      subscribed_events: names.map((name) => ({ name, description: '', group: '', available_versions: [1] })),
    };
    return { data: this.settings, meta: { request_id: '910e8f24-2a6f-4a4b-8b2a-1f5ee7ee1f3f' } };
  };

  /** Returns the ID of the transaction, which Paddle.js gives to the page. */
  async pay(): Promise<string> {
    const price = { ...paddleTransaction().items[0]?.price, id: PRICE, billing_cycle: null };
    const item = { price, quantity: 1 } as ReturnType<typeof paddleTransaction>['items'][number];
    const change = { id: TRANSACTION, subscription_id: null, billing_period: null, items: [item], details: null };
    await this.notify('customer.created', paddleCustomer());
    await this.notify('transaction.completed', paddleTransaction(change));
    return TRANSACTION;
  }

  async refund(): Promise<void> {
    await this.notify(
      'adjustment.updated',
      paddleAdjustment({ transaction_id: TRANSACTION, subscription_id: null, updated_at: new Date().toISOString() }),
    );
  }

  private async notify(type: string, data: object): Promise<void> {
    if (this.settings?.subscribed_events.some(({ name }) => name === type)) {
      const body = paddleEvent(type, new Date().toISOString(), data);
      const ts = Math.floor(Date.now() / 1000);
      const h1 = opensslHmac(this.settings.endpoint_secret_key, `${ts}:${body}`).toString('hex');
      await this.send(this.settings.destination, body, { 'paddle-signature': `ts=${ts};h1=${h1}` });
    }
  }
}
