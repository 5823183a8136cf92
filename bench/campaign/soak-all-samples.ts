import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { childrenOf } from '../cpu';
import type { Database } from '../database';
import type { Failures } from './part';
import type { Node, Nodes } from './soak-all-nodes';
import type { Tally } from './soak-all-tally';

const METRICS_LIMIT_MS = 10_000;
/** To read the memory map of all sessions, and thousands of files, takes long. */
const SAMPLES_BETWEEN_FILES = 6;
const MEGABYTE = 1024 ** 2;

/** One measurement of a quantity. */
export interface Measured {
  /** Hours since the begin. */
  readonly x: number;
  readonly y: number;
  /** Start of the process that it is about, if a restart sets it back. */
  readonly run?: number;
}

/** All quantities, every few seconds. */
export class Sampler {
  readonly series = new Map<string, Measured[]>();
  private readonly begun = performance.now();
  private samples = 0;
  private dataFolder: string | undefined;
  private postmaster: number | undefined;

  constructor(
    private readonly nodes: Nodes,
    private readonly database: Database,
    private readonly tally: Tally,
    private readonly failures: Failures,
    private readonly intervalMs: number,
  ) {}

  /** Until the signal. */
  async run(end: AbortSignal): Promise<void> {
    const waits = (): Promise<boolean> => pause(this.intervalMs, true, { signal: end }).catch(() => false);
    while (await waits()) {
      await this.sample().catch((error: unknown) =>
        this.failures.add(`A sample failed at ${new Date().toISOString()}: ${String(error)}`),
      );
    }
  }

  private async sample(): Promise<void> {
    const window = this.tally.takeWindow();
    if (window.count > 0) {
      this.note('check p50 ms', window.percentile(0.5));
      this.note('check p99 ms', window.percentile(0.99));
    }
    await Promise.all(this.nodes.all.map((node) => this.sampleNode(node)));
    await this.sampleTables();
    if (this.samples++ % SAMPLES_BETWEEN_FILES === 0) {
      this.note('PostgreSQL PSS MB', this.database.memoryMegabytes());
      await this.sampleFiles();
    }
  }

  private async sampleNode(node: Node): Promise<void> {
    const isServing = (): boolean => node.isServing && !node.isStopping;
    if (!isServing()) {
      return;
    }
    const [pid] = node.child.pids;
    const heap = await heapOf(node).catch(() => undefined);
    const descriptors = pid === undefined ? undefined : await descriptorsOf(pid);
    // It may have been stopped meanwhile.
    if (heap === undefined || descriptors === undefined || !isServing()) {
      return;
    }
    this.note(`${node.name} node RSS MB`, node.child.residentMegabytes, node.startedAt);
    this.note(`${node.name} node heap MB`, heap, node.startedAt);
    this.note(`${node.name} node descriptors`, descriptors, node.startedAt);
  }

  private async sampleTables(): Promise<void> {
    const { pool } = this.nodes.keyward;
    for (const [name, value] of Object.entries(await firstRow(pool, SIZES))) {
      this.note(name, Number(value) / MEGABYTE);
    }
    for (const [name, value] of Object.entries(await firstRow(pool, QUEUES))) {
      this.note(name, Number(value));
    }
    const { rows } = await pool.query<{ name: string; dead: string }>(DEAD_ROWS);
    for (const { name, dead } of rows) {
      this.note(`dead rows of ${name}`, Number(dead));
    }
  }

  private async sampleFiles(): Promise<void> {
    const { pool, folders } = { pool: this.nodes.keyward.pool, folders: this.nodes.folders };
    this.dataFolder ??= (await firstRow(pool, `SELECT current_setting('data_directory') AS path`)).path ?? '';
    this.postmaster ??= await parentOf(Number((await firstRow(pool, 'SELECT pg_backend_pid() AS pid')).pid));
    const processes = [this.postmaster, ...childrenOf(this.postmaster)];
    const open = await Promise.all(processes.map((pid) => descriptorsOf(pid)));
    this.note(
      'PostgreSQL descriptors',
      open.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    );
    const files = await filesIn(this.dataFolder);
    const isTemporary = (path: string): boolean => path.includes('pgsql_tmp');
    const isLog = (path: string): boolean => path.includes('/pg_wal/');
    this.note('files of the database', files.filter((path) => !isTemporary(path) && !isLog(path)).length);
    this.note('temporary files of PostgreSQL', files.filter(isTemporary).length);
    this.note('temporary files of the nodes', (await filesIn(folders.temporary)).length);
    this.note('files of backups', (await filesIn(folders.backups)).length);
  }

  private note(name: string, y: number, run?: number): void {
    const values = this.series.get(name) ?? [];
    values.push({ x: (performance.now() - this.begun) / 3_600_000, y, ...(run !== undefined && { run }) });
    this.series.set(name, values);
  }
}

/** Logs are tables of what happened, which grow with it. */
const SIZES = `
  WITH logs AS (
    SELECT log, pg_total_relation_size(relid) AS bytes
    FROM unnest(ARRAY['verifications', 'events', 'audit_entries', 'management_requests']) AS log, pg_partition_tree(log::regclass)
  )
  SELECT pg_database_size(current_database()) - (SELECT sum(bytes) FROM logs) AS "database without logs MB",
         (SELECT sum(bytes) FROM logs WHERE log = 'verifications') AS "log of checks MB",
         (SELECT sum(bytes) FROM logs WHERE log <> 'verifications') AS "logs of events and requests MB"
`;

export const QUEUES = `
  SELECT (SELECT count(*) FROM graphile_worker.jobs WHERE run_at <= now() AND locked_at IS NULL) AS "due jobs",
         (SELECT count(*) FROM shop_events WHERE state = 'pending') AS "pending shop events",
         (SELECT count(*) FROM webhook_deliveries WHERE status = 'pending') AS "pending webhook deliveries",
         (SELECT count(*) FROM mails WHERE state = 'queued') AS "queued mails"
`;

const DEAD_ROWS = `
  SELECT relname AS name, n_dead_tup AS dead FROM pg_stat_user_tables
  WHERE n_tup_upd + n_tup_del > 100 AND relname !~ '_\\d{4}_\\d\\d$'
  ORDER BY n_tup_upd + n_tup_del DESC, relname LIMIT 6
`;

export async function firstRow(pool: Pool, statement: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<Record<string, string>>(statement);
  return rows[0] ?? {};
}

async function heapOf({ client }: Node): Promise<number> {
  const answer = await fetch(`${client.url}/metrics`, { signal: AbortSignal.timeout(METRICS_LIMIT_MS) });
  return Number(/^nodejs_heap_size_used_bytes(?:\{.*\})? (\S+)$/m.exec(await answer.text())?.[1]) / MEGABYTE;
}

/** Undefined if the process has ended. */
async function descriptorsOf(pid: number): Promise<number | undefined> {
  return (await readdir(`/proc/${pid}/fd`).catch(() => undefined))?.length;
}

async function parentOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'latin1')).split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[1]);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
}
