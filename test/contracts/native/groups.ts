import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { made } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createGroup: { good: ({ name }) => ({ body: { name: name(), max_licenses: 3 } }) },
  listGroups: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getGroup: { good: (world) => made(world, 'groups') },
  updateGroup: { good: async (world) => ({ ...(await made(world, 'groups')), body: { max_users: null } }) },
  deleteGroup: { good: (world) => made(world, 'groups') },
};

const callers: Record<string, string> = {
  createGroup: MANAGERS,
  listGroups: READERS,
  getGroup: READERS,
  updateGroup: MANAGERS,
  deleteGroup: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
