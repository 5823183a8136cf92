import type { Pool } from 'pg';
import type { Findings } from './clocks-findings';

/** Logs, whose rows no job deletes before they are a month old. */
const LOGS = ['verifications', 'events', 'audit_entries', 'management_requests'];

type Counts = Readonly<Record<string, string>>;

/** Rows and tables that must still be there after a clock was wrong. */
export class KeptRows {
  private constructor(
    private readonly pool: Pool,
    private readonly until: Date,
    private readonly before: Counts,
    private readonly sessions: readonly string[],
  ) {}

  static async count(pool: Pool): Promise<KeptRows> {
    const until = new Date();
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM user_sessions WHERE ended_at IS NULL AND expires_at > now() + interval '10 minutes' AND created_at <= now()`,
    );
    return new KeptRows(
      pool,
      until,
      await counted(pool, until),
      rows.map(({ id }) => id),
    );
  }

  async judge(findings: Findings, about: () => string): Promise<void> {
    const now = await counted(this.pool, this.until);
    for (const [name, count] of Object.entries(this.before)) {
      const left = now[name] ?? '0';
      findings.check(
        Number(left) >= Number(count),
        `nothing is deleted from ${name}`,
        () => `${about()}: ${count} before, ${left} after`,
      );
    }
    const { rows } = await this.pool.query<{ count: string }>(
      `SELECT count(*) FROM user_sessions WHERE id = ANY ($1::uuid[]) AND ended_at IS NULL`,
      [this.sessions],
    );
    const left = Number(rows[0]?.count);
    findings.check(
      left === this.sessions.length,
      'no session of a user ends',
      () => `${about()}: ${this.sessions.length} before, ${left} after`,
    );
  }
}

async function counted(pool: Pool, until: Date): Promise<Counts> {
  const rows = LOGS.map(
    (table) =>
      `(SELECT count(*) FROM ${table} WHERE at > $1::timestamptz - interval '20 days' AND at < $1) AS ${table}`,
  );
  const statement = `SELECT ${rows.join(', ')}, (SELECT count(*) FROM pg_inherits) AS partitions`;
  const { rows: found } = await pool.query<Counts>(statement, [until]);
  return found[0] ?? {};
}
