import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/**
 * In milliseconds. Twice what those who send have: a system lets us go on only when a good part of what it keeps for a slow
 * reader is gone.
 */
export const SENDING_SILENCE = 120_000;

/**
 * Ends connections whose other side has stopped to read what it asked for: what is sent as a stream, a file or a list, is
 * kept in memory until it is taken. Who reads slowly may take as long as it takes.
 */
export function useSendingLimit(fastify: FastifyInstance, silence = SENDING_SILENCE): void {
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    const { socket } = request.raw;
    // An injected request has no connection.
    if (payload instanceof Readable && socket instanceof Socket) {
      // With nobody to hear of it, node ends the connection. The next request on it, and the time between, set it anew.
      socket.setTimeout(silence);
    }
    done();
  });
}
