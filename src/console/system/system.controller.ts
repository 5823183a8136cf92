import { Get } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
import { SystemReportService } from './system-report.service';
import { systemPage } from './system.view';

@ConsoleController('console/system')
export class SystemController {
  constructor(private readonly report: SystemReportService) {}

  @Get()
  @Authorized(Permission.MonitoringRead)
  async showSystem(): Promise<Page> {
    return systemPage(await this.report.read());
  }
}
