import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieIn, setCookie } from '../../../core/common';
import { setSessionCookie } from '../../../core/common/internal';
import { type LogIn, SessionsService } from '../../../core/identity';
import { actingAs, PENDING_LOG_IN_LIFETIME, type PendingLogIn } from '../../../core/identity/internal';
import { SeeOther } from '../../../pages/kit/page';
import { HOME_PATH } from '../../../pages/kit/sign-in-path';
import { codePath, PENDING_COOKIE } from './after-sign-in';

/** Gives a browser the session of a sign-in. */
@Injectable()
export class BrowserSessionService {
  constructor(private readonly sessions: SessionsService) {}

  /** Opens the page that was asked for or, if it is missing, asks for the code. */
  async proceed(
    request: FastifyRequest,
    reply: FastifyReply,
    logIn: LogIn | PendingLogIn,
    next: string | undefined,
  ): Promise<SeeOther> {
    if ('pendingToken' in logIn) {
      setCookie(request, reply, PENDING_COOKIE, logIn.pendingToken, { maxAge: PENDING_LOG_IN_LIFETIME });
      return new SeeOther(codePath({ next }));
    }
    setSessionCookie(request, reply, logIn.token);
    await this.endFormer(request);
    return new SeeOther(next ?? HOME_PATH);
  }

  /** Whoever has copied the former cookie of this browser is signed out with it. */
  private async endFormer(request: FastifyRequest): Promise<void> {
    const former = await this.sessions.authenticate(sessionCookieIn(request) ?? '');
    if (former) {
      actingAs(former.user);
      await this.sessions.end(former.user, former.session.id);
    }
  }
}
