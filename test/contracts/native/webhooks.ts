import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { delivery, webhook } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createWebhook: {
    good: () => ({ body: { url: 'https://hooks.example.com/keyward', events: ['license.issued'] } }),
    bad: () => ({ body: { url: 'http://127.0.0.1/', events: ['license.issued'] } }),
  },
  listWebhooks: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getWebhook: { good: webhook },
  updateWebhook: { good: async (world) => ({ ...(await webhook(world)), body: { description: 'Billing' } }) },
  deleteWebhook: { good: webhook },
  rotateWebhookSecret: { good: async (world) => ({ ...(await webhook(world)), body: { overlap_hours: 1 } }) },
  enableWebhook: { good: webhook },
  disableWebhook: { good: webhook },
  testWebhook: { good: webhook },
  listWebhookDeliveries: { good: async (world) => ({ id: (await delivery(world)).id }) },
  replayWebhookDelivery: { good: delivery },
};

const callers: Record<string, string> = {
  createWebhook: 'owner admin',
  listWebhooks: EVERY_USER,
  getWebhook: EVERY_USER,
  updateWebhook: 'owner admin',
  deleteWebhook: 'owner admin',
  rotateWebhookSecret: 'owner admin',
  enableWebhook: 'owner admin',
  disableWebhook: 'owner admin',
  testWebhook: 'owner admin',
  listWebhookDeliveries: EVERY_USER,
  replayWebhookDelivery: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
