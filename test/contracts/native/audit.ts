import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listAuditEntries: { good: () => ({ query: { target: 'users' } }), bad: () => ({ query: { target: ':' } }) },
  listEvents: { good: () => ({ query: { target: 'users' } }), bad: () => ({ query: { target: ':' } }) },
};

const callers: Record<string, string> = {
  listAuditEntries: EVERY_USER,
  listEvents: EVERY_USER,
};

export const contract: ApiContract = { calls, callers };
