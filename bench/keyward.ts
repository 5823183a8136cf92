import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { Child } from './child';
import type { Cleanup } from './cleanup';
import type { Database } from './database';

const PROJECT = join(__dirname, '..', '..', '..');

/** The server is started as `npm start` does it. */
function startCommand(project: string): { script: string; flags: string[] } {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [, ...words] = scripts.start.split(' ');
  return { script: join(project, words.at(-1) ?? ''), flags: words.slice(0, -1) };
}
const READY = /^Keyward is running at (\S+)$/;

/** No limit is reached, yet each is counted: the load comes from a single address. */
const LIMITS = '1000000';

export interface Variation {
  /** Folder of another version, to compare this one with. */
  readonly project?: string;
  /** Settings that differ from the defaults. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A Keyward server as it is built for production, with its default settings. */
export class Keyward {
  private constructor(
    readonly process: Child,
    readonly pool: Pool,
    readonly systemKey: string,
    private readonly database: Database,
    readonly databaseUrl: string,
    /** Of the user `admin`. */
    readonly password: string,
    /** Whether its database was empty before. */
    readonly isNew: boolean,
  ) {}

  get url(): string {
    return this.process.url;
  }

  static async start(database: Database, name: string, cleanup: Cleanup, variation: Variation = {}): Promise<Keyward> {
    const { url, pool, isEmpty } = await database.create(name);
    const password = isEmpty ? randomBytes(16).toString('hex') : database.access.password;
    const child = await startServer(url, password, cleanup, variation);
    const systemKey = isEmpty ? shownKey(child.output) : database.access.systemKey;
    database.access = { password, systemKey };
    return new Keyward(child, pool, systemKey, database, url, password, isEmpty);
  }

  /** Another server process on the same database. */
  startSecond(cleanup: Cleanup, variation: Variation = {}): Promise<Child> {
    return startServer(this.databaseUrl, this.password, cleanup, variation);
  }

  /** Connections of the servers to their database. */
  async connectionCount(): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'keyward%'`,
    );
    return Number(rows[0]?.count);
  }

  /** URL of a new database on the same PostgreSQL. */
  async emptyDatabase(): Promise<string> {
    return (await this.database.create(`restored_${Date.now()}`)).url;
  }

  async logIn(): Promise<string> {
    const answer = await fetch(`${this.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: this.password }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token === undefined) {
      throw new Error(`The admin could not log in: ${answer.status}`);
    }
    return token;
  }

  async logRows(since: Date): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>('SELECT count(*) FROM verifications WHERE at >= $1', [
      since,
    ]);
    return Number(rows[0]?.count);
  }

  async emptyLog(): Promise<void> {
    await this.pool.query('TRUNCATE verifications');
  }
}

function shownKey(output: string): string {
  const systemKey = /system API key\s+(\S+)/.exec(output)?.[1];
  if (systemKey === undefined) {
    throw new Error(`The first start showed no system key:\n${output}`);
  }
  return systemKey;
}

function startServer(
  databaseUrl: string,
  password: string,
  cleanup: Cleanup,
  { project = PROJECT, environment }: Variation = {},
): Promise<Child> {
  return Child.start(
    {
      ...startCommand(project),
      environment: {
        DATABASE_URL: databaseUrl,
        ADMIN_PASSWORD: password,
        HOST: '127.0.0.1',
        PORT: '0',
        NODE_ENV: 'production',
        RATE_LIMIT_FACTOR: LIMITS,
        ...environment,
      },
      ready: READY,
    },
    cleanup,
  );
}
