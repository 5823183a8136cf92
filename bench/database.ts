import { readFileSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { startEmbeddedPostgres } from '../src/core/platform/embedded-postgres/embedded-postgres';
import type { Cleanup } from './cleanup';
import { type CpuTime, cpuTimeOf } from './cpu';
import { syncTimes } from './disk';

const GIGABYTE = 1024 ** 3;

/** All servers together need more than one alone. */
const CONNECTIONS = 300;

/** A PostgreSQL of its own with its default settings, except for the number of connections, while the benchmark runs. */
export class Database {
  private constructor(
    private readonly url: string,
    private readonly folder: string,
    readonly version: string,
    private readonly cleanup: Cleanup,
  ) {}

  static async start(cleanup: Cleanup): Promise<Database> {
    const folder = await mkdtemp(join(tmpdir(), 'keyward-bench-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const server = await startEmbeddedPostgres({ dataDir: folder, connections: CONNECTIONS });
    cleanup.add(() => server.stop());
    return new Database(server.url, folder, await checkedVersion(server.url), cleanup);
  }

  /** Creates an empty database of its own for a server. */
  async create(purpose: string): Promise<{ url: string; pool: Pool }> {
    const name = `bench_${purpose}`;
    await asked(this.url, `CREATE DATABASE "${name}"`);
    const url = new URL(this.url);
    url.pathname = name;
    const pool = new Pool({ connectionString: url.href, max: 2 });
    // Its idle connections end with the server.
    pool.on('error', () => undefined);
    this.cleanup.add(() => pool.end());
    return { url: url.href, pool };
  }

  /** Of its disk, while it has nothing else to do. */
  get syncTimes(): ReturnType<typeof syncTimes> {
    return syncTimes(this.folder);
  }

  get cpu(): CpuTime | undefined {
    return cpuTimeOf(this.pid);
  }

  /** Kills PostgreSQL without a warning. It is started again by itself. */
  kill(): void {
    process.kill(this.pid, 'SIGKILL');
  }

  /** Memory of all its processes, what they share counted once; only on Linux. */
  memoryMegabytes(): number {
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').trim().split(' ');
    return [this.pid, ...children.map(Number)].map(residentShare).reduce((sum, each) => sum + each);
  }

  private get pid(): number {
    return Number(readFileSync(join(this.folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }
}

/** Memory of a process in MB, its share of what several use; 0 if it has ended. */
function residentShare(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}

/** @throws if an acknowledged commit could be lost: the figures would not be comparable */
async function checkedVersion(url: string): Promise<string> {
  const settings = await asked(
    url,
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commits`,
  );
  if (settings?.fsync !== 'on' || settings.commits !== 'on') {
    throw new Error('The database does not wait for the disk: fsync and synchronous_commit must be on.');
  }
  return settings.version ?? '';
}

async function asked(url: string, statement: string): Promise<Record<string, string> | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(statement)).rows[0];
  } finally {
    await client.end();
  }
}

/** @throws if the folder for temporary files has less room than that */
export async function assertRoom(gigabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  const free = (bavail * bsize) / GIGABYTE;
  if (free < gigabytes) {
    throw new Error(`This needs ${gigabytes} GB in ${tmpdir()}, and ${Math.floor(free)} GB are free: see --up-to.`);
  }
}
