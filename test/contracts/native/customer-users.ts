import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { company, customerUser } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  addCustomerUser: {
    good: async (world) => ({ ...(await company(world)), body: { email: 'grace@example.com', role: 'admin' } }),
    bad: async (world) => ({ ...(await company(world)), body: { email: 'grace@example.com', role: 'owner' } }),
  },
  listCustomerUsers: {
    good: async (world) => ({ id: (await customerUser(world)).id, query: { limit: '2' } }),
    bad: () => ({ id: 'any', query: { limit: '0' } }),
  },
  getCustomerUser: { good: customerUser },
  updateCustomerUser: {
    good: async (world) => ({ ...(await customerUser(world)), body: { role: 'user' } }),
    bad: async (world) => ({ ...(await customerUser(world)), body: { role: 'owner' } }),
  },
  removeCustomerUser: { good: customerUser },
};

const callers: Record<string, string> = {
  addCustomerUser: MANAGERS,
  listCustomerUsers: READERS,
  getCustomerUser: READERS,
  updateCustomerUser: MANAGERS,
  removeCustomerUser: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
