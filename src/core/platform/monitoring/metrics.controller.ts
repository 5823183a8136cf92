import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Registry } from 'prom-client';
import { Public } from '../../common/access/authorized.decorator';
import { NotShadowed } from '../../common/dialects/not-shadowed.decorator';
import { RateLimited } from '../../common/limits/route-limits';
import { Metrics } from './metrics';
import { MetricsGuard } from './metrics.guard';

/** Prometheus metrics, excluded from the OpenAPI document. */
@ApiExcludeController()
@Controller('metrics')
@Public()
@UseGuards(MetricsGuard)
@RateLimited('metrics')
@NotShadowed()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  readMetrics(): Promise<Buffer> {
    return this.metrics.render();
  }
}
