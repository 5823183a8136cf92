import type {
  FastifyInstance,
  FastifyServerOptions,
  onRequestHookHandler,
  onResponseHookHandler,
  onSendHookHandler,
  preParsingHookHandler,
} from 'fastify';
import type { DialectDefinition } from './define-dialect';
import type { IncomingMessage } from 'node:http';
import { NotFoundException } from '@nestjs/common';
import type { Dialects } from './dialects';

/** Hooks with a callback, as Fastify calls them. */
export interface DialectHooks {
  readonly onRequest?: onRequestHookHandler;
  readonly preParsing?: preParsingHookHandler;
  readonly onSend?: onSendHookHandler;
  readonly onResponse?: onResponseHookHandler;
}

/** Adds hooks that only requests of some dialects enter, also those without a route. */
export function addDialectHooks(
  fastify: FastifyInstance,
  dialects: readonly DialectDefinition[],
  { onRequest, preParsing, onSend, onResponse }: DialectHooks,
): void {
  const those = new Set(dialects);
  const isFor = (dialect: DialectDefinition): boolean => those.has(dialect);
  if (onRequest) {
    fastify.addHook('onRequest', function (request, reply, done) {
      if (isFor(request.dialect)) {
        onRequest.call(this, request, reply, done);
      } else {
        done();
      }
    });
  }
  if (preParsing) {
    fastify.addHook('preParsing', function (request, reply, payload, done) {
      if (isFor(request.dialect)) {
        preParsing.call(this, request, reply, payload, done);
      } else {
        done(null, payload);
      }
    });
  }
  if (onSend) {
    fastify.addHook('onSend', function (request, reply, payload, done) {
      if (isFor(request.dialect)) {
        onSend.call(this, request, reply, payload, done);
      } else {
        done(null, payload);
      }
    });
  }
  if (onResponse) {
    fastify.addHook('onResponse', function (request, reply, done) {
      if (isFor(request.dialect)) {
        onResponse.call(this, request, reply, done);
      } else {
        done();
      }
    });
  }
}

type Constraints = NonNullable<NonNullable<FastifyServerOptions['routerOptions']>['constraints']>;
type Constraint = Constraints[string];
type Handler = Parameters<ReturnType<Constraint['storage']>['set']>[1];

/** A router constraint that selects the handler of the request's dialect. */
export function dialectConstraint(): Constraint {
  return {
    name: 'dialect',
    storage: () => {
      const handlers = new Map<unknown, Handler>();
      return {
        get: (dialect) => handlers.get(dialect) ?? null,
        set: (dialect, handler) => {
          handlers.set(dialect, handler);
        },
      };
    },
    deriveConstraint: (request: IncomingMessage) => request.routingDialect?.name ?? '',
  };
}

/** Gives requests their `dialect`. No hook does, because Nest's own hooks precede ours, and their errors need it. */
export function useDialects(fastify: FastifyInstance, dialects: Dialects): void {
  fastify.decorateRequest('dialect', {
    getter() {
      return dialects.ofRouted(this);
    },
  });
}

/** Below `/dialects/<name>`, only the routes of this dialect and common routes exist. */
export function usePrefixes(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const expected = request.raw.dialectOfPrefix;
    const { dialect, isCommon } = request.routeOptions.config;
    const isForeign =
      expected !== undefined && request.routeOptions.url !== undefined && dialect !== expected && !isCommon;
    done(isForeign ? new NotFoundException() : undefined);
  });
}
