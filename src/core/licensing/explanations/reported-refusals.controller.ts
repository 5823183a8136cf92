import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { LICENSE_ID } from '../../licenses/licenses/license-id';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ReportedRefusalsService } from '../../verification/log/reported-refusals.service';
import { LicensesService } from '../licenses/licenses.service';
import { ReportedRefusalDto, ReportedRefusalsDto } from './dto/reported-refusal.dto';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id/reported-refusals')
export class ReportedRefusalsController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly reported: ReportedRefusalsService,
  ) {}

  /** Get the rules that would have refused calls of a license, but that its policy only reports. Kept for 90 days after the last call. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async getReportedRefusals(@IdOrName(LICENSE_ID) id: string): Promise<ReportedRefusalsDto> {
    const { license } = await this.licenses.get(id);
    return { items: (await this.reported.ofLicense(license.id)).map((one) => ReportedRefusalDto.from(one)) };
  }
}
