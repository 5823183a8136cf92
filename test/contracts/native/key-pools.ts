import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { keyPool, product } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createKeyPool: {
    good: async (world) => ({ body: { name: world.name(), product: (await product(world)).reference } }),
  },
  listKeyPools: {
    good: async (world) => {
      await keyPool(world);
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { limit: '0' } }),
  },
  getKeyPool: { good: keyPool },
  updateKeyPool: { good: async (world) => ({ ...(await keyPool(world)), body: { warning_threshold: 5 } }) },
  deleteKeyPool: { good: keyPool },
  importPooledKeys: { good: async (world) => ({ ...(await keyPool(world)), body: { keys: [world.name()] } }) },
  drawPooledKey: { good: async (world) => ({ ...(await keyPool(world)), body: {} }) },
};

const callers: Record<string, string> = {
  createKeyPool: MANAGERS,
  listKeyPools: READERS,
  getKeyPool: READERS,
  updateKeyPool: MANAGERS,
  deleteKeyPool: MANAGERS,
  importPooledKeys: MANAGERS,
  drawPooledKey: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
