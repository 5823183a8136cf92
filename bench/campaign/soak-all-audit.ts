import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Failures } from './part';
import type { SteadyLoad } from './soak-all-load';
import type { Nodes } from './soak-all-nodes';
import type { Tally } from './soak-all-tally';

const COMMAND = join(__dirname, '..', '..', '..', '..', 'scripts', 'keyward.mjs');
const COMMAND_LIMIT_MS = 120_000;
/** The log is emptied when it has more: a drop of its month would do the same for the disk. */
const MOST_LOG_BYTES = 2 * 1024 ** 3;
const LOG_LOCK_LIMIT = '5s';

/** Kinds of calls that write a row of the log, by its dialect and operation. */
const LOGGED: Readonly<Record<string, readonly string[]>> = {
  'v2 check': ['check'],
  'native check': ['validate'],
  'native heartbeat': ['heartbeat'],
  'native usage': ['usage'],
  'v2 activate': ['activation'],
  'native deactivate': ['deactivation'],
  'native session': ['session start'],
};

/** Compares the log with what was answered, since the last time. */
export class LogAudit {
  audits = 0;
  rows = 0;
  emptied = 0;
  bytesPerMillion = NaN;
  private since = new Date();
  private readonly before = new Map<string, { answered: number; lost: number }>();

  constructor(
    private readonly nodes: Nodes,
    private readonly load: SteadyLoad,
    private readonly tally: Tally,
    private readonly failures: Failures,
  ) {}

  /** While nothing is sent: each answer must have its row, and no row may be without a call. */
  async run(): Promise<void> {
    const isLarge = await this.measure();
    await this.load.paused(async () => {
      const { rows } = await this.nodes.keyward.pool.query<{ name: string; count: string }>(COUNTS, [this.since]);
      const logged = new Map(rows.map(({ name, count }) => [name, Number(count)]));
      for (const [name, kinds] of Object.entries(LOGGED)) {
        this.compare(name, kinds, logged.get(name) ?? 0);
      }
      this.audits += 1;
      if (isLarge && (await emptied(this.nodes))) {
        this.emptied += 1;
      }
      // A row of this millisecond was counted.
      await pause(2);
      this.since = new Date();
    });
  }

  private compare(name: string, kinds: readonly string[], logged: number): void {
    const { answered: answeredBefore, lost: lostBefore } = this.before.get(name) ?? { answered: 0, lost: 0 };
    const tallies = kinds.map((kind) => this.tally.of(kind));
    const answered = tallies.reduce((sum, { times }) => sum + times.count, 0);
    const lost = tallies.reduce((sum, { failed, lostAtRestarts }) => sum + failed + lostAtRestarts, 0);
    this.before.set(name, { answered, lost });
    const [least, most] = [answered - answeredBefore, answered - answeredBefore + lost - lostBefore];
    this.rows += logged;
    if (logged < least || logged > most) {
      const wanted = least === most ? String(least) : `${least} to ${most}`;
      this.failures.add(
        `The log has ${logged} rows of "${name}" since ${this.since.toISOString()}, and ${wanted} calls were answered until ${new Date().toISOString()}.`,
      );
    }
  }

  /** @returns whether the log is so large that it must be emptied */
  private async measure(): Promise<boolean> {
    const { rows } = await this.nodes.keyward.pool.query<{ bytes: string; rows: string }>(LOG_SIZE);
    const [bytes, count] = [Number(rows[0]?.bytes), Number(rows[0]?.rows)];
    this.bytesPerMillion = (bytes / count) * 1_000_000;
    return bytes > MOST_LOG_BYTES;
  }
}

const COUNTS = `
  SELECT dialect || ' ' || operation AS name, count(*) FROM verifications WHERE at >= $1 GROUP BY dialect, operation
`;

const LOG_SIZE = `
  SELECT sum(pg_total_relation_size(relid)) AS bytes,
         greatest((SELECT count(*) FROM verifications), 1) AS rows
  FROM pg_partition_tree('verifications')
`;

/** Gives way to a job that reads the log, such as a backup. */
async function emptied({ keyward: { pool } }: Nodes): Promise<boolean> {
  const session = await pool.connect();
  try {
    await session.query(`SET lock_timeout = '${LOG_LOCK_LIMIT}'`);
    await session.query('TRUNCATE verifications');
    return true;
  } catch {
    return false;
  } finally {
    session.release(true);
  }
}

/** Settings for commands. */
export function environmentOf({ environment, keyward, all }: Nodes): Readonly<Record<string, string>> {
  const { hostname, port } = new URL(all[0].client.url);
  return { ...environment, DATABASE_URL: keyward.databaseUrl, HOST: hostname, PORT: port, NODE_ENV: 'production' };
}

/** Runs the command `keyward` with the settings of the nodes. */
export async function command(nodes: Nodes, ...args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, ...environmentOf(nodes) };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...args], {
      env,
      timeout: COMMAND_LIMIT_MS,
      maxBuffer: 16 * 1024 ** 2,
    });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : 1, output: `${stdout}${stderr}` };
  }
}
