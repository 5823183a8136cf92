import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { defineJob } from '../jobs/define-job';
import { JobsModule } from '../jobs/jobs.module';
import { MetricsModule } from '../monitoring/metrics.module';
import { ProcessStatsService } from '../monitoring/process-stats.service';
import { ALERT_SETTINGS } from './alert.settings';
import { AlertWatchService } from './alert-watch.service';
import { AlertsController } from './alerts.controller';
import { AlertsService } from './alerts.service';
import { ClockDifferenceRule } from './clock-difference.rule';
import { FailingJobsRule } from './failing-jobs.rule';
import { ErrorRateRule, EventLoopDelayRule, PoolExhaustionRule } from './process-rules';
import { SilentJobsRule } from './silent-jobs.rule';

/** Alerts of the operator: import it to inject `AlertsService`. */
@Module({
  imports: [DiscoveryModule, JobsModule, MetricsModule],
  controllers: [AlertsController],
  providers: [
    AlertsService,
    AlertWatchService,
    ProcessStatsService,
    EventLoopDelayRule,
    PoolExhaustionRule,
    ErrorRateRule,
    FailingJobsRule,
    ClockDifferenceRule,
    SilentJobsRule,
    { provide: 'settings:alerts', useValue: ALERT_SETTINGS },
    defineJob({
      name: 'alerts',
      cron: '* * * * *',
      service: AlertWatchService,
      run: (watch) => watch.checkCluster(),
    }),
  ],
  exports: [AlertsService, ProcessStatsService],
})
export class AlertsModule {}
