import { Module } from '@nestjs/common';
import { Metrics } from './metrics';

/** Metrics for Prometheus: import it to inject `Metrics`. */
@Module({
  providers: [Metrics],
  exports: [Metrics],
})
export class MetricsModule {}
