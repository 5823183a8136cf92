import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  clearCookie,
  cookieIn,
  DomainError,
  NATIVE,
  Public,
  RateLimited,
  sessionCookieIn,
  setCookie,
} from '../../../core/common';
import { CALLBACK_PATH, OPENID_FLOW_LIFETIME, OPENID_PATH, OpenIdLogInService } from '../../../core/identity/internal';
import { texts } from '../../../core/i18n';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { OPENID_FLOW_COOKIE } from './openid-flow';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { ACCOUNT_PATH } from '../../../pages/kit/sign-in-path';
import { pathAfterSignIn } from './after-sign-in';
import { BrowserSessionService } from './browser-session.service';
import { signInPage } from './sign-in-page';
import { SignInWaysService } from './sign-in-ways.service';

/** The way to the OpenID provider and back. */
@ConsoleController()
export class OpenIdController {
  constructor(
    private readonly openId: OpenIdLogInService,
    private readonly ways: SignInWaysService,
    private readonly browsers: BrowserSessionService,
  ) {}

  @Get(OPENID_PATH)
  @Public()
  @RateLimited('login')
  leadToProvider(
    @Query('next') next: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    return this.orSignInPage(pathAfterSignIn(next), async () => {
      const { url, flow } = await this.openId.begin(pathAfterSignIn(next));
      setCookie(request, reply, OPENID_FLOW_COOKIE, flow, { maxAge: OPENID_FLOW_LIFETIME });
      return new SeeOther(url);
    });
  }

  @Get(CALLBACK_PATH)
  @Public()
  @RateLimited('login')
  finish(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page | SeeOther> {
    const flow = cookieIn(request, OPENID_FLOW_COOKIE) ?? '';
    clearCookie(request, reply, OPENID_FLOW_COOKIE);
    return this.orSignInPage(undefined, async () => {
      const { search } = new URL(request.url, 'http://localhost');
      const { logIn, next } = await this.openId.finish(search, flow, sessionCookieIn(request));
      return logIn === undefined
        ? SeeOther.done(ACCOUNT_PATH, texts('account').connected)
        : await this.browsers.proceed(request, reply, logIn, next);
    });
  }

  /** The sign-in page says what went wrong, and offers all ways again. */
  private async orSignInPage(next: string | undefined, work: () => Promise<SeeOther>): Promise<Page | SeeOther> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      const { status } = NATIVE.errors.codes[error.code] ?? NATIVE.errors.kinds[error.kind];
      const page = signInPage({ ...this.ways.read(), form: FormState.refused({}, error), next });
      return page.refused(status, error.retryAfter);
    }
  }
}
