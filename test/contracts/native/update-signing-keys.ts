import { EVERYBODY } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listUpdateSigningKeys: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  rotateUpdateSigningKey: { good: () => ({}), bad: () => ({ body: { reason: 7 } }) },
  revokeUpdateSigningKey: {
    good: async ({ server }) => ({ key_id: (await server.asAdmin('POST', '/api/v1/update-signing-keys')).body.key_id }),
  },
};

const callers: Record<string, string> = {
  listUpdateSigningKeys: EVERYBODY,
  rotateUpdateSigningKey: 'owner',
  revokeUpdateSigningKey: 'owner',
};

export const contract: ApiContract = { calls, callers };
