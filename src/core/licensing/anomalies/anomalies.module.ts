import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { AnomaliesController } from './anomalies.controller';
import { AnomaliesService } from './anomalies.service';
import { ANOMALY_SETTINGS } from './anomaly.settings';
import { AnomalyDetectionService } from './anomaly-detection.service';

/** Anomalies of licenses: import it to inject `AnomaliesService`. */
@Module({
  controllers: [AnomaliesController],
  providers: [
    AnomaliesService,
    AnomalyDetectionService,
    { provide: 'settings:anomalies', useValue: ANOMALY_SETTINGS },
    defineJob({
      name: 'anomalies',
      cron: '*/5 * * * *',
      service: AnomalyDetectionService,
      run: (anomalies) => anomalies.scan(),
    }),
  ],
  exports: [AnomaliesService],
})
export class AnomaliesModule {}
