import type { IncomingMessage } from 'node:http';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Dialects } from './dialects';

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
