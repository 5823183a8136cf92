import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { license, licenseUser } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  assignLicenseUser: {
    good: async (world) => ({ id: (await license(world)).id, body: { email: 'ada@example.com', name: 'Ada' } }),
    bad: async (world) => ({ id: (await license(world)).id, body: { external_id: 'ada@example.com' } }),
  },
  listLicenseUsers: {
    good: async (world) => ({ id: (await licenseUser(world)).id, query: { limit: '2' } }),
    bad: () => ({ id: 'any', query: { limit: '0' } }),
  },
  getLicenseUser: { good: licenseUser },
  moveLicenseUser: {
    good: async (world) => ({ ...(await licenseUser(world)), body: { license: (await license(world)).id } }),
    bad: async (world) => ({ ...(await licenseUser(world)), body: { license: '' } }),
  },
  removeLicenseUser: { good: licenseUser },
};

const callers: Record<string, string> = {
  assignLicenseUser: MANAGERS,
  listLicenseUsers: READERS,
  getLicenseUser: READERS,
  moveLicenseUser: MANAGERS,
  removeLicenseUser: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
