import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listAuditEntries: { good: () => ({ query: { target: 'users' } }), bad: () => ({ query: { target: ':' } }) },
  listRequests: {
    good: () => ({ query: { operation: 'read,change' } }),
    bad: () => ({ query: { from: 'yesterday' } }),
  },
  listEvents: { good: () => ({ query: { target: 'users' } }), bad: () => ({ query: { target: ':' } }) },
};

const callers: Record<string, string> = {
  listAuditEntries: EVERY_USER,
  listRequests: EVERY_USER,
  listEvents: EVERY_USER,
};

export const contract: ApiContract = { calls, callers };
