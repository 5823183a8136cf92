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

/** How this server speaks to its database: for the running application, for migrations and for tests alike. */
export function dataSourceOptions(url: string, connections = 20): DataSourceOptions {
  return {
    type: 'postgres',
    url,
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
    connectTimeoutMS: 10_000,
    extra: { statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000 },
  };
}

export function createDataSource(url: string, connections = 4): DataSource {
  return new DataSource(dataSourceOptions(url, connections));
}
