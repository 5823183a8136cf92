import type { TestServer } from './server';

// Reads the database directly, without an API.

/** The number of rows of a table. */
export async function countOf({ dataSource }: TestServer, table: string): Promise<number> {
  const [{ n }] = await dataSource.query(`SELECT count(*)::integer AS n FROM ${table}`);
  return n;
}

export interface LoggedVerification {
  license_id: number | null;
  key: string;
  fingerprint: string | null;
  ip: string | null;
  user_agent: string | null;
  app_version: string | null;
  dialect: string;
  operation: string;
  outcome: string;
}

/** The verification log of a key, oldest first. */
export function verificationsOf({ dataSource }: TestServer, key: string): Promise<LoggedVerification[]> {
  return dataSource.query(
    `SELECT license_id, key, fingerprint, ip, user_agent, app_version, dialect, operation, outcome
     FROM verifications WHERE key = $1 ORDER BY id`,
    [key],
  );
}

export interface SeatRow {
  fingerprint: string;
  live: boolean;
  check_count: number;
  last_seen_at: Date;
  name: string | null;
  device_data: object | null;
}

/** All activations of a license, oldest first. */
export function seatsOf({ dataSource }: TestServer, license: { number: number }): Promise<SeatRow[]> {
  return dataSource.query(
    `SELECT fingerprint, deactivated_at IS NULL AS live, check_count, last_seen_at, name, device_data
     FROM activations WHERE license_id = $1 ORDER BY id`,
    [license.number],
  );
}

export async function activeSeatsOf(server: TestServer, license: { number: number }): Promise<number> {
  return (await seatsOf(server, license)).filter(({ live }) => live).length;
}

/** Log rows and counted verifications by operation and outcome, which must always agree. */
export async function countsAndRows({ dataSource }: TestServer): Promise<{ counts: object; rows: object }> {
  const [counts, rows] = await Promise.all([
    dataSource.query(`SELECT concat_ws(' ', dialect, operation, outcome) AS what, sum(count)::integer AS n
                      FROM verification_counts GROUP BY what ORDER BY what`),
    dataSource.query(`SELECT concat_ws(' ', dialect, operation, outcome) AS what, count(*)::integer AS n
                      FROM verifications GROUP BY what ORDER BY what`),
  ]);
  return { counts, rows };
}

/** How often each value occurs. */
export function tally(values: readonly (string | number)[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const value of values) {
    counted[value] = (counted[value] ?? 0) + 1;
  }
  return counted;
}

export interface RecordedEvent {
  name: string;
  data: Record<string, unknown>;
}

/** Events of a resource, oldest first. */
export function eventsOf({ dataSource }: TestServer, uid: string): Promise<RecordedEvent[]> {
  return dataSource.query(`SELECT name, data FROM events WHERE target_id = $1 ORDER BY id`, [uid]);
}

/** Audit entries of a resource, oldest first: action and actor. */
export function auditOf({ dataSource }: TestServer, uid: string): Promise<{ action: string; actor: string }[]> {
  return dataSource.query(`SELECT action, actor FROM audit_entries WHERE target_id = $1 ORDER BY id`, [uid]);
}
