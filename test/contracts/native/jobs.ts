import { runJob } from '../../testkit/jobs';
import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { termed } from '../../support/prepared-things';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';

/** A job that extends a license. */
const startedJob = async (world: PreparedWorld) => {
  const { id } = await termed(world);
  const body = { action: 'extend', ids: [id], params: { days: 30 } };
  const started = await world.server.asAdmin('POST', '/api/v1/licenses/bulk', { body });
  return { id: started.body.job.id as string };
};

const finishedJob = async (world: PreparedWorld) => {
  const { id } = await startedJob(world);
  const [job] = await world.server.dataSource.query(`SELECT id FROM background_jobs WHERE uid = $1`, [id]);
  await runJob(world.server, 'background-jobs', { job: job.id });
  return { id };
};

const startedExport = async (world: PreparedWorld) => {
  const body = { action: 'export', filter: {} };
  const started = await world.server.asAdmin('POST', '/api/v1/licenses/bulk', { body });
  return { id: started.body.job.id as string };
};

const calls: Record<string, OperationCall> = {
  listJobs: { good: () => ({ query: { limit: '1' } }), bad: () => ({ query: { limit: '101' } }) },
  getJob: { good: startedJob },
  listJobRows: {
    good: async (world) => ({ ...(await finishedJob(world)), query: { outcome: 'changed' } }),
    bad: () => ({ id: 'any', query: { outcome: 'lost' } }),
  },
  downloadJobResult: { good: finishedJob },
  stopJob: { good: startedJob },
  undoJob: { good: finishedJob },
  deleteExport: { good: startedExport },
};

const callers: Record<string, string> = {
  listJobs: READERS,
  getJob: READERS,
  listJobRows: READERS,
  downloadJobResult: READERS,
  stopJob: MANAGERS,
  undoJob: MANAGERS,
  deleteExport: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
