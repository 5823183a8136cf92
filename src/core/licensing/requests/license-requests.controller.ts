import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { LICENSE_ID } from '../../licenses/licenses/license-id';
import { LicensesService } from '../licenses/licenses.service';
import { VerdictLogService } from '../verifications/verdict-log.service';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ListRequestsDto, LoggedRequestDto, LoggedRequestPageDto } from './dto/logged-request.dto';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id/requests')
export class LicenseRequestsController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly log: VerdictLogService,
  ) {}

  /**
   * List the requests about a license, newest first: checks, activations, deactivations, heartbeats, sessions, usage reports
   * and downloads of all APIs, with the API key if there was one. Changes are in the audit log.
   */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listLicenseRequests(
    @IdOrName(LICENSE_ID) id: string,
    @Query() query: ListRequestsDto,
  ): Promise<LoggedRequestPageDto> {
    const { license } = await this.licenses.get(id);
    const page = await this.log.list(query, { ...ListRequestsDto.toFilter(query), licenseId: license.id });
    return toPage(page, (request) => LoggedRequestDto.from(request));
  }
}
