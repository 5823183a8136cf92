import { Module } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { ActivationsModule } from '../../activations/activations.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { Metrics } from '../../monitoring/metrics';
import { MetricsModule } from '../../monitoring/metrics.module';
import { ProductsModule } from '../../products/products.module';
import { LicenseSessionsModule } from '../../sessions/license-sessions.module';
import { HealthModule } from './health.module';
import { V2LicenseController } from './license.controller';
import { V2MetricsController } from './metrics.controller';
import { V2SessionController } from './session.controller';
import { V2StatusController } from './status.controller';
import { V2VersionController } from './version.controller';

@Module({
  imports: [
    ActivationsModule,
    HealthModule,
    LicenseSessionsModule,
    LicensesModule,
    ProductsModule,
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
  controllers: [V2StatusController, V2LicenseController, V2SessionController, V2VersionController],
})
export class V2Module {}
