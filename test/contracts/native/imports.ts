import type { ApiContract } from '../../support/contracts';
import { formOf } from '../../testkit/forms';
import { applied, uploaded } from '../../support/imports';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';

const DUMP = `
INSERT INTO product_details (pd_pid, pd_name, pd_status) VALUES ('MOVED', 'Moved', 1);
INSERT INTO product_licenses (pid, license_code, validity) VALUES ('MOVED', 'MOVED-1', 1), ('LOST', 'MOVED-2', 1);`;

/** An import that is checked. */
const checkedImport = async ({ server }: PreparedWorld) => {
  const { id } = await uploaded(server, 'licensebox', DUMP);
  return { id };
};

const doneImport = async (world: PreparedWorld) => {
  const { id } = await checkedImport(world);
  await applied(world.server, id);
  return { id };
};

const calls: Record<string, OperationCall> = {
  startImport: {
    good: () => formOf(['from', 'licensebox'], ['file', DUMP, 'dump.sql']),
    bad: () => formOf(['from', 'nobody'], ['file', DUMP, 'dump.sql']),
  },
  listImports: { good: () => ({ query: { q: 'dump' } }), bad: () => ({ query: { limit: '0' } }) },
  getImport: { good: checkedImport },
  getImportSamples: { good: checkedImport },
  listRecognizedPolicies: { good: checkedImport },
  listImportRows: {
    good: async (world) => ({ ...(await checkedImport(world)), query: { kind: 'license' } }),
    bad: async (world) => ({ ...(await checkedImport(world)), query: { kind: 'lost' } }),
  },
  listLeftOutRows: {
    good: async (world) => ({ ...(await checkedImport(world)), query: { reason: 'product_unknown' } }),
    bad: async (world) => ({ ...(await checkedImport(world)), query: { reason: 'Not this' } }),
  },
  downloadLeftOutRows: { good: checkedImport },
  applyImport: {
    good: async (world) => ({ ...(await checkedImport(world)), body: { policies: [{ number: 1, name: 'Moved' }] } }),
    bad: async (world) => ({ ...(await checkedImport(world)), body: { policies: [{ number: 0 }] } }),
  },
  undoImport: { good: doneImport },
  resumeImport: {
    good: checkedImport,
    bad: async (world) => ({ ...(await checkedImport(world)), body: { token: 'two words' } }),
  },
};

const callers = Object.fromEntries(Object.keys(calls).map((operation) => [operation, 'owner admin']));

export const contract: ApiContract = { calls, callers };
