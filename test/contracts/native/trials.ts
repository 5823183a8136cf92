import { EVERYBODY, MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { license, trial, trialByEmail, trialRequest } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  convertTrial: { good: async (world) => ({ id: (await license(world, { type: 'trial' })).id, body: {} }) },
  requestTrial: { good: async (world) => ({ body: await trialRequest(world) }) },
  requestTrialByEmail: {
    good: async (world) => ({ body: await trialByEmail(world) }),
    bad: () => ({ body: { product: 'v2-default', email: 'nobody' } }),
  },
  listTrials: {
    good: async (world) => {
      await trial(world);
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { limit: '0' } }),
  },
  getTrial: { good: trial },
  verifyTrial: { good: trial },
  deleteTrial: { good: trial },
};

const callers: Record<string, string> = {
  convertTrial: MANAGERS,
  requestTrial: EVERYBODY,
  requestTrialByEmail: EVERYBODY,
  listTrials: READERS,
  getTrial: READERS,
  verifyTrial: MANAGERS,
  deleteTrial: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
