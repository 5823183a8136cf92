import { Injectable, Logger } from '@nestjs/common';
import { Clock, Dialects, RateLimitsService } from '../../../core/common';
import { type Refusals } from '../../../core/common/internal';
import { type Alert, AlertsService, JobQueueService, PartitionsService, Settings } from '../../../core/platform';
import {
  type ArchiveState,
  type BackgroundMigrationProgress,
  BackgroundMigrationsService,
  BackupsService,
  type BackupStatus,
  type Connections,
  type DatabaseOverview,
  DatabaseStatsService,
  JobStatusesService,
  type LogPartitions,
  type ProcessStats,
  ProcessStatsService,
  type QueueState,
  ReadinessService,
  type ScheduledJob,
  type TableSize,
} from '../../../core/platform/internal';
import { loadPart, type Part } from '../../../pages/kit/part';

/** Time for the whole page. */
const DEADLINE_MS = 4_000;

/** With the proper name of the API, if it has one. */
export interface RefusalsOfApi extends Refusals {
  readonly api: string | undefined;
}

export interface SystemReport {
  /** Why this node is not ready; null if it is. */
  readonly problem: string | null;
  readonly process: ProcessStats;
  readonly alerts: Part<readonly Alert[]>;
  readonly database: Part<DatabaseOverview>;
  readonly tables: Part<readonly TableSize[]>;
  readonly connections: Part<Connections>;
  readonly partitions: Part<readonly LogPartitions[]>;
  readonly jobs: Part<readonly ScheduledJob[]>;
  readonly queue: Part<QueueState>;
  readonly archive: Part<ArchiveState>;
  readonly refusals: readonly RefusalsOfApi[];
  readonly areLimitsOff: boolean;
  readonly migrations: Part<readonly BackgroundMigrationProgress[]>;
  readonly backups: Part<BackupStatus>;
  /** Folder of the scheduled backups of this node. */
  readonly backupFolder: string | undefined;
}

/** Reads the state of the installation. What fails or takes too long is left out. */
@Injectable()
export class SystemReportService {
  private readonly logger = new Logger('System');

  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly readiness: ReadinessService,
    private readonly stats: ProcessStatsService,
    private readonly database: DatabaseStatsService,
    private readonly alerts: AlertsService,
    private readonly partitions: PartitionsService,
    private readonly jobs: JobStatusesService,
    private readonly queue: JobQueueService,
    private readonly migrations: BackgroundMigrationsService,
    private readonly backups: BackupsService,
    private readonly limits: RateLimitsService,
    private readonly dialects: Dialects,
  ) {}

  async read(): Promise<SystemReport> {
    const now = this.clock.now();
    const end = performance.now() + DEADLINE_MS;
    // One after another: the page takes no more than one connection.
    const part = <T>(name: string, work: () => Promise<T>): Promise<Part<T>> =>
      loadPart(this.logger, name, work, end - performance.now());
    return {
      problem: await this.problem(),
      process: this.stats.read(),
      alerts: await part('alerts', () => this.alerts.open()),
      database: await part('database', () => this.database.overview()),
      tables: await part('tables', () => this.database.largestTables()),
      connections: await part('connections', () => this.database.connections()),
      partitions: await part('partitions', () => this.partitions.list()),
      jobs: await part('jobs', () => this.jobs.list()),
      queue: await part('queue', () => this.queue.state(now)),
      migrations: await part('migrations', () => this.laterMigrations()),
      backups: await part('backups', () => this.backups.status()),
      archive: await part('archive', () => this.database.archive()),
      refusals: this.limits.refusals.list(now).map((one) => ({ ...one, api: this.labelOf(one) })),
      areLimitsOff: this.limits.areOff,
      backupFolder: this.settings.BACKUP_DIR,
    };
  }

  /** Without those of small tables, which nobody had to wait for. */
  private async laterMigrations(): Promise<BackgroundMigrationProgress[]> {
    const all = await this.migrations.list();
    return all.filter(({ isFromStart }) => !isFromStart);
  }

  private labelOf({ limit }: Refusals): string | undefined {
    const [name = ''] = limit.split(':', 1);
    return this.dialects.named(name)?.label;
  }

  /** Answers within two seconds. */
  private async problem(): Promise<string | null> {
    try {
      await this.readiness.check();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
