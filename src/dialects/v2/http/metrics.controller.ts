import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { Public } from '../../../common/access/authorized.decorator';
import { Dialect } from '../../../common/dialects/dialect.decorator';
import { RateLimited } from '../../../common/limits/rate-limited.decorator';
import { Metrics } from '../../../platform/monitoring/metrics';
import { MetricsGuard } from '../../../platform/monitoring/metrics.guard';
import { V2 } from '../v2.dialect';

/** Prometheus metrics, excluded from the OpenAPI document. */
@Dialect(V2)
@ApiExcludeController()
@Controller('metrics')
@Public()
@UseGuards(MetricsGuard)
@RateLimited('metrics')
export class V2MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  readMetrics(): Promise<Buffer> {
    return this.metrics.render();
  }
}
