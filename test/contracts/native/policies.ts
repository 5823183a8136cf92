import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { made } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createPolicy: { good: ({ name }) => ({ body: { name: name(), key_format: 'LIC-%Z{16}' } }) },
  listPolicies: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getPolicy: { good: (world) => made(world, 'policies') },
  updatePolicy: {
    good: async (world) => ({
      ...(await made(world, 'policies')),
      body: { grace_days: 3, entitlements: {}, meters: {} },
    }),
  },
  deletePolicy: { good: (world) => made(world, 'policies') },
  publishPolicyVersion: {
    good: async (world) => ({ ...(await made(world, 'policies')), body: { note: 'The first' } }),
  },
  listPolicyVersions: { good: (world) => made(world, 'policies') },
};

const callers: Record<string, string> = {
  createPolicy: MANAGERS,
  listPolicies: READERS,
  getPolicy: READERS,
  updatePolicy: MANAGERS,
  deletePolicy: MANAGERS,
  publishPolicyVersion: MANAGERS,
  listPolicyVersions: READERS,
};

export const contract: ApiContract = { calls, callers };
