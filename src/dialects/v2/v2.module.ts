import { Module } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { AnomaliesModule } from '../../licensing/anomalies/anomalies.module';
import { LicensesModule } from '../../licensing/licenses/licenses.module';
import { LiveStatsModule } from '../../licensing/live-stats/live-stats.module';
import { AlertsModule } from '../../platform/monitoring/alerts/alerts.module';
import { Metrics } from '../../platform/monitoring/metrics';
import { MetricsModule } from '../../platform/monitoring/metrics.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { VersionsModule } from '../../catalog/versions/versions.module';
import { LicenseSessionsModule } from '../../licensing/license-sessions/license-sessions.module';
import { HealthModule } from './http/health.module';
import { V2LicenseController } from './http/license.controller';
import { V2MetricsController } from './http/metrics.controller';
import { V2MonitoringController } from './http/monitoring.controller';
import { V2SessionController } from './http/session.controller';
import { V2StatusController } from './http/status.controller';
import { V2VersionController } from './http/version.controller';

@Module({
  imports: [
    ActivationsModule,
    AlertsModule,
    AnomaliesModule,
    HealthModule,
    LicenseSessionsModule,
    LicensesModule,
    LiveStatsModule,
    ProductsModule,
    VersionsModule,
    PrometheusModule.registerAsync({
      imports: [MetricsModule],
      inject: [Metrics],
      controller: V2MetricsController,
      useFactory: ({ registry }: Metrics) => ({
        controller: V2MetricsController,
        defaultMetrics: { enabled: true, config: { register: registry } },
      }),
    }),
  ],
  controllers: [
    V2StatusController,
    V2LicenseController,
    V2SessionController,
    V2VersionController,
    V2MonitoringController,
  ],
})
export class V2Module {}
