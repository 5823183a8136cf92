import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { AnomaliesController } from './anomalies.controller';
import { AnomaliesService } from './anomalies.service';
import { ANOMALY_SETTINGS } from './anomaly.settings';
import { AnomalyDetectionService } from './anomaly-detection.service';
import { AnomalyReactionsService } from './anomaly-reactions.service';
import { ReportAnomaliesService } from './report-anomalies.service';
import { ReactionRulesController } from './reaction-rules.controller';
import { ReactionRulesService } from './reaction-rules.service';

/** Anomalies of licenses: import it to inject `AnomaliesService` and `AnomalyReactionsService`. */
@Module({
  imports: [LicenseAdministrationModule, PoliciesModule],
  controllers: [AnomaliesController, ReactionRulesController],
  providers: [
    AnomaliesService,
    AnomalyDetectionService,
    AnomalyReactionsService,
    ReactionRulesService,
    ReportAnomaliesService,
    { provide: 'settings:anomalies', useValue: ANOMALY_SETTINGS },
    defineJob({
      name: 'anomalies',
      cron: '*/5 * * * *',
      service: AnomalyDetectionService,
      run: (anomalies) => anomalies.scan(),
    }),
    defineJob({
      name: 'anomaly-suspensions',
      cron: '* * * * *',
      service: AnomalyReactionsService,
      run: (reactions) => reactions.suspendDue(),
    }),
  ],
  exports: [AnomaliesService, AnomalyReactionsService, ReactionRulesService, ReportAnomaliesService],
})
export class AnomaliesModule {}
