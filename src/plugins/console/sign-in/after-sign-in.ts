import type { FastifyReply, FastifyRequest } from 'fastify';
import { setCookie } from '../../../core/common';
import { setSessionCookie } from '../../../core/common/internal';
import { type LogIn } from '../../../core/identity';
import { PENDING_LOG_IN_LIFETIME, type PendingLogIn } from '../../../core/identity/internal';
import { withQuery } from '../../../pages/components/filters';
import { localPath } from '../../../pages/kit/local-path';
import { SeeOther } from '../../../pages/kit/page';
import { HOME_PATH } from '../../../pages/kit/sign-in-path';

/** Names who has proved all but the second factor, until its code follows. It opens nothing but that step. */
export const PENDING_COOKIE = 'keyward_pending';

export const CODE_PATH = '/login/code';

export interface CodeStep {
  /** Path of the page to open after the sign-in. */
  readonly next?: string;
  /** A recovery code is asked for instead of one of the app. */
  readonly isRecovery?: boolean;
}

export function codePath({ next, isRecovery }: CodeStep): string {
  return withQuery(CODE_PATH, { next, recovery: isRecovery ? '1' : undefined });
}

export function pathAfterSignIn(next: unknown): string | undefined {
  return typeof next === 'string' ? localPath(next) : undefined;
}

/** Opens the page that was asked for or, if it is missing, asks for the code. */
export function afterSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  logIn: LogIn | PendingLogIn,
  next: string | undefined,
): SeeOther {
  if ('pendingToken' in logIn) {
    setCookie(request, reply, PENDING_COOKIE, logIn.pendingToken, { maxAge: PENDING_LOG_IN_LIFETIME });
    return new SeeOther(codePath({ next }));
  }
  setSessionCookie(request, reply, logIn.token);
  return new SeeOther(next ?? HOME_PATH);
}
