import type { Settings } from './settings';

type Processes = Pick<Settings, 'DATABASE_POOL' | 'WORKERS'>;

/** A process is useful with a few connections only. */
const LEAST_OF_WORKER = 4;
/** For batches of license checks and for changes of other nodes. */
const BESIDE_REQUESTS = 3;
/** Connections of the one process that runs jobs. */
const OF_JOBS = 4;

/** Connections for requests of each process: the node's are divided. */
export function connectionsOfWorker({ DATABASE_POOL, WORKERS }: Processes): number {
  return WORKERS === 1 ? DATABASE_POOL : Math.max(LEAST_OF_WORKER, Math.floor(DATABASE_POOL / WORKERS));
}

/** Connections that the further processes of a node open. */
export function furtherConnections(settings: Processes): number {
  return (settings.WORKERS - 1) * (connectionsOfWorker(settings) + BESIDE_REQUESTS);
}

/** Connections that a node opens at most. */
export function connectionsOfNode(settings: Processes): number {
  return connectionsOfWorker(settings) + BESIDE_REQUESTS + OF_JOBS + furtherConnections(settings);
}
