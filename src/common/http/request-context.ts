import type { FastifyInstance } from 'fastify';
import { ContextVariable } from '../async-context';
import type { Dialects } from '../dialects/dialects';
import type { DialectDefinition } from '../dialects/define-dialect';
import { normalizeAddress } from './addresses';
import type { ReceivedRequest } from './received-request';

/** The originator of a change. */
export interface Actor {
  readonly type: 'user' | 'api-key';
  readonly id: number;
  readonly name: string;
}

/** Data of the current request, available to services. */
export interface RequestContext {
  readonly requestId: string;
  /** Client address, from the connection or a trusted proxy; null if invalid. */
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly dialect: DialectDefinition;
  /** Set by the guard after authentication. */
  actor?: Actor;
  /** Identifies the verified credential without revealing it. Set by the guard. */
  credential?: string;
}

const context = new ContextVariable<RequestContext | undefined>();

/** Undefined in jobs and during startup. */
export function currentRequest(): RequestContext | undefined {
  return context.current;
}

/** Runs work in the context of a request, for requests that are handled together. */
export function inRequest<T>(request: RequestContext | undefined, work: () => T): T {
  return context.run(request, work);
}

/** Set after the body is parsed, so that guards and everything after them run in the context. */
export function useRequestContext(fastify: FastifyInstance, dialects: Dialects): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    context.run(contextOf(request, dialects.ownerOf(request)), done);
  });
}

export function contextOf(request: ReceivedRequest, dialect: DialectDefinition): RequestContext {
  return {
    requestId: request.id,
    address: normalizeAddress(request.ip),
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
    dialect,
  };
}
