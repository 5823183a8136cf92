import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';

const catalog = ({ name }: PreparedWorld) => ({ policies: [{ name: name(), grace_days: 3 }] });

const calls: Record<string, OperationCall> = {
  exportCatalog: { good: () => ({}) },
  diffCatalog: {
    good: (world) => ({ body: catalog(world) }),
    bad: () => ({ body: { policies: [{ name: 'A policy', grace_days: -1 }] } }),
  },
  applyCatalog: {
    good: async (world) => {
      const body = catalog(world);
      const { body: diff } = await world.server.asAdmin('POST', '/api/v1/catalog/diff', { body });
      return { body, query: { plan: diff.plan } };
    },
  },
};

const callers: Record<string, string> = {
  exportCatalog: EVERY_USER,
  diffCatalog: EVERY_USER,
  applyCatalog: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
