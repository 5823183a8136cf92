import { rememberRows } from './initial-rows';
import { rememberMemory } from './memory-snapshot';
import type { TestServer } from './server';
import { until } from './until';

interface Shared {
  readonly server: TestServer;
  /** Returns false if the server has to be replaced. */
  readonly renew: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** A server and what removes its database. */
export interface Lasting {
  readonly server: TestServer;
  readonly drop: () => Promise<void>;
}

let shared: Shared | undefined;
let isLent = false;

/** Lends the server of this worker, with the rows and the memory that it had after its start, to one spec file at a time. */
export async function borrow(start: () => Promise<Lasting>): Promise<TestServer> {
  if (isLent) {
    throw new Error('The shared server is in use: start another one with TestServer.start()');
  }
  isLent = true;
  if (shared && !(await shared.renew())) {
    await closeSharedServer();
  }
  shared ??= await remember(await start());
  return shared.server;
}

export function giveBack(): void {
  isLent = false;
}

/** After a failed test, whose requests may still run, and before the cluster is stopped. */
export async function closeSharedServer(): Promise<void> {
  const closed = shared;
  shared = undefined;
  await closed?.close();
}

// Jest's worker ends by no longer listening to its parent, and is killed if connections keep it alive for half a second. Its
// database is removed with the cluster.
process.on('removeListener', (event) => {
  if (event === 'message') {
    void shared?.server.app.close();
  }
});

async function remember({ server, drop }: Lasting): Promise<Shared> {
  const restoreMemory = rememberMemory(server.app);
  const restoreRows = await rememberRows(server.dataSource);
  return {
    server,
    renew: async () => {
      server.clock.reset();
      await server.clock.settled();
      await untilIdle(server);
      const isRestored = server.isSound && (await restoreRows());
      restoreMemory();
      server.recognizeKeys();
      return isRestored;
    },
    close: async () => {
      await server.app.close();
      await drop();
    },
  };
}

/** Resolves when no statement runs in the database and no transaction is open. */
function untilIdle({ dataSource }: TestServer): Promise<void> {
  return until('all transactions of the shared server have ended', async () => {
    const [{ busy }] = await dataSource.query<[{ busy: number }]>(BUSY);
    return busy === 0;
  });
}

const BUSY = `
  SELECT count(*)::integer AS busy FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'`;
