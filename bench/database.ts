import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/embedded-postgres';
import type { Cleanup } from './cleanup';

const GIGABYTE = 1024 ** 3;

/** A PostgreSQL of its own with the settings of a production start, for as long as the benchmark runs. */
export class Database {
  private constructor(
    private readonly url: string,
    readonly version: string,
    private readonly cleanup: Cleanup,
  ) {}

  static async start(cleanup: Cleanup): Promise<Database> {
    const folder = await mkdtemp(join(tmpdir(), 'keyward-bench-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const server = await startEmbeddedPostgres({ dataDir: folder });
    cleanup.add(() => server.stop());
    const pool = new Pool({ connectionString: server.url });
    try {
      return new Database(server.url, await checkedVersion(pool), cleanup);
    } finally {
      await pool.end();
    }
  }

  /** Creates an empty database of its own for a server. */
  async create(purpose: string): Promise<{ url: string; pool: Pool }> {
    const name = `bench_${purpose}`;
    const admin = new Pool({ connectionString: this.url });
    await admin.query(`CREATE DATABASE "${name}"`);
    await admin.end();
    const url = new URL(this.url);
    url.pathname = name;
    const pool = new Pool({ connectionString: url.href, max: 4 });
    this.cleanup.add(() => pool.end());
    return { url: url.href, pool };
  }
}

/** @throws if an acknowledged commit could be lost: the figures would not be comparable */
async function checkedVersion(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string; fsync: string; commits: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commits`,
  );
  const [settings] = rows;
  if (settings?.fsync !== 'on' || settings.commits !== 'on') {
    throw new Error('The database does not wait for the disk: fsync and synchronous_commit must be on.');
  }
  return settings.version;
}

/** @throws if the folder for temporary files has less room than that */
export async function assertRoom(gigabytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  const free = (bavail * bsize) / GIGABYTE;
  if (free < gigabytes) {
    throw new Error(`This needs ${gigabytes} GB in ${tmpdir()}, and ${Math.floor(free)} GB are free: see --up-to.`);
  }
}
