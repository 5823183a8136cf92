import { EVERYBODY, READERS, MANAGERS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { formOf } from '../testkit/forms';
import { appBundle } from '../support/prepared-things';
import type { OperationCall } from '../support/prepared-world';

const calls: Record<string, OperationCall> = {
  getHealth: { good: () => ({}) },
  checkLicenseHealth: { good: async (world) => ({ body: { app_bundle_id: (await appBundle(world)).app_bundle_id } }) },
  downloadLicenseFile: { good: appBundle },
  createConfig: {
    good: ({ name }) => ({ body: { app_bundle_id: name(), status: 'active', expires_at: '2090-01-01T00:00:00Z' } }),
  },
  updateConfig: { good: async (world) => ({ ...(await appBundle(world)), body: { status: 'expired' } }) },
  getConfig: { good: appBundle },
  listConfigs: { good: () => ({}), bad: () => ({ query: { page: '0' } }) },
  deleteConfig: { good: appBundle },
  uploadLicenseFile: {
    good: async (world) => ({
      ...(await appBundle(world)),
      ...(await formOf(['license_file', 'another license', 'app.lic'])),
    }),
  },
};

/** Who may call each operation. */
const callers: Record<string, string> = {
  getHealth: EVERYBODY,
  checkLicenseHealth: EVERYBODY,
  downloadLicenseFile: EVERYBODY,
  createConfig: MANAGERS,
  updateConfig: MANAGERS,
  getConfig: READERS,
  listConfigs: READERS,
  deleteConfig: MANAGERS,
  uploadLicenseFile: MANAGERS,
};

/** Every endpoint of the contract, and of the calls that programs in the field send beside it. */
const endpoints = [
  'GET /health',
  'POST /api/license/health',
  'GET /api/license/download/{app_bundle_id}',
  'POST /api/admin/license/config',
  'PUT /api/admin/license/config/{app_bundle_id}',
  'GET /api/admin/license/config/{app_bundle_id}',
  'DELETE /api/admin/license/config/{app_bundle_id}',
  'GET /api/admin/license/configs',
  'POST /api/admin/license/upload/{app_bundle_id}',
];

export const contract: ApiContract = {
  calls,
  callers,
  endpoints,
  guarded: { url: '/api/admin/license/configs', kind: 'internal', refused: 401 },
};
