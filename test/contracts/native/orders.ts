import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { license, order, product, subscription } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  placeOrder: {
    good: async (world) => ({
      body: {
        external_id: world.name(),
        customer: { email: `${world.name()}@example.com` },
        lines: [{ product: (await product(world)).reference }],
      },
    }),
    bad: () => ({ body: { customer: { email: 'ada@example.com' }, lines: [] } }),
  },
  listOrders: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { state: 'lost' } }) },
  exportOrders: { good: () => ({ query: { state: 'paid' } }), bad: () => ({ query: { state: 'lost' } }) },
  getOrder: { good: order },
  listSubscriptions: { good: () => ({ query: { state: 'active,ended' } }), bad: () => ({ query: { state: 'lost' } }) },
  getSubscription: { good: subscription },
  listSubscriptionChanges: { good: subscription },
  updateOrder: { good: async (world) => ({ ...(await order(world)), body: { metadata: { invoice: '1' } } }) },
  refundOrder: { good: order, bad: async (world) => ({ ...(await order(world)), body: { lines: ['first'] } }) },
  listLicensePayments: { good: license, bad: async (world) => ({ ...(await license(world)), query: { limit: '0' } }) },
  createPurchaseLink: {
    good: async (world) => ({ ...(await license(world)), body: { action: 'add_seats', seats: 2 } }),
    bad: async (world) => ({ ...(await license(world)), body: { action: 'buy' } }),
  },
  getRenewals: {
    good: () => ({ query: { batch: 'import-1' } }),
    bad: () => ({ query: { batch: 'import-1', days: '0' } }),
  },
  cancelOrder: { good: order, bad: async (world) => ({ ...(await order(world)), body: { when: 'later' } }) },
};

const callers: Record<string, string> = {
  placeOrder: MANAGERS,
  listOrders: READERS,
  exportOrders: READERS,
  getOrder: READERS,
  listSubscriptions: READERS,
  getSubscription: READERS,
  listSubscriptionChanges: READERS,
  updateOrder: MANAGERS,
  refundOrder: MANAGERS,
  cancelOrder: MANAGERS,
  listLicensePayments: READERS,
  createPurchaseLink: MANAGERS,
  getRenewals: READERS,
};

export const contract: ApiContract = { calls, callers };
