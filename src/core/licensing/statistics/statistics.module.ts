import { Module } from '@nestjs/common';
import { AlertsModule } from '../../platform/alerts/alerts.module';
import { CountriesModule } from '../../platform/countries/countries.module';
import { defineJob } from '../../platform/jobs/define-job';
import { ProductsModule } from '../../catalog/products/products.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { LicenseSessionsModule } from '../../verification/sessions/license-sessions.module';
import { VerificationModule } from '../../verification/verification.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { CountAnswersService } from './count-answers.service';
import { CountLicensesService } from './count-licenses.service';
import { CountStatisticsService } from './count-statistics.service';
import { DimensionStatisticsService } from './dimension-statistics.service';
import { FloatingSeatsController } from './floating-seats.controller';
import { LicenseDaysService } from './license-days.service';
import { LicenseSeatsStatisticsService } from './license-seats-statistics.service';
import { LicenseStatsService } from './license-stats.service';
import { LiveStatsController } from './live-stats.controller';
import { LiveStatsService } from './live-stats.service';
import { ProductLicenseCountsService } from './product-license-counts.service';
import { StatisticsController } from './statistics.controller';
import { VerdictSeriesController } from './verdict-series.controller';

const STATISTICS = [
  DimensionStatisticsService,
  LicenseDaysService,
  LicenseSeatsStatisticsService,
  LicenseStatsService,
  LiveStatsService,
  ProductLicenseCountsService,
];

/** Statistics of licenses and calls: import it to inject the services that read them. */
@Module({
  imports: [
    AlertsModule,
    CountriesModule,
    LicenseAdministrationModule,
    LicenseSessionsModule,
    ProductsModule,
    VerificationModule,
    VerificationsModule,
  ],
  controllers: [FloatingSeatsController, LiveStatsController, StatisticsController, VerdictSeriesController],
  providers: [
    ...STATISTICS,
    CountAnswersService,
    CountLicensesService,
    CountStatisticsService,
    defineJob({
      name: 'statistics',
      cron: '*/5 * * * *',
      atStart: true,
      service: CountStatisticsService,
      run: (statistics) => statistics.run(),
    }),
  ],
  exports: [...STATISTICS, AlertsModule, VerificationsModule],
})
export class StatisticsModule {}
