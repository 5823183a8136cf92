import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { formOf } from '../../testkit/forms';
import { issued } from '../../testkit/issue';
import { metered, use } from '../../support/meters';
import { deleted, license, made, policyChange, scheduledChange, termed } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';
import type { TestServer } from '../../testkit/server';

const calls: Record<string, OperationCall> = {
  explainVerdict: {
    good: async ({ server }) => ({ body: { license_key: (await issued(server)).key, hardware_id: 'desk' } }),
    bad: () => ({ body: { license_key: '', operation: 'ask' } }),
  },
  importLicenses: {
    good: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'product,max_activations\nv2-default,3\n', 'licenses.csv'])),
    }),
    bad: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'product,max_activations\nv2-default,none\n', 'licenses.csv'])),
    }),
  },
  issueLicense: { good: () => ({ body: { product: 'v2-default', max_activations: 2 } }) },
  issueLicenses: { good: () => ({ body: { product: 'v2-default', count: 2 } }) },
  listLicenses: { good: () => ({ query: { limit: '1' } }), bad: () => ({ query: { limit: '101' } }) },
  getLicense: { good: async (world) => ({ id: (await license(world)).id }) },
  listLicenseUsage: {
    good: async ({ server }) => {
      const { id, key } = await metered(server, { exports: { limit: 10 } });
      await use(server, key, { exports: 1 });
      return { id, query: { meter: 'exports', from: '2020-01-01' } };
    },
    bad: () => ({ id: 'any', query: { from: 'yesterday' } }),
  },
  listLicenseRequests: {
    good: async (world) => ({ id: (await license(world)).id, query: { outcome: 'refused' } }),
    bad: () => ({ id: 'any', query: { from: 'yesterday' } }),
  },
  correctLicenseMeter: {
    good: async ({ server }) => {
      const { id } = await metered(server, { exports: { limit: 10 } });
      return { id, code: 'exports', body: { used: 4, reason: 'Counted twice' } };
    },
  },
  listMeterGrants: {
    good: async ({ server }) => granted(server),
    bad: () => ({ id: 'any', code: 'exports', query: { limit: '101' } }),
  },
  listMeterDraws: {
    good: async ({ server }) => {
      const { key, ...named } = await granted(server);
      await use(server, key, { exports: 11 });
      return named;
    },
    bad: () => ({ id: 'any', code: 'exports', query: { limit: '101' } }),
  },
  addMeterGrant: {
    good: async ({ server }) => ({ ...(await granted(server)), body: { amount: 5, note: 'Ticket 4711' } }),
  },
  voidMeterGrant: { good: async ({ server }) => granted(server) },
  exportLicenses: { good: () => ({ query: { state: 'active' } }), bad: () => ({ query: { state: 'gone' } }) },
  extendLicense: { good: async (world) => ({ ...(await termed(world)), body: { days: 30 } }) },
  changeLicensePolicy: {
    good: async (world) => ({ id: (await license(world)).id, body: { policy: (await made(world, 'policies')).id } }),
  },
  bulkLicenses: {
    good: async (world) => ({
      body: { action: 'extend', ids: [(await termed(world)).id], params: { days: 30 }, preview: true },
    }),
    bad: () => ({ body: { action: 'extend', filter: {}, params: { days: 0 } } }),
  },
  changeLicensePolicies: { good: async (world) => ({ body: await policyChange(world) }) },
  getPolicyChange: {
    good: async (world) => {
      const body = await policyChange(world);
      return { id: (await world.server.asAdmin('POST', '/api/v1/licenses/change-policy', { body })).body.id };
    },
  },
  getReportedRefusals: { good: async (world) => ({ id: (await license(world)).id }) },
  listScheduledChanges: {
    good: async (world) => ({ id: (await scheduledChange(world)).id, query: { state: 'pending' } }),
    bad: () => ({ id: 'any', query: { state: 'gone' } }),
  },
  cancelScheduledChange: { good: scheduledChange },
  checkInLicense: { good: termed },
  rotateLicenseKey: { good: async (world) => ({ id: (await license(world)).id, body: {} }) },
  resetTransfers: { good: termed },
  disableLicense: { good: termed },
  enableLicense: { good: termed },
  blockLicense: { good: termed },
  unblockLicense: { good: termed },
  revokeLicense: { good: termed },
  updateLicense: { good: async (world) => ({ id: (await license(world)).id, body: { max_users: 3 } }) },
  deleteLicense: { good: async (world) => ({ id: (await license(world)).id }) },
  restoreLicense: { good: async (world) => deleted(world, 'licenses', await license(world)) },
};

const callers: Record<string, string> = {
  explainVerdict: READERS,
  importLicenses: MANAGERS,
  issueLicense: MANAGERS,
  issueLicenses: MANAGERS,
  listLicenses: READERS,
  getLicense: READERS,
  listLicenseUsage: READERS,
  listLicenseRequests: READERS,
  correctLicenseMeter: MANAGERS,
  listMeterGrants: READERS,
  listMeterDraws: READERS,
  addMeterGrant: MANAGERS,
  voidMeterGrant: MANAGERS,
  exportLicenses: READERS,
  extendLicense: MANAGERS,
  changeLicensePolicy: MANAGERS,
  bulkLicenses: MANAGERS,
  changeLicensePolicies: MANAGERS,
  getPolicyChange: READERS,
  getReportedRefusals: READERS,
  listScheduledChanges: READERS,
  cancelScheduledChange: MANAGERS,
  checkInLicense: MANAGERS,
  rotateLicenseKey: MANAGERS,
  resetTransfers: MANAGERS,
  disableLicense: MANAGERS,
  enableLicense: MANAGERS,
  blockLicense: MANAGERS,
  unblockLicense: MANAGERS,
  revokeLicense: MANAGERS,
  updateLicense: MANAGERS,
  deleteLicense: MANAGERS,
  restoreLicense: MANAGERS,
};

export const contract: ApiContract = { calls, callers };

async function granted(server: TestServer) {
  const { id, key } = await metered(server, { exports: { limit: 10 } });
  const path = `/api/v1/licenses/${id}/meters/exports/grants`;
  const { body } = await server.asAdmin('POST', path, { body: { amount: 5 } });
  return { id, key, code: 'exports', grant_id: body.id };
}
