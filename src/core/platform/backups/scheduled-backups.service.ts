import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as elapsed } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { type FindOptionsWhere, LessThan, LessThanOrEqual } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { Settings } from '../config/settings';
import { advisoryLock } from '../database/advisory-lock';
import { DatabaseClock } from '../database/database-clock';
import { DirectDatabase } from '../database/direct-database';
import { UnitOfWork } from '../database/unit-of-work';
import { NODE } from '../monitoring/process-stats.service';
import { SettingValuesService } from '../settings/setting-values.service';
import type { TriedTarget } from '../outgoing/tried-target';
import { Installation } from '../signing-keys/installation.entity';
import { Backup } from './backup.entity';
import { BACKUP_SCHEDULE } from './backup.settings';
import { HOUR } from './backups.service';
import { DatabaseSource } from './database-source';
import { secretVariables } from './secret-variables';
import { UNFINISHED, writeBackup } from './write-backup';

const INTERVAL_MS = 60_000;
/** A failed backup is repeated after this time. */
const RETRY_MS = 15 * 60_000;
/** Time that a stopping server waits for the end of a backup. */
const STOP_TIMEOUT_MS = 3_000;
const KEPT_ROWS_DAYS = 400;
const MAX_ERROR = 1_000;
/** Folders of other machines may hang. */
const TEST_LIMIT_MS = 5_000;
const LOCK = `hashtextextended('keyward: scheduled backup', 0)`;

/** Another node makes the backup, or has made it. */
class NotNow extends Error {}

