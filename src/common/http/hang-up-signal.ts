import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** An AbortSignal that is aborted when the client closes the connection, or when the response has been sent. */
export const HangUpSignal = createParamDecorator((_data: unknown, context: ExecutionContext): AbortSignal => {
  const hangUp = new AbortController();
  context
    .switchToHttp()
    .getResponse<FastifyReply>()
    .raw.once('close', () => hangUp.abort());
  return hangUp.signal;
});
