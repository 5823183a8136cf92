import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { clearSessionCookie, setSessionCookie } from '../../common/http/cookies';
import type { FormValues } from '../../common/http/form-fields';
import { RateLimited } from '../../common/limits/rate-limited.decorator';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { LogInDto } from '../../identity/log-in/dto/auth.dto';
import { LogInService } from '../../identity/log-in/log-in.service';
import { CONSOLE_SESSION_LIFETIME, SessionsService } from '../../identity/users/sessions.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { localPath } from '../kit/local-path';
import { type Page, SeeOther } from '../kit/page';
import { HOME_PATH, SIGN_IN_PATH } from '../kit/sign-in-path';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { setPendingCookie } from './pending-cookie';
import { codePath, signInPage } from './sign-in.view';

@ConsoleController()
export class SignInController {
  constructor(
    private readonly logIns: LogInService,
    private readonly sessions: SessionsService,
  ) {}

  @Get('login')
  @Public()
  showSignIn(@Query('next') next: unknown): Page {
    return signInPage(FormState.empty(), pathAfterSignIn(next));
  }

  @Post('login')
  @Public()
  @RateLimited('login')
  signIn(
    @Body() body: FormValues | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const next = pathAfterSignIn(body?.next);
    const t = texts('signIn');
    return submitForm({
      body,
      input: LogInDto,
      messages: {
        username: t.usernameMissing,
        password: t.passwordMissing,
        INVALID_CREDENTIALS: t.wrongCredentials,
        LOCKED_OUT: t.lockedOut,
      },
      submit: async ({ username, password }) => {
        const login = await this.logIns.begin(username, password, CONSOLE_SESSION_LIFETIME);
        if ('pendingToken' in login) {
          setPendingCookie(request, reply, login.pendingToken);
          return new SeeOther(codePath({ next }));
        }
        setSessionCookie(request, reply, login.token);
        return new SeeOther(next ?? HOME_PATH);
      },
      show: (form) => signInPage(form, next),
    });
  }

  @Post('logout')
  @Authorized(Permission.OwnSession)
  async signOut(
    @CurrentCaller() { user, session }: LoggedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    await this.sessions.end(user, session.id);
    clearSessionCookie(request, reply);
    return SeeOther.done(SIGN_IN_PATH, texts('signIn').signedOut);
  }
}

export function pathAfterSignIn(next: unknown): string | undefined {
  return typeof next === 'string' ? localPath(next) : undefined;
}
