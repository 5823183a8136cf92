import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { toPage } from '../../common/pagination/to-page';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ListRequestLogDto, RequestLogEntryDto, RequestLogPageDto } from './dto/request-log.dto';
import { RequestLogService } from './request-log.service';

@ApiTags('audit')
@Controller('api/v1/requests')
export class RequestLogController {
  constructor(private readonly log: RequestLogService) {}

  /**
   * List the requests of all APIs, newest first: those of apps about licenses, and those that users and API keys made to read
   * or change something, in the console too. The latter appear some seconds after they were answered. An API key that is
   * restricted to some products sees requests about their licenses.
   */
  @Get()
  @FromReplica()
  @Authorized(Permission.AuditRead)
  async listRequests(@Query() query: ListRequestLogDto): Promise<RequestLogPageDto> {
    const page = await this.log.list(query, ListRequestLogDto.toQuery(query));
    return toPage(page, (call) => RequestLogEntryDto.from(call));
  }
}
