import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { AnomaliesService } from './anomalies.service';
import { AnomalyReactionsService } from './anomaly-reactions.service';
import { AnomalyDto, AnomalyPageDto, AnomalyQueryDto } from './dto/anomaly.dto';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/anomalies')
export class AnomaliesController {
  constructor(
    private readonly anomalies: AnomaliesService,
    private readonly reactions: AnomalyReactionsService,
  ) {}

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

  /**
   * Undo the reaction to an anomaly: a pending suspension is cancelled, and a license that the reaction disabled is enabled. E-mails
   * that were sent stay. Undone, it is unchanged.
   */
  @Post(':id/undo-reaction')
  @HttpCode(200)
  @Answers(409, 'CONFLICT: no rule reacted to the anomaly.', { CONFLICT: 'No rule reacted to this anomaly' })
  @Authorized(Permission.MonitoringWrite)
  async undoReaction(@Param('id', UuidPipe) id: string): Promise<AnomalyDto> {
    await this.reactions.undo(id);
    return AnomalyDto.from(await this.anomalies.get(id));
  }
}
