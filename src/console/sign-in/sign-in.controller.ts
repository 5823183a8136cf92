import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { clearSessionCookie, setSessionCookie } from '../../common/http/cookies';
import type { FormValues } from '../../common/http/form-fields';
import { RateLimited } from '../../common/limits/rate-limited.decorator';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { LogInDto } from '../../identity/sessions/dto/auth.dto';
import { CONSOLE_SESSION_LIFETIME, SessionsService } from '../../identity/sessions/sessions.service';
import { ConsoleController } from '../kit/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { localPath } from '../kit/local-path';
import { type Page, SeeOther } from '../kit/page';
import { HOME_PATH, SIGN_IN_PATH } from '../kit/sign-in-path';
import { submitForm } from '../kit/submit-form';
import { signInPage } from './sign-in.view';

const MESSAGES = { username: 'Enter your user name.', password: 'Enter your password.' };

@ConsoleController()
export class SignInController {
  constructor(private readonly sessions: SessionsService) {}

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
    return submitForm({
      body,
      input: LogInDto,
      messages: MESSAGES,
      submit: async ({ username, password }) => {
        const { token } = await this.sessions.logIn(username, password, CONSOLE_SESSION_LIFETIME);
        setSessionCookie(request, reply, token);
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
    return new SeeOther(SIGN_IN_PATH, { tone: 'ok', text: 'You are signed out.' });
  }
}

function pathAfterSignIn(next: unknown): string | undefined {
  return typeof next === 'string' ? localPath(next) : undefined;
}
