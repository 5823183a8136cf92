import { defaults } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { SILENCE_LIMITS, type SilenceLimits, HealthCheckedPool } from './health-checked-pool';

/** Limits of the connection pool; times in milliseconds. */
export interface ConnectionLimits {
  readonly connections: number;
  /** Timeout for opening a connection or waiting for a free one. */
  readonly connect: number;
  /** Lock timeout of a statement; 0 for none. */
  readonly lock: number;
  readonly silence: SilenceLimits;
  /** Whether each connection keeps its session, as none does behind a pooler. */
  readonly hasSessions: boolean;
}

const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 20,
  connect: 10_000,
  lock: 5_000,
  silence: SILENCE_LIMITS,
  hasSessions: false,
};

/**
 * Connections are closed by their age, so that none stays with a former primary after a failover, and not because they are idle:
 * the first statements of a new one take many times as long.
 */
export const CONNECTION_AGE = { maxLifetimeSeconds: 120, idleTimeoutMillis: 0 };

/** Limits for preparing the database, without timeouts for locks and answers. */
export const PREPARATION_LIMITS = { connections: 4, lock: 0, silence: { ...SILENCE_LIMITS, answer: 0 } };

/** TypeORM options of the connection, without entities and migrations. */
export function connectionOptions(url: string, limits: Partial<ConnectionLimits> = {}) {
  const { connections, connect, lock, silence, hasSessions } = { ...CONNECTION_LIMITS, ...limits };
  return {
    type: 'postgres',
    url,
    driver: { defaults, Pool: HealthCheckedPool },
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
      // Releases the locks of dead connections.
      idle_in_transaction_session_timeout: 20_000,
      ...CONNECTION_AGE,
      silence,
      hasSessions,
    },
  } satisfies DataSourceOptions;
}
