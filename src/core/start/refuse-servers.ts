import type { ClientBase } from 'pg';
import { BackupError } from '../platform/backups/backup-source';
import { BACKUP_PROGRAM } from '../platform/backups/database-source';
import { PREPARING } from './prepare-database';

/**
 * Throws while a server or another command uses the database. Holds the lock for preparing it, so that servers that start
 * wait, until the connection ends.
 */
export async function refuseServers(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ locked: boolean; sessions: string }>(IN_USE, [BACKUP_PROGRAM]);
  const sessions = Number(rows[0]?.sessions);
  if (rows[0]?.locked !== true || sessions > 0) {
    throw new BackupError(
      `A Keyward server or command uses this database (${sessions} connections): stop it, and repeat this`,
    );
  }
}

const IN_USE = `
  SELECT pg_try_advisory_lock(${PREPARING}) AS locked, (
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'keyward%' AND application_name <> $1
  ) AS sessions`;
