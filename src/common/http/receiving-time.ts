import type { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request with a body: how long that may take to come. */
    receiving?: ReceivingTime;
  }
}

/** How long requests may take to come in, in milliseconds. */
export interface ReceivingLimits {
  /** The headers of any request, and from then on its body. */
  readonly ordinary: number;
  /** A large body that somebody waits for may take so long in all… */
  readonly large: number;
  /** …as long as it is never silent for so long. */
  readonly silence: number;
}

const MINUTE = 60_000;

export const RECEIVING_LIMITS: ReceivingLimits = { ordinary: MINUTE, large: 24 * 60 * MINUTE, silence: MINUTE };

/** Ends what comes in too slowly. Node's own limit is one for all routes, and would cut off long uploads. */
export function useReceivingLimits(fastify: FastifyInstance, limits = RECEIVING_LIMITS): void {
  fastify.server.requestTimeout = 0;
  fastify.server.headersTimeout = limits.ordinary;
  fastify.addHook('onRequest', (request, reply, done) => {
    const { headers, socket } = request.raw;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    // An injected request has no connection.
    if (hasBody && socket instanceof Socket) {
      request.receiving = new ReceivingTime(request, limits, () => {
        endConnection(fastify.server, socket, reply.raw.headersSent);
      });
    }
    done();
  });
}

/** What is left of the time in which a body must come in. Begins as for an ordinary one. */
export class ReceivingTime {
  private timer: NodeJS.Timeout | undefined;
  private readonly raw: IncomingMessage;

  constructor(
    { raw }: FastifyRequest,
    private readonly limits: ReceivingLimits,
    private readonly isOver: () => void,
  ) {
    this.raw = raw;
    this.expectWithin(limits.ordinary);
    // Whichever comes first: a body that breaks off has no end, one that nobody reads may be closed much later.
    raw.once('end', () => clearTimeout(this.timer));
    raw.once('close', () => clearTimeout(this.timer));
    // Only while it is not complete does a request hear of its connection's silence.
    raw.on('timeout', isOver);
  }

  /** Whoever sends so much was let in, and somebody waits for it. */
  extendDeadline(): void {
    this.expectWithin(this.limits.large);
    this.raw.socket.setTimeout(this.limits.silence);
  }

  /** Nobody waits for the rest any more. */
  restoreDeadline(): void {
    this.expectWithin(this.limits.ordinary);
    this.raw.socket.setTimeout(0);
  }

  private expectWithin(milliseconds: number): void {
    clearTimeout(this.timer);
    // What was received whole may be on a connection that others use by then.
    this.timer = setTimeout(() => !this.raw.complete && this.isOver(), milliseconds).unref();
  }
}

/** As node does it: the handler of bad requests answers 408 and hangs up. */
function endConnection(server: Server, socket: Socket, isAnswered: boolean): void {
  if (isAnswered) {
    socket.destroy();
    return;
  }
  server.emit('clientError', Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
}
