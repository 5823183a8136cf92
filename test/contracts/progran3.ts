import type { OperationCall, PreparedWorld } from '../support/prepared-world';
import { EVERYBODY, READERS, MANAGERS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { activate as activateProgran3, aSystem, Dashboard } from '../support/progran3';

let systems = 0;

/** A ProGran3 license that is active on a new system. */
const placed = async ({ server }: PreparedWorld) => {
  const dashboard = await Dashboard.on(server);
  const { id, license_key } = await dashboard.generated();
  const system_fingerprint = aSystem(++systems);
  await activateProgran3(server, license_key, system_fingerprint);
  return { id, license_key, system_fingerprint };
};

const placedId = async (world: PreparedWorld) => ({ id: (await placed(world)).id });

const onSystem = async (world: PreparedWorld) => {
  const { license_key, system_fingerprint } = await placed(world);
  return { license_key, system_fingerprint };
};

const calls: Record<string, OperationCall> = {
  listLicenses: {
    good: async (world) => {
      await placed(world);
      return { query: { status: 'active', limit: '2' } };
    },
    bad: () => ({ query: { status: 'lost' } }),
  },
  getLicense: { good: placedId },
  generateLicense: { good: () => ({ body: { duration_days: 365, description: 'Annual license' } }) },
  createLicense: {
    good: () => ({ body: { license_key: `PROGRAN3-2025-HAND${++systems}-XYZ789`, duration_days: 30 } }),
  },
  activateLicense: {
    good: async (world) => ({ body: { ...(await onSystem(world)), user_email: 'user@example.com' } }),
  },
  validateLicense: { good: async (world) => ({ body: await onSystem(world) }) },
  updateLicense: { good: async (world) => ({ ...(await placedId(world)), body: { duration_days: 730 } }) },
  deleteLicense: { good: placedId },
  listSystems: {
    good: async (world) => {
      await placed(world);
      return {};
    },
    bad: () => ({ query: { page: '0' } }),
  },
  updateSystem: {
    good: async (world) => {
      const { id, system_fingerprint } = await placed(world);
      return { body: { license_id: id, fingerprint_hash: system_fingerprint, system_data: { os: 'Windows 10' } } };
    },
  },
  recordHeartbeat: { good: async (world) => ({ body: { ...(await onSystem(world)), event_type: 'startup' } }) },
  listHeartbeats: {
    good: async (world) => {
      await world.server.call('POST', '/api/heartbeats', { body: await onSystem(world) });
      return { query: { limit: '2' } };
    },
    bad: () => ({ query: { since: 'yesterday' } }),
  },
  loadModule: {
    good: async ({ server }) => {
      const body = { version: '1.0.0', code: 'const ReportGenerator = {};' };
      await server.asAdmin('PUT', '/api/v1/products/progran3-default/modules/report-generator', { body });
      await server.asAdmin('PATCH', '/api/v1/products/progran3-default', { body: { updates_need_license: false } });
      return { name: 'report-generator' };
    },
  },
  sendTelemetry: { good: () => ({ body: { os: 'Windows 10' } }), bad: () => ({ body: '[1]' }) },
  getDashboardStats: { good: () => ({}) },
};

/** Who may call each operation. */
const callers: Record<string, string> = {
  listLicenses: READERS,
  getLicense: READERS,
  generateLicense: MANAGERS,
  createLicense: MANAGERS,
  activateLicense: EVERYBODY,
  validateLicense: EVERYBODY,
  updateLicense: MANAGERS,
  deleteLicense: MANAGERS,
  listSystems: READERS,
  updateSystem: EVERYBODY,
  recordHeartbeat: EVERYBODY,
  listHeartbeats: READERS,
  sendTelemetry: EVERYBODY,
  loadModule: EVERYBODY,
  getDashboardStats: READERS,
};

/** Every endpoint of the contract, and of the calls that programs in the field send beside it. */
const endpoints = [
  'GET /api/licenses',
  'POST /api/licenses',
  'GET /api/licenses/{id}',
  'PUT /api/licenses/{id}',
  'DELETE /api/licenses/{id}',
  'POST /api/licenses/generate',
  'POST /api/licenses/activate',
  'POST /api/licenses/validate',
  'GET /api/systems',
  'POST /api/systems',
  'GET /api/heartbeats',
  'POST /api/heartbeats',
  'POST /api/telemetry',
  'GET /api/modules/{name}',
  'GET /api/dashboard/stats',
];

export const contract: ApiContract = {
  // Elsewhere, requests without a token belong to ProGran3, and those with one to LIC.
  prefix: '/dialects/progran3',
  calls,
  callers,
  endpoints,
  guarded: { url: '/api/dashboard/stats', kind: 'internal', refused: 429 },
};
