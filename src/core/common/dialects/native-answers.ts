import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { NATIVE_VERSIONS, VERSION_HEADER } from '../api-versions/native-versions';
import type { Fields } from '../api-versions/version-change';
import { problem } from '../errors/domain-error';
import type { ReceivedRequest } from '../http/received-request';
import { currentRequest, type RequestContext } from '../http/request-context';
import { NATIVE } from './native.dialect';

const VERSIONED = '/api/v1/';

/** Refuses requests of unknown versions, and names the version of each answer of the native API. Must follow the hooks that check access. */
export function useApiVersions(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, _payload, done) => {
    done(isUnknown(request) ? problem('API_VERSION_NOT_KNOWN', { versions: NATIVE_VERSIONS.dates.join(', ') }) : null);
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.headers(versionHeaders(request));
    done();
  });
}

/** Headers of an answer that name its version; none outside of the native API. */
export function versionHeaders({
  dialect,
  url,
}: Pick<ReceivedRequest, 'dialect' | 'url'>): Readonly<Record<string, string>> {
  return dialect.name === NATIVE.name && url.startsWith(VERSIONED)
    ? NATIVE_VERSIONS.headersOf(currentRequest()?.apiVersion)
    : {};
}

function isUnknown({ dialect, url, headers }: FastifyRequest): boolean {
  const version = headers[VERSION_HEADER];
  return (
    version !== undefined &&
    dialect.name === NATIVE.name &&
    url.startsWith(VERSIONED) &&
    NATIVE_VERSIONS.known(version) === undefined
  );
}

/** Serves requests of an older version, where its operation differs from the newest one. */
@Injectable()
export class ApiVersionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const current = currentRequest();
    const version = current?.dialect.name === NATIVE.name ? current.apiVersion : undefined;
    // Handlers are named like their operations.
    const migration = version && NATIVE_VERSIONS.migrationOf(version, context.getHandler().name);
    if (!current || !migration) {
      return next.handle();
    }
    current.versionMigration = migration;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isObject(request.body)) {
      request.body = migration.request(request.body);
    }
    return next.handle().pipe(map((answer: unknown) => (isObject(answer) ? migration.answer(answer) : answer)));
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers) to the native API's limited responses. */
export function useRateLimitHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    void reply.headers(rateLimitHeaders(currentRequest()));
    done(null, payload);
  });
}

export function rateLimitHeaders({ dialect, countedLimits }: Partial<RequestContext> = {}): Record<string, string> {
  return dialect?.name === NATIVE.name && countedLimits !== undefined
    ? {
        'ratelimit-policy': countedLimits
          .map(({ name, limit, windowSeconds = 60 }) => `"${name}";q=${limit};w=${windowSeconds}`)
          .join(', '),
        ratelimit: countedLimits.map((one) => `"${one.name}";r=${one.remaining};t=${one.resetSeconds}`).join(', '),
      }
    : {};
}
