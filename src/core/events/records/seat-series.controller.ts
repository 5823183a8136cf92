import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { SpanQueryDto } from '../../common/pagination/span-query.dto';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { SeatSeriesDto } from './seat-series.dto';
import { SeatSeriesService } from './seat-series.service';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/activations')
export class SeatSeriesController {
  constructor(
    private readonly series: SeatSeriesService,
    private readonly calendar: Calendar,
  ) {}

  /** Count the seats that devices and domains took and released over time. */
  @Get()
  @FromReplica('bounded')
  @Authorized(Permission.MonitoringRead)
  async getSeatSeries(@Query() { span, time_zone = this.calendar.zone }: SpanQueryDto): Promise<SeatSeriesDto> {
    return SeatSeriesDto.from(await this.series.read(span, time_zone));
  }
}
