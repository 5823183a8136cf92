import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { toPage } from '../../common/pagination/to-page';
import { AlertsService } from './alerts.service';
import { AlertDto, AlertPageDto, AlertQueryDto } from './dto/alert.dto';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  /** List alerts about the installation, including cleared ones of the last 90 days, newest first. */
  @Get()
  @Authorized('monitoring:read')
  async listAlerts(@Query() { limit, after, sort, ...filter }: AlertQueryDto): Promise<AlertPageDto> {
    return toPage(await this.alerts.list({ limit, after, sort }, filter), (alert) => AlertDto.from(alert));
  }
}
