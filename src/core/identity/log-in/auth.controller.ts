import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { RateLimited } from '../../common/limits/route-limits';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { CurrentCaller, type LoggedIn } from '../permissions/caller';
import { AccessTokenDto, ChangePasswordDto, LogInWithCodeDto } from './dto/auth.dto';
import { OwnPasswordService } from './own-password.service';
import { Permission } from '../permissions/permission';
import { LogInService } from './log-in.service';
import { UserDto } from '../users/dto/user.dto';
import { SessionsService } from '../users/sessions.service';

@ApiTag('auth', 'Log in, log out and own sessions.')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly logIns: LogInService,
    private readonly sessions: SessionsService,
    private readonly ownPassword: OwnPasswordService,
  ) {}

  /** Log in and get an access token. */
  @Post('login')
  @HttpCode(200)
  @Public()
  @RateLimited('login')
  @NotIdempotent()
  @Answers(
    401,
    'INVALID_CREDENTIALS: the user name or password is incorrect; users who sign in through the OpenID provider have no password. PASSWORD_SIGN_IN_OFF: passwords are switched off. SECOND_FACTOR_REQUIRED: the password is correct, and `code` is missing. INVALID_ONE_TIME_CODE: `code` is incorrect or was used already.',
    'INVALID_CREDENTIALS',
    'PASSWORD_SIGN_IN_OFF',
    'SECOND_FACTOR_REQUIRED',
    'INVALID_ONE_TIME_CODE',
  )
  @Answers(
    403,
    'SECOND_FACTOR_SETUP_REQUIRED: the role of the user needs a second factor, which is missing.',
    'SECOND_FACTOR_SETUP_REQUIRED',
  )
  @Answers(
    429,
    'Too many requests, or LOCKED_OUT: too many failed logins. Retry after the seconds in Retry-After.',
    'LOCKED_OUT',
  )
  async logIn(@Body() { username, password, code }: LogInWithCodeDto): Promise<AccessTokenDto> {
    return AccessTokenDto.from(await this.logIns.logIn(username, password, { code }));
  }

  /** Log out. The token is revoked immediately. */
  @Post('logout')
  @HttpCode(204)
  @Authorized(Permission.OwnSession)
  async logOut(@CurrentCaller() { user, session }: LoggedIn): Promise<void> {
    await this.sessions.end(user, session.id);
  }

  /** Get the current user. */
  @Get('me')
  @Authorized(Permission.OwnSessionRead)
  getMe(@CurrentCaller() { user }: LoggedIn): UserDto {
    return UserDto.from(user);
  }

  /** Change your own password. Ends all of your sessions, including the current one. */
  @Post('password')
  @HttpCode(204)
  @NotIdempotent()
  @Answers(
    401,
    'The credential is missing or invalid, or INVALID_CREDENTIALS: the current password is incorrect.',
    'INVALID_CREDENTIALS',
  )
  @Answers(
    429,
    'Too many requests, or LOCKED_OUT: too many incorrect passwords. Retry after the seconds in Retry-After.',
    'LOCKED_OUT',
  )
  @Authorized(Permission.OwnSession)
  async changePassword(@CurrentCaller() { user }: LoggedIn, @Body() input: ChangePasswordDto): Promise<void> {
    await this.ownPassword.change(user, input.current_password, input.new_password);
  }
}
