import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { ApiKeysService } from '../../identity/api-keys/api-keys.service';
import { Permission } from '../../identity/permissions/permission';
import { ApiKeyUsageService } from '../verifications/api-key-usage.service';
import { VerdictLogService } from '../verifications/verdict-log.service';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  ApiKeyUsageDto,
  ApiKeyUsageQueryDto,
  ListRequestsDto,
  LoggedRequestDto,
  LoggedRequestPageDto,
} from './dto/logged-request.dto';

@ApiTags('api-keys')
@Controller('api/v1/api-keys/:id')
@Authorized(Permission.ApiKeysRead)
export class ApiKeyRequestsController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly log: VerdictLogService,
    private readonly counts: ApiKeyUsageService,
    private readonly calendar: Calendar,
  ) {}

  /**
   * List the requests about licenses that were made with an API key, newest first, also those of a revoked key: checks,
   * activations, deactivations, heartbeats, sessions, usage reports and downloads of all APIs. Changes are in the audit log.
   */
  @Get('requests')
  @FromReplica()
  async listApiKeyRequests(
    @Param('id', UuidPipe) id: string,
    @Query() query: ListRequestsDto,
  ): Promise<LoggedRequestPageDto> {
    const { id: apiKeyId } = await this.apiKeys.get(id);
    const page = await this.log.list(query, { ...ListRequestsDto.toFilter(query), apiKeyId });
    return toPage(page, (request) => LoggedRequestDto.from(request));
  }

  /** Count the requests about licenses that were made with an API key, by day. The counts are exact and outlive the log. */
  @Get('usage')
  @FromReplica()
  async getApiKeyUsage(
    @Param('id', UuidPipe) id: string,
    @Query() { time_zone = this.calendar.zone, ...span }: ApiKeyUsageQueryDto,
  ): Promise<ApiKeyUsageDto> {
    return ApiKeyUsageDto.from(await this.counts.read(await this.apiKeys.get(id), span, time_zone));
  }
}
