import { join } from 'node:path';
import type { Pool } from 'pg';
import { prepareBaselines } from './baselines/schema';
import { CALLS_PER_CONNECTION, licVerifyCall, validateCall, verifyCall } from './calls';
import { Child } from './child';
import type { Cleanup } from './cleanup';
import type { CpuTime } from './cpu';
import type { Database } from './database';
import type { Keyward } from './keyward';
import type { Call } from './load';
import { KEY_SQL, someNumbers } from './sample';

/** A server and what it is asked. */
export interface Variant {
  /** Name in the results. */
  readonly name: string;
  /** Shown to people. */
  readonly label: string;
  readonly url: string;
  readonly calls: () => Call[];
  /** Where its answers must be on record. */
  readonly log?: Log;
  /** Instead of those of the options. */
  readonly connections?: number;
  /** Processor time that its processes have taken. */
  readonly cpu?: () => CpuTime | undefined;
}

export interface Log {
  empty(): Promise<void>;
  rowsSince(start: Date): Promise<number>;
}

const BENCH = join(__dirname, '..', '..');
const LISTENING = /^listening at (\S+)$/;

export function keywardLog(keyward: Keyward): Log {
  return { empty: () => keyward.emptyLog(), rowsSince: (start) => keyward.logRows(start) };
}

/** Keyward's checks. */
export function keywardVariants(keyward: Keyward, licenses: number): Variant[] {
  const { url, systemKey } = keyward;
  const server = { url, log: keywardLog(keyward), cpu: () => keyward.process.cpu };
  const calls = (call: (number: number) => Call, isLic = false) => callsOf(licenses, call, isLic);
  return [
    { ...server, name: 'verify', label: 'Keyward, V2 verify', calls: calls((n) => verifyCall(systemKey, n)) },
    { ...server, name: 'validate', label: 'Keyward, /api/v1/validate', calls: calls(validateCall) },
    { ...server, name: 'lic_verify', label: 'Keyward, LIC verify', calls: calls(licVerifyCall, true) },
  ];
}

export function callsOf(licenses: number, call: (number: number) => Call, isLic = false): () => Call[] {
  return () => someNumbers(CALLS_PER_CONNECTION, licenses, isLic).map(call);
}

/** The servers that do the same with common means, on the same PostgreSQL. */
export class Baselines {
  private constructor(
    private readonly pool: Pool,
    readonly databaseUrl: string,
    private readonly apiKey: string,
    private readonly licenses: number,
    private readonly cleanup: Cleanup,
  ) {}

  static async prepare(database: Database, apiKey: string, licenses: number, seats: number, cleanup: Cleanup) {
    const { url, pool } = await database.create('baselines');
    await prepareBaselines(pool, licenses, seats, apiKey);
    return new Baselines(pool, url, apiKey, licenses, cleanup);
  }

  ordinary(): Promise<Variant> {
    return this.start('ordinary', 'the ordinary way: Nest and TypeORM');
  }

  careful(): Promise<Variant> {
    return this.start('careful', 'the careful way: Fastify and prepared statements');
  }

  async bare(): Promise<Variant> {
    return { ...(await this.start('bare', 'Fastify alone, without a database')), log: undefined };
  }

  private async start(name: string, label: string): Promise<Variant> {
    const script = join(BENCH, 'dist', 'bench', 'baselines', name, 'main.js');
    const environment = { BENCH_DATABASE_URL: this.databaseUrl, NODE_ENV: 'production' };
    const { url } = await Child.start({ script, environment, ready: LISTENING }, this.cleanup);
    const calls = callsOf(this.licenses, (number) => verifyCall(this.apiKey, number));
    return { name, label, url, calls, log: logOf(this.pool) };
  }
}

export async function betterAuth(
  database: Database,
  apiKey: string,
  licenses: number,
  cleanup: Cleanup,
): Promise<Variant> {
  const environment = {
    BENCH_DATABASE_URL: (await database.create('better_auth')).url,
    BENCH_LICENSES: String(licenses),
    BENCH_KEY_SQL: KEY_SQL,
    NODE_ENV: 'production',
  };
  const script = join(BENCH, 'baselines', 'better-auth', 'server.mjs');
  const { url } = await Child.start({ script, environment, ready: LISTENING }, cleanup);
  const calls = callsOf(licenses, (number) => verifyCall(apiKey, number));
  return { name: 'better_auth', label: "better-auth's api-key plugin, no log", url, calls };
}

function logOf(pool: Pool): Log {
  return {
    async empty() {
      await pool.query('TRUNCATE verifications');
    },
    async rowsSince(start) {
      const { rows } = await pool.query<{ count: string }>('SELECT count(*) FROM verifications WHERE at >= $1', [
        start,
      ]);
      return Number(rows[0]?.count);
    },
  };
}
