import { hostname } from 'node:os';
import { DatabaseClient } from '../database/database-client';

export interface FinishedBackup {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
}

/** Records a backup that a command made, unless the database is of a release without the list of backups. */
export async function recordFinishedBackup(directUrl: string, backup: FinishedBackup): Promise<void> {
  const { startedAt, finishedAt, file, bytes, rows } = backup;
  const client = await DatabaseClient.open({ connectionString: directUrl, application_name: 'keyward' });
  try {
    const found = await client.query(`SELECT FROM pg_class WHERE oid = to_regclass('backups')`);
    if (found.rows.length > 0) {
      await client.query(RECORD, [startedAt, finishedAt, file, bytes, rows, hostname().slice(-255)]);
    }
  } finally {
    await client.end();
  }
}

const RECORD = `
  INSERT INTO backups (started_at, finished_at, state, origin, file, bytes, rows, node)
  VALUES ($1, $2, 'done', 'command', $3, $4, $5, $6)`;
