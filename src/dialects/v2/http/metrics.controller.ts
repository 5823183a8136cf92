import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { Public } from '../../../common/access/authorized.decorator';
import { Dialect } from '../../../common/dialects/dialect.decorator';
import { RateLimited } from '../../../common/limits/rate-limited.decorator';
import { Metrics } from '../../../platform/monitoring/metrics';
import { MetricsTokenGuard } from '../../../platform/monitoring/metrics-token.guard';
import { V2 } from '../v2.dialect';

/** Prometheus metrics, excluded from the OpenAPI document. */
@Dialect(V2)
@ApiExcludeController()
@Controller('metrics')
@Public()
@UseGuards(MetricsTokenGuard)
@RateLimited()
export class V2MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  readMetrics(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
