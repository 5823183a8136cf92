import { Module } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { DatabaseMetrics } from './database-metrics';
import { DatabaseStatsService } from './database-stats.service';
import { HealthModule } from './health.module';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { MetricsModule } from './metrics.module';
import { ReadinessController } from './readiness.controller';
import { ReadinessService } from './readiness.service';

@Module({
  imports: [
    HealthModule,
    MetricsModule,
    PrometheusModule.registerAsync({
      imports: [MetricsModule],
      inject: [Metrics],
      controller: MetricsController,
      useFactory: ({ registry }: Metrics) => ({
        controller: MetricsController,
        defaultMetrics: { enabled: true, config: { register: registry } },
      }),
    }),
  ],
  controllers: [ReadinessController],
  providers: [DatabaseMetrics, DatabaseStatsService, ReadinessService],
  exports: [DatabaseStatsService, ReadinessService],
})
export class MonitoringModule {}
