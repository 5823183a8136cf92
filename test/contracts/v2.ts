import { formOf } from '../testkit/forms';
import { EVERYBODY, EVERY_USER, PROGRAMS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { license, programOn, session, publish, resource, deviceNumber, heldResource } from '../support/prepared-things';
import type { PreparedWorld, OperationCall } from '../support/prepared-world';

const licenseNumber = async (world: PreparedWorld) => ({ license_id: (await license(world)).number });

const licenseIds = async (world: PreparedWorld) => ({ body: { license_ids: [(await license(world)).number] } });

const customerNumber = async (world: PreparedWorld) => {
  const { body } = await world.server.asAdmin('POST', '/api/v1/customers', { body: { name: world.name() } });
  await license(world, { customer_id: body.id });
  return { customer_id: body.number };
};

const calls: Record<string, OperationCall> = {
  getStatus: { good: () => ({}) },
  getHealth: { good: () => ({}) },
  activateLicense: {
    good: async (world) => ({ body: { license_key: (await license(world)).key, hardware_hash: 'desk' } }),
  },
  verifyLicense: {
    good: async (world) => ({ body: { license_key: (await license(world)).key, hardware_hash: 'desk' } }),
  },
  getLicenseInfo: { good: async (world) => ({ license_key: (await license(world)).key }) },
  sendDeviceHeartbeat: { good: async (world) => ({ body: await programOn(world) }) },
  startSession: { good: async (world) => ({ body: await programOn(world) }) },
  sendSessionHeartbeat: { good: async (world) => ({ body: await session(world) }) },
  endSession: { good: async (world) => ({ body: await session(world) }) },
  checkVersion: {
    good: async (world) => ({ body: { license_key: (await license(world)).key, current_version: '1.0.0' } }),
  },
  getLatestVersion: {
    good: async (world) => {
      await publish(world);
      return {};
    },
  },
  searchEverything: { good: () => ({ query: { q: 'thing' } }), bad: () => ({ query: { q: '--' } }) },
  searchCustomers: { good: () => ({ query: { q: 'thing' } }), bad: () => ({ query: { page: '0' } }) },
  listCustomerLicenses: { good: customerNumber },
  getCustomerStats: { good: customerNumber },
  listLicenseDevices: { good: async (world) => ({ license_id: (await deviceNumber(world)).license_id }) },
  registerDevice: { good: async (world) => ({ ...(await licenseNumber(world)), body: { hardware_hash: 'desk' } }) },
  deactivateDevice: { good: deviceNumber },
  listLicenseResources: { good: heldResource },
  allocateLicenseResources: {
    good: async (world) => ({
      body: { ...(await licenseNumber(world)), resource_ids: [(await resource(world)).number] },
    }),
  },
  checkResourceAvailability: {
    good: async (world) => {
      await resource(world);
      return { query: { type: 'server', count: '1' } };
    },
    bad: () => ({ query: { type: 'server', count: '0' } }),
  },
  getResourceUsage: {
    good: async (world) => {
      await resource(world);
      return {};
    },
  },
  toggleLicense: { good: licenseNumber },
  activateLicenses: { good: licenseIds },
  deactivateLicenses: { good: licenseIds },
  deleteLicenses: { good: licenseIds },
  editLicense: { good: async (world) => ({ ...(await licenseNumber(world)), body: { valid_until: '2027-01-01' } }) },
  generateLicenseKey: { good: () => ({}) },
  countActiveSessions: { good: () => ({}) },
  createAnalyticsToken: { good: () => ({}) },
  getLiveStats: { good: () => ({}) },
  getAnomalyStats: { good: () => ({}) },
  getLeadStats: { good: () => ({}) },
  exportLeads: { good: () => ({}), bad: () => ({ query: { status: 'cold' } }) },
  importLeads: {
    good: async ({ name }) => formOf(['file', `name,type\n${name()},university`, 'leads.csv']),
    bad: () => formOf(['file', 'name,type\n,university', 'leads.csv']),
  },
};

/** Who may call each operation. */
const callers: Record<string, string> = {
  getStatus: EVERYBODY,
  getHealth: EVERYBODY,
  activateLicense: PROGRAMS,
  verifyLicense: PROGRAMS,
  getLicenseInfo: PROGRAMS,
  sendDeviceHeartbeat: PROGRAMS,
  startSession: PROGRAMS,
  sendSessionHeartbeat: PROGRAMS,
  endSession: PROGRAMS,
  checkVersion: PROGRAMS,
  getLatestVersion: PROGRAMS,
  searchCustomers: EVERY_USER,
  searchEverything: EVERY_USER,
  listCustomerLicenses: EVERY_USER,
  getCustomerStats: EVERY_USER,
  listLicenseDevices: EVERY_USER,
  registerDevice: 'owner admin',
  deactivateDevice: 'owner admin support',
  listLicenseResources: EVERY_USER,
  allocateLicenseResources: 'owner admin',
  checkResourceAvailability: EVERY_USER,
  getResourceUsage: EVERY_USER,
  toggleLicense: 'owner admin',
  activateLicenses: 'owner admin',
  deactivateLicenses: 'owner admin',
  deleteLicenses: 'owner admin',
  editLicense: 'owner admin',
  generateLicenseKey: 'owner admin',
  countActiveSessions: EVERY_USER,
  createAnalyticsToken: EVERY_USER,
  getLiveStats: EVERY_USER,
  getAnomalyStats: EVERY_USER,
  getLeadStats: EVERY_USER,
  exportLeads: EVERY_USER,
  importLeads: 'owner admin',
};

/** Every endpoint of the contract, and of the calls that programs in the field send beside it. */
const endpoints = [
  'GET /',
  'GET /health',
  'POST /api/license/activate',
  'POST /api/license/verify',
  'GET /api/license/info/{license_key}',
  'POST /api/license/heartbeat',
  'POST /api/license/session/start',
  'POST /api/license/session/heartbeat',
  'POST /api/license/session/end',
  'POST /api/version/check',
  'GET /api/version/latest',
  'GET /api/customers',
  'GET /api/customer/{customer_id}/licenses',
  'GET /api/customer/{customer_id}/quick-stats',
  'POST /api/license/{license_id}/toggle',
  'POST /api/licenses/bulk-activate',
  'POST /api/licenses/bulk-deactivate',
  'POST /api/licenses/bulk-delete',
  'POST /api/license/{license_id}/quick-edit',
  'GET /api/license/{license_id}/devices',
  'POST /api/license/{license_id}/register-device',
  'POST /api/license/{license_id}/deactivate-device/{device_id}',
  'GET /api/license/{license_id}/resources',
  'POST /api/resources/allocate',
  'GET /api/resources/check-availability',
  'GET /api/resources/stats',
  'POST /api/generate-license-key',
  'GET /api/global-search',
  'GET /api/sessions/active-count',
  'GET /api/admin/license/auth-token',
  'GET /api/monitoring/live-stats',
  'GET /api/monitoring/anomaly-stats',
  'GET /leads/api/stats',
  'GET /leads/export',
  'POST /leads/import',
];

export const contract: ApiContract = {
  calls,
  callers,
  endpoints,
  guarded: { url: '/api/license/info/NOBODY-HAS-THIS', kind: 'external', refused: 429 },
};
