import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { formOf } from '../../testkit/forms';
import { heldResource, license, resource } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createResource: { good: ({ name }) => ({ body: { type: 'server', identifier: name() } }) },
  listResources: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { status: 'lost' } }) },
  getResource: { good: resource },
  updateResource: { good: async (world) => ({ ...(await resource(world)), body: { identifier: world.name() } }) },
  deleteResource: { good: resource },
  importResources: {
    good: async ({ name }) => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', `type,identifier\nserver,${name()}\n`, 'resources.csv'])),
    }),
    bad: () => formOf(['file', 'type\nserver\n', 'resources.csv']),
  },
  getResourceStats: {
    good: async (world) => {
      await resource(world);
      return {};
    },
  },
  allocateResources: {
    good: async (world) => ({
      body: { license_id: (await license(world)).id, resource_ids: [(await resource(world)).id] },
    }),
  },
  releaseResources: { good: async (world) => ({ body: { resource_ids: [(await heldResource(world)).id] } }) },
  listResourceAllocations: { good: heldResource },
};

const callers: Record<string, string> = {
  createResource: MANAGERS,
  listResources: READERS,
  getResource: READERS,
  updateResource: MANAGERS,
  deleteResource: MANAGERS,
  importResources: MANAGERS,
  getResourceStats: READERS,
  allocateResources: MANAGERS,
  releaseResources: MANAGERS,
  listResourceAllocations: READERS,
};

export const contract: ApiContract = { calls, callers };
