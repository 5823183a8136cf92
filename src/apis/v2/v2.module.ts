import { Module } from '@nestjs/common';
import { BulkLicensesModule } from '../../licensing/bulk/bulk-licenses.module';
import { UsersModule } from '../../identity/users/users.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { AnomaliesModule } from '../../licensing/anomalies/anomalies.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { StatisticsModule } from '../../licensing/statistics/statistics.module';
import { AlertsModule } from '../../platform/alerts/alerts.module';
import { answerServerRoutesAs } from '../../platform/monitoring/server-routes';
import { ProductsModule } from '../../catalog/products/products.module';
import { SearchModule } from '../../search/search.module';
import { VersionsModule } from '../../catalog/versions/versions.module';
import { LicenseSessionsModule } from '../../verification/sessions/license-sessions.module';
import { V2AdminController } from './http/admin.controller';
import { V2CustomerController } from './http/customer.controller';
import { ResourcesModule } from '../../licensing/resources/resources.module';
import { V2DeviceController } from './http/device.controller';
import { V2WebhookFormat } from './app/v2-webhook-format';
import { V2LicenseAdminController } from './http/license-admin.controller';
import { V2LicenseController } from './http/license.controller';
import { V2MonitoringController } from './http/monitoring.controller';
import { V2ResourceController } from './http/resource.controller';
import { V2SearchController } from './http/search.controller';
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
    ResourcesModule,
    SearchModule,
    UsersModule,
    VersionsModule,
  ],
  controllers: [
    V2StatusController,
    V2LicenseController,
    V2SearchController,
    V2SessionController,
    V2VersionController,
    V2MonitoringController,
    V2AdminController,
    V2CustomerController,
    V2LicenseAdminController,
    V2DeviceController,
    V2ResourceController,
  ],
  providers: [V2WebhookFormat],
})
export class V2Module {}
