import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { appBundle } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createAppBundle: { good: ({ name }) => ({ body: { app_bundle_id: name(), expires_at: '2090-01-01' } }) },
  listAppBundles: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { status: 'lost' } }) },
  getAppBundle: { good: appBundle },
  updateAppBundle: { good: async (world) => ({ ...(await appBundle(world)), body: { version: '2.5.0' } }) },
  deleteAppBundle: { good: appBundle },
};

const callers: Record<string, string> = {
  createAppBundle: MANAGERS,
  listAppBundles: READERS,
  getAppBundle: READERS,
  updateAppBundle: MANAGERS,
  deleteAppBundle: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
