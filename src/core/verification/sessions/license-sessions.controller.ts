import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Clock } from '../../common/clock';
import { SdkName } from '../../common/openapi/sdk-name.decorator';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  EndLicenseSessionDto,
  LicenseSessionDto,
  LicenseSessionPageDto,
  LicenseSessionQueryDto,
} from './dto/license-session.dto';
import { EndSessionService } from './end-session.service';
import { ListSessionsService } from './list-sessions.service';

@ApiTag('license-sessions', 'Floating seats: concurrent sessions of a license.')
@Controller('api/v1/license-sessions')
export class LicenseSessionsController {
  constructor(
    private readonly sessions: ListSessionsService,
    private readonly ending: EndSessionService,
    private readonly clock: Clock,
  ) {}

  /** List license sessions, including ended ones, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async listLicenseSessions(
    @Query() { limit, after, sort, ...filter }: LicenseSessionQueryDto,
  ): Promise<LicenseSessionPageDto> {
    const now = this.clock.now();
    return toPage(await this.sessions.list({ limit, after, sort }, filter), (session) =>
      LicenseSessionDto.from(session, now),
    );
  }

  /**
   * End a session, also a borrowed one. Its seat is released immediately; the app learns of it at its next heartbeat. A session
   * that has already ended does not change.
   */
  @Delete(':id')
  @HttpCode(204)
  @SdkName('end')
  @Authorized(Permission.ActivationsWrite)
  async terminateLicenseSession(
    @Param('id', UuidPipe) id: string,
    @Query() { message }: EndLicenseSessionDto,
  ): Promise<void> {
    await this.ending.end(id, message);
  }
}
