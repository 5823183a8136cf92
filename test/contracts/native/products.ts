import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { formOf } from '../../testkit/forms';
import {
  artifact,
  deleted,
  draftVersion,
  entitlement,
  meter,
  product,
  programModule,
  version,
  versionFile,
} from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createProduct: { good: ({ name }) => ({ body: { reference: name(), name: 'A product' } }) },
  listProducts: { good: () => ({}), bad: () => ({ query: { after: 'nonsense' } }) },
  getProduct: { good: async (world) => ({ id: (await product(world)).id }) },
  updateProduct: { good: async (world) => ({ id: (await product(world)).id, body: { is_active: false } }) },
  deleteProduct: { good: async (world) => ({ id: (await product(world)).id }) },
  restoreProduct: { good: async (world) => deleted(world, 'products', await product(world)) },
  listEntitlements: {
    good: async (world) => ({ id: (await entitlement(world)).id }),
    bad: async (world) => ({ id: (await product(world)).id, query: { limit: '0' } }),
  },
  getEntitlement: { good: entitlement },
  putEntitlement: {
    good: async (world) => ({ id: (await product(world)).id, code: 'export', body: { name: 'Export', type: 'flag' } }),
  },
  deleteEntitlement: { good: entitlement },
  listMeters: {
    good: async (world) => ({ id: (await meter(world)).id }),
    bad: async (world) => ({ id: (await product(world)).id, query: { limit: '0' } }),
  },
  getMeter: { good: meter },
  putMeter: {
    good: async (world) => ({
      id: (await product(world)).id,
      code: 'exports',
      body: { name: 'Exports', unit: 'pages', kind: 'consumed' },
    }),
  },
  putCredit: {
    good: async (world) => ({ id: (await product(world)).id, code: 'ai', body: { name: 'AI credits', decimals: 2 } }),
  },
  deleteMeter: { good: meter },
  listModules: { good: async (world) => ({ id: (await programModule(world)).id }) },
  getModule: { good: programModule },
  uploadModule: {
    good: async (world) => ({
      id: (await product(world)).id,
      name: 'report-generator',
      body: { version: '1.0.0', code: 'const ReportGenerator = {};' },
    }),
  },
  deleteModule: { good: programModule },
  createVersion: {
    good: async (world) => ({ id: (await product(world)).id, body: { reference: 'v2', version: '2.0' } }),
  },
  listVersions: { good: async (world) => ({ id: (await version(world)).id }) },
  getVersion: { good: version },
  updateVersion: { good: async (world) => ({ ...(await version(world)), body: { summary: 'Better' } }) },
  deleteVersion: { good: version },
  publishVersion: { good: async (world) => ({ ...(await draftVersion(world)), body: { steps: [{ percent: 5 }] } }) },
  changeVersionRollout: { good: async (world) => ({ ...(await version(world)), body: { channels: ['beta'] } }) },
  advanceVersion: { good: async (world) => ({ ...(await version(world)), body: { percent: 100 } }) },
  haltVersion: { good: async (world) => ({ ...(await version(world)), body: { reason: 'Crash on export' } }) },
  resumeVersion: { good: version },
  withdrawVersion: { good: async (world) => ({ ...(await version(world)), body: { reason: 'Loses files' } }) },
  getVersionDownloads: {
    good: version,
    bad: async (world) => ({ ...(await version(world)), query: { days: '0' } }),
  },
  uploadVersionFile: {
    good: async (world) => ({ ...(await versionFile(world)), ...(await formOf(['file', 'a program', 'app.zip'])) }),
  },
  downloadVersionFile: { good: versionFile },
  listArtifacts: { good: version },
  uploadArtifact: {
    good: async (world) => ({ ...(await version(world)), ...(await formOf(['file', 'a program', 'app.exe'])) }),
  },
  linkArtifact: {
    good: async (world) => ({
      ...(await version(world)),
      body: { url: 'https://cdn.example/app.dmg', name: 'app.dmg', size: 7, sha256: 'a'.repeat(64) },
    }),
  },
  downloadArtifact: { good: artifact },
  updateArtifact: {
    good: async (world) => ({ ...(await artifact(world)), body: { min_os_version: '10.0.19041' } }),
  },
  deleteArtifact: { good: artifact },
  deleteVersionFile: { good: versionFile },
};

const callers: Record<string, string> = {
  createProduct: MANAGERS,
  listProducts: READERS,
  getProduct: READERS,
  updateProduct: MANAGERS,
  deleteProduct: MANAGERS,
  restoreProduct: MANAGERS,
  listEntitlements: READERS,
  getEntitlement: READERS,
  putEntitlement: MANAGERS,
  deleteEntitlement: MANAGERS,
  listMeters: READERS,
  getMeter: READERS,
  putMeter: MANAGERS,
  putCredit: MANAGERS,
  deleteMeter: MANAGERS,
  createVersion: MANAGERS,
  listVersions: READERS,
  getVersion: READERS,
  updateVersion: MANAGERS,
  deleteVersion: MANAGERS,
  publishVersion: MANAGERS,
  changeVersionRollout: MANAGERS,
  advanceVersion: MANAGERS,
  haltVersion: MANAGERS,
  resumeVersion: MANAGERS,
  withdrawVersion: MANAGERS,
  getVersionDownloads: READERS,
  uploadVersionFile: MANAGERS,
  downloadVersionFile: READERS,
  listArtifacts: READERS,
  uploadArtifact: MANAGERS,
  linkArtifact: MANAGERS,
  downloadArtifact: READERS,
  updateArtifact: MANAGERS,
  deleteArtifact: MANAGERS,
  deleteVersionFile: MANAGERS,
  listModules: READERS,
  getModule: READERS,
  uploadModule: MANAGERS,
  deleteModule: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
