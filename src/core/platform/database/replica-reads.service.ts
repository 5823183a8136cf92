import { setTimeout as elapsed } from 'node:timers/promises';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { ContextVariable } from '../../common/async-context';
import type { Clock } from '../../common/clock';
import { isDatabaseAway } from './database-error';
import type { DatabaseHosts } from './database-hosts';
import { areDifferent, WRITER_SINCE } from './database-identity';
import { ReplicaAge } from './replica-age';

const MEASURE_INTERVAL_MS = 1_000;
/** Whether it is still a copy of the same database is checked once a minute, and after a change of the host. */
const MEASUREMENTS_PER_CHECK = 60;
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

/** Positions of a server in the write-ahead log. */
interface LogState {
  readonly position: number;
  readonly writerSince: string | null;
}

const OF_PRIMARY = `
  SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint AS position, ${WRITER_SINCE} AS "writerSince"`;
const OF_REPLICA = `
  SELECT pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')::bigint
         AS position, ${WRITER_SINCE} AS "writerSince"`;

/** Nothing may be read from the replica; the message says why. */
class NoReplica extends Error {}

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
  private loggedLoss: string | undefined;
  private measurements = 0;
  /** The primary serves if the replica has not caught up by then. */
  readonly catchUpMs: number = 200;
  /** Whether the replica is known to be of another database. */
  readonly isOther: typeof areDifferent = areDifferent;

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
    if (dataSource?.isInitialized) {
      await dataSource.destroy();
    }
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
      const wanted = await stateOf(this.primary, OF_PRIMARY);
      let state = await stateOf(dataSource, OF_REPLICA);
      while (follows(state, wanted) && state.position < wanted.position && performance.now() <= end) {
        await elapsed(CATCH_UP_POLL_MS);
        state = await stateOf(dataSource, OF_REPLICA);
      }
      return follows(state, wanted) && state.position >= wanted.position;
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
      if (!dataSource.isInitialized) {
        await dataSource.initialize();
      }
      const { current } = hosts;
      const at = this.clock.now().getTime();
      const primary = await stateOf(this.primary, OF_PRIMARY);
      const replica = await stateOf(dataSource, OF_REPLICA);
      await this.refuseOthers(dataSource, { primary, replica, isNew: current !== this.measuredHost });
      this.age.addSample(at, primary.position);
      this.age.reach(replica.position);
      this.measuredHost = current;
      this.loggedLoss = undefined;
    } catch (error) {
      // Another one may answer next.
      this.measurements = -1;
      if (error instanceof NoReplica) {
        this.measuredHost = undefined;
        this.age.forget();
      }
      this.logLoss(error);
    }
  }

  /** Throws NoReplica for a database or server whose positions in the log do not say how old its data is. */
  private async refuseOthers(
    dataSource: DataSource,
    { primary, replica, isNew }: { primary: LogState; replica: LogState; isNew: boolean },
  ): Promise<void> {
    if (!follows(replica, primary)) {
      throw new NoReplica('leads to a server that is no standby, such as one that was promoted');
    }
    this.measurements = isNew ? 0 : this.measurements + 1;
    const isDue = this.measurements % MEASUREMENTS_PER_CHECK === 0;
    if (isDue && (await this.isOther(queryOf(this.primary), queryOf(dataSource)))) {
      throw new NoReplica('leads to another database than DATABASE_URL');
    }
  }

  /** Once for each outage and reason. */
  private logLoss(error: unknown): void {
    const reason = error instanceof NoReplica ? error.message : 'cannot be measured';
    if (this.loggedLoss !== reason) {
      this.loggedLoss = reason;
      this.logger.warn(
        error instanceof NoReplica
          ? `DATABASE_READ_URL ${reason}: the primary serves all reads`
          : `The age of the replica at DATABASE_READ_URL cannot be measured: ${String(error)}`,
      );
    }
  }
}

async function stateOf(dataSource: DataSource, statement: string): Promise<LogState> {
  const [state] = await dataSource.query<[LogState]>(statement);
  return state;
}

function queryOf(dataSource: DataSource): (sql: string) => Promise<{ identity: string }[]> {
  return (sql) => dataSource.query(sql);
}

/** A server that accepts changes follows no other one: it is the primary itself, or was promoted. */
function follows(replica: LogState, primary: LogState): boolean {
  return replica.writerSince === null || replica.writerSince === primary.writerSince;
}
