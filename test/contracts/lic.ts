import { EVERYBODY, EVERY_USER } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { aCreated, verify } from '../support/lic';
import type { PreparedWorld, OperationCall } from '../support/prepared-world';

/** A LIC license that is bound to a machine. */
const bound = async ({ server, name }: PreparedWorld) => {
  const { id, key } = await aCreated(server);
  const machine_code = name();
  await verify(server, key, machine_code);
  return { id, body: { license_key: key, machine_code } };
};

const boundNumber = async (world: PreparedWorld) => ({ id: (await bound(world)).id });

const calls: Record<string, OperationCall> = {
  verifyLicense: { good: async (world) => ({ body: (await bound(world)).body }) },
  logIn: {
    good: () => ({ body: { username: 'admin', password: ADMIN_PASSWORD } }),
    bad: () => ({ body: { username: 'admin', password: 'wrong' } }),
  },
  logOut: { good: () => ({}) },
  listLicenses: {
    good: async (world) => {
      await bound(world);
      return { query: { status: '1', per_page: '2' } };
    },
    bad: () => ({ query: { page: '0' } }),
  },
  createLicenses: { good: () => ({ body: { count: 2, duration_days: 30, note: 'Spring fair' } }) },
  updateLicense: { good: async (world) => ({ ...(await boundNumber(world)), body: { machine_note: '办公电脑' } }) },
  deleteLicense: { good: boundNumber },
  extendLicense: { good: async (world) => ({ ...(await boundNumber(world)), body: { days: 30 } }) },
  disableLicense: { good: boundNumber },
  enableLicense: { good: boundNumber },
  unbindLicense: { good: boundNumber },
  getStats: { good: () => ({}) },
  listLogs: {
    good: async (world) => {
      await bound(world);
      return { query: { per_page: '2' } };
    },
    bad: () => ({ query: { start_date: 'yesterday' } }),
  },
};

/** Who may call each operation. */
const callers: Record<string, string> = {
  verifyLicense: EVERYBODY,
  logIn: EVERYBODY,
  logOut: EVERY_USER,
  listLicenses: EVERY_USER,
  createLicenses: 'owner admin',
  updateLicense: 'owner admin',
  deleteLicense: 'owner admin',
  extendLicense: 'owner admin',
  disableLicense: 'owner admin',
  enableLicense: 'owner admin',
  unbindLicense: 'owner admin support',
  getStats: EVERY_USER,
  listLogs: EVERY_USER,
};

/** Every endpoint of the contract, and of the calls that programs in the field send beside it. */
const endpoints = [
  'POST /api/verify',
  'POST /api/auth/login',
  'POST /api/auth/logout',
  'GET /api/licenses',
  'POST /api/licenses',
  'PUT /api/licenses/{id}',
  'DELETE /api/licenses/{id}',
  'POST /api/licenses/{id}/extend',
  'POST /api/licenses/{id}/disable',
  'POST /api/licenses/{id}/enable',
  'POST /api/licenses/{id}/unbind',
  'GET /api/stats',
  'GET /api/logs',
];

export const contract: ApiContract = {
  // Elsewhere, requests without a token belong to ProGran3, and those with one to LIC.
  prefix: '/dialects/lic',
  calls,
  callers,
  endpoints,
  guarded: { url: '/dialects/lic/api/stats', kind: 'token', refused: 429 },
};
