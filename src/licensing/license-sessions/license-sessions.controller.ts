import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Clock } from '../../common/clock';
import { toPage } from '../../common/pagination/to-page';
import { LicenseSessionDto, LicenseSessionPageDto, LicenseSessionQueryDto } from './dto/license-session.dto';
import { ListSessionsService } from './list-sessions.service';

@ApiTags('license-sessions')
@Controller('api/v1/license-sessions')
export class LicenseSessionsController {
  constructor(
    private readonly sessions: ListSessionsService,
    private readonly clock: Clock,
  ) {}

  /** List license sessions, including ended ones, newest first. */
  @Get()
  @Authorized(Permission.ActivationsRead)
  async listLicenseSessions(
    @Query() { limit, after, ...filter }: LicenseSessionQueryDto,
  ): Promise<LicenseSessionPageDto> {
    const now = this.clock.now();
    return toPage(await this.sessions.list({ limit, after }, filter), (session) =>
      LicenseSessionDto.from(session, now),
    );
  }
}
