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

/** A replica that was behind for so long is not waited for. */
const STALLED_MS = 3 * MEASURE_INTERVAL_MS;
const CATCH_UP_POLL_MS = 5;

/**
 * `current` data includes all changes that any node acknowledged before it is read, so that callers see their own; `bounded`
 * data is at most DATABASE_READ_MAX_LAG_S old.
 */
export type Freshness = 'current' | 'bounded';

interface Reading {
  readonly manager: EntityManager;
  /** Runs later work in the same way, also outside of the context. */
  readonly again: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Set while the caller reads from a replica. */
export const replicaReading = new ContextVariable<Reading>();

const OF_PRIMARY = `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint AS position`;
const OF_REPLICA = `
  SELECT pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')::bigint
         AS position`;

export interface Replica {
  /** Connected when it can be. */
  readonly dataSource: DataSource;
  readonly hosts: DatabaseHosts;
}

/** Runs reads on a replica while it is as fresh as they need, and on the primary otherwise. */
export class ReplicaReads implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Replica');
  private readonly age = new ReplicaAge();
  /** URL of the host whose age is known. */
  private measuredHost: string | undefined;
  private measuring: Promise<void> | undefined;
  private stopMeasuring = (): void => undefined;
  private isLossLogged = false;
  /** The primary serves if the replica has not caught up by then. */
  readonly catchUpMs: number = 200;

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

  /** Runs work that only reads by `UnitOfWork.manager`. If the replica fails, the primary repeats it. */
  async run<T>(freshness: Freshness, work: () => Promise<T>): Promise<T> {
    const { replica } = this;
    if (!replica || !(await this.isFresh(replica, freshness))) {
      return work();
    }
    const { manager } = replica.dataSource;
    try {
      const result = await replicaReading.run({ manager, again: (later) => this.run(freshness, later) }, work);
      return this.isMeasured(replica) ? result : await work();
    } catch (error) {
      if (isDatabaseAway(error)) {
        return work();
      }
      throw error;
    }
  }

  private async isFresh(replica: Replica, freshness: Freshness): Promise<boolean> {
    const age = this.age.at(this.clock.now().getTime());
    if (!this.isMeasured(replica) || age > (freshness === 'current' ? STALLED_MS : this.maxAge)) {
      return false;
    }
    return freshness === 'bounded' || this.catchesUp(replica);
  }

  /** False after a change to another host until its age is known. */
  private isMeasured({ hosts }: Replica): boolean {
    return hosts.current === this.measuredHost;
  }

  /** Whether the replica has, within a moment, all that is committed now. */
  private async catchesUp({ dataSource }: Replica): Promise<boolean> {
    const end = performance.now() + this.catchUpMs;
    const reached = async (): Promise<boolean> => {
      const wanted = await positionIn(this.primary, OF_PRIMARY);
      while ((await positionIn(dataSource, OF_REPLICA)) < wanted) {
        if (performance.now() > end) {
          return false;
        }
        await elapsed(CATCH_UP_POLL_MS);
      }
      return true;
    };
    // An error of the primary is thrown when it serves.
    const isReached = reached().catch(() => false);
    return Promise.race([isReached, elapsed(this.catchUpMs, false, { ref: false })]);
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
