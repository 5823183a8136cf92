import { EVERYBODY, EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { product, shop, shopEvent, shopMapping } from '../../support/prepared-things';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';
import { standardHeaders } from '../../testkit/shops';

const signedEvent = async (world: PreparedWorld) => {
  const { id, secret } = await shop(world);
  const event = { type: 'order.shipped', order: {} };
  const headers = standardHeaders('msg_1', JSON.stringify(event), secret, world.server.clock.now());
  return { id, body: event, headers };
};

const calls: Record<string, OperationCall> = {
  createShop: {
    good: (world) => ({ body: { kind: 'generic', name: world.name() } }),
    bad: () => ({ body: { kind: 'generic', name: 'manual' } }),
  },
  listShops: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getShop: { good: shop },
  updateShop: { good: async (world) => ({ ...(await shop(world)), body: { settings: { cancel: 'now' } } }) },
  deleteShop: { good: shop },
  rotateShopSecret: { good: async (world) => ({ ...(await shop(world)), body: { overlap_hours: 1 } }) },
  createShopMapping: {
    good: async (world) => ({
      ...(await shop(world)),
      body: { external_id: 'price_1', product: (await product(world)).reference },
    }),
    bad: async (world) => ({ ...(await shop(world)), body: { external_id: 'price_1' } }),
  },
  listShopMappings: { good: shop },
  getShopMapping: { good: shopMapping },
  updateShopMapping: { good: async (world) => ({ ...(await shopMapping(world)), body: { per: 'seat' } }) },
  deleteShopMapping: { good: shopMapping },
  receiveShopEvent: {
    good: signedEvent,
    bad: async (world) => ({ id: (await shop(world)).id, body: { type: 'order.paid' } }),
  },
  receiveUnsignedShopEvent: {
    good: async (world) => ({ ...(await signedEvent(world)), token: 'a-token' }),
    bad: async (world) => ({ id: (await shop(world)).id, token: 'another', body: { type: 'order.paid' } }),
  },
  listShopEvents: {
    good: async (world) => ({ id: (await shopEvent(world)).id, query: { state: 'pending,done' } }),
    bad: async (world) => ({ id: (await shop(world)).id, query: { state: 'lost' } }),
  },
  replayShopEvent: { good: shopEvent },
  replayShopEvents: { good: shop },
};

const callers: Record<string, string> = {
  createShop: 'owner admin',
  listShops: EVERY_USER,
  getShop: EVERY_USER,
  updateShop: 'owner admin',
  deleteShop: 'owner admin',
  rotateShopSecret: 'owner admin',
  createShopMapping: 'owner admin',
  listShopMappings: EVERY_USER,
  getShopMapping: EVERY_USER,
  updateShopMapping: 'owner admin',
  deleteShopMapping: 'owner admin',
  receiveShopEvent: EVERYBODY,
  receiveUnsignedShopEvent: EVERYBODY,
  listShopEvents: EVERY_USER,
  replayShopEvent: 'owner admin',
  replayShopEvents: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
