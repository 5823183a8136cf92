import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { license, licenseFile, offlineDevice } from '../../support/prepared-things';
import { airGapRequest } from '../../support/license-files';
import { formOf } from '../../testkit/forms';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  issueLicenseFile: {
    good: async (world) => ({ id: (await license(world)).id, body: { hardware_id: 'desk', encrypted: true } }),
    bad: async (world) => ({ id: (await license(world)).id, body: { ttl_days: 0 } }),
  },
  issueLicenseFiles: {
    good: async (world) => {
      const { id, key } = await license(world);
      return { id, ...(await formOf(['file', airGapRequest(key, 'lab-1'), 'requests.csv'])) };
    },
    bad: async (world) => ({
      id: (await license(world)).id,
      ...(await formOf(['file', 'name\nLab\n', 'requests.csv'])),
    }),
  },
  listLicenseFiles: {
    good: async (world) => ({ id: (await licenseFile(world)).id, query: { limit: '2' } }),
    bad: () => ({ id: 'any', query: { limit: '0' } }),
  },
  revokeLicenseFile: { good: licenseFile },
  releaseOfflineDevice: { good: offlineDevice },
};

const callers: Record<string, string> = {
  issueLicenseFile: MANAGERS,
  issueLicenseFiles: MANAGERS,
  listLicenseFiles: READERS,
  revokeLicenseFile: MANAGERS,
  releaseOfflineDevice: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
