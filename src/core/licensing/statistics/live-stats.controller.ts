import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ProcessStatsService } from '../../platform/monitoring/process-stats.service';
import { MonitoringStatsDto } from './dto/live-stats.dto';
import { LiveStatsService } from './live-stats.service';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/stats')
export class LiveStatsController {
  constructor(
    private readonly stats: LiveStatsService,
    private readonly process: ProcessStatsService,
    private readonly clock: Clock,
  ) {}

  /** Get live statistics: what is in use now, and figures of the node that answers. Counts above 100,000 are estimates. */
  @Get()
  @FromReplica()
  @Authorized(Permission.MonitoringRead)
  async getMonitoringStats(): Promise<MonitoringStatsDto> {
    return MonitoringStatsDto.from(await this.stats.read(), this.process.read(), this.clock.now());
  }
}
