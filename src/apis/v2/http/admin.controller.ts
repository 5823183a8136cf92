import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Dialect, RateLimited } from '../../../core/common';
import { CurrentCaller, type LoggedIn, Permission, SessionsService } from '../../../core/identity';
import { ActiveSessionsService } from '../../../core/verification/internal';
import { V2 } from '../v2.dialect';
import { ActiveSessionCountDto, AnalyticsTokenDto } from './dto/admin.dto';

@Dialect(V2)
@ApiTags('admin')
@Controller('api')
@RateLimited('admin')
export class V2AdminController {
  constructor(
    private readonly licenseSessions: ActiveSessionsService,
    private readonly sessions: SessionsService,
  ) {}

  /** Count the running sessions of all licenses. */
  @Get('sessions/active-count')
  @Authorized(Permission.MonitoringRead, { by: 'token' })
  async countActiveSessions(): Promise<ActiveSessionCountDto> {
    return { count: await this.licenseSessions.countAll() };
  }

  /** Get a token for programs that evaluate data. It is valid for one hour and can only read, whatever the caller's role. */
  @Get('admin/license/auth-token')
  @Authorized(Permission.OwnSession)
  async createAnalyticsToken(@CurrentCaller() caller: LoggedIn): Promise<AnalyticsTokenDto> {
    return AnalyticsTokenDto.from(await this.sessions.issueReadOnlyToken(caller));
  }
}
