import { READERS, SEAT_KEEPERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { activated, activation } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listActivations: {
    good: async (world) => {
      await activated(world);
      return { query: { limit: '2', active: 'true' } };
    },
    bad: () => ({ query: { active: 'perhaps' } }),
  },
  getActivation: { good: activation },
  updateActivation: { good: async (world) => ({ ...(await activation(world)), body: { name: 'Reception' } }) },
  deactivateActivation: { good: activation },
};

const callers: Record<string, string> = {
  listActivations: READERS,
  getActivation: READERS,
  updateActivation: SEAT_KEEPERS,
  deactivateActivation: SEAT_KEEPERS,
};

export const contract: ApiContract = { calls, callers };
