import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { SpanQueryDto } from '../../common/pagination/span-query.dto';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { Permission } from '../../identity/permissions/permission';
import { VerdictSeriesService } from '../verifications/verdict-series.service';
import { VerdictSeriesDto } from './dto/verdict-series.dto';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/verdicts')
@FromReplica('bounded')
export class VerdictSeriesController {
  constructor(
    private readonly series: VerdictSeriesService,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Count the results of calls by apps over time: checks, activations, heartbeats, sessions, usage reports and downloads of all
   * APIs. Deactivations are left out.
   */
  @Get()
  @Authorized(Permission.MonitoringRead)
  async getVerdictSeries(@Query() { span, time_zone = this.calendar.zone }: SpanQueryDto): Promise<VerdictSeriesDto> {
    return VerdictSeriesDto.from(await this.series.read(span, time_zone));
  }
}
