import { Module } from '@nestjs/common';
import { AlertsModule } from '../../platform/alerts/alerts.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { ActiveSessionsModule } from '../license-sessions/active-sessions.module';
import { LicensesModule } from '../licenses/licenses.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { ExpiringLicensesService } from './expiring-licenses.service';
import { FirstStepsService } from './first-steps.service';
import { LiveStatsController } from './live-stats.controller';
import { LiveStatsService } from './live-stats.service';
import { VerdictSeriesController } from './verdict-series.controller';

@Module({
  imports: [ActiveSessionsModule, AlertsModule, LicensesModule, ProductsModule, VerificationsModule],
  controllers: [LiveStatsController, VerdictSeriesController],
  providers: [ExpiringLicensesService, FirstStepsService, LiveStatsService],
  exports: [AlertsModule, ExpiringLicensesService, FirstStepsService, LiveStatsService, VerificationsModule],
})
export class LiveStatsModule {}
