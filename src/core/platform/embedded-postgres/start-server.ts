import { setTimeout as pause } from 'node:timers/promises';
import { type Address, chooseAddress } from './address';
import type { Cluster } from './cluster';
import { asError } from './error-facts';
import type { Binaries } from './find-binaries';
import { ensureDatabase, isBetweenStates } from './login';
import { type PidFile, readPidFile } from './pid-file';
import { Postmaster } from './postmaster';
import type { Account } from './run-as-user';
import type { ServerLog } from './server-log';

/** Everything needed to start the server of a cluster. */
export interface Setup {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly cluster: Cluster;
  readonly connections: number;
  readonly sharedBuffersMb: number;
  readonly durable: boolean;
  readonly log: ServerLog;
  readonly notify: (line: string) => void;
  /** Called when a program of PostgreSQL runs and nothing can be done until it is ready. */
  readonly whileStarting: () => void;
}

/** A server that accepts connections. Without a postmaster, another process started it. */
export interface Running {
  readonly address: Address;
  readonly postmaster?: Postmaster;
}

const LIMIT_MS = 60_000;
const INTERVAL_MS = 100;

// Temporary errors: the lock of another start, backends that outlived their server, a port that is in use.
const TEMPORARY_ERROR =
  /lock file .* (already exists|is empty)|pre-existing shared memory block|could not bind|could not create any TCP\/IP sockets/;

// PostgreSQL's errors about files that it must write.
const NO_SPACE = 'No space left on device';
const CANNOT_WRITE = new RegExp(
  `(?:FATAL|PANIC): +could not .*: (Permission denied|Read-only file system|${NO_SPACE})`,
);

/** Uses the cluster's running server or starts one, at the fixed address if given. */
export async function startServer(setup: Setup, fixed: Address | undefined, cancelled: AbortSignal): Promise<Running> {
  const deadline = Date.now() + LIMIT_MS;
  let isRecovering = false;
  for (;;) {
    cancelled.throwIfAborted();
    const previous = await readPidFile(setup.cluster.folder);
    // A killed server may still be ending at the first attempt.
    if (previous?.isRunning === false && !isRecovering) {
      isRecovering = true;
      setup.notify('The embedded database was not shut down: recovering');
    }
    const attempt = previous?.isRunning ? await adopt(setup, previous) : await start(setup, fixed, previous);
    if ('address' in attempt) {
      return attempt;
    }
    if (Date.now() > deadline) {
      throw attempt.error;
    }
    await pause(INTERVAL_MS);
  }
}

type Attempt = Running | { readonly error: Error };

// Another process controls the server, so there is no event to wait for.
async function adopt(setup: Setup, { address, pid }: PidFile): Promise<Attempt> {
  try {
    await ensureDatabase(address, setup.cluster);
  } catch (cause) {
    const error = new Error(
      `A PostgreSQL server (process ${pid}) runs ${setup.cluster.folder}, but rejects logins. ${setup.log.describe()}`,
      { cause },
    );
    if (isBetweenStates(cause)) {
      return { error };
    }
    throw error;
  }
  setup.notify(`Using the embedded database that is running already (process ${pid})`);
  return { address };
}

async function start(setup: Setup, fixed: Address | undefined, previous: PidFile | undefined): Promise<Attempt> {
  const { cluster, log } = setup;
  const address = fixed ?? (await chooseAddress(cluster.folder));

  const postmaster = await Postmaster.start({ ...setup, address, stalePid: previous?.pid }).catch((error: unknown) => ({
    error: asError(error),
  }));
  if (!(postmaster instanceof Postmaster)) {
    if (log.find(TEMPORARY_ERROR)) {
      return postmaster;
    }
    throw cannotWrite(setup, postmaster.error) ?? postmaster.error;
  }
  try {
    await ensureDatabase(address, cluster);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  return { address, postmaster };
}

function cannotWrite({ cluster, account, log }: Setup, cause: Error): Error | undefined {
  const [, reason] = log.find(CANNOT_WRITE) ?? [];
  if (reason === undefined) {
    return undefined;
  }
  const who = account === undefined ? 'this user' : `the user "${account.name}"`;
  const cure = reason === NO_SPACE ? 'make room on its disk' : `let ${who} write there`;
  return new Error(`PostgreSQL cannot write to ${cluster.folder} (${reason}): ${cure}. ${log.describe()}`, { cause });
}
