import { Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UnauthenticatedLimitService } from '../../common/limits/unauthenticated-limit.service';
import { Settings } from '../../platform/config/settings';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
import { NATIVE } from '../../common/dialects/native.dialect';
import type { ReceivedRequest } from '../../common/http/received-request';
import { httpContext } from '../../common/http/http-execution-context';
import { bearerTokenIn, currentRequest, type RequestContext } from '../../common/http/request-context';
import { ApiKeyVersionsService } from '../api-keys/api-key-versions.service';
import { AuthenticateApiKeyService } from '../api-keys/authenticate-api-key.service';
import { sessionCookieIn } from '../../common/http/cookies';
import type { Access, ClosedAccess } from '../../common/access/authorized.decorator';
import { actorOf, type Caller, credentialOf, isPermitted } from '../permissions/caller';
import { SessionsService } from '../users/sessions.service';
import { problem } from '../../common/errors/domain-error';

/** The header from which the Passport strategy reads the API key. */
export const API_KEY_HEADER = 'X-API-Key';

/** Authenticates and authorizes requests to every API, before their bodies are read. */
@Injectable()
export class AccessGuard extends AuthGuard('headerapikey') {
  constructor(
    private readonly sessions: SessionsService,
    private readonly settings: Settings,
    private readonly failures: UnauthenticatedLimitService,
    private readonly apiKeys: AuthenticateApiKeyService,
    private readonly versions: ApiKeyVersionsService,
  ) {
    super();
  }

  /** Whether the route needs no credential. */
  isOpen(access: Access, { dialect }: RequestContext): boolean {
    return access.public || (access.openable && this.settings.OPEN_DIALECTS.includes(dialect.name));
  }

  /** Sets the caller, or throws. */
  async authorize(request: FastifyRequest, reply: FastifyReply, access: ClosedAccess): Promise<void> {
    const caller = await this.identify(request, reply, access);
    if (!caller) {
      throw access.takesTokens ? problem('UNAUTHENTICATED') : problem('INVALID_API_KEY');
    }
    // Also for a refusal: an error page says who is signed in.
    const current = currentRequest();
    if (current) {
      this.setCaller(current, caller);
    }
    if (!isAllowed(caller, access)) {
      throw caller.type === 'user' && caller.session.lacksSecondFactor
        ? problem('SECOND_FACTOR_SETUP_REQUIRED')
        : problem('FORBIDDEN', { permission: access.permissions.join(' or ') });
    }
  }

  /** Authorizes a request whose API key is known without a query. False is no refusal: `authorize` decides then. */
  knows(request: ReceivedRequest, current: RequestContext, access: ClosedAccess): boolean {
    const key = presentedKey(request, current);
    const apiKey =
      key !== undefined && this.failures.isVerified(request, key)
        ? this.apiKeys.known(key, current.address)
        : undefined;
    if (!apiKey || !isAllowed({ type: 'api-key', apiKey }, access)) {
      return false;
    }
    this.setCaller(current, { type: 'api-key', apiKey });
    return true;
  }

  /** An API key that answers in an older version, or sends it, is noted. */
  private setCaller(current: RequestContext, caller: Caller): void {
    current.caller = caller;
    current.actor = actorOf(caller);
    current.credential = credentialOf(caller);
    if (caller.type === 'api-key' && current.dialect === NATIVE) {
      current.apiVersion ??= NATIVE_VERSIONS.known(caller.apiKey.apiVersion);
      this.versions.note(caller.apiKey.id, current.apiVersion);
    }
  }

  /** A token takes precedence over a key. */
  private identify(
    request: FastifyRequest,
    reply: FastifyReply,
    { takesTokens }: ClosedAccess,
  ): Promise<Caller | null> {
    const field = currentRequest()?.dialect.credential.field;
    if (field !== undefined) {
      return this.identifyByField(request, reply, field, takesTokens);
    }
    const token = bearerTokenIn(request) ?? cookieTokenIn(request);
    if (token !== undefined && takesTokens) {
      return this.failures.identify(request, token, () => this.callerByToken(token));
    }
    const key = normalizeKeyHeader(request);
    return this.failures.identify(request, key, () => this.callerByKey(request, reply));
  }

  /** Identifies the caller by the field of the API that contains a token or a key. */
  private identifyByField(
    request: FastifyRequest,
    reply: FastifyReply,
    field: string,
    takesTokens: boolean,
  ): Promise<Caller | null> {
    const sent = bearerTokenIn(request) ?? fieldIn(request, field);
    if (sent === undefined) {
      const key = normalizeKeyHeader(request);
      return this.failures.identify(request, key, () => this.callerByKey(request, reply));
    }
    request.headers[API_KEY_HEADER.toLowerCase()] = sent;
    return this.failures.identify(
      request,
      sent,
      async () => (takesTokens ? await this.callerByToken(sent) : null) ?? (await this.callerByKey(request, reply)),
    );
  }

  private async callerByToken(token: string): Promise<Caller | null> {
    const found = await this.sessions.authenticate(token);
    return found && { type: 'user', ...found };
  }

  private async callerByKey(request: FastifyRequest & { user?: Caller }, reply: FastifyReply): Promise<Caller | null> {
    await this.canActivate(httpContext(request, reply));
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

/** Whether the credential of the request may be in its body, which is not read yet. */
export function isCredentialInBody(request: FastifyRequest, { dialect }: RequestContext): boolean {
  const { field, headers } = dialect.credential;
  return (
    field !== undefined &&
    fieldIn({ query: request.query }, field) === undefined &&
    [...headers, 'authorization'].every((name) => request.headers[name] === undefined)
  );
}

/** A text in the query, else in the body. */
function fieldIn({ query, body }: { readonly query: unknown; readonly body?: unknown }, field: string) {
  return [query, body]
    .map((fields) => (fields as Readonly<Record<string, unknown>> | null | undefined)?.[field])
    .find((value): value is string => typeof value === 'string' && value !== '');
}

/** The access token in the session cookie, where the dialect accepts it. */
function cookieTokenIn(request: FastifyRequest): string | undefined {
  return currentRequest()?.dialect.credential.cookie ? sessionCookieIn(request) : undefined;
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
