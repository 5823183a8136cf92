import { Module } from '@nestjs/common';
import { BulkLicensesModule } from '../../core/licensing/bulk/bulk-licenses.module';
import { UsersModule } from '../../core/identity/users/users.module';
import { CustomersModule } from '../../core/customers/customers/customers.module';
import { ActivationsModule } from '../../core/licensing/activations/activations.module';
import { AnomaliesModule } from '../../core/licensing/anomalies/anomalies.module';
import { LicenseAdministrationModule } from '../../core/licensing/licenses/license-administration.module';
import { StatisticsModule } from '../../core/licensing/statistics/statistics.module';
import { AlertsModule } from '../../core/platform/alerts/alerts.module';
import { answerServerRoutesAs } from '../../core/platform/monitoring/server-routes';
import { ProductsModule } from '../../core/catalog/products/products.module';
import { VersionsModule } from '../../core/catalog/versions/versions.module';
import { LicenseSessionsModule } from '../../core/verification/sessions/license-sessions.module';
import { V2AdminController } from './http/admin.controller';
import { V2CustomerController } from './http/customer.controller';
import { V2DeviceController } from './http/device.controller';
import { CustomerStatsService } from './app/customer-stats.service';
import { V2WebhookFormat } from './app/v2-webhook-format';
import { V2LicenseAdminController } from './http/license-admin.controller';
import { V2LicenseController } from './http/license.controller';
import { V2MonitoringController } from './http/monitoring.controller';
import { V2SessionController } from './http/session.controller';
import { V2StatusController } from './http/status.controller';
import { V2VersionController } from './http/version.controller';
import { V2 } from './v2.dialect';

answerServerRoutesAs(V2);

@Module({
  imports: [
    BulkLicensesModule,
    ActivationsModule,
    AlertsModule,
    AnomaliesModule,
    CustomersModule,
    LicenseSessionsModule,
    LicenseAdministrationModule,
    StatisticsModule,
    ProductsModule,
    UsersModule,
    VersionsModule,
  ],
  controllers: [
    V2StatusController,
    V2LicenseController,
    V2SessionController,
    V2VersionController,
    V2MonitoringController,
    V2AdminController,
    V2CustomerController,
    V2LicenseAdminController,
    V2DeviceController,
  ],
  providers: [CustomerStatsService, V2WebhookFormat],
})
export class V2Module {}
