import type { FastifyRequest } from 'fastify';

/** Determines the subject of `UnitOfWork.runQueued` for a request. */
export abstract class RequestSubject {
  /** Undefined if the request changes no existing subject. */
  abstract of(request: FastifyRequest): string | undefined;
}
