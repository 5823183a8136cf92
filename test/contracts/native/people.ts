import type { ApiContract } from '../../support/contracts';
import type { OperationCall } from '../../support/prepared-world';

const ADMINS = 'owner admin';

const nobody = () => ({ body: { email: 'nobody@example.com' } });
const noAddress = () => ({ body: { email: 'nobody' } });

const calls: Record<string, OperationCall> = {
  findPerson: { good: nobody, bad: noAddress },
  exportPerson: { good: nobody, bad: noAddress },
  erasePerson: { good: nobody, bad: noAddress },
  getErasure: {
    good: async ({ server }) => ({ id: (await server.asAdmin('POST', '/api/v1/people/erase', nobody())).body.id }),
  },
};

const callers: Record<string, string> = {
  findPerson: ADMINS,
  exportPerson: ADMINS,
  erasePerson: ADMINS,
  getErasure: ADMINS,
};

export const contract: ApiContract = { calls, callers };
