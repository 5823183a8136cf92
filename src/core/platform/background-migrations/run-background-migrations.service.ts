import { setTimeout as elapsed } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { Clock } from '../../common/clock';
import { DatabaseClock } from '../database/database-clock';
import { DirectDatabase } from '../database/direct-database';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';
import { BACKGROUND_MIGRATIONS, type BackgroundMigration } from './background-migration';
import { BackgroundMigrationRunner } from './background-migration-runner';
import { nextMigration } from './background-migrations';
import { inMigrationSession } from './migration-session';
import { MIGRATION_PACE } from './migration.settings';

const INTERVAL_MS = 30_000;
/** Between two looks at a standby that is behind. */
const STANDBY_PAUSE_MS = 1_000;
const STANDBY_BYTES = 64 * 1024 * 1024;
const MAX_PAUSE_MS = 60_000;
const STOP_TIMEOUT_MS = 3_000;

/** Runs background migrations on one of the nodes that have their release. */
@Injectable()
export class RunBackgroundMigrationsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Migrations');
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private stopTimer = (): void => undefined;

  constructor(
    private readonly database: DirectDatabase,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
    private readonly settings: SettingValuesService,
  ) {}

  start(): void {
    this.stopTimer = this.clock.every(INTERVAL_MS, () => this.runIfDue());
    void this.runIfDue();
  }

  /** A batch is finished; an index that is being built may be built again later. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopTimer();
    this.stopping.abort();
    await Promise.race([this.running, elapsed(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  }

  /** Resolves when no migration is due. Never throws: a failure is stored with the migration, a lost connection is logged. */
  runIfDue(): Promise<void> {
    this.running ??= this.databaseClock
      .follow(() => this.runAll())
      .catch((error: unknown) => this.logger.warn(`Background migrations were interrupted: ${String(error)}`))
      .finally(() => (this.running = undefined));
    return this.running;
  }

  private async runAll(): Promise<void> {
    if (this.pace > 0 && (await nextMigration(this.work.manager, BACKGROUND_MIGRATIONS, this.clock.now()))) {
      await inMigrationSession(this.database.url, (session) => this.runIn(session));
    }
  }

  private async runIn(session: QueryRunner): Promise<void> {
    const runner = new BackgroundMigrationRunner(session, () => this.clock.now());
    while (!this.stopping.signal.aborted && this.pace > 0) {
      const migration = await nextMigration(session.manager, BACKGROUND_MIGRATIONS, this.clock.now());
      if (!migration) {
        return;
      }
      await this.pause((await isStandbyBehind(session)) ? STANDBY_PAUSE_MS : await this.advance(runner, migration));
    }
  }

  /** Returns the time to pause afterwards, in milliseconds. */
  private async advance(runner: BackgroundMigrationRunner, migration: BackgroundMigration): Promise<number> {
    const began = performance.now();
    const outcome = await runner.advance(migration);
    if (outcome !== 'more') {
      const text = outcome === 'done' ? 'has finished' : `failed and is tried again later: ${runner.lastError}`;
      this.logger[outcome === 'done' ? 'log' : 'warn'](`The background migration ${migration.name} ${text}`);
      return 0;
    }
    const took = performance.now() - began;
    return Math.min(MAX_PAUSE_MS, (took * (100 - this.pace)) / Math.max(1, this.pace));
  }

  /** In percent; 0 while the settings are unknown. */
  private get pace(): number {
    return this.settings.isKnown ? this.settings.get(MIGRATION_PACE) : 0;
  }

  private async pause(milliseconds: number): Promise<void> {
    await elapsed(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Only a superuser or a member of `pg_monitor` sees standbys. */
async function isStandbyBehind({ manager }: QueryRunner): Promise<boolean> {
  const [{ isBehind }] = await manager.query<[{ isBehind: boolean }]>(
    `SELECT EXISTS (
       SELECT FROM pg_stat_replication
       WHERE state = 'streaming' AND pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) > $1
     ) AS "isBehind"`,
    [STANDBY_BYTES],
  );
  return isBehind;
}
