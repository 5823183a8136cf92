import type { ServerResponse } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** An AbortSignal that is aborted when the client closes the connection before it has the whole response. */
export const HangUpSignal = createParamDecorator((_data: unknown, context: ExecutionContext): AbortSignal =>
  hangUpOf(context.switchToHttp().getResponse<FastifyReply>().raw),
);

/** Aborted when the client closes the connection before it has the whole response, also if it has done so already. */
export function hangUpOf(response: ServerResponse): AbortSignal {
  if (response.destroyed && !response.writableFinished) {
    return AbortSignal.abort();
  }
  const hangUp = new AbortController();
  response.once('close', () => response.writableFinished || hangUp.abort());
  return hangUp.signal;
}
