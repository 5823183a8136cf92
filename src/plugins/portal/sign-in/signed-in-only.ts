import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieIn, problem, setCookie } from '../../../core/common';
import { personOf } from '../frame/portal-visitor';
import { PORTAL_PATH } from '../frame/portal.dialect';
import { PortalSessionsService, SESSION_SECONDS } from './portal-sessions.service';

const COOKIE = 'keyward_portal';

/** Leads visitors who are not signed in to the sign-in. Stands above `PortalController`, whose guard is then asked first. */
export function SignedInOnly(): ClassDecorator {
  return applyDecorators(UseGuards(SignedInGuard));
}

export function portalCookieIn(request: FastifyRequest): string | undefined {
  return cookieIn(request, COOKIE, PORTAL_PATH) || undefined;
}

export function setPortalCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  setCookie(request, reply, COOKIE, token, { maxAge: SESSION_SECONDS, path: PORTAL_PATH });
}

export function clearPortalCookie(request: FastifyRequest, reply: FastifyReply): void {
  clearCookie(request, reply, COOKIE, PORTAL_PATH);
}

@Injectable()
class SignedInGuard implements CanActivate {
  constructor(private readonly sessions: PortalSessionsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = portalCookieIn(request);
    const visitor = token === undefined ? null : await this.sessions.find(token);
    if (!visitor) {
      throw problem('UNAUTHENTICATED');
    }
    request.portalVisitor = visitor;
    if (request.requestContext) {
      const { customerId: id } = personOf(visitor);
      request.requestContext.actor = { type: 'customer', id, name: visitor.email };
    }
    return true;
  }
}
