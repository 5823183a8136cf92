import type { TestServer } from './server';

/** Servers of one database that can be made as new. */
export interface Renewable {
  readonly servers: readonly TestServer[];
  /** Ends what a spec file has started on one of them. */
  readonly quiet: (server: TestServer) => Promise<void>;
  /** Returns false if they have to be replaced. */
  readonly renew: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

interface Shared extends Renewable {
  readonly settings: string;
  readonly lent: Set<TestServer>;
}

/** Each takes 16 MB. */
const MOST_KEPT = 8;

const lent = new Set<Shared>();
/** Least recently used first. */
const idle: Shared[] = [];

/**
 * Lends servers of this worker that have these settings, with the rows and the memory that they had after their start. They are
 * kept when all of them are given back.
 */
export async function borrow(settings: string, start: () => Promise<Renewable>): Promise<Shared> {
  const index = idle.findLastIndex((one) => one.settings === settings);
  const [former] = index < 0 ? [] : idle.splice(index, 1);
  const isRenewed = await former?.renew();
  if (isRenewed === false) {
    await former?.close();
  }
  const renewable = former && isRenewed ? former : await start();
  const shared = { ...renewable, settings, lent: new Set(renewable.servers) };
  lent.add(shared);
  return shared;
}

export async function giveBack(shared: Shared, server: TestServer): Promise<void> {
  if (shared.lent.delete(server)) {
    await shared.quiet(server);
  }
  if (shared.lent.size === 0 && lent.delete(shared)) {
    idle.push(shared);
    await (idle.length > MOST_KEPT ? idle.shift() : undefined)?.close();
  }
}

/** After a failed test, whose requests may still run, and before the cluster is stopped. */
export async function closeSharedServers(): Promise<void> {
  const closed = [...lent, ...idle.splice(0)];
  lent.clear();
  await Promise.all(closed.map(({ close }) => close()));
}

// Jest's worker ends by no longer listening to its parent, and is killed if connections keep it alive for half a second. The
// databases are removed with the cluster.
process.on('removeListener', (event) => {
  if (event === 'message' && idle.length > 0) {
    process.exit();
  }
});
