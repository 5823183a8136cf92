import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { AnomaliesService } from './anomalies.service';
import { AnomalyDto, AnomalyPageDto, AnomalyQueryDto } from './dto/anomaly.dto';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/anomalies')
export class AnomaliesController {
  constructor(private readonly anomalies: AnomaliesService) {}

  /** List anomalies of licenses, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.MonitoringRead)
  async listAnomalies(@Query() { limit, after, sort, ...filter }: AnomalyQueryDto): Promise<AnomalyPageDto> {
    return toPage(await this.anomalies.list({ limit, after, sort }, filter), (anomaly) => AnomalyDto.from(anomaly));
  }

  /** Resolve an anomaly. Later events alone can lead to a new anomaly of this type. A resolved anomaly is unchanged. */
  @Post(':id/resolve')
  @HttpCode(200)
  @Authorized(Permission.MonitoringWrite)
  async resolveAnomaly(@Param('id', UuidPipe) id: string): Promise<AnomalyDto> {
    return AnomalyDto.from(await this.anomalies.resolve(id));
  }
}
