import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client, Pool } from 'pg';
import { startEmbeddedPostgres } from '../src/core/platform/embedded-postgres/embedded-postgres';
import type { Cleanup } from './cleanup';
import { type CpuTime, cpuTimeOf } from './cpu';
import { syncTimes } from './disk';
import { memoryOf, postmasterIn } from './memory';

const GIGABYTE = 1024 ** 3;

/** All servers together need more than one alone. */
const CONNECTIONS = 300;

interface Access {
  readonly password: string;
  readonly systemKey: string;
}

/** A PostgreSQL of its own with its default settings, except for the number of connections, while the benchmark runs. */
export class Database {
  private constructor(
    private readonly url: string,
    private readonly folder: string,
    readonly version: string,
    private readonly cleanup: Cleanup,
  ) {}

  /** @param kept a folder that is not removed afterwards; a new one by default, which is */
  static async start(cleanup: Cleanup, kept?: string): Promise<Database> {
    const folder = kept === undefined ? await temporaryFolder(cleanup) : resolve(kept);
    const server = await startEmbeddedPostgres({ dataDir: folder, connections: CONNECTIONS });
    cleanup.add(() => server.stop());
    return new Database(server.url, folder, await checkedVersion(server.url), cleanup);
  }

  /** A database of its own for a server: an empty one, or the one that a kept folder has. */
  async create(purpose: string): Promise<{ url: string; pool: Pool; isEmpty: boolean }> {
    const name = `bench_${purpose}`;
    const isEmpty = (await asked(this.url, `SELECT 1 FROM pg_database WHERE datname = '${name}'`)) === undefined;
    if (isEmpty) {
      await asked(this.url, `CREATE DATABASE "${name}"`);
    }
    const url = new URL(this.url);
    url.pathname = name;
    const pool = new Pool({ connectionString: url.href, max: 2 });
    // Its idle connections end with the server.
    pool.on('error', () => undefined);
    this.cleanup.add(() => pool.end());
    return { url: url.href, pool, isEmpty };
  }

  /** What a server of a later run on a kept folder needs. */
  get access(): Access {
    return JSON.parse(readFileSync(this.accessFile, 'utf8')) as Access;
  }

  set access(access: Access) {
    writeFileSync(this.accessFile, JSON.stringify(access));
  }

  private get accessFile(): string {
    return join(this.folder, 'keyward.json');
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
    return memoryOf(this.pid);
  }

  private get pid(): number {
    return postmasterIn(this.folder);
  }
}

async function temporaryFolder(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
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
