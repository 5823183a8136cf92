import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { type Address, isSocket } from './address';
import type { Cluster } from './cluster';
import type { Binaries } from './find-binaries';
import { type Account, run, spawnOptionsFor } from './run-as-user';
import type { ServerLog } from './server-log';

export interface Launch {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly cluster: Cluster;
  readonly address: Address;
  readonly connections: number;
  readonly sharedBuffersMb: number;
  readonly durable: boolean;
  /** Pid of a dead server whose lock on the cluster is ignored. */
  readonly stalePid: number | undefined;
  readonly log: ServerLog;
  /** Called when the process runs. */
  readonly whileStarting: () => void;
}

// Recovery reports itself every ten seconds.
const SILENCE_LIMIT_MS = 120_000;
const FAST_SHUTDOWN_LIMIT_MS = 60_000;
const IMMEDIATE_SHUTDOWN_LIMIT_MS = 10_000;
/** With less, memory counts more than the speed at which large tables are vacuumed. */
const SMALL_BUFFERS_MB = 64;

const IS_WINDOWS = process.platform === 'win32';
/** On Windows, the process is that of pg_ctl: the server ends when it closes its output. */
const ENDED_EVENT = IS_WINDOWS ? 'close' : 'exit';
const SHUTDOWN_SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

// The guard waits for the end of its input, when Node closes the pipe or dies, and requests a fast shutdown.
// It is detached, so that PostgreSQL does not mistake its exit for a crashed backend.
const GUARDED = `
exec 3<&0
( ( trap '' HUP TERM; read -r _; kill -INT $$ ) <&3 >/dev/null 2>&1 & )
exec "$@" 3<&- </dev/null`;

type Outcome = 'ready' | 'ended' | 'silent';

interface ServerProcess {
  readonly child: ChildProcess;
  readonly lines: Interface;
}

/** A PostgreSQL server that runs as a child process. */
export class Postmaster {
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;

  private constructor(
    { child, lines }: ServerProcess,
    private readonly launch: Launch,
  ) {
    this.child = child;
    // Without a pid, the process was never started and emits no exit event.
    this.ended =
      child.pid === undefined ? Promise.resolve() : new Promise((resolve) => child.once(ENDED_EVENT, () => resolve()));
    void this.ended.then(() => child.stdin?.destroy());
    child.on('error', (error) => launch.log.add(error.message));
    lines.on('line', (line) => launch.log.add(line));
  }

  /** Resolves when it accepts connections. */
  static async start(launch: Launch): Promise<Postmaster> {
    launch.log.begin();
    const server = spawnServer(launch);
    const postmaster = new Postmaster(server, launch);
    launch.whileStarting();
    const outcome = await accepting(server);
    if (outcome !== 'ready') {
      await postmaster.stop();
      throw new Error(`PostgreSQL did not start (${outcome}). ${launch.log.describe()}`);
    }
    return postmaster;
  }

  /** Ends all sessions and shuts down cleanly; after the time limit, immediately with crash recovery. */
  async stop(): Promise<void> {
    await this.request('fast');
    if (await this.endsWithin(FAST_SHUTDOWN_LIMIT_MS)) {
      return;
    }
    await this.request('immediate');
    if (!(await this.endsWithin(IMMEDIATE_SHUTDOWN_LIMIT_MS))) {
      throw new Error(`PostgreSQL in ${this.launch.cluster.folder} does not end. ${this.launch.log.describe()}`);
    }
  }

  private async request(mode: keyof typeof SHUTDOWN_SIGNALS): Promise<void> {
    const { binaries, account, cluster } = this.launch;
    if (IS_WINDOWS) {
      const stopping = run(
        account,
        join(binaries.folder, 'pg_ctl'),
        'stop',
        '--no-wait',
        '-m',
        mode,
        '-D',
        cluster.folder,
      );
      await stopping.catch(() => undefined);
      return;
    }
    this.child.kill(SHUTDOWN_SIGNALS[mode]);
    this.child.stdin?.destroy();
  }

  private async endsWithin(limit: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, limit, false);
    });
    const inTime = this.ended.then(() => true);
    return Promise.race([inTime, tooLate]).finally(() => clearTimeout(timer));
  }
}

function spawnServer(launch: Launch): ServerProcess {
  return IS_WINDOWS ? spawnOnWindows(launch) : spawnGuarded(launch);
}

// Detached: Ctrl-C must reach only Node, which finishes requests before it stops the database.
function spawnGuarded(launch: Launch): ServerProcess {
  const postgres = join(launch.binaries.folder, 'postgres');
  const server = [postgres, '-D', launch.cluster.folder, ...serverSettings(launch)];
  const child = spawn('/bin/sh', ['-c', GUARDED, 'sh', ...server], {
    ...spawnOptionsFor(launch.account, lockOverride(launch.stalePid)),
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  return { child, lines: createInterface({ input: child.stderr }) };
}

// PostgreSQL does not run with the rights of an administrator or of the system: pg_ctl starts it without them, and ends. The
// server has its output. It has a hidden console of its own, so that Ctrl-C reaches only Node.
function spawnOnWindows(launch: Launch): ServerProcess {
  const { binaries, account, cluster } = launch;
  const settings = serverSettings(launch).join(' ');
  const child = spawn(join(binaries.folder, 'pg_ctl'), ['start', '--no-wait', '-D', cluster.folder, '-o', settings], {
    ...spawnOptionsFor(account),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return { child, lines: createInterface({ input: child.stdout }) };
}

// A variable of pg_ctl: PostgreSQL ignores the lock of this pid. Unlike deleting postmaster.pid, this keeps the check for
// backends that outlived the server and still use its memory.
function lockOverride(stalePid: number | undefined): Record<string, string> {
  return stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(stalePid) };
}

function serverSettings({ address, connections, sharedBuffersMb, durable }: Launch): string[] {
  const settings = {
    listen_addresses: isSocket(address) ? '' : address.host,
    unix_socket_directories: isSocket(address) ? address.host : '',
    unix_socket_permissions: '0700',
    port: address.port,
    max_connections: connections,
    shared_buffers: `${sharedBuffersMb}MB`,
    max_logical_replication_workers: 0,
    ...(sharedBuffersMb < SMALL_BUFFERS_MB && { autovacuum_max_workers: 1 }),
    logging_collector: 'off',
    log_destination: 'stderr',
    // Without details, which contain values of rows.
    log_error_verbosity: 'terse',
    // Tests run several servers, each with its own connections.
    ...(durable ? {} : { max_connections: 300, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function accepting({ child, lines }: ServerProcess): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(silence);
      lines.off('line', watch);
      resolve(outcome);
    };
    const watch = (line: string) => {
      silence.refresh();
      if (line.includes('ready to accept connections')) {
        settle('ready');
      }
    };
    const silence = setTimeout(settle, SILENCE_LIMIT_MS, 'silent');
    lines.on('line', watch);
    // `close` comes after the last line of the log, `exit` may come before.
    child.once('close', () => settle('ended')).once('error', () => settle('ended'));
  });
}
