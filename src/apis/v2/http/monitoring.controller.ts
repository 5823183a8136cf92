import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Clock, Dialect, RateLimited } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { AnomaliesService, LiveStatsService } from '../../../core/licensing';
import { AlertsService, FromReplica } from '../../../core/platform';
import { V2 } from '../v2.dialect';
import { AnomalyStatsDto, LiveStatsDto } from './dto/monitoring.dto';

@Dialect(V2)
@ApiTags('monitoring')
@Controller('api/monitoring')
@RateLimited('admin')
@Authorized(Permission.MonitoringRead, { by: 'token' })
export class V2MonitoringController {
  constructor(
    private readonly stats: LiveStatsService,
    private readonly alerts: AlertsService,
    private readonly anomalies: AnomaliesService,
    private readonly clock: Clock,
  ) {}

  /** Get live statistics and the open alerts. Counts above 100,000 are estimates. */
  @Get('live-stats')
  @FromReplica()
  async getLiveStats(): Promise<LiveStatsDto> {
    return LiveStatsDto.from(await this.stats.read(), await this.alerts.open(), this.clock.now());
  }

  /** Get the number of anomalies by type. */
  @Get('anomaly-stats')
  @FromReplica()
  async getAnomalyStats(): Promise<AnomalyStatsDto> {
    return AnomalyStatsDto.from(await this.anomalies.count());
  }
}
