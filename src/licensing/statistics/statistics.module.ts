import { Module } from '@nestjs/common';
import { AlertsModule } from '../../platform/alerts/alerts.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { LicenseSessionsModule } from '../../verification/sessions/license-sessions.module';
import { VerificationModule } from '../../verification/verification.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { CustomerStatsService } from './customer-stats.service';
import { ExpiringLicensesService } from './expiring-licenses.service';
import { FloatingSeatsController } from './floating-seats.controller';
import { FirstStepsService } from './first-steps.service';
import { GroupUseService } from './group-use.service';
import { LicenseStatsService } from './license-stats.service';
import { LicenseStatusCountsService } from './license-status-counts.service';
import { LiveStatsController } from './live-stats.controller';
import { LiveStatsService } from './live-stats.service';
import { ProductLicenseCountsService } from './product-license-counts.service';
import { VerdictSeriesController } from './verdict-series.controller';

const STATISTICS = [
  CustomerStatsService,
  ExpiringLicensesService,
  FirstStepsService,
  GroupUseService,
  LicenseStatsService,
  LicenseStatusCountsService,
  LiveStatsService,
  ProductLicenseCountsService,
];

@Module({
  imports: [
    AlertsModule,
    LicenseAdministrationModule,
    LicenseSessionsModule,
    ProductsModule,
    VerificationModule,
    VerificationsModule,
  ],
  controllers: [FloatingSeatsController, LiveStatsController, VerdictSeriesController],
  providers: STATISTICS,
  exports: [...STATISTICS, AlertsModule, VerificationsModule],
})
export class StatisticsModule {}
