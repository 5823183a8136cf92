import { ActivationsModule } from './activations/activations.module';
import { ApiKeysModule } from './api-keys/api-keys.module';
import { AppBundlesModule } from './app-bundles/app-bundles.module';
import { AuditModule } from './audit/audit.module';
import { AuthModule } from './auth/auth.module';
import { CustomersModule } from './customers/customers.module';
import { DemoModule } from './demo/demo.module';
import { IdempotencyModule } from './idempotency/idempotency.module';
import { JobsModule } from './jobs/jobs.module';
import { LicenseDataModule } from './license-data/license-data.module';
import { LicensesModule } from './licenses/licenses.module';
import { MonitoringModule } from './monitoring/monitoring.module';
import { PoliciesModule } from './policies/policies.module';
import { ProductsModule } from './products/products.module';
import { LicenseSessionsModule } from './sessions/license-sessions.module';
import { SettingsModule } from './settings/settings.module';
import { SigningModule } from './signing/signing.module';
import { UsersModule } from './users/users.module';

/** Modules whose controllers make up the native API. */
export const NATIVE_MODULES = [
  AuthModule,
  UsersModule,
  ApiKeysModule,
  ProductsModule,
  PoliciesModule,
  CustomersModule,
  AppBundlesModule,
  SigningModule,
  LicensesModule,
  LicenseSessionsModule,
  LicenseDataModule,
  ActivationsModule,
  IdempotencyModule,
  JobsModule,
  AuditModule,
  SettingsModule,
  MonitoringModule,
  DemoModule,
];
