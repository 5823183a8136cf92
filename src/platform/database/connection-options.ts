import { defaults } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { SILENCE_LIMITS, type SilenceLimits, WatchedPool } from './watched-pool';

/** What the connections to the database may take; times in milliseconds. */
export interface ConnectionLimits {
  readonly connections: number;
  /** To make a connection, and to wait for one that is in use. */
  readonly connect: number;
  /** For which a statement waits for a lock; 0: as long as a statement may take. */
  readonly lock: number;
  readonly silence: SilenceLimits;
}

const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 20,
  connect: 10_000,
  lock: 5_000,
  silence: SILENCE_LIMITS,
};

/** What prepares the database waits for its turn, and takes as long as it takes. */
export const PATIENT = { connections: 4, lock: 0, silence: { ...SILENCE_LIMITS, answer: 0 } };

/** How this server speaks to its database, whatever tables it has. */
export function connectionOptions(url: string, limits: Partial<ConnectionLimits> = {}) {
  const { connections, connect, lock, silence } = { ...CONNECTION_LIMITS, ...limits };
  return {
    type: 'postgres',
    url,
    driver: { defaults, Pool: WatchedPool },
    migrationsTransactionMode: 'each',
    synchronize: false,
    parseInt8: true,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    logging: false,
    applicationName: 'keyward',
    poolSize: connections,
    connectTimeoutMS: connect,
    extra: {
      statement_timeout: 30_000,
      lock_timeout: lock,
      // What a connection that died left locked is free again after so long.
      idle_in_transaction_session_timeout: 20_000,
      // After a failover, connections to what is a standby now do not stay for ever.
      maxLifetimeSeconds: 120,
      silence,
    },
  } satisfies DataSourceOptions;
}
