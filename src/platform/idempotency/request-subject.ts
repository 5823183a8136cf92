import type { FastifyRequest } from 'fastify';

/** Names what a request changes, as those who take turns on it name it (`UnitOfWork.inTurn`). */
export abstract class RequestSubject {
  /** Undefined where the request makes something new. */
  abstract of(request: FastifyRequest): string | undefined;
}
