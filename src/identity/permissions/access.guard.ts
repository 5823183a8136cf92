import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { UnauthenticatedLimitService } from '../../common/limits/unauthenticated-limit.service';
import { Settings } from '../../platform/config/settings';
import type { ReceivedRequest } from '../../common/http/received-request';
import { currentRequest, type RequestContext } from '../../common/http/request-context';
import { Forbidden, Unauthenticated } from '../../common/access/access.errors';
import { ApiKeysService } from '../api-keys/api-keys.service';
import { InvalidApiKey } from '../sessions/auth.errors';
import { bearerTokenIn } from '../../common/http/bearer-token';
import { sessionCookieIn } from '../../common/http/cookies';
import { ACCESS, type Access, type ClosedAccess } from '../../common/access/authorized.decorator';
import { actorOf, type Caller, credentialOf, isPermitted } from './caller';
import { SessionsService } from '../sessions/sessions.service';

/** The header from which the Passport strategy reads the API key. */
export const API_KEY_HEADER = 'X-API-Key';

/** Authenticates and authorizes requests to every API. */
@Injectable()
export class AccessGuard extends AuthGuard('headerapikey') {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly settings: Settings,
    private readonly failures: UnauthenticatedLimitService,
    private readonly apiKeys: ApiKeysService,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    // Routes without an access rule are closed.
    if (!access) {
      throw new Forbidden('access to a route without an access rule');
    }
    if (!access.public && !this.isOpened(access)) {
      await this.authorize(context, access);
    }
    context.switchToHttp().getRequest<FastifyRequest>().isAllowed = true;
    return true;
  }

  /**
   * Authorizes a request whose API key is known without a query. False is no refusal: `canActivate` decides then.
   */
  knows(request: ReceivedRequest, current: RequestContext, access: ClosedAccess): boolean {
    const key = presentedKey(request, current);
    const apiKey = key !== undefined && this.failures.isVerified(request, key) ? this.apiKeys.known(key) : undefined;
    if (!apiKey || !isAllowed({ type: 'api-key', apiKey }, access)) {
      return false;
    }
    setCaller(current, { type: 'api-key', apiKey });
    return true;
  }

  private isOpened({ openable }: ClosedAccess): boolean {
    return openable && this.settings.OPEN_DIALECTS.includes(currentRequest()?.dialect.name ?? '');
  }

  private async authorize(context: ExecutionContext, access: ClosedAccess): Promise<void> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.identify(context, request, access);
    if (!caller) {
      throw access.takesTokens ? new Unauthenticated() : new InvalidApiKey();
    }
    // Also for a refusal: an error page says who is signed in.
    const current = currentRequest();
    if (current) {
      setCaller(current, caller);
    }
    if (!isAllowed(caller, access)) {
      throw new Forbidden(access.permissions.join(' or '));
    }
  }

  /** A token takes precedence over a key. */
  private identify(
    context: ExecutionContext,
    request: FastifyRequest,
    { takesTokens }: ClosedAccess,
  ): Promise<Caller | null> {
    const token = bearerTokenIn(request) ?? cookieTokenIn(request);
    if (token !== undefined && takesTokens) {
      return this.failures.identify(request, token, () => this.callerByToken(token));
    }
    const key = normalizeKeyHeader(request);
    return this.failures.identify(request, key, () => this.callerByKey(context, request));
  }

  private async callerByToken(token: string): Promise<Caller | null> {
    const found = await this.sessions.authenticate(token);
    return found && { type: 'user', ...found };
  }

  private async callerByKey(
    context: ExecutionContext,
    request: FastifyRequest & { user?: Caller },
  ): Promise<Caller | null> {
    await super.canActivate(context);
    return request.user ?? null;
  }

  /** Passport's own 401 is suppressed: the guard answers in the caller's dialect. */
  override handleRequest<T>(error: Error | null, user: T | false): T | null {
    if (error) {
      throw error;
    }
    return user || null;
  }
}

/** The access token in the session cookie, where the dialect accepts it. */
function cookieTokenIn(request: FastifyRequest): string | undefined {
  return currentRequest()?.dialect.credential.cookie ? sessionCookieIn(request) : undefined;
}

function setCaller(current: RequestContext, caller: Caller): void {
  current.caller = caller;
  current.actor = actorOf(caller);
  current.credential = credentialOf(caller);
}

function isAllowed(caller: Caller, { permissions, takesKeys }: ClosedAccess): boolean {
  return (caller.type === 'user' || takesKeys) && permissions.some((permission) => isPermitted(caller, permission));
}

/** Copies the key from the dialect's header to the one that Passport reads. */
function normalizeKeyHeader(request: FastifyRequest): string | undefined {
  const current = currentRequest();
  const presented = current && presentedKey(request, current);
  request.headers[API_KEY_HEADER.toLowerCase()] = presented;
  return presented;
}

function presentedKey({ headers }: ReceivedRequest, { dialect }: RequestContext): string | undefined {
  return dialect.credential.headers
    .map((name) => headers[name])
    .find((value): value is string => typeof value === 'string' && value !== '');
}
