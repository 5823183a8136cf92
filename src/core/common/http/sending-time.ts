import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** In milliseconds. Twice the limit for receiving, because the system buffers data for slow readers. */
const SENDING_SILENCE = 120_000;

/** Ends connections whose client has stopped reading a streamed response, which is buffered in memory. Slow readers are not limited. */
export function useSendingLimit(fastify: FastifyInstance, silence = SENDING_SILENCE): void {
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    if (payload instanceof Readable) {
      endIfUnread(request, silence);
    }
    done();
  });
}

/** Ends the connection of a request if the client reads nothing of the answer for `silence` milliseconds. */
export function endIfUnread({ raw: { socket } }: Pick<FastifyRequest, 'raw'>, silence = SENDING_SILENCE): void {
  // An injected request has no connection.
  if (socket instanceof Socket) {
    // Without a listener, Node ends the connection on timeout. The next request resets the timeout.
    socket.setTimeout(silence);
  }
}