/** Makes backups to BACKUP_DIR as the settings say or when one is requested, on one of the nodes that have this folder. */
@Injectable()
export class ScheduledBackupsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Backups');
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private isStarted = false;
  private stopTimer = (): void => undefined;

  constructor(
    private readonly settings: Settings,
    private readonly values: SettingValuesService,
    private readonly database: DirectDatabase,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
  ) {}

  start(): void {
    if (this.settings.BACKUP_DIR !== undefined) {
      this.isStarted = true;
      this.stopTimer = this.clock.every(INTERVAL_MS, () => this.runIfDue());
    }
  }

  /** Requests a backup, and returns the queued one, which may be that of an earlier request. Throws BACKUP_FOLDER_MISSING. */
  request(): Promise<Backup> {
    return this.work.run(async (manager) => {
      await advisoryLock(manager, 'request of a backup');
      const queued = await this.queued();
      if (queued) {
        return queued;
      }
      if (this.settings.BACKUP_DIR === undefined) {
        throw problem('BACKUP_FOLDER_MISSING');
      }
      this.work.afterCommit(() => void (this.isStarted && this.runIfDue()));
      const row = { state: 'queued', origin: 'request', node: '', file: '', startedAt: this.clock.now() } as const;
      return this.work.create('backup.requested', manager.create(Backup, row));
    });
  }

  /** Writes and deletes a small file in the folder of this node. Throws BACKUP_FOLDER_MISSING. */
  async test(): Promise<TriedTarget> {
    const { BACKUP_DIR: folder } = this.settings;
    if (folder === undefined) {
      throw problem('BACKUP_FOLDER_MISSING');
    }
    const before = this.clock.now().getTime();
    const silence = elapsed(TEST_LIMIT_MS, `no answer within ${TEST_LIMIT_MS / 1_000} s`, { ref: false });
    const failure = await Promise.race([silence, tryFolder(folder)]).catch((error: unknown) => String(error));
    return { name: folder, tookMs: this.clock.now().getTime() - before, failure };
  }

  /** A backup that is being written ends as failed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopTimer();
    this.stopping.abort(new Error('The server stopped'));
    await Promise.race([this.running, elapsed(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  }

  /** Never throws: the failure of a backup is recorded, any other is logged. */
  runIfDue(): Promise<void> {
    this.running ??= this.databaseClock
      .follow(() => this.backUpIfDue())
      .catch((error: unknown) => this.logger.warn(`The schedule of backups was not read: ${String(error)}`))
      .finally(() => (this.running = undefined));
    return this.running;
  }

  private async backUpIfDue(): Promise<void> {
    const { BACKUP_DIR: folder } = this.settings;
    if (folder !== undefined && ((await this.queued()) ?? (await this.isDue()))) {
      await this.backUp(folder);
    }
  }

  /** A session lock ends with its connection, and so with a killed node. */
  private async backUp(folder: string): Promise<void> {
    const now = this.clock.now();
    const prefix = await this.prefix();
    const file = join(folder, `${prefix}${now.toISOString().replace(/\.\d+/, '').replaceAll(':', '-')}.backup`);
    let row: Backup | undefined;
    const guard = async (client: ClientBase): Promise<void> => {
      await lock(client);
      row ??= await this.begin(file, now);
    };
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const source = { now, variables: secretVariables(this.settings), guard };
      const { bytes, rows } = await DatabaseSource.read(this.database.url, source, (database) =>
        writeBackup(database, file, this.stopping.signal),
      );
      await this.end(row, { state: 'done', bytes, rows });
      await this.deleteOld(folder, prefix);
    } catch (error) {
      if (!(error instanceof NotNow)) {
        await this.end(row ?? (await this.newRow(file, now)), { state: 'failed', error: this.reasonOf(error) });
      }
    }
  }

  /** Several installations may have backups in one folder. */
  private async prefix(): Promise<string> {
    const [installation] = await this.work.manager.find(Installation, { take: 1 });
    return `keyward-${installation?.id.slice(0, 8)}-`;
  }

  private async isDue(): Promise<boolean> {
    const hours = this.values.get(BACKUP_SCHEDULE.everyHours);
    if (hours === 0) {
      return false;
    }
    const now = this.clock.now().getTime();
    const startedAt = async (where: FindOptionsWhere<Backup>): Promise<number> => {
      const order = { id: 'DESC' } as const;
      // A node whose clock was ahead may have noted a time that is still to come.
      const past = { origin: 'schedule', startedAt: LessThanOrEqual(new Date(now)) } as const;
      const row = await this.work.manager.findOne(Backup, { where: { ...past, ...where }, order });
      return row?.startedAt.getTime() ?? 0;
    };
    return (await startedAt({ state: 'done' })) <= now - hours * HOUR && (await startedAt({})) <= now - RETRY_MS;
  }

  /** Rows of nodes that were killed are ended: this node has the lock. */
  private async begin(file: string, startedAt: Date): Promise<Backup> {
    if (!(await this.queued()) && !(await this.isDue())) {
      throw new NotNow();
    }
    const ended = { state: 'failed', finishedAt: startedAt, error: 'The node was stopped' } as const;
    await this.work.manager.update(Backup, { state: 'running' }, ended);
    await this.work.manager.delete(Backup, {
      startedAt: LessThan(new Date(startedAt.getTime() - KEPT_ROWS_DAYS * DAY)),
    });
    return this.newRow(file, startedAt);
  }

  private queued(): Promise<Backup | null> {
    return this.work.manager.findOneBy(Backup, { state: 'queued' });
  }

  /** The row of the request, if there is one. */
  private async newRow(file: string, startedAt: Date): Promise<Backup> {
    const { manager } = this.work;
    const row = (await this.queued()) ?? manager.create(Backup, { origin: 'schedule' });
    return manager.save(Object.assign(row, { state: 'running', node: NODE, file, startedAt } as const));
  }

  private async end(row: Backup | undefined, outcome: Pick<Backup, 'state'> & Partial<Backup>): Promise<void> {
    if (row) {
      await this.work.manager.update(Backup, row.id, { ...outcome, finishedAt: this.clock.now() });
    }
  }

  /** Deletes the oldest backups of this installation, and what killed nodes left of unfinished ones. */
  private async deleteOld(folder: string, prefix: string): Promise<void> {
    const own = new RegExp(`^${prefix}[-0-9TZ]{20}\\.backup(${UNFINISHED})?$`);
    const files = (await readdir(folder)).filter((name) => own.test(name)).sort();
    const complete = files.filter((name) => !name.endsWith(UNFINISHED));
    const old = complete.slice(0, Math.max(0, complete.length - this.values.get(BACKUP_SCHEDULE.keep)));
    for (const name of [...old, ...files.filter((each) => each.endsWith(UNFINISHED))]) {
      await rm(join(folder, name), { force: true });
    }
  }

  private reasonOf(error: unknown): string {
    const cause: unknown = this.stopping.signal.aborted ? this.stopping.signal.reason : error;
    this.logger.error(cause);
    return (cause instanceof Error ? cause.message : String(cause)).replaceAll('\0', '').slice(0, MAX_ERROR);
  }
}

async function tryFolder(folder: string): Promise<undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `.test-${randomUUID()}`);
  await writeFile(file, 'test');
  await rm(file);
}

async function lock(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS locked`);
  if (rows[0]?.locked !== true) {
    throw new NotNow();
  }
}
