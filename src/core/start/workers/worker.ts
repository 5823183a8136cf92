import type { Channel } from '../../common/workers/channel';
import type { Settings } from '../../platform/config/settings';
import { readTls } from '../read-tls';
import { type Application, serveUntilStopped } from '../serve';

/** The answer that a worker gets from the process that started it. */
export interface Place {
  readonly databaseUrl: string;
  /** Connections for requests: the node's are divided among its workers. */
  readonly connections: number;
  readonly runsJobs: boolean;
}

/** Serves requests until a signal, as one of several processes of a node. */
export async function runWorker(settings: Settings, primary: Channel, application: Application): Promise<void> {
  const { databaseUrl, connections, runsJobs } = await primary.ask<Place>('place');
  const own = { ...settings, DATABASE_POOL: connections };
  const tls = await readTls(settings);
  await serveUntilStopped(own, { application, databaseUrl, tls, runsJobs }, (addresses) =>
    primary.ask('serving', addresses),
  );
}
