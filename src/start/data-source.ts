import { DataSource, type DataSourceOptions, getMetadataArgsStorage } from 'typeorm';
import { Activation } from '../licenses/activations/activation.entity';
import { ActivationComponent } from '../licenses/activations/activation-component.entity';
import { ActivationUser } from '../licenses/users/activation-user.entity';
import { ApiKey } from '../identity/api-keys/api-key.entity';
import { AppBundle } from '../catalog/app-bundles/app-bundle.entity';
import { Alert } from '../platform/alerts/alert.entity';
import { Anomaly } from '../licensing/anomalies/anomaly.entity';
import { AnomalyScan } from '../licensing/anomalies/anomaly-scan.entity';
import { RecoveryCode } from '../identity/second-factors/recovery-code.entity';
import { SecondFactor } from '../identity/second-factors/second-factor.entity';
import { LoginAttempt } from '../identity/users/login-attempt.entity';
import { UserSession } from '../identity/users/user-session.entity';
import { User } from '../identity/users/user.entity';
import { Secret } from '../platform/config/secret.entity';
import { Customer } from '../customers/customers/customer.entity';
import { Group } from '../customers/groups/group.entity';
import { Contact } from '../customers/leads/contact.entity';
import { Institution } from '../customers/leads/institution.entity';
import { LeadActivity } from '../customers/leads/lead-activity.entity';
import { Entitlement } from '../catalog/definitions/entitlement.entity';
import { FileChunk } from '../platform/files/file-chunk.entity';
import { StoredFile } from '../platform/files/stored-file.entity';
import { IdempotentRequest } from '../platform/idempotency/idempotent-request.entity';
import { JobStatus } from '../platform/jobs/job-status.entity';
import { Grant } from '../licenses/grants/grant.entity';
import { KeyPool } from '../licenses/licenses/key-pool.entity';
import { PooledKey } from '../licenses/licenses/pooled-key.entity';
import { License } from '../licenses/licenses/license.entity';
import { LicenseFile } from '../licenses/license-files/license-file.entity';
import { LicenseProduct } from '../licenses/licenses/license-product.entity';
import { LicenseUser } from '../licenses/users/license-user.entity';
import { Meter } from '../catalog/definitions/meter.entity';
import { Policy } from '../catalog/policies/policy.entity';
import { ProductVersion } from '../catalog/versions/product-version.entity';
import { Product } from '../catalog/products/product.entity';
import { MeterBalance } from '../verification/meters/meter-balance.entity';
import { MeterHold } from '../verification/meters/meter-hold.entity';
import { LicenseSession } from '../licenses/sessions/license-session.entity';
import { PolicyChange } from '../licensing/policy-changes/policy-change.entity';
import { ResourceAllocation } from '../licensing/resources/resource-allocation.entity';
import { Resource } from '../licensing/resources/resource.entity';
import { Setting } from '../platform/settings/setting.entity';
import { Installation } from '../platform/signing-keys/installation.entity';
import { SigningKey } from '../platform/signing-keys/signing-key.entity';
import { UpdateSigningKey } from '../catalog/update-signing/update-signing-key.entity';
import { Heartbeat } from '../dialects/progran3/app/heartbeat.entity';
import { System } from '../dialects/progran3/app/system.entity';
import { VerificationCount } from '../verification/log/verification-count.entity';
import { RetiredKey } from '../licenses/licenses/retired-key.entity';
import { Transfer } from '../licenses/licenses/transfer.entity';
import { Trial } from '../verification/trials/trial.entity';
import { Verification } from '../verification/log/verification.entity';
import { AuditEntry } from '../platform/records/audit-entry.entity';
import { Event } from '../platform/records/event.entity';
import { EventCount } from '../events/records/event-count.entity';
import { WebhookDelivery } from '../events/webhooks/webhook-delivery.entity';
import { WebhookEndpoint } from '../events/webhooks/webhook-endpoint.entity';
import { type ConnectionLimits, connectionOptions, PREPARATION_LIMITS } from '../platform/database/connection-options';
import { MIGRATIONS } from '../migrations';
import { liftTimeLimits } from '../platform/database/time-limits';

export const ENTITIES = [
  Activation,
  ActivationComponent,
  ActivationUser,
  Alert,
  Anomaly,
  AnomalyScan,
  ApiKey,
  AppBundle,
  AuditEntry,
  Contact,
  Customer,
  Entitlement,
  Event,
  EventCount,
  FileChunk,
  Grant,
  Group,
  Heartbeat,
  IdempotentRequest,
  Installation,
  Institution,
  LeadActivity,
  JobStatus,
  KeyPool,
  License,
  LicenseFile,
  LicenseProduct,
  LicenseSession,
  LicenseUser,
  LoginAttempt,
  RecoveryCode,
  SecondFactor,
  Meter,
  MeterBalance,
  MeterHold,
  Policy,
  PolicyChange,
  PooledKey,
  Product,
  ProductVersion,
  Resource,
  ResourceAllocation,
  RetiredKey,
  Secret,
  Setting,
  SigningKey,
  StoredFile,
  System,
  UpdateSigningKey,
  User,
  UserSession,
  Transfer,
  Trial,
  Verification,
  VerificationCount,
  WebhookDelivery,
  WebhookEndpoint,
];

/** Options for the running application and for tests. */
export function dataSourceOptions(url: string, limits?: Partial<ConnectionLimits>) {
  refuseUnlisted();
  return {
    ...connectionOptions(url, limits),
    entities: ENTITIES,
    migrations: MIGRATIONS,
  } satisfies DataSourceOptions;
}

/** An entity that is not listed would fail at its first use, and its table would not be compared with the migrations. */
function refuseUnlisted(): void {
  const listed = new Set<string>(ENTITIES.map(({ name }) => name));
  const unlisted = getMetadataArgsStorage().tables.flatMap(({ target }) =>
    typeof target === 'function' && !listed.has(target.name) ? [target.name] : [],
  );
  if (unlisted.length > 0) {
    throw new Error(`Entities that src/start/data-source.ts does not list: ${unlisted.join(', ')}`);
  }
}

/** Data source for preparing the database. */
export function createDataSource(url: string): DataSource {
  const options = dataSourceOptions(url, PREPARATION_LIMITS);
  // Errors are thrown; other loggers would print them too.
  return new DataSource({ ...options, logger: 'debug', extra: { ...options.extra, onConnect: liftTimeLimits } });
}
