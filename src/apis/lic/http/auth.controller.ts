import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Calendar, Dialect, Public, RateLimited } from '../../../core/common';
import { NotShadowed } from '../../../core/common/internal';
import { CurrentCaller, type LoggedIn, LogInService, Permission, SessionsService } from '../../../core/identity';
import { done, DoneDto } from './dto/answer.dto';
import { AccessTokenDto, LogInAnswerDto, LogInDto } from './dto/auth.dto';
import { LIC } from '../lic.dialect';

@Dialect(LIC)
@ApiTags('auth')
@Controller('api/auth')
@RateLimited('auth')
@NotShadowed()
export class LicAuthController {
  constructor(
    private readonly logIns: LogInService,
    private readonly sessions: SessionsService,
    private readonly calendar: Calendar,
  ) {}

  /** Log in and get an access token. */
  @Post('login')
  @HttpCode(200)
  @Public()
  @Answers(401, 'INVALID_CREDENTIALS', 'INVALID_CREDENTIALS')
  @Answers(422, 'A field is invalid.')
  async logIn(@Body() { username, password }: LogInDto): Promise<LogInAnswerDto> {
    const login = await this.logIns.logIn(username, password);
    return { success: true, message: '登录成功', data: AccessTokenDto.from(login, this.calendar) };
  }

  /** Log out. The token is revoked immediately. */
  @Post('logout')
  @HttpCode(200)
  @Authorized(Permission.OwnSession)
  async logOut(@CurrentCaller() { user, session }: LoggedIn): Promise<DoneDto> {
    await this.sessions.end(user, session.id);
    return done('退出登录成功');
  }
}
