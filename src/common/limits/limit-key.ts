import type { FastifyRequest } from 'fastify';

/**
 * Whose count a request is: what the request itself shows, or its caller, who is known once the credential has proved
 * right. What a credential only claims is never counted by: anybody can send another one each time.
 */
export type LimitKey = 'caller' | ((request: FastifyRequest) => string);
