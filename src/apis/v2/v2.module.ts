import { Module } from '@nestjs/common';
import {
  ActivationsModule,
  AnomaliesModule,
  BulkLicensesModule,
  LicenseAdministrationModule,
  StatisticsModule,
} from '../../core/licensing';
import { UsersModule } from '../../core/identity';
import { CustomersModule } from '../../core/customers';
import { AlertsModule, answerServerRoutesAs } from '../../core/platform/internal';
import { ProductsModule, VersionsModule } from '../../core/catalog';
import { LicenseSessionsModule } from '../../core/verification/internal';
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
