import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { AuditModule } from '../../events/records/audit.module';
import { WebhooksModule } from '../../events/webhooks/webhooks.module';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { AnomaliesModule } from '../../licensing/anomalies/anomalies.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { StatisticsModule } from '../../licensing/statistics/statistics.module';
import { AttentionService } from './attention.service';
import { FirstStepsController } from './first-steps.controller';
import { FirstStepsPageService } from './first-steps-page.service';
import { OverviewController } from './overview.controller';
import { OverviewService } from './overview.service';

@Module({
  imports: [
    AnomaliesModule,
    ApiKeysModule,
    AuditModule,
    LicenseAdministrationModule,
    StatisticsModule,
    ProductsModule,
    WebhooksModule,
  ],
  controllers: [OverviewController, FirstStepsController],
  providers: [AttentionService, FirstStepsPageService, OverviewService],
})
export class OverviewPagesModule {}
