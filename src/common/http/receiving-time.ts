import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The deadline of the body, if the request has one. */
    receiving?: ReceivingTime;
  }
}

/** Limits for receiving requests, in milliseconds. */
export interface ReceivingLimits {
  /** Limit for the headers, and again for the body. */
  readonly ordinary: number;
  /** Limit for a large body that a route is reading. */
  readonly large: number;
  /** Maximum pause in a large body. */
  readonly silence: number;
}

const MINUTE = 60_000;

export const RECEIVING_LIMITS: ReceivingLimits = { ordinary: MINUTE, large: 24 * 60 * MINUTE, silence: MINUTE };

/** Ends requests that arrive too slowly. Node's own limit applies to all routes and would cut off long uploads. */
export function useReceivingLimits(fastify: FastifyInstance, limits = RECEIVING_LIMITS): void {
  fastify.server.requestTimeout = 0;
  fastify.server.headersTimeout = limits.ordinary;
  fastify.addHook('onRequest', (request, reply, done) => {
    const { headers } = request.raw;
    if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0) {
      request.receiving = limitReceiving(fastify.server, request.raw, reply.raw, limits);
    }
    done();
  });
}

/** Ends a request whose body arrives too slowly. Undefined for an injected request, which has no connection. */
export function limitReceiving(
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
  limits = RECEIVING_LIMITS,
): ReceivingTime | undefined {
  const { socket } = request;
  return socket instanceof Socket
    ? new ReceivingTime(request, limits, () => endConnection(server, socket, response.headersSent))
    : undefined;
}

/** The deadline for receiving a body. Starts with the ordinary limit. */
export class ReceivingTime {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly raw: IncomingMessage,
    private readonly limits: ReceivingLimits,
    private readonly isOver: () => void,
  ) {
    this.expectWithin(limits.ordinary);
    // Either event: an aborted body has no end, and an unread one may close much later.
    raw.once('end', () => clearTimeout(this.timer));
    raw.once('close', () => clearTimeout(this.timer));
    // Only incomplete requests emit the timeouts of their connection.
    raw.on('timeout', isOver);
  }

  /** For a large body that an authorized client sends and a route reads. */
  extendDeadline(): void {
    this.expectWithin(this.limits.large);
    this.raw.socket.setTimeout(this.limits.silence);
  }

  /** Call it when the rest of the body is not needed. */
  restoreDeadline(): void {
    this.expectWithin(this.limits.ordinary);
    this.raw.socket.setTimeout(0);
  }

  private expectWithin(milliseconds: number): void {
    clearTimeout(this.timer);
    // After a complete request, others may be using the connection.
    this.timer = setTimeout(() => !this.raw.complete && this.isOver(), milliseconds).unref();
  }
}

/** As in Node: the `clientError` handler answers 408 and closes the connection. */
function endConnection(server: Server, socket: Socket, isAnswered: boolean): void {
  if (isAnswered) {
    socket.destroy();
    return;
  }
  server.emit('clientError', Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
}
