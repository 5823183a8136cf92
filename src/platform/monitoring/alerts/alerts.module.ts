import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { defineJob } from '../../jobs/define-job';
import { MetricsModule } from '../metrics.module';
import { ProcessStatsService } from '../process-stats.service';
import { ALERT_SETTINGS } from './alert.settings';
import { AlertWatchService } from './alert-watch.service';
import { AlertsController } from './alerts.controller';
import { AlertsService } from './alerts.service';
import { ErrorRateRule, EventLoopDelayRule, PoolExhaustionRule } from './process-rules';

@Module({
  imports: [DiscoveryModule, MetricsModule],
  controllers: [AlertsController],
  providers: [
    AlertsService,
    AlertWatchService,
    ProcessStatsService,
    EventLoopDelayRule,
    PoolExhaustionRule,
    ErrorRateRule,
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
