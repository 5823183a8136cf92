import { access } from 'node:fs/promises';
import { Clock } from '../../../core/common/clock';
import { BackupFile } from '../../../core/platform/backups/backup-file';
import { recordFinishedBackup } from '../../../core/platform/backups/backup-records';
import { BackupError, type BackupHeader, type BackupTotals } from '../../../core/platform/backups/backup-source';
import { DatabaseSource } from '../../../core/platform/backups/database-source';
import { secretVariables } from '../../../core/platform/backups/secret-variables';
import { writeBackup } from '../../../core/platform/backups/write-backup';
import { onDirectDatabase } from '../../../core/start/prepare-installation';
import { type PrintOptions, printRecord } from '../kit/print';
import { forOperators, withDatabaseUrl } from './database';

/** Writes a backup to a new file. */
export async function backupCommand(file: string, options: PrintOptions): Promise<void> {
  await forOperators(() => refuseExisting(file));
  const startedAt = new Clock().now();
  const written = await withDatabaseUrl((url, settings) =>
    onDirectDatabase(settings, url, async (directUrl) => {
      const source = { now: startedAt, variables: secretVariables(settings) };
      const done = await DatabaseSource.read(directUrl, source, async (database) => ({
        header: database.header,
        ...(await writeBackup(database, file)),
      }));
      // The file is complete, also if this is a standby that nobody can write to.
      await recordFinishedBackup(directUrl, { startedAt, finishedAt: new Clock().now(), file, ...done }).catch(
        (error: unknown) => process.stderr.write(`The list of backups was not updated: ${String(error)}\n`),
      );
      return done;
    }),
  );
  printRecord({ ...describe(file, written.header, written), bytes: written.bytes }, options);
}

/** Reads a backup to its end. */
export async function verifyCommand(file: string, options: PrintOptions): Promise<void> {
  const verified = await forOperators(() =>
    BackupFile.open(file, async (backup) => ({ header: backup.header, ...(await backup.verify()) })),
  );
  printRecord(describe(file, verified.header, verified), options);
}

function describe(file: string, { release, created_at, needs }: BackupHeader, { tables, rows }: BackupTotals) {
  return { file, created_at, release, tables, rows, needs };
}

async function refuseExisting(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new BackupError(`${file} exists already: name a new file`);
  }
}
