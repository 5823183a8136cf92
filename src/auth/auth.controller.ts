import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../common/openapi/answers.decorator';
import { RateLimited } from '../common/limits/rate-limited.decorator';
import { NotIdempotent } from '../idempotency/idempotency.decorators';
import { Authorized, CurrentCaller, Public } from './authorized.decorator';
import type { Caller } from './caller';
import { AccessTokenDto, LogInDto, UserDto } from './dto/auth.dto';
import { Permission } from './permission';
import { SessionsService } from './sessions.service';

type LoggedIn = Extract<Caller, { type: 'user' }>;

@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(private readonly sessions: SessionsService) {}

  /** Log in and get an access token. */
  @Post('login')
  @HttpCode(200)
  @Public()
  @RateLimited('login')
  @NotIdempotent()
  @Answers(401, 'The user name or the password is wrong.')
  async logIn(@Body() { username, password }: LogInDto): Promise<AccessTokenDto> {
    return AccessTokenDto.from(await this.sessions.logIn(username, password));
  }

  /** End the session of the token that is sent; the token is worth nothing from then on. */
  @Post('logout')
  @HttpCode(204)
  @Authorized(Permission.OwnSession)
  async logOut(@CurrentCaller() { session }: LoggedIn): Promise<void> {
    await this.sessions.end(session);
  }

  /** Who am I? */
  @Get('me')
  @Authorized(Permission.OwnSession)
  getMe(@CurrentCaller() { user }: LoggedIn): UserDto {
    return UserDto.from(user);
  }
}
