import { setTimeout as elapsed } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { ContextVariable } from '../../common/async-context';
import type { Clock } from '../../common/clock';
import { isDatabaseAway } from './database-error';
import type { DatabaseHosts } from './database-hosts';
import { ReplicaAge } from './replica-age';

const MEASURE_INTERVAL_MS = 1_000;
const STOP_TIMEOUT_MS = 1_000;

/** Set while the caller reads from a replica. */
export const replicaManager = new ContextVariable<EntityManager>();

const OF_PRIMARY = `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint AS position`;
const OF_REPLICA = `
  SELECT pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')::bigint
         AS position`;

export interface Replica {
  /** Connected when it can be. */
  readonly dataSource: DataSource;
  readonly hosts: DatabaseHosts;
}

/** Runs reads that may be a little old on a replica, while it is young enough, and on the primary otherwise. */
export class ReplicaReads implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Replica');
  private readonly age = new ReplicaAge();
  /** URL of the host whose age is known. */
  private measuredHost: string | undefined;
  private measuring: Promise<void> | undefined;
  private stopMeasuring = (): void => undefined;
  private isLossLogged = false;

  /** @param maxAge of the replica's data, in milliseconds */
  constructor(
    private readonly primary: DataSource,
    private readonly replica: Replica | undefined,
    private readonly maxAge: number,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const { replica } = this;
    if (replica) {
      void this.measure(replica);
      this.stopMeasuring = this.clock.every(MEASURE_INTERVAL_MS, () => this.measure(replica));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopMeasuring();
    await Promise.race([this.measuring, elapsed(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    const dataSource = this.replica?.dataSource;
    await (dataSource?.isInitialized && dataSource.destroy());
  }

  /** Maximum age of the replica's data in seconds, Infinity if it cannot be measured; undefined without a replica. */
  get lag(): number | undefined {
    return this.replica && this.age.at(this.clock.now().getTime()) / 1_000;
  }

  /**
   * Runs work that only reads by `UnitOfWork.manager`. If the replica fails, the primary repeats it.
   * @param since instant of which the replica must have everything; by default, its maximum age suffices
   */
  async run<T>(work: () => Promise<T>, since?: Date): Promise<T> {
    if (!this.replica || !this.isYoung(since)) {
      return work();
    }
    try {
      return await replicaManager.run(this.replica.dataSource.manager, work);
    } catch (error) {
      if (isDatabaseAway(error)) {
        return work();
      }
      throw error;
    }
  }

  private isYoung(since: Date | undefined): boolean {
    const isRecent =
      this.replica?.hosts.current === this.measuredHost && this.age.at(this.clock.now().getTime()) <= this.maxAge;
    return isRecent && (since === undefined || this.age.includes(since.getTime()));
  }

  /** One at a time. */
  private measure(replica: Replica): Promise<void> {
    this.measuring ??= this.measureOnce(replica).finally(() => (this.measuring = undefined));
    return this.measuring;
  }

  private async measureOnce({ dataSource, hosts }: Replica): Promise<void> {
    try {
      await (dataSource.isInitialized ? undefined : dataSource.initialize());
      const at = this.clock.now().getTime();
      this.age.addSample(at, await positionIn(this.primary, OF_PRIMARY));
      this.age.reach(await positionIn(dataSource, OF_REPLICA));
      this.measuredHost = hosts.current;
      this.isLossLogged = false;
    } catch (error) {
      this.logLoss(error);
    }
  }

  /** Once for each outage. */
  private logLoss(error: unknown): void {
    if (!this.isLossLogged) {
      this.isLossLogged = true;
      this.logger.warn(`The age of the replica at DATABASE_READ_URL cannot be measured: ${String(error)}`);
    }
  }
}

async function positionIn(dataSource: DataSource, statement: string): Promise<number> {
  const [{ position }] = await dataSource.query<[{ position: number }]>(statement);
  return position;
}
