import { EVERY_USER, EVERYBODY } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { retiredSigningKey } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listPublicKeys: { good: () => ({}) },
  listSigningKeys: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { limit: '0' } }) },
  rotateSigningKey: { good: () => ({}), bad: () => ({ body: { reason: 7 } }) },
  revokeSigningKey: { good: retiredSigningKey },
};

const callers: Record<string, string> = {
  listPublicKeys: EVERYBODY,
  listSigningKeys: EVERY_USER,
  rotateSigningKey: 'owner',
  revokeSigningKey: 'owner',
};

export const contract: ApiContract = { calls, callers };
