import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toPage } from '../../common/pagination/to-page';
import { Authorized } from '../../common/access/authorized.decorator';
import { CurrentCaller, type LoggedIn } from '../permissions/caller';
import { UuidPipe } from '../../common/validation/id.pipes';
import { ListSessionsDto, UserSessionDto, UserSessionPageDto } from '../users/dto/session.dto';
import { Permission } from '../permissions/permission';
import { SessionsService } from '../users/sessions.service';

@ApiTags('auth')
@Controller('api/v1/auth/sessions')
export class OwnSessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** List your own active sessions, newest first. */
  @Get()
  @Authorized(Permission.OwnSessionRead)
  async listOwnSessions(
    @CurrentCaller() { user, session }: LoggedIn,
    @Query() { q, ...page }: ListSessionsDto,
  ): Promise<UserSessionPageDto> {
    return toPage(await this.sessions.list(user, page, { q }), (active) => UserSessionDto.from(active, session));
  }

  /** End all of your own sessions except the current one. Their tokens are revoked immediately. */
  @Delete()
  @HttpCode(204)
  @Authorized(Permission.OwnSession)
  async endOtherSessions(@CurrentCaller() { user, session }: LoggedIn): Promise<void> {
    await this.sessions.endActive(user, session.id);
  }

  /** End one of your own sessions. Its token is revoked immediately. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.OwnSession)
  async endOwnSession(@CurrentCaller() { user }: LoggedIn, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.sessions.endOrThrow(user, id);
  }
}
