import { READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  search: { good: () => ({ query: { q: 'thing' } }), bad: () => ({ query: { q: '--' } }) },
};

const callers: Record<string, string> = {
  search: READERS,
};

export const contract: ApiContract = { calls, callers };
