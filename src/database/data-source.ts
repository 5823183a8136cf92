import { defaults } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Activation } from '../activations/activation.entity';
import { ApiKey } from '../api-keys/api-key.entity';
import { AppBundle } from '../app-bundles/app-bundle.entity';
import { LoginAttempt } from '../auth/login-attempt.entity';
import { UserSession } from '../auth/user-session.entity';
import { User } from '../auth/user.entity';
import { Secret } from '../config/secret.entity';
import { Customer } from '../customers/customer.entity';
import { FileChunk } from '../files/file-chunk.entity';
import { StoredFile } from '../files/stored-file.entity';
import { IdempotentRequest } from '../idempotency/idempotent-request.entity';
import { License } from '../licenses/license.entity';
import { Policy } from '../policies/policy.entity';
import { ProductVersion } from '../products/product-version.entity';
import { Product } from '../products/product.entity';
import { LicenseSession } from '../sessions/license-session.entity';
import { Setting } from '../settings/setting.entity';
import { UpdateSigningKey } from '../signing/update-signing-key.entity';
import { Heartbeat } from '../systems/heartbeat.entity';
import { System } from '../systems/system.entity';
import { VerificationCount } from '../verifications/verification-count.entity';
import { Verification } from '../verifications/verification.entity';
import { AuditEntry } from './audit-entry.entity';
import { Event } from './event.entity';
import { MIGRATIONS } from './migrations';
import { liftTimeLimits } from './time-limits';
import { SILENCE_LIMITS, type SilenceLimits, WatchedPool } from './watched-pool';

export const ENTITIES = [
  Activation,
  ApiKey,
  AppBundle,
  AuditEntry,
  Customer,
  Event,
  FileChunk,
  Heartbeat,
  IdempotentRequest,
  License,
  LicenseSession,
  LoginAttempt,
  Policy,
  Product,
  ProductVersion,
  Secret,
  Setting,
  StoredFile,
  System,
  UpdateSigningKey,
  User,
  UserSession,
  Verification,
  VerificationCount,
];

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
const PATIENT = { connections: 4, lock: 0, silence: { ...SILENCE_LIMITS, answer: 0 } };

/** How this server speaks to its database: for the running application, for migrations and for tests alike. */
export function dataSourceOptions(url: string, limits: Partial<ConnectionLimits> = {}) {
  const { connections, connect, lock, silence } = { ...CONNECTION_LIMITS, ...limits };
  return {
    type: 'postgres',
    url,
    driver: { defaults, Pool: WatchedPool },
    entities: ENTITIES,
    migrations: MIGRATIONS,
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

/** For what prepares the database. */
export function createDataSource(url: string): DataSource {
  const options = dataSourceOptions(url, PATIENT);
  // What fails is thrown; any other logger would print it, too.
  return new DataSource({ ...options, logger: 'debug', extra: { ...options.extra, onConnect: liftTimeLimits } });
}
