import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../auth/authorized.decorator';
import { Permission } from '../auth/permission';
import { Clock } from '../common/clock';
import { toPage } from '../common/pagination/to-page';
import { LicenseSessionDto, LicenseSessionPageDto, LicenseSessionQueryDto } from './dto/license-session.dto';
import { LicenseSessions } from './license-sessions.service';

@ApiTags('license-sessions')
@Controller('api/v1/license-sessions')
export class LicenseSessionsController {
  constructor(
    private readonly sessions: LicenseSessions,
    private readonly clock: Clock,
  ) {}

  /** List programs that run on floating seats, and those that did, the last started first. */
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
