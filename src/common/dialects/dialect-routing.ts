import type { IncomingMessage } from 'node:http';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Dialects } from './dialects';

type Constraints = NonNullable<NonNullable<FastifyServerOptions['routerOptions']>['constraints']>;
type Constraint = Constraints[string];
type Handler = Parameters<ReturnType<Constraint['storage']>['set']>[1];

/** What the router asks of a constraint: which value a request has, and a store by value. */
export function dialectConstraint(dialects: Dialects): Constraint {
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
    deriveConstraint: (request: IncomingMessage) => dialects.resolveDialect(request),
  };
}

/** Under a dialect's own prefix there are its own routes and those of all, and nobody else's. */
export function usePrefixes(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const wanted = request.raw.dialectOfPrefix;
    const { dialect, isCommon } = request.routeOptions.config;
    const isStranger =
      wanted !== undefined && request.routeOptions.url !== undefined && dialect !== wanted && !isCommon;
    done(isStranger ? new NotFoundException() : undefined);
  });
}
