import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { apiKey } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const NOBODY = '00000000-0000-4000-8000-000000000000';

const calls: Record<string, OperationCall> = {
  createApiKey: { good: ({ name }) => ({ body: { name: name(), kind: 'internal' } }) },
  listApiKeys: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  getApiKey: { good: async (world) => ({ id: (await apiKey(world)).id }) },
  listApiKeyRequests: {
    good: async (world) => ({ id: (await apiKey(world)).id, query: { outcome: 'refused' } }),
    bad: () => ({ id: NOBODY, query: { outcome: 'good' } }),
  },
  getApiKeyUsage: {
    good: async (world) => ({ id: (await apiKey(world)).id, query: { from: '2031-01-01', to: '2031-01-31' } }),
    bad: () => ({ id: NOBODY, query: { from: 'yesterday' } }),
  },
  updateApiKey: {
    good: async (world) => ({ id: (await apiKey(world)).id, body: { api_version: '2026-11-01' } }),
    bad: () => ({ id: NOBODY, body: { api_version: '2020-01-01' } }),
  },
  rotateApiKey: { good: async (world) => ({ id: (await apiKey(world)).id }) },
  revokeApiKey: { good: async (world) => ({ id: (await apiKey(world)).id }) },
};

const callers: Record<string, string> = {
  createApiKey: 'owner admin',
  listApiKeys: EVERY_USER,
  getApiKey: EVERY_USER,
  listApiKeyRequests: EVERY_USER,
  getApiKeyUsage: EVERY_USER,
  updateApiKey: 'owner admin',
  rotateApiKey: 'owner admin',
  revokeApiKey: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
