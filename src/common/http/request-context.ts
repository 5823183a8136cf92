import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Dialects } from '../dialects/dialects';
import type { DialectDefinition } from '../dialects/define-dialect';
import { normalizeAddress } from './addresses';

/** Whoever a change is put down to. */
export interface Actor {
  readonly type: 'user' | 'api-key';
  readonly id: number;
  readonly name: string;
}

/** What services may want to know of the request they work for, without being handed it. */
export interface RequestContext {
  readonly requestId: string;
  /** The connection's address, or the one a trusted proxy names; null where that is none. */
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly dialect: DialectDefinition;
  /** Whose work it is, once the guard knows. */
  actor?: Actor;
  /** Names the credential that has proved right, once the guard knows; never the credential itself. */
  credential?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Undefined in jobs and at start, where nobody asked. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Entered once the body is read, so that everything from the first guard on runs inside. */
export function useRequestContext(fastify: FastifyInstance, dialects: Dialects): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    storage.run(contextOf(request, dialects), done);
  });
}

function contextOf(request: FastifyRequest, dialects: Dialects): RequestContext {
  return {
    requestId: request.id,
    address: normalizeAddress(request.ip),
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
    dialect: dialects.ownerOf(request),
  };
}
